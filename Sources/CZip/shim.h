#ifndef TALION_CZIP_SHIM_H
#define TALION_CZIP_SHIM_H

#include <zip.h>

#endif
