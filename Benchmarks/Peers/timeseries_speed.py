"""The same tasks as timeseries-speed with tools from PyPI, one thread, user CPU.

    OPENBLAS_NUM_THREADS=1 python timeseries_speed.py FOLDER
"""
import csv
import resource
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")
folder = sys.argv[1]


def table(name):
    with open(f"{folder}/{name}.csv") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[float(value) for value in row[1:]] for row in rows])


def time(task, tool, body, runs=3):
    best = float("inf")
    for _ in range(runs):
        start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        check = body()
        best = min(best, resource.getrusage(resource.RUSAGE_SELF).ru_utime - start)
    print(f"{task},{tool},{best},{check}")


two = table("var2")


def numpy_bootstrap(lags=7, horizon=30, replicates=1000, batch=100):
    """Residual bootstrap with all replicates of a batch refitted at once."""
    n, k = two.shape
    t = n - lags

    def fit(y):
        z = np.concatenate(
            [np.ones((*y.shape[:-2], t, 1))]
            + [y[..., lags - lag : n - lag, :] for lag in range(1, lags + 1)], axis=-1)
        now = y[..., lags:, :]
        zt = np.swapaxes(z, -1, -2)
        b = np.linalg.solve(zt @ z, zt @ now)
        u = now - z @ b
        return b, u, np.swapaxes(u, -1, -2) @ u / (t - z.shape[-1])

    b, u, _ = fit(two)
    u = u - u.mean(0)
    rng = np.random.default_rng(1)
    total = 0.0
    for _ in range(replicates // batch):
        y = np.repeat(two[None], batch, 0)
        errors = u[rng.integers(0, t, (batch, t))]
        for row in range(lags, n):
            past = y[:, row - lags : row][:, ::-1].reshape(batch, -1)
            y[:, row] = b[0] + past @ b[1:] + errors[:, row - lags]
        coefficients, _, sigma = fit(y)
        a = [np.swapaxes(coefficients[:, 1 + k * j : 1 + k * (j + 1)], 1, 2) for j in range(lags)]
        phi = [np.repeat(np.eye(k)[None], batch, 0)]
        for h in range(1, horizon + 1):
            phi.append(sum(a[j] @ phi[h - j - 1] for j in range(min(lags, h))))
        p = np.linalg.cholesky(sigma)
        total += (phi[5] @ p)[:, 0, 1].sum()
    return total / replicates


time("var bootstrap residual", "numpy", numpy_bootstrap)

from statsmodels.tsa.api import VAR  # noqa: E402


def rest():
    model = VAR(two)
    model.select_order(14)
    fit = model.fit(7)
    first = fit.test_causality(0, 1).test_statistic + fit.test_causality(1, 0).test_statistic
    return first + fit.irf(30).orth_irfs[5][0, 1]


time("var rest", "statsmodels", rest)
twenty = table("var20")
time("var 20 series", "statsmodels", lambda: VAR(twenty).fit(7).stderr[5, 3])

import statsmodels.api as sm  # noqa: E402

pair = table("counts")
rows = np.arange(14, len(pair))
design = np.column_stack([np.ones(len(rows))] + [pair[rows - lag, 1] for lag in range(1, 15)])


def negative_binomial():
    fit = sm.NegativeBinomial(pair[rows, 0], design).fit(disp=0, maxiter=200)
    return fit.llf + 0 * fit.bse[0]


time("negative binomial", "statsmodels", negative_binomial)

import fastcpd  # noqa: E402
import ruptures  # noqa: E402

changes = table("changes")
penalty = 2 * np.log(len(changes))


def squared_cost(values, positions):
    """The penalised cost that Talion prints, of any tool's positions."""
    ends = [0, *positions, len(values)]
    parts = [values[start:end] for start, end in zip(ends, ends[1:])]
    return sum(((part - part.mean()) ** 2).sum() for part in parts) + penalty * len(positions)


def fast(column):
    # Its penalty counts half of twice the negative log-likelihood.
    found = fastcpd.detect_mean(
        changes[:, column : column + 1], beta=penalty / 2, cost_adjustment="BIC",
        variance_estimation=np.eye(1), cp_only=True)
    return squared_cost(changes[:, column], [int(position) for position in found.cp_set])


time("pelt mean", "fastcpd", lambda: fast(0))
time("pelt mean; ten changes", "fastcpd", lambda: fast(2), runs=1)


def kernel():
    values = changes[:20000, :1]
    return len(ruptures.KernelCPD(kernel="linear", min_size=1).fit(values).predict(pen=penalty))


time("pelt mean (first 20000)", "ruptures", kernel, runs=1)
