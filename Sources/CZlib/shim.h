#ifndef TALION_CZLIB_SHIM_H
#define TALION_CZLIB_SHIM_H

#include <zlib.h>

#endif
