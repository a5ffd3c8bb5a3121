import { poolR } from './pool-r.ts';
import { rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

/** The script of small-study effects. It reads `effects.csv`. */
export function funnelScript(effects: number, leastForPrediction: number): string {
  return `# Whether small studies find more than large ones: tests and corrections for small-study effects.
# It needs metafor 3.8 or later: install.packages("metafor").
# Run it in the folder of its table: Rscript funnel.R. It writes results.csv.
#
# effects.csv: one row a correlation. study is a number; z is Fisher's z, variance its sampling variance.
# studies.csv: the keys behind the numbers of studies.

effect_count <- ${rNumber(effects)}
least_for_prediction <- ${rNumber(leastForPrediction)}

suppressPackageStartupMessages(library(metafor))
${poolR}${resultsR}${funnelBody}`;
}

const funnelBody = String.raw`
effects <- read.csv("effects.csv", colClasses = "numeric")
stopifnot(nrow(effects) == effect_count)

# Several correlations of a study are first made one, weighted by their precision.
weights <- tapply(1 / effects$variance, effects$study, sum)
sums <- tapply(effects$z / effects$variance, effects$study, sum)
studies <- data.frame(study = as.numeric(names(weights)), z = as.vector(sums / weights), variance = as.vector(1 / weights))
keep(list(what = "pool"), pool(studies)[c("k", "z", "tau2")])

# Where a method has no answer (studies all of one precision, say) its rows are left out.
attempt <- function(what, compute) {
  values <- tryCatch(compute(), error = function(problem) NULL)
  if (!is.null(values) && all(is.finite(values))) keep(list(what = what), values)
}
with_interval <- function(estimate, ci_lb, ci_ub) c(estimate = estimate, ci_lb = ci_lb, ci_ub = ci_ub)

# Effects on their standard error by meta-regression, with the model that pools them; the limit is the effect of an
# infinitely large study.
attempt("egger", function() {
  fit <- fit_one_each(studies$z, studies$variance, sqrt(studies$variance))
  c(stat = fit$zval[2], df = fit$ddf[1], pval = fit$pval[2], limit = fit$beta[1], limit_ci_lb = fit$ci.lb[1], limit_ci_ub = fit$ci.ub[1])
})
# The same by weighted least squares, as Egger et al. (1997) did it.
line <- function(predictor) lm(studies$z ~ predictor, weights = 1 / studies$variance)
attempt("egger_lm", function() {
  fit <- line(sqrt(studies$variance))
  slope <- summary(fit)$coefficients[2, ]
  c(stat = slope[[3]], df = fit$df.residual, pval = slope[[4]], limit = coef(fit)[[1]])
})
attempt("rank", function() {
  test <- ranktest(studies$z, studies$variance)
  c(tau = as.vector(test$tau), pval = as.vector(test$pval))
})

# Trim and fill (L0), on the same random-effects model; the filled studies are pooled as the seen ones were.
attempt("trimfill", function() {
  base <- rma(z, variance, data = studies, method = "REML", control = exact)
  filled <- trimfill(base, estimator = "L0", control = exact)
  fit <- fit_one_each(as.vector(filled$yi), as.vector(filled$vi))
  c(
    k0 = filled$k0, right = as.numeric(filled$side == "right"),
    with_interval(tanh(fit$beta[1]), tanh(fit$ci.lb[1]), tanh(fit$ci.ub[1]))
  )
})

# PET and PEESE (Stanley and Doucouliagos 2014): least squares on the standard error and on the variance. Where PET's
# effect differs from 0 at p < .10, two-sided, PEESE answers.
attempt("petpeese", function() {
  pet <- line(sqrt(studies$variance))
  peese <- line(studies$variance)
  p <- summary(pet)$coefficients[1, 4]
  chosen <- if (p < 0.1) peese else pet
  interval <- confint(chosen)[1, ]
  c(
    pet = coef(pet)[[1]], pet_pval = p, peese = coef(peese)[[1]], with_interval(coef(chosen)[[1]], interval[[1]], interval[[2]])
  )
})

# Step selection model (Vevea and Hedges 1995) by maximum likelihood: how likely a result with a one-sided p above .025 is
# seen beside one below. metafor's selmodel stops at about the third digit; optim goes on from there.
attempt("selection", function() {
  base <- rma(z, variance, data = studies, method = "ML", control = exact)
  sign <- if (base$beta[1] < 0) -1 else 1
  effect <- sign * studies$z
  reach <- qnorm(0.975) * sqrt(studies$variance)
  if (all(effect > reach) || all(effect <= reach)) stop("a weight is not identified")
  near <- selmodel(base, type = "stepfun", steps = 0.025, alternative = if (sign < 0) "less" else "greater")
  likelihood <- function(at, tau2) {
    spread <- sqrt(studies$variance + tau2)
    delta <- exp(at[2])
    seen <- pnorm(reach, at[1], spread, lower.tail = FALSE)
    sum(dnorm(effect, at[1], spread, log = TRUE) + at[2] * (effect <= reach) - log(seen + delta * (1 - seen)))
  }
  climb <- function(start, value) {
    for (again in 1:5) {
      found <- optim(start, function(at) -value(at), control = list(reltol = 1e-15, maxit = 5000))
      found <- optim(found$par, function(at) -value(at), method = "BFGS", control = list(reltol = 1e-16, ndeps = rep(1e-6, length(start))))
      start <- found$par
    }
    found
  }
  start <- c(sign * near$beta[1], log(near$delta[2]))
  free <- climb(c(start, log(max(near$tau2, 1e-4))), function(at) likelihood(at, exp(at[3])))
  none <- climb(start, function(at) likelihood(at, 0))
  best <- if (free$value < none$value - 1e-9) c(free$par[1:2], exp(free$par[3]), -free$value) else c(none$par, 0, -none$value)
  LRT <- 2 * (best[4] - as.numeric(logLik(base)))
  c(estimate = sign * best[1], tau2 = best[3], weight = exp(best[2]), LRT = LRT, LRTp = pchisq(LRT, 1, lower.tail = FALSE))
})

shown <- do.call(rbind, results)
shown$value <- round(shown$value, 4)
print(shown, row.names = FALSE)
write_results()
`;
