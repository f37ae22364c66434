# Writes luetkepohl_west_german.vars.json and hac.sandwich.json: the West German VAR(2) and one
# regression with robust errors.
#   Rscript make_vars.R      (R 4.2, vars 1.6-1, sandwich 3.0-2, lmtest, jsonlite; in this folder)
suppressMessages({library(vars); library(sandwich); library(lmtest); library(jsonlite)})
write <- function(values, file) write_json(values, file, auto_unbox = TRUE, digits = 15, pretty = TRUE)
levels <- read.csv("luetkepohl_west_german.csv")[1:76, c("invest", "income", "cons")]
series <- as.data.frame(apply(log(levels), 2, diff))
names <- colnames(series)
fit <- VAR(series, p = 2, type = "const")
sigma <- summary(fit)$covres
n <- nrow(residuals(fit))
ml <- crossprod(residuals(fit)) / n
test <- function(x) list(statistic = as.numeric(x$statistic), p.value = as.numeric(x$p.value))
layers <- function(a) lapply(seq_len(dim(a)[3]), function(h) unname(a[, , h]))
phi <- Phi(fit, nstep = 8)
psi <- Psi(fit, nstep = 8)
# One standard deviation of each error, the others at what goes with it (Pesaran and Shin 1998).
generalised <- lapply(layers(phi), function(m) unname(sweep(m %*% sigma, 2, sqrt(diag(sigma)), "/")))
by_name <- function(f) setNames(lapply(names, f), names)
ahead <- predict(fit, n.ahead = 8, ci = 0.95)$fcst
shares <- fevd(fit, n.ahead = 8)
normal <- normality.test(fit)$jb.mul
# Levels' logs with one lag more than is tested (Toda and Yamamoto 1995).
wide <- VAR(log(levels), p = 3, type = "const")
toda_yamamoto <- function(cause, effect) {
  terms <- paste0(cause, ".l", 1:2)
  model <- wide$varresult[[effect]]
  b <- coef(model)[terms]
  v <- vcov(model)[terms, terms]
  w <- as.numeric(t(b) %*% solve(v, b))
  list(cause = cause, effect = effect, wald_chi2 = w,
       p.value = pchisq(w, length(terms), lower.tail = FALSE))
}
write(list(
  var2 = list(
    sigma_u_dfadj = unname(sigma), sigma_u_ml = unname(ml), corr_u = unname(cov2cor(sigma)),
    logLik = as.numeric(logLik(fit)), root_moduli = roots(fit),
    lag_selection = list(criteria = unname(VARselect(series, lag.max = 4)$criteria)),
    phi = layers(phi), irf_orth = layers(psi), irf_generalised = generalised,
    fevd = by_name(function(n) unname(shares[[n]])),
    diagnostics = list(
      portmanteau_PT16 = test(serial.test(fit, lags.pt = 16, type = "PT.asymptotic")$serial),
      portmanteau_adjusted16 = test(serial.test(fit, lags.pt = 16, type = "PT.adjusted")$serial),
      breusch_godfrey5 = test(serial.test(fit, lags.bg = 5, type = "BG")$serial),
      edgerton_shukur5 = test(serial.test(fit, lags.bg = 5, type = "ES")$serial),
      arch_multivariate5 = test(arch.test(fit, lags.multi = 5)$arch.mul),
      jb_multivariate = lapply(normal, test)),
    granger_wald_F = by_name(function(n) list(instant = test(causality(fit, cause = n)$Instant))),
    forecast = by_name(function(n) list(values = unname(ahead[[n]])))),
  lag_selection_max10 = list(criteria = unname(VARselect(series, lag.max = 10)$criteria)),
  toda_yamamoto = list(toda_yamamoto("income", "cons"), toda_yamamoto("cons", "income"),
                       toda_yamamoto("income", "invest"))),
  "luetkepohl_west_german.vars.json")

model <- lm(cons ~ income + invest, data = series)
se <- function(v) unname(sqrt(diag(v)))
newey_west <- function(...) se(NeweyWest(model, ..., prewhite = FALSE))
brief <- function(x) list(stat = as.numeric(x$statistic), p = as.numeric(x$p.value))
write(list(
  coef = unname(coef(model)),
  nw0 = newey_west(lag = 0, adjust = FALSE), nw4 = newey_west(lag = 4, adjust = FALSE),
  nw4_adjust = newey_west(lag = 4, adjust = TRUE),
  nw4_prewhite1 = se(NeweyWest(model, lag = 4, prewhite = 1, adjust = FALSE)),
  hc0 = se(vcovHC(model, "HC0")), hc1 = se(vcovHC(model, "HC1")), hc3 = se(vcovHC(model, "HC3")),
  bg_lm4 = brief(bgtest(model, order = 4)), bp = brief(bptest(model)),
  dw = as.numeric(dwtest(model)$statistic), reset = brief(resettest(model, power = 2:3))),
  "hac.sandwich.json")
