#!/usr/bin/env python3
"""Writes special_functions.csv: reference values computed with 60 digits (mpmath).

Run in this folder:  python3 make_tables.py
"""
import mpmath as mp

mp.mp.dps = 60
rows = []


def add(name, value, *arguments):
    arguments = [repr(float(a)) for a in arguments] + [""] * (3 - len(arguments))
    rows.append([name, *arguments, mp.nstr(value, 20, strip_zeros=False)])


def gamma_p(a, x):
    """The series of positive terms, so that nothing cancels (DLMF 8.7.1)."""
    term = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    total, n = term, 1
    while term > total * mp.eps or n < x - a:
        term *= x / (a + n)
        total += term
        n += 1
    return total


def gamma_q(a, x):
    """One minus P with enough digits for tails of 1e-290."""
    with mp.workdps(400):
        return 1 - gamma_p(mp.mpf(a), mp.mpf(x))


def exact(text):
    """The double nearest to a decimal, as an exact number."""
    return mp.mpf(float(text))


for a in ["1e-8", "0.01", "0.3", "0.9", "1", "1.5", "3.7", "12", "40", "150", "2500", "100000"]:
    a = exact(a)
    for ratio in ["1e-6", "0.01", "0.3", "0.8", "1", "1.05", "1.6", "4"]:
        x = exact(float(a * exact(ratio)))
        for name, value in (("gamma_p", gamma_p(a, x)), ("gamma_q", gamma_q(a, x))):
            if value > mp.mpf("1e-290"):
                add(name, value, a, x)
    for x in ["0.4", "1.4", "7", "60"]:
        x = exact(x)
        for name, value in (("gamma_p", gamma_p(a, x)), ("gamma_q", gamma_q(a, x))):
            if value > mp.mpf("1e-290"):
                add(name, value, a, x)


def beta_tails(a, b, x):
    """Both tails, each by its own series so that neither cancels."""
    beta = mp.beta(a, b)
    lower = x**a * mp.hyp2f1(a, 1 - b, a + 1, x) / a / beta
    upper = (1 - x) ** b * mp.hyp2f1(b, 1 - a, b + 1, 1 - x) / b / beta
    return lower, upper


mp.mp.dps = 120
for a, b in [(0.5, 0.5), (0.5, 12), (2, 3.5), (7, 0.3), (30, 40), (200, 3), (1500, 900), (0.5, 36.5)]:
    a, b = exact(a), exact(b)
    for x in [1e-4, 0.03, 0.2, 0.5, 0.63, 0.9, 0.999]:
        x = exact(x)
        lower, upper = beta_tails(a, b, x)
        for name, value in (("beta_i", lower), ("beta_c", upper)):
            if mp.mpf("1e-290") < value:
                add(name, value, a, b, x)
mp.mp.dps = 60

for x in ["1e-6", "0.01", "0.3", "1", "1.2", "1.46", "1.4616", "1.47", "1.9", "2.5", "7", "11.9", "30", "1e4", "-0.5", "-3.3"]:
    x = exact(x)
    add("digamma", mp.digamma(x), x)
    if x > 0:
        add("trigamma", mp.psi(1, x), x)

for p in ["1e-300", "1e-100", "1e-20", "1e-6", "0.001", "0.025", "0.2", "0.3", "0.4999", "0.50001", "0.6", "0.9", "0.975", "0.999999"]:
    p = exact(p)
    # Newton from a crude start at full precision.
    z = mp.findroot(lambda t: mp.log(mp.erfc(-t / mp.sqrt(2)) / 2) - mp.log(p),
                    (-mp.sqrt(-2 * mp.log(p)) if p < 0.4 else mp.mpf(0.3) if p > 0.5 else mp.mpf(-0.1)))
    add("normal_quantile", z, p)
for z in [-37, -12, -3, -0.7, 0, 0.2, 1.96, 6]:
    add("normal_cdf", mp.erfc(-exact(z) / mp.sqrt(2)) / 2, exact(z))

mp.mp.dps = 60
for a, x in [(0.3, 0.1), (0.3, 2), (1, 1), (2, 0.4), (2, 5), (5.5, 5), (5.5, 20), (40, 30), (40, 70)]:
    a, x = exact(a), exact(x)
    add("gamma_p_da", mp.diff(lambda t: gamma_p(t, x), a), a, x)
    add("gamma_p_da2", mp.diff(lambda t: gamma_p(t, x), a, 2), a, x)

with open("special_functions.csv", "w") as f:
    f.write("function,a,b,x,value\n")
    for row in rows:
        f.write(",".join(row) + "\n")
print(len(rows), "rows")
