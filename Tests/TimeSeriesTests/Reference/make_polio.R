# Count regressions of the polio data with R's searches run to their end, since glm and glm.nb stop
# one step early by default and leave errors 3e-5 off.
#   Rscript make_polio.R polio_us_monthly.csv > polio.json        (R 4.2, MASS, pscl, sandwich)
suppressMessages({library(MASS); library(pscl); library(sandwich)})
polio <- read.csv(commandArgs(TRUE)[1])
y <- polio[[2]]
X <- as.matrix(polio[, 3:8])
parts <- c()
put <- function(name, value) parts <<- c(parts, sprintf("\"%s\": [%s]", name,
  paste(format(unname(value), digits = 15, trim = TRUE), collapse = ", ")))
poisson_end <- function(y, X) {
  strict <- list(epsilon = 1e-15, maxit = 100)
  first <- glm(y ~ X - 1, family = poisson, control = strict)
  glm(y ~ X - 1, family = poisson, start = coef(first), control = strict)
}
f <- poisson_end(y, X)
put("poisson", coef(f)); put("poisson_se", sqrt(diag(vcov(f))))
put("poisson_hc0", sqrt(diag(sandwich(f)))); put("poisson_hc3", sqrt(diag(vcovHC(f, "HC3"))))
put("poisson_nw4", sqrt(diag(NeweyWest(f, lag = 4, prewhite = FALSE, adjust = FALSE))))
strict <- glm.control(epsilon = 1e-14, maxit = 200)
g <- glm.nb(y ~ X - 1, control = strict)
put("nb", coef(g)); put("nb_se", sqrt(diag(vcov(g))))
theta <- theta.ml(y, fitted(g), limit = 100, eps = 1e-13)
put("nb_rest", c(logLik(g), g$theta, attr(theta, "SE"), deviance(g)))
n <- length(y)
Z <- cbind(X[3:n, ], y[2:(n - 1)], y[1:(n - 2)])
f <- poisson_end(y[3:n], Z)
put("poisson_lags", coef(f)); put("poisson_lags_se", sqrt(diag(vcov(f))))
g <- glm.nb(y[3:n] ~ Z - 1, control = strict)
put("nb_lags", coef(g)); put("nb_lags_se", sqrt(diag(vcov(g))))
for (kind in c("zip", "hurdle_poisson", "hurdle_negbin")) {
  law <- if (kind == "hurdle_negbin") "negbin" else "poisson"
  h <- if (kind == "zip") zeroinfl(y ~ X[, -1] | 1, dist = law,
    control = zeroinfl.control(reltol = 1e-16, maxit = 1e5))
  else hurdle(y ~ X[, -1] | 1, dist = law, control = hurdle.control(reltol = 1e-16, maxit = 1e5))
  put(kind, coef(h, "count")); put(paste0(kind, "_zero"), coef(h, "zero"))
}
cat("{", paste(parts, collapse = ",\n "), "}\n", sep = "")
