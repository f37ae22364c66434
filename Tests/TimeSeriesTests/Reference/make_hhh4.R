# Writes influmen.hhh4.json and measles_weser_ems.hhh4.json: endemic-epidemic models.
#   Rscript make_hhh4.R      (R 4.2, surveillance 1.20.3, jsonlite; in this folder)
suppressMessages({library(surveillance); library(jsonlite)})
write <- function(values, file) write_json(values, file, auto_unbox = TRUE, digits = 15, pretty = TRUE)
result <- function(fit) list(coef = list(values = unname(coef(fit))), se = unname(fit$se),
                             logLik = as.numeric(logLik(fit)))
table <- read.csv("influmen_weekly.csv")
# 'ne' acts along the weights: influenza on meningococcal disease, not the other way.
both <- sts(as.matrix(table[, c("influenza", "meningococcus")]), start = c(2001, 1), frequency = 52,
            neighbourhood = matrix(c(0, 0, 1, 0), 2))
meningo <- both[, "meningococcus"]
season <- addSeason2formula(~1, S = 1, period = 52)
one <- function(family, ...) result(hhh4(meningo, list(end = list(f = season), family = family, ...)))
harmonics <- addSeason2formula(~ -1 + fe(1, unitSpecific = TRUE), S = c(3, 1), period = 52)
write(list(
  meningo_poisson_end = one("Poisson"), meningo_negbin_end = one("NegBin1"),
  meningo_negbin_end_ar = one("NegBin1", ar = list(f = ~1)),
  influmen_bivariate_negbinM = result(hhh4(both, list(
    ar = list(f = ~ -1 + fe(1, unitSpecific = TRUE)),
    ne = list(f = ~ -1 + fe(1, which = c(FALSE, TRUE)), weights = neighbourhood(both)),
    end = list(f = harmonics), family = "NegBinM")))),
  "influmen.hhh4.json")

counts <- as.matrix(read.csv("measles_weser_ems_weekly.csv")[, -1])
share <- read.csv("measles_weser_ems_pop.csv")$popfrac
order <- as.matrix(read.csv("measles_weser_ems_nborder.csv")[, -1])
colnames(counts) <- colnames(order) <- rownames(order) <- sub("^d", "", colnames(counts))
measles <- sts(counts, start = c(2001, 1), frequency = 52, neighbourhood = order,
               population = matrix(share, nrow(counts), ncol(counts), byrow = TRUE))
write(list(fit = result(hhh4(measles, list(
  ar = list(f = ~1), ne = list(f = ~1, weights = neighbourhood(measles) == 1),
  end = list(f = addSeason2formula(~1 + t, period = 52), offset = population(measles)),
  family = "NegBin1")))), "measles_weser_ems.hhh4.json")
