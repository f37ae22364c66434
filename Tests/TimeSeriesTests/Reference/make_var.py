#!/usr/bin/env python3
"""Writes strikes.csv (a made-up table of weekly counts) and strikes.json (its VAR by statsmodels).

Run in this folder with statsmodels installed:  python3 make_var.py
"""
import json

import numpy as np
import statsmodels
from statsmodels.tsa.api import VAR

generator = np.random.default_rng(7)
rows = 80
series = np.zeros((rows, 2))
for t in range(rows):
    past = series[t - 1] if t else np.ones(2)
    mean = np.array([1.0, 1.5]) + np.array([[0.3, 0.25], [0.2, 0.35]]) @ past
    series[t] = generator.poisson(mean)
with open("strikes.csv", "w") as f:
    f.write("week,north->south,south->north\n")
    for t, row in enumerate(series):
        f.write(f"w{t + 1},{int(row[0])},{int(row[1])}\n")

model = VAR(series)
fit = model.fit(3, trend="c")
order = model.select_order(5)
irf = fit.irf(6)
joint = fit.test_causality(0, 1, kind="f")
reference = {
    "tool": "statsmodels " + statsmodels.__version__,
    "params": fit.params.tolist(),
    "stderr": fit.stderr.tolist(),
    "sigma_u": fit.sigma_u.tolist(),
    "llf": fit.llf,
    "ics": {k: [float(x) for x in v] for k, v in order.ics.items()},
    "granger_0_from_1": [joint.test_statistic, joint.pvalue, *joint.df],
    "irf": irf.irfs.tolist(),
    "irf_stderr": irf.stderr().tolist(),
    "orth": irf.orth_irfs.tolist(),
    "orth_stderr": irf.stderr(orth=True).tolist(),
    "cum_stderr": irf.cum_effect_stderr().tolist(),
    "forecast": fit.forecast(series[-3:], 4).tolist(),
    "forecast_mse": [np.diag(m).tolist() for m in fit.mse(4)],
    "portmanteau8": [fit.test_whiteness(8).test_statistic, fit.test_whiteness(8).pvalue],
    "portmanteau8_adjusted": [fit.test_whiteness(8, adjusted=True).test_statistic,
                              fit.test_whiteness(8, adjusted=True).pvalue],
    "roots": sorted((1 / np.abs(fit.roots)).tolist(), reverse=True),
}
with open("strikes.json", "w") as f:
    json.dump(reference, f, indent=1)
