#ifndef TALION_CLAPACKE_SHIM_H
#define TALION_CLAPACKE_SHIM_H

// Swift cannot import C99 complex types, so LAPACKE is told to use plain pairs of doubles.
typedef struct { float real, imaginary; } talion_complex_float;
typedef struct { double real, imaginary; } talion_complex_double;
#define LAPACK_COMPLEX_CUSTOM
#define lapack_complex_float talion_complex_float
#define lapack_complex_double talion_complex_double

// Logarithms of determinants and moduli of eigenvalues need the C library.
#include <math.h>

#include <cblas.h>
#include <lapacke.h>

#endif
