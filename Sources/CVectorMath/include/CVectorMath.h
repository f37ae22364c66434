#ifndef TALION_CVECTORMATH_H
#define TALION_CVECTORMATH_H

// Blocks of exponentials, logarithms and lag densities, for the widest vectors of the processor at
// hand. Products and sums are not contracted, so the results are the same bits on every processor.

// Families of lag densities; the numbers are those of the switch in the implementation.
enum { TALION_EXPONENTIAL = 0, TALION_GAMMA = 1, TALION_LOG_NORMAL = 2, TALION_WEIBULL = 3 };

// A lag density made ready: log f = constant + power * log(lag) - rate * lag for the exponential and
// the gamma; for the others power is the shape and rate the location of the logarithm.
typedef struct {
  int family;
  double power;
  double rate;
  double constant;
} talion_kernel;

// exp of n numbers; zero below -708.
void talion_exp(const double *x, double *result, long n);

// log of n positive normal numbers.
void talion_log(const double *x, double *result, long n);

// The sum of the density over the lags now - times[i], all positive.
double talion_kernel_sum(const talion_kernel *kernel, const double *times, long n, double now);

// The density at the lags times[i] - origin; zero where the lag is not positive or not below reach.
void talion_kernel_values(
  const talion_kernel *kernel, const double *times, long n, double origin, double reach,
  double *result);

#endif
