import { poolR } from './pool-r.ts';
import { rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

/** The script of the lens *size*. It reads `effects.csv`, `factors.csv` and `outcomes.csv`. */
export function sizeScript({
  effects,
  leastForPrediction,
  leastPredictors,
}: {
  effects: number;
  leastForPrediction: number;
  /** Predictors that a partial correlation is taken to have. */
  leastPredictors: number;
}): string {
  return `# How strongly factors go with outcomes: correlations pooled on the scale of Fisher's z by random effects (REML), over
# all outcomes, by outcome, and partial correlations apart; and what the same source for cause and outcome adds.
# It needs metafor 3.8 or later: install.packages("metafor").
# Run it in the folder of its tables: Rscript size.R. It writes results.csv.
#
# effects.csv: one row a correlation. factor, outcome and study are numbers; partial is 1 for a partial correlation; r is
#   the correlation, turned to the top-level concepts; n is what its error rests on; same_source is 1, 0, or empty.
# factors.csv, outcomes.csv, studies.csv: the keys and labels behind the numbers.

effect_count <- ${rNumber(effects)}
least_for_prediction <- ${rNumber(leastForPrediction)}
# A partial correlation is controlled for one other predictor at least; how many there are is not coded.
predictors <- ${rNumber(leastPredictors)}

suppressPackageStartupMessages(library(metafor))
${poolR}${resultsR}${sizeBody}`;
}

const sizeBody = String.raw`
effects <- read.csv("effects.csv", colClasses = "numeric")
factors <- read.csv("factors.csv", colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(effects) == effect_count)
effects$z <- atanh(effects$r)
effects$variance <- 1 / (effects$n - ifelse(effects$partial == 1, predictors + 2, 3))

shown <- list()
keep_pool <- function(factor, outcome, what, effects) {
  pooled <- pool(effects)
  if (nrow(effects) == 1) {
    # One study alone is shown with its own interval.
    reach <- qnorm(0.975) * sqrt(effects$variance)
    pooled[c("z", "ci_lb", "ci_ub")] <- effects$z + c(0, -reach, reach)
  }
  back <- c("z", "ci_lb", "ci_ub", "pi_lb", "pi_ub")
  pooled[back] <- tanh(pooled[back])
  names(pooled)[names(pooled) == "z"] <- "estimate"
  keep(list(factor = factor, outcome = outcome, what = what), pooled)
  if (what == "all") shown[[length(shown) + 1]] <<- data.frame(factor = factors$key[factor], t(round(pooled, 4)))
}

# Same less separate sources, in Fisher's z.
keep_sources <- function(factor, effects) {
  effects <- effects[!is.na(effects$same_source), ]
  counts <- sapply(c(1, 0), function(same) length(unique(effects$study[effects$same_source == same])))
  if (any(counts < 2)) return(invisible())
  effects$estimate <- seq_len(nrow(effects))
  several <- length(unique(effects$study)) < nrow(effects)
  fit <- rma.mv(
    z, variance, mods = ~ same_source, random = if (several) ~ 1 | study / estimate else ~ 1 | study, data = effects,
    method = "REML", test = "t", dfs = "contain"
  )
  mean_of <- function(what, k, same) {
    z <- sum(fit$beta * c(1, same))
    reach <- qt(0.975, fit$ddf[1]) * sqrt(as.vector(t(c(1, same)) %*% vcov(fit) %*% c(1, same)))
    values <- c(k = k, estimate = tanh(z), ci_lb = tanh(z - reach), ci_ub = tanh(z + reach))
    keep(list(factor = factor, outcome = NA, what = what), values)
  }
  mean_of("same_source", counts[1], 1)
  mean_of("separate_sources", counts[2], 0)
  difference <- c(estimate = fit$beta[2], ci_lb = fit$ci.lb[2], ci_ub = fit$ci.ub[2])
  keep(list(factor = factor, outcome = NA, what = "source_difference"), difference)
}

for (f in sort(unique(effects$factor))) {
  own <- effects[effects$factor == f, ]
  plain <- own[own$partial == 0, ]
  if (nrow(plain) > 0) keep_pool(f, NA, "all", plain)
  for (o in sort(unique(plain$outcome))) keep_pool(f, o, "outcome", plain[plain$outcome == o, ])
  if (any(own$partial == 1)) keep_pool(f, NA, "partial", own[own$partial == 1, ])
  if (nrow(plain) > 0) keep_sources(f, plain)
}
if (length(shown) > 0) print(do.call(rbind, shown), row.names = FALSE)
write_results()
`;
