#ifndef TALION_CVECTORMATH_H
#define TALION_CVECTORMATH_H

// Blocks of exponentials, logarithms and lag densities, for the widest vectors of the processor at
// hand. Products and sums are fused where that is written and nowhere else, so the results are the same
// bits on every processor.

// One line a family of lag distributions: its name and the logarithm of its density at a positive
// lag, made of the three constants of `talion_kernel`. Everything else in this room is written from
// these lines.
#define TALION_FAMILIES(FAMILY)                                                                     \
  FAMILY(EXPONENTIAL, constant - rate * lag)                                                        \
  FAMILY(GAMMA, constant + power * log_one(lag) - rate * lag)                                       \
  FAMILY(LOG_NORMAL, constant - log_one(lag) - 0.5 * square((log_one(lag) - rate) / power))         \
  FAMILY(WEIBULL, constant + power * (log_one(lag) - rate) - log_one(lag)                           \
                    - exp_one(power * (log_one(lag) - rate)))                       \
  FAMILY(LOMAX, constant - power * log_one(1.0 + rate * lag))

#define TALION_FAMILY(NAME, LOG_DENSITY) TALION_##NAME,
typedef enum { TALION_FAMILIES(TALION_FAMILY) } talion_family;
#undef TALION_FAMILY

// A lag density made ready: what its family's line needs.
typedef struct {
  talion_family family;
  double power;
  double rate;
  double constant;
} talion_kernel;

// exp of n numbers; zero below -708.
void talion_exp(const double *x, double *result, long n);

// log of n positive normal numbers.
void talion_log(const double *x, double *result, long n);

// The sum of weights[i] times the density at the lag now - times[i]; all lags are positive.
double talion_kernel_sum(
  const talion_kernel *kernel, const double *times, const double *weights, long n, double now);

// The density at the lags times[i] - origin; zero where the lag is not positive or not below reach.
void talion_kernel_values(
  const talion_kernel *kernel, const double *times, long n, double origin, double reach,
  double *result);

#endif
