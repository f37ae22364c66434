#!/usr/bin/env python3
"""Writes the values that statsmodels gives for the West German and the US macro series:
luetkepohl_west_german.statsmodels.json and macrodata.statsmodels.json.

Run in this folder with statsmodels 0.15 installed:  python3 make_var_references.py
"""
import csv
import json

import numpy as np
from scipy import stats
from statsmodels.stats.diagnostic import acorr_ljungbox, het_arch
from statsmodels.stats.stattools import durbin_watson
from statsmodels.tsa.api import VAR
from statsmodels.tsa.stattools import (acf, adfuller, ccf, grangercausalitytests, kpss, pacf)

CRITERIA = ["aic", "bic", "hqic", "fpe"]


def log_differences(file, names, rows=None):
    """Differences of logarithms; rows limits the levels that are used."""
    with open(file) as f:
        table = list(csv.DictReader(f))[:rows]
    levels = np.array([[float(row[name]) for name in names] for row in table])
    return np.diff(np.log(levels), axis=0)


def var_values(series, names, longest, horizon):
    model = VAR(series)
    fit = model.fit(2, trend="c")
    fit.names = names
    irf = fit.irf(horizon)
    order = model.select_order(longest)
    pairs, blocks, instant = [], [], []
    for i, causing in enumerate(names):
        others = [j for j in range(len(names)) if j != i]
        for j in others:
            wald = fit.test_causality(j, i, kind="wald")
            f = fit.test_causality(j, i, kind="f")
            pairs.append({"caused": names[j], "causing": causing,
                          "wald_chi2": wald.test_statistic, "wald_p": wald.pvalue,
                          "F": f.test_statistic, "F_p": f.pvalue})
        f = fit.test_causality(others, i, kind="f")
        blocks.append({"caused": [names[j] for j in others], "causing": causing,
                       "F": f.test_statistic, "p": f.pvalue})
        test = fit.test_inst_causality(i)
        instant.append({"causing": causing, "wald_chi2": test.test_statistic, "p": test.pvalue})
    point, low, high = fit.forecast_interval(series[-2:], 8, alpha=0.05)
    residuals = np.asarray(fit.resid)
    plain, adjusted = fit.test_whiteness(12), fit.test_whiteness(12, adjusted=True)
    normality = fit.test_normality()
    tvalues = np.asarray(fit.params) / np.asarray(fit.stderr)
    return {
        "names": names, "nobs": int(fit.nobs), "params": np.asarray(fit.params),
        "stderr_ols": np.asarray(fit.stderr), "tvalues": tvalues,
        "pvalues_normal": 2 * stats.norm.sf(np.abs(tvalues)),
        "sigma_u_dfadj": np.asarray(fit.sigma_u), "sigma_u_ml": np.asarray(fit.sigma_u_mle),
        "llf": fit.llf, "info_criteria": {k: getattr(fit, k) for k in CRITERIA},
        "detomega": fit.detomega,
        "select_order": {
            "maxlags": longest,
            "criteria": {k: list(order.ics[k]) for k in CRITERIA},
            "selected": {k: int(order.selected_orders[k]) for k in CRITERIA}},
        "char_roots_modulus_inverse": sorted(1 / np.abs(fit.roots), reverse=True),
        "granger_pairwise": pairs, "granger_blocks": blocks, "instantaneous": instant,
        "irf": irf.irfs, "irf_stderr": irf.stderr(),
        "irf_orth": irf.orth_irfs, "irf_orth_stderr": irf.stderr(orth=True),
        "irf_cum": irf.cum_effects, "irf_cum_stderr": irf.cum_effect_stderr(),
        "irf_orth_cum": irf.orth_cum_effects,
        "irf_orth_cum_stderr": irf.cum_effect_stderr(orth=True),
        "long_run_effects": irf.lr_effects, "long_run_stderr": irf.lr_effect_stderr(),
        "fevd": fit.fevd(horizon).decomp,
        "forecast": {"point": point, "lower95": low, "upper95": high},
        "forecast_mse_h1_h4": fit.mse(4),
        "portmanteau12": {"stat": plain.test_statistic, "p": plain.pvalue},
        "portmanteau12_adj": {"stat": adjusted.test_statistic, "p": adjusted.pvalue},
        "normality_jb": {"stat": normality.test_statistic, "p": normality.pvalue},
        "resid_first3": residuals[:3], "durbin_watson": durbin_watson(residuals),
        "ljung_box10": {
            name: [float(acorr_ljungbox(residuals[:, i], [10])[key].iloc[0])
                   for key in ("lb_stat", "lb_pvalue")]
            for i, name in enumerate(names)},
        "arch_lm5": {name: list(het_arch(residuals[:, i], nlags=5))
                     for i, name in enumerate(names)},
    }


def univariate_values(series, names):
    result = {}
    for i, name in enumerate(names):
        values = series[:, i]
        root = adfuller(values, maxlag=4, regression="c", autolag=None)
        level = kpss(values, regression="c", nlags=4)
        result[name] = {
            "adf_lag4_c": {"stat": root[0], "p": root[1], "crit": root[4]},
            "kpss_c_nlags4": {"stat": level[0], "p": level[1]},
            "acf10": acf(values, nlags=10, fft=False),
            "pacf10_ols": pacf(values, nlags=10, method="ols"),
        }
    for i, cause in enumerate(names):
        for j, effect in enumerate(names):
            if i == j:
                continue
            # The second column is the cause.
            test = grangercausalitytests(series[:, [j, i]], [2])[2][0]
            result[f"granger2_{cause}->{effect}"] = {"ssr_ftest": list(test["ssr_ftest"])}
    result["ccf_first_second_lags0_10"] = ccf(series[:, 0], series[:, 1], adjusted=False)[:11]
    return result


def plain(value):
    """Arrays as lists, so that they can be written."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(v) for v in value]
    return value.item() if isinstance(value, np.generic) else value


for file, names, rows, longest, horizon in [
    ("luetkepohl_west_german", ["invest", "income", "cons"], 76, 4, 8),
    ("macrodata", ["realgdp", "realcons", "realinv"], None, 15, 10),
]:
    series = log_differences(file + ".csv", names, rows)
    values = {"var2": var_values(series, names, longest, horizon),
              "univariate": univariate_values(series, names)}
    with open(file + ".statsmodels.json", "w") as f:
        json.dump(plain(values), f, indent=1)
        f.write("\n")
