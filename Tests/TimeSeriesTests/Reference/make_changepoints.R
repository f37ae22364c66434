# Writes changepoints.R.json: changes of the Nile's flow and of coal-mining disasters.
#   Rscript make_changepoints.R      (R 4.2, changepoint 2.3, strucchange 1.5-3, jsonlite; in this folder)
suppressMessages({library(changepoint); library(strucchange); library(jsonlite)})
nile <- read.csv("nile.csv")$flow
coal <- read.csv("coal_disasters_annual.csv")$disasters
standard <- (nile - mean(nile)) / sd(nile)
shift <- cpt.mean(standard, method = "PELT", penalty = "MBIC")
breaks <- breakpoints(nile ~ 1)
poisson <- function(...) {
  fit <- cpt.meanvar(coal, method = "PELT", test.stat = "Poisson", ...)
  list(cpts = cpts(fit), penalty_value = pen.value(fit), params = list(lambda = param.est(fit)$lambda))
}
# The single split with the largest likelihood.
kernel <- function(x) if (sum(x) > 0) sum(x) * log(mean(x)) - sum(x) else 0
splits <- sapply(1:(length(coal) - 1), function(k) kernel(coal[1:k]) + kernel(coal[-(1:k)]))
k <- which.max(splits)
write_json(list(
  nile = list(
    pelt_mean_standardised_MBIC = list(
      penalty_value = pen.value(shift), params = list(mean = param.est(shift)$mean)),
    strucchange_breakpoints = list(rss_breaks0to5 = unname(summary(breaks)$RSS["RSS", ])),
    supF = list(stat = as.numeric(sctest(Fstats(nile ~ 1), type = "supF")$statistic))),
  coal = list(
    rates = c(mean(coal[1:k]), mean(coal[-(1:k)])),
    pelt_poisson_SIC = poisson(penalty = "SIC"),
    pelt_poisson_pen5 = poisson(penalty = "Manual", pen.value = 5))),
  "changepoints.R.json", auto_unbox = TRUE, digits = 15, pretty = TRUE)
