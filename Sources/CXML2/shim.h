#ifndef TALION_CXML2_SHIM_H
#define TALION_CXML2_SHIM_H

#include <libxml/xmlversion.h>
// Where libxml2 is built with ICU, its headers bring those of the system's ICU with them, which clash
// with the ones that Foundation has of its own wherever both are imported. They only add members at
// the end of encoding handlers, and those are never looked into here.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>

#endif
