#include "CVectorMath.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define VERSIONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VERSIONED
#endif

// Fused products round once where separate ones round twice: where they are written they are fused on
// every processor, if need be in software (x86 before 2013, correct but slow), and nowhere else, so
// that all processors agree.
#pragma STDC FP_CONTRACT OFF

// Loops run over whole blocks of this many numbers, so that the compiler needs no remainder, which
// would be computed number by number. What whole blocks leave over is the end of one more block, which
// begins among numbers already done.
enum { BLOCK = 8 };

static inline __attribute__((always_inline)) double fused(double a, double b, double c) {
  return __builtin_fma(a, b, c);
}

static inline __attribute__((always_inline)) double exp_one(double x) {
  // x = n log 2 + r with |r| <= log(2) / 2; adding 1.5 * 2^52 rounds to a whole number.
  const double magic = 0x1.8p52;
  double clamped = x < -708.0 ? -708.0 : x;
  clamped = clamped > 709.0 ? 709.0 : clamped;
  double shifted = fused(clamped, 0x1.71547652b82fep0, magic);
  double n = shifted - magic;
  double r = fused(n, -0x1.ef35793c76730p-45, fused(n, -0x1.62e42fefa3800p-1, clamped));
  // Taylor's series to r^12: the next term is below 2e-16. Pairs first (Estrin), so that the
  // products do not wait for each other.
  double r2 = r * r, r4 = r2 * r2;
  double low = fused(r2, fused(r, 1.0 / 120.0, 1.0 / 24.0), fused(r, 1.0 / 6.0, 0.5));
  double middle = fused(r2, fused(r, 1.0 / 362880.0, 1.0 / 40320.0), fused(r, 1.0 / 5040.0, 1.0 / 720.0));
  double high = fused(r2, 1.0 / 479001600.0, fused(r, 1.0 / 39916800.0, 1.0 / 3628800.0));
  double p = fused(r4, fused(r4, high, middle), low);
  double value = fused(r2, p, r) + 1.0;
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
  double q2 = q * q, q4 = q2 * q2;
  double low = fused(q2, fused(q, 2.0 / 9.0, 2.0 / 7.0), fused(q, 2.0 / 5.0, 2.0 / 3.0));
  double middle = fused(q2, fused(q, 2.0 / 17.0, 2.0 / 15.0), fused(q, 2.0 / 13.0, 2.0 / 11.0));
  double p = fused(q4, middle, low);
  return fused(e, 0x1.62e42fefa3800p-1, 2.0 * s + fused(s * q, p, e * 0x1.ef35793c76730p-45));
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
  long i = 0;
  for (; i < n && n >= BLOCK; i += BLOCK) {
    i = i + BLOCK <= n ? i : n - BLOCK;
    for (int k = 0; k < BLOCK; k++) result[i + k] = exp_one(x[i + k]);
  }
  for (; i < n; i++) result[i] = exp_one(x[i]);
}

VERSIONED void talion_log(const double *restrict x, double *restrict result, long n) {
  long i = 0;
  for (; i < n && n >= BLOCK; i += BLOCK) {
    i = i + BLOCK <= n ? i : n - BLOCK;
    for (int k = 0; k < BLOCK; k++) result[i + k] = log_one(x[i + k]);
  }
  for (; i < n; i++) result[i] = log_one(x[i]);
}

// One loop a family, so that no loop holds a branch. Sums are kept in BLOCK lanes and added in a fixed
// order, whatever the width of the vectors. Fewer numbers than a block are copied.
#define SUM(NAME, LOG_DENSITY)                                                         \
  case TALION_##NAME:                                                                  \
    for (; i + BLOCK <= n; i += BLOCK)                                                 \
      for (int k = 0; k < BLOCK; k++)                                                  \
        lanes[k] += weights[i + k]                                                     \
          * density_##NAME(power, rate, constant, now - times[i + k]);                 \
    if (i < n && n > BLOCK) {                                                          \
      long last = n - BLOCK, done = i - last;                                          \
      for (int k = 0; k < BLOCK; k++) {                                                \
        double part = weights[last + k]                                                \
          * density_##NAME(power, rate, constant, now - times[last + k]);              \
        lanes[k] += k < done ? 0.0 : part;                                             \
      }                                                                                \
    } else if (i < n) {                                                                \
      double rest[BLOCK];                                                              \
      for (int k = 0; k < BLOCK; k++) rest[k] = k < n ? now - times[k] : 1.0;          \
      for (int k = 0; k < BLOCK; k++)                                                  \
        rest[k] = density_##NAME(power, rate, constant, rest[k]);                      \
      for (int k = 0; k < BLOCK; k++) lanes[k] += k < n ? weights[k] * rest[k] : 0.0;  \
    }                                                                                  \
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))                             \
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

#define VALUES(NAME, LOG_DENSITY)                                                      \
  case TALION_##NAME:                                                                  \
    for (; i < n && n >= BLOCK; i += BLOCK) {                                          \
      i = i + BLOCK <= n ? i : n - BLOCK;                                              \
      for (int k = 0; k < BLOCK; k++) {                                                \
        double lag = times[i + k] - origin;                                            \
        double value = density_##NAME(power, rate, constant, lag > 0.0 ? lag : 1.0);   \
        result[i + k] = lag > 0.0 && lag < reach ? value : 0.0;                        \
      }                                                                                \
    }                                                                                  \
    if (i < n) {                                                                       \
      double rest[BLOCK];                                                              \
      for (int k = 0; k < BLOCK; k++) rest[k] = k < n ? times[k] - origin : 0.0;       \
      for (int k = 0; k < BLOCK; k++) {                                                \
        double lag = rest[k];                                                          \
        double value = density_##NAME(power, rate, constant, lag > 0.0 ? lag : 1.0);   \
        rest[k] = lag > 0.0 && lag < reach ? value : 0.0;                              \
      }                                                                                \
      for (long k = 0; k < n; k++) result[k] = rest[k];                                \
    }                                                                                  \
    return;

VERSIONED void talion_kernel_values(
  const talion_kernel *kernel, const double *restrict times, long n, double origin, double reach,
  double *restrict result) {
  const double power = kernel->power, rate = kernel->rate, constant = kernel->constant;
  long i = 0;
  switch (kernel->family) { TALION_FAMILIES(VALUES) }
  __builtin_trap();
}
