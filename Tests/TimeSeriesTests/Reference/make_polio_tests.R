# Writes polio.R.json: likelihoods and tests of count regressions of the polio data as R prints them.
# make_polio.R writes the coefficients, with R's searches run to their end.
#   Rscript make_polio_tests.R      (R 4.2, MASS, pscl 1.5.5, AER 1.2-10, jsonlite; in this folder)
suppressMessages({library(MASS); library(pscl); library(AER); library(jsonlite)})
polio <- read.csv("polio_us_monthly.csv")
y <- polio$Cases
x <- as.matrix(polio[, 4:8])
n <- length(y)
now <- 3:n
poisson <- glm(y ~ x, family = poisson)
negbin <- glm.nb(y ~ x)
lags <- cbind(x[now, ], l1 = y[now - 1], l2 = y[now - 2])
excess <- function(trafo) {
  test <- dispersiontest(poisson, trafo = trafo)
  list(z = as.numeric(test$statistic), p = as.numeric(test$p.value), alpha = as.numeric(test$estimate))
}
ratio <- as.numeric(2 * (logLik(negbin) - logLik(poisson)))
zeros <- function(fit) list(logLik = as.numeric(logLik(fit)),
                            count = list(se = unname(summary(fit)$coefficients$count[, 2])))
only <- function(fit) list(logLik = as.numeric(logLik(fit)))
write_json(list(
  poisson_glm = list(
    estimate = unname(coef(poisson)), logLik = as.numeric(logLik(poisson)),
    deviance = deviance(poisson), pearson = sum(residuals(poisson, "pearson")^2),
    AIC = AIC(poisson)),
  overdispersion = list(cameron_trivedi_NB1 = excess(1), cameron_trivedi_NB2 = excess(2)),
  lr_test_nb_vs_poisson = list(
    stat = ratio, p_half_chibar = pchisq(ratio, 1, lower.tail = FALSE) / 2),
  nb_glm = only(negbin),
  poisson_glm_lags12 = only(glm(y[now] ~ lags, family = poisson)),
  nb_glm_lags12 = only(glm.nb(y[now] ~ lags)),
  zip = zeros(zeroinfl(y ~ x | 1, control = zeroinfl.control(reltol = 1e-14))),
  hurdle_poisson = zeros(hurdle(y ~ x | 1, control = hurdle.control(reltol = 1e-14))),
  hurdle_negbin = zeros(hurdle(y ~ x | 1, dist = "negbin", control = hurdle.control(reltol = 1e-14)))),
  "polio.R.json", auto_unbox = TRUE, digits = 15, pretty = TRUE)
