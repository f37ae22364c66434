# Writes ecoli.tscount.json and seatbelts.tscount.json: count autoregressions, and a regression of
# the seat-belt law.
#   Rscript make_tscount.R      (R 4.2, tscount 1.4.3, jsonlite; in this folder)
suppressMessages({library(tscount); library(jsonlite)})
write <- function(values, file) write_json(values, file, auto_unbox = TRUE, digits = 15, pretty = TRUE)
cases <- ts(read.csv("ecoli_nrw_weekly.csv")$cases)
fit <- function(distr, link, past_obs, past_mean, ...)
  tsglm(cases, model = list(past_obs = past_obs, past_mean = past_mean), link = link,
        distr = distr, init.method = "marginal", ...)
errors <- function(f) list(se = list(values = unname(summary(f)$coefficients[, "Std. Error"])))
law <- function(f) list(sigmasq = f$sigmasq, logLik = as.numeric(logLik(f)))
linear <- fit("nbinom", "identity", 1, 1)
scores <- scoring(linear)
seven <- fit("poisson", "identity", 1:7, NULL)
write(list(
  ingarch11_poisson = errors(fit("poisson", "identity", 1, 1)),
  loglin11_poisson = errors(fit("poisson", "log", 1, 1)),
  ingarch11_nbinom = c(law(linear), list(
    coef = list(values = unname(coef(linear))),
    scoring = as.list(scores[c("logarithmic", "rankprob", "dawseb", "sqerror")]),
    pit_density10 = pit(linear, bins = 10, plot = FALSE)$density)),
  loglin11_nbinom = law(fit("nbinom", "log", 1, 1)),
  ingarch_obs1to7_poisson = list(logLik = as.numeric(logLik(seven)),
                                 coef = list(values = unname(coef(seven))))),
  "ecoli.tscount.json")

belts <- read.csv("seatbelts_van.csv")
step <- tsglm(ts(belts$VanKilled), model = list(past_obs = c(1, 12)), link = "log",
              distr = "poisson", init.method = "marginal",
              xreg = as.matrix(belts[, c("PetrolPrice", "linearTrend", "law")]))
month <- factor(rep(1:12, 16))
glm <- glm(VanKilled ~ log(PetrolPrice) + law + month, family = poisson, data = belts)
table <- summary(glm)$coefficients
write(list(
  fit_full_with_step_1983_02 = list(
    logLik = as.numeric(logLik(step)),
    se = list(values = unname(summary(step)$coefficients[, "Std. Error"])),
    coef = list(values = unname(coef(step)))),
  its_poisson_glm = list(estimate = unname(table[, 1]), se = unname(table[, 2]))),
  "seatbelts.tscount.json")
