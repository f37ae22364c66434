#ifndef TALION_CXLSXWRITER_SHIM_H
#define TALION_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
