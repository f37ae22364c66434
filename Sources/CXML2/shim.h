#ifndef TALION_CXML2_SHIM_H
#define TALION_CXML2_SHIM_H

#include <libxml/HTMLparser.h>

#endif
