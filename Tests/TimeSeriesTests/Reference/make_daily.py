#!/usr/bin/env python3
"""Writes daily.csv, a made-up table of daily deaths on two sides, and daily.json, its vector
autoregressions with 14 lags by statsmodels.

The table has what such tables have: mostly zeros, some days with many, a shared slow trend and an
answer of the first side to the second. Its dates are those of the first eight years of the second
Intifada, so that the study of that conflict can be run on it; no number in it is from there.

Run in this folder with statsmodels 0.15 installed:  python3 make_daily.py
"""
import datetime
import json

import numpy as np
from statsmodels.tsa.api import VAR

START, END = datetime.date(2000, 9, 29), datetime.date(2008, 10, 31)
FIRST_END = datetime.date(2005, 1, 15)
LAGS = 14


def make_table():
    generator = np.random.default_rng(20000929)
    days = (END - START).days + 1
    series = np.zeros((days, 2), dtype=int)
    level = 0.0
    for t in range(days):
        level = 0.99 * level + 0.07 * generator.standard_normal()
        answer = sum(w * series[t - k, 1] for k, w in ((1, 0.12), (3, 0.1), (8, 0.15)) if t >= k)
        means = np.array([1.0, 0.35]) * np.exp(level) + np.array([answer, 0.0])
        sizes = np.array([1.2, 0.3])
        series[t] = generator.negative_binomial(sizes, sizes / (sizes + means))
    with open("daily.csv", "w") as f:
        f.write("date,first_killed,second_killed\n")
        for t, row in enumerate(series):
            f.write(f"{START + datetime.timedelta(t)},{row[0]},{row[1]}\n")
    return series


def dummies(key, days):
    """One column for every year or month that has a day after the lags, but the first."""
    labels = [key(START + datetime.timedelta(t)) for t in range(days)]
    names = list(dict.fromkeys(labels[LAGS:]))[1:]
    return np.array([[float(label == name) for name in names] for label in labels])


def values(series, by=None):
    model = VAR(series.astype(float), exog=None if by is None else dummies(by, len(series)))
    fit = model.fit(LAGS, trend="c")
    result = {"nobs": int(fit.nobs),
              "second_to_first": fit.test_causality(0, 1, kind="f").test_statistic,
              "first_to_second": fit.test_causality(1, 0, kind="f").test_statistic}
    if by is None:
        sums = np.cumsum(fit.ma_rep(30), axis=0)
        coefs = fit.coefs[0]
        result |= {"cumulative14": sums[14][0, 1], "cumulative30": sums[30][0, 1],
                   "first_lag": [coefs[0, 1], coefs[1, 0]], "aic": fit.aic}
    return result


series = make_table()
first = series[:(FIRST_END - START).days + 1]
orders = VAR(first.astype(float)).select_order(21).selected_orders
reference = {
    "first": values(first), "first-years": values(first, lambda day: day.year),
    "first-months": values(first, lambda day: (day.year, day.month)),
    "second": values(series), "second-years": values(series, lambda day: day.year),
    "second-months": values(series, lambda day: (day.year, day.month)),
    "orders": {key: int(orders[key]) for key in ("aic", "bic")},
}
with open("daily.json", "w") as f:
    json.dump(reference, f, indent=1)
    f.write("\n")
