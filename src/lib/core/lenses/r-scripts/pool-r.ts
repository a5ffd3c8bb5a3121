import { rNumber } from './r-bundle.ts';

/** The script that pools Fisher's z with metafor. It reads `effects.csv` and writes `results.csv`. */
export function poolScript({
  effects,
  leastForPrediction,
}: {
  effects: number;
  leastForPrediction: number;
}): string {
  return `# Correlations pooled on the scale of Fisher's z by random effects (REML), and taken back to r.
# It needs metafor 3.8 or later: install.packages("metafor").
# Run it in the folder of its table: Rscript pool.R. It writes results.csv.
#
# effects.csv: one row an estimate. study is a number; z is Fisher's z, variance its sampling variance.

effect_count <- ${rNumber(effects)}
least_for_prediction <- ${rNumber(leastForPrediction)}
${poolBody}`;
}

const poolBody = String.raw`
suppressPackageStartupMessages(library(metafor))
effects <- read.csv("effects.csv", colClasses = "numeric")
stopifnot(nrow(effects) == effect_count)
studies <- length(unique(effects$study))

# As exact as the numbers are, not only to the fourth digit.
exact <- list(threshold = 1e-12, maxiter = 10000)

if (studies == nrow(effects)) {
  # Knapp and Hartung's interval, but never narrower than that without their factor.
  knapp <- rma(z, variance, data = effects, method = "REML", test = "knha", control = exact)
  plain <- rma(z, variance, data = effects, method = "REML", test = "t", control = exact)
  fit <- if (knapp$se >= plain$se) knapp else plain
  tau2 <- fit$tau2
  I2 <- fit$I2
} else {
  # Several estimates a study: estimates within studies, sampling errors taken as independent.
  effects$estimate <- seq_len(nrow(effects))
  fit <- rma.mv(z, variance, random = ~ 1 | study / estimate, data = effects, method = "REML", test = "t", dfs = "contain")
  tau2 <- sum(fit$sigma2)
  W <- diag(1 / effects$variance)
  X <- model.matrix(fit)
  P <- W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
  I2 <- 100 * tau2 / (tau2 + (fit$k - fit$p) / sum(diag(P)))
}
predicted <- predict(fit)
can_predict <- studies >= least_for_prediction
results <- data.frame(
  quantity = c("k", "estimates", "r", "ci_lb", "ci_ub", "pi_lb", "pi_ub", "tau", "I2"),
  value = c(
    studies, nrow(effects), tanh(c(fit$beta[1], fit$ci.lb, fit$ci.ub)),
    if (can_predict) tanh(c(predicted$pi.lb, predicted$pi.ub)) else c(NA, NA), sqrt(tau2), I2
  )
)
print(fit)
results$value <- ifelse(is.na(results$value), "", sprintf("%.15g", results$value))
write.csv(results, "results.csv", row.names = FALSE, quote = FALSE)
`;
