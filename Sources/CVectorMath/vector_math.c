#include "CVectorMath.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define VERSIONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VERSIONED
#endif

// Fused products round once where separate ones round twice; only without them do all processors
// agree.
#pragma STDC FP_CONTRACT OFF

// Loops run over whole blocks of this many numbers, so that the compiler needs no remainder.
enum { BLOCK = 8 };

static inline __attribute__((always_inline)) double exp_one(double x) {
  // x = n log 2 + r with |r| <= log(2) / 2; adding 1.5 * 2^52 rounds to a whole number.
  const double magic = 0x1.8p52;
  double clamped = x < -708.0 ? -708.0 : x;
  clamped = clamped > 709.0 ? 709.0 : clamped;
  double shifted = clamped * 0x1.71547652b82fep0 + magic;
  double n = shifted - magic;
  double r = (clamped - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45;
  // Taylor's series to r^13: the next term is below 4e-18.
  double p = 1.0 / 6227020800.0;
  p = p * r + 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  double value = r * r * p + r + 1.0;
  // 2^n through the exponent bits; the low bits of `shifted` hold n.
  uint64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  uint64_t power = (bits + 1023u) << 52;
  double scale;
  memcpy(&scale, &power, sizeof scale);
  return x < -708.0 ? 0.0 : value * scale;
}

static inline __attribute__((always_inline)) double log_one(double x) {
  // x = 2^e m with m in [sqrt(1/2), sqrt(2)); log m = 2 atanh((m - 1) / (m + 1)).
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  uint64_t shifted = bits + 0x00095f619980c433u;
  // The exponent as a double, again through 1.5 * 2^52.
  uint64_t raised = (shifted >> 52) | 0x4338000000000000u;
  double e;
  memcpy(&e, &raised, sizeof e);
  e = e - 0x1.8p52 - 1023.0;
  uint64_t mantissa = (shifted & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu;
  double m;
  memcpy(&m, &mantissa, sizeof m);
  double s = (m - 1.0) / (m + 1.0);
  double q = s * s;
  double p = 2.0 / 23.0;
  p = p * q + 2.0 / 21.0;
  p = p * q + 2.0 / 19.0;
  p = p * q + 2.0 / 17.0;
  p = p * q + 2.0 / 15.0;
  p = p * q + 2.0 / 13.0;
  p = p * q + 2.0 / 11.0;
  p = p * q + 2.0 / 9.0;
  p = p * q + 2.0 / 7.0;
  p = p * q + 2.0 / 5.0;
  p = p * q + 2.0 / 3.0;
  return e * 0x1.62e42fefa3800p-1 + (2.0 * s + (s * q * p + e * 0x1.ef35793c76730p-45));
}

static inline __attribute__((always_inline)) double square(double x) { return x * x; }

// One function a family: its density at a positive lag.
#define DENSITY(NAME, LOG_DENSITY)                                                   \
  static inline __attribute__((always_inline)) double density_##NAME(                \
    double power, double rate, double constant, double lag) {                        \
    (void)power;                                                                     \
    return exp_one(LOG_DENSITY);                                                     \
  }
TALION_FAMILIES(DENSITY)

VERSIONED void talion_exp(const double *restrict x, double *restrict result, long n) {
  for (long i = 0; i < n; i++) result[i] = exp_one(x[i]);
}

VERSIONED void talion_log(const double *restrict x, double *restrict result, long n) {
  for (long i = 0; i < n; i++) result[i] = log_one(x[i]);
}

// One loop a family, so that no loop holds a branch. Sums are kept in BLOCK lanes and added in a
// fixed order, whatever the width of the vectors.
#define SUM(NAME, LOG_DENSITY)                                                       \
  case TALION_##NAME:                                                                \
    for (; i + BLOCK <= n; i += BLOCK)                                               \
      for (int k = 0; k < BLOCK; k++)                                                \
        lanes[k] += weights[i + k]                                                   \
          * density_##NAME(power, rate, constant, now - times[i + k]);               \
    if (i < n) {                                                                     \
      double rest[BLOCK];                                                            \
      for (int k = 0; k < BLOCK; k++) rest[k] = i + k < n ? now - times[i + k] : 1.0; \
      for (int k = 0; k < BLOCK; k++)                                                \
        rest[k] = density_##NAME(power, rate, constant, rest[k]);                    \
      for (int k = 0; k < BLOCK; k++) \
        lanes[k] += i + k < n ? weights[i + k] * rest[k] : 0.0;                      \
    }                                                                                \
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))                           \
      + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));

VERSIONED double talion_kernel_sum(
  const talion_kernel *kernel, const double *restrict times, const double *restrict weights, long n,
  double now) {
  const double power = kernel->power, rate = kernel->rate, constant = kernel->constant;
  double lanes[BLOCK] = {0};
  long i = 0;
  // Every family has its case; a number that is none of them must never give another's values.
  switch (kernel->family) { TALION_FAMILIES(SUM) }
  __builtin_trap();
}

#define VALUES(NAME, LOG_DENSITY)                                                    \
  case TALION_##NAME:                                                                \
    for (long i = 0; i < n; i++) {                                                   \
      double lag = times[i] - origin;                                                \
      double value = density_##NAME(power, rate, constant, lag > 0.0 ? lag : 1.0);   \
      result[i] = lag > 0.0 && lag < reach ? value : 0.0;                            \
    }                                                                                \
    return;

VERSIONED void talion_kernel_values(
  const talion_kernel *kernel, const double *restrict times, long n, double origin, double reach,
  double *restrict result) {
  const double power = kernel->power, rate = kernel->rate, constant = kernel->constant;
  switch (kernel->family) { TALION_FAMILIES(VALUES) }
  __builtin_trap();
}
