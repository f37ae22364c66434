#!/usr/bin/env python3
"""Writes count_scores.json: scores of Poisson and negative binomial forecasts by direct summation.

Run in this folder with scipy installed:  python3 make_count_scores.py
"""
import json
import math

import numpy as np
from scipy import stats

cases = []
for mean, size in [(0.3, None), (2.5, None), (40.0, None), (0.3, 0.2), (2.5, 1.7), (40.0, 3.0)]:
    if size is None:
        law, variance = stats.poisson(mean), mean
    else:
        law, variance = stats.nbinom(size, size / (size + mean)), mean + mean * mean / size
    # The sum of (F(k) - 1{k >= y})^2, taken far enough for the rest to vanish.
    points = np.arange(0, int(mean + 60 * math.sqrt(variance)) + 200)
    cumulative = law.cdf(points)
    for y in [0, 1, 3, 17, 60]:
        cases.append({
            "dist": "poisson" if size is None else "nbinom", "mu": mean, "size": size, "y": y,
            "crps": float(np.sum((cumulative - (points >= y)) ** 2)),
            "log_score": float(-law.logpmf(y)),
            "dss": (y - mean) ** 2 / variance + math.log(variance),
            "pit_lower": float(law.cdf(y - 1)), "pit_upper": float(law.cdf(y)),
        })
with open("count_scores.json", "w") as f:
    json.dump({"cases": cases}, f, indent=1)
    f.write("\n")
