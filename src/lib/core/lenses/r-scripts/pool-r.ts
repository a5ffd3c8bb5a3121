/**
 * `poolSizes` with metafor: a function in R that pools Fisher's z. It wants columns study, z and variance and a variable
 * `least_for_prediction`, and gives the pooled values on the scale of z.
 */
export const poolR = String.raw`
# As exact as the numbers are, not only to the fourth digit.
exact <- list(threshold = 1e-12, maxiter = 10000)

# Knapp and Hartung's interval, but never narrower than that without their factor.
fit_one_each <- function(z, variance, predictor = NULL) {
  fit <- function(test) {
    if (is.null(predictor)) rma(z, variance, method = "REML", test = test, control = exact)
    else rma(z, variance, mods = ~ predictor, method = "REML", test = test, control = exact)
  }
  knapp <- fit("knha")
  plain <- fit("t")
  if (knapp$se[1] >= plain$se[1]) knapp else plain
}

pool <- function(effects) {
  studies <- length(unique(effects$study))
  nothing <- c(
    k = studies, estimates = nrow(effects), z = NA, ci_lb = NA, ci_ub = NA, pi_lb = NA, pi_ub = NA, tau2 = NA, I2 = NA
  )
  if (studies < 2) return(nothing)
  if (studies == nrow(effects)) {
    fit <- fit_one_each(effects$z, effects$variance)
    tau2 <- fit$tau2
    I2 <- fit$I2
  } else {
    # Several estimates a study: estimates within studies, sampling errors taken as independent.
    effects$estimate <- seq_len(nrow(effects))
    fit <- rma.mv(
      z, variance, random = ~ 1 | study / estimate, data = effects, method = "REML", test = "t", dfs = "contain"
    )
    tau2 <- sum(fit$sigma2)
    W <- diag(1 / effects$variance)
    X <- model.matrix(fit)
    P <- W - W %*% X %*% solve(t(X) %*% W %*% X) %*% t(X) %*% W
    I2 <- 100 * tau2 / (tau2 + (fit$k - fit$p) / sum(diag(P)))
  }
  predicted <- predict(fit)
  can_predict <- studies >= least_for_prediction
  c(
    k = studies, estimates = nrow(effects), z = fit$beta[1], ci_lb = fit$ci.lb[1], ci_ub = fit$ci.ub[1],
    pi_lb = if (can_predict) predicted$pi.lb else NA, pi_ub = if (can_predict) predicted$pi.ub else NA,
    tau2 = tau2, I2 = I2
  )
}
`;
