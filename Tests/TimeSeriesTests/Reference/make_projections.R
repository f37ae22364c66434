# Writes luetkepohl_west_german.lp.json: local projections of the West German series.
#   Rscript make_projections.R      (R 4.2, lpirfs 0.2.4, sandwich 3.0-2, jsonlite; in this folder)
suppressMessages({library(lpirfs); library(sandwich); library(jsonlite)})
levels <- read.csv("luetkepohl_west_german.csv")[1:76, c("invest", "income", "cons")]
series <- as.data.frame(apply(log(levels), 2, diff))
# Responses of all series to each shock, horizons 0 to 8; shock type 0 is one deviation, 1 one unit.
system <- function(type) {
  fit <- lp_lin(series, lags_endog_lin = 2, trend = 0, shock_type = type, confint = 1.96, hor = 8)
  layers <- function(a) lapply(seq_len(dim(a)[3]), function(s) unname(a[, 1:9, s]))
  list(mean = layers(fit$irf_lin_mean), low = layers(fit$irf_lin_low), up = layers(fit$irf_lin_up))
}
# One equation: consumption h quarters ahead on income now and two lags of all series.
n <- nrow(series)
rows <- 3:n
pasts <- as.matrix(cbind(series[rows - 1, ], series[rows - 2, ]))
single <- lapply(0:6, function(h) {
  used <- rows[rows + h <= n]
  data <- list(y = series$cons[used + h], x = series$income[used],
               z = pasts[used - 2, , drop = FALSE])
  fit <- lm(y ~ x + z, data = data)
  error <- sqrt(diag(NeweyWest(fit, lag = h, prewhite = FALSE, adjust = FALSE)))["x"]
  list(h = h, beta = unname(coef(fit)["x"]), se_nw_lag_h = unname(error), nobs = length(used))
})
write_json(list(one_sd = system(0), unit = system(1), single_equation_cons_on_income = single),
           "luetkepohl_west_german.lp.json", auto_unbox = TRUE, digits = 15, pretty = TRUE)
