#!/usr/bin/env python3
"""Writes ecoli.polished.json and seatbelts.polished.json: Poisson autoregressions at the true
maximum of their likelihood, and at the zero of the score that R's tscount 1.4.3 aims at.

Before the data both the counts and the means are the marginal mean, which depends on the
coefficients. The likelihood's derivative moves both; tscount's score moves the means alone, so its
zero is another point.

Run in this folder with scipy installed:  python3 make_count_autoregressions.py
"""
import csv
import json

import numpy as np
from scipy import optimize, special


def column(file, name, rows=None):
    with open(file) as f:
        return np.array([float(row[name]) for row in csv.DictReader(f)])[:rows]


class Model:
    """Means (or their logarithms) c + sum b y + sum a mean + x g, as tscount writes them."""

    def __init__(self, counts, past, means, log, covariates=None):
        self.counts, self.past, self.means, self.log = counts, past, means, log
        self.x = np.zeros((len(counts), 0)) if covariates is None else covariates
        self.values = np.log1p(counts) if log else counts

    def path(self, theta, moves_counts):
        """Predictors and their derivatives."""
        p, q, n = len(self.past), len(self.means), len(self.counts)
        rest = 1 - theta[1:1 + p + q].sum()
        before = theta[0] / rest
        slope = np.zeros(len(theta))
        slope[0] = 1 / rest
        slope[1:1 + p + q] = theta[0] / rest ** 2
        eta, first = np.empty(n), np.empty((n, len(theta)))
        for t in range(n):
            value, derivative = theta[0], np.zeros(len(theta))
            derivative[0] = 1
            for k, lag in enumerate(self.past):
                inside = t >= lag
                value += theta[1 + k] * (self.values[t - lag] if inside else before)
                derivative[1 + k] += self.values[t - lag] if inside else before
                if not inside and moves_counts:
                    derivative += theta[1 + k] * slope
            for k, lag in enumerate(self.means):
                inside = t >= lag
                value += theta[1 + p + k] * (eta[t - lag] if inside else before)
                derivative[1 + p + k] += eta[t - lag] if inside else before
                derivative += theta[1 + p + k] * (first[t - lag] if inside else slope)
            value += self.x[t] @ theta[1 + p + q:]
            derivative[1 + p + q:] += self.x[t]
            eta[t], first[t] = value, derivative
        return eta, first

    def log_likelihood(self, theta):
        eta, _ = self.path(theta, True)
        if not self.log and np.any(eta <= 0):
            return -np.inf
        mean = np.exp(eta) if self.log else eta
        return float(np.sum(self.counts * np.log(mean) - mean - special.gammaln(self.counts + 1)))

    def score(self, theta, moves_counts):
        eta, first = self.path(theta, moves_counts)
        weights = self.counts - np.exp(eta) if self.log else self.counts / eta - 1
        return weights @ first

    def fit(self, start):
        best = optimize.root(lambda t: self.score(t, True), start, tol=1e-13).x
        root = optimize.root(lambda t: self.score(t, False), start, tol=1e-13).x
        return {"polished_coef": best.tolist(), "polished_logLik": self.log_likelihood(best),
                "tscount_estimating_equation_root": root.tolist()}


cases = column("ecoli_nrw_weekly.csv", "cases")
ecoli = {
    "ingarch11_poisson": Model(cases, [1], [1], False).fit([2.6, 0.37, 0.5]),
    "loglin11_poisson": Model(cases, [1], [1], True).fit([0.37, 0.42, 0.45]),
}
killed = column("seatbelts_van.csv", "VanKilled", 156)
regressors = np.column_stack([column("seatbelts_van.csv", name, 156)
                              for name in ("PetrolPrice", "linearTrend")])
seatbelts = Model(killed, [1, 12], [], True, regressors).fit([1.8, 0.09, 0.15, 1.0, -0.03])
for file, values in [("ecoli", ecoli), ("seatbelts", seatbelts)]:
    with open(file + ".polished.json", "w") as f:
        json.dump(values, f, indent=1)
        f.write("\n")
