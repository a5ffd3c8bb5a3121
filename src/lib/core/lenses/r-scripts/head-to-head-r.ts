import { poolR } from './pool-r.ts';
import { rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

/** The script of *head to head*. It reads `pairs.csv` and `factors.csv`. */
export function headToHeadScript({ pairs, focal }: { pairs: number; focal: number }): string {
  return `# The focal factor against each rival: the difference of their correlations with the same outcome in the same study, with
# the covariance that comes from their being measured on the same people (Olkin and Finn 1976, 1995), pooled by random
# effects. It needs metafor 3.8 or later: install.packages("metafor").
# Run it in the folder of its tables: Rscript head-to-head.R. It writes results.csv.
#
# pairs.csv: one row a rival, outcome and study (numbers): correlations of the focal factor and of the rival with the outcome
#   and, where the study reports it, of the two with each other; n the smallest number of cases behind them.
# factors.csv: the keys and labels behind the numbers of rivals.

pair_count <- ${rNumber(pairs)}
focal <- ${rNumber(focal)}
least_for_prediction <- 2

suppressPackageStartupMessages(library(metafor))
${poolR}${resultsR}${headToHeadBody}`;
}

const headToHeadBody = String.raw`
rows <- read.csv("pairs.csv", colClasses = "numeric")
factors <- read.csv("factors.csv", colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(rows) == pair_count)

# Variance of r_xz - r_yz on the same n cases; NA where the three correlations can't all be true.
difference_variance <- function(xz, yz, xy, n) {
  var_xz <- (1 - xz^2)^2
  var_yz <- (1 - yz^2)^2
  both <- 0.5 * xz * yz * (xy^2 + xz^2 + yz^2 + 1) + xy + xz * yz - (xz^2 * xy + xz * yz + xy * yz^2 + xz * yz)
  variance <- (var_xz + var_yz - 2 * both) / (n - 1)
  ifelse(1 + 2 * xz * yz * xy - xz^2 - yz^2 - xy^2 <= 0 | variance <= 0, NA, variance)
}

shown <- list()
for (rival in unique(rows$rival)) {
  own <- rows[rows$rival == rival, ]
  # Where a study does not say how the two factors correlate, the n-weighted mean of those that do.
  told <- !is.na(own$r_among)
  if (!any(told)) next
  own$r_among[!told] <- weighted.mean(own$r_among[told], own$n[told])
  # A factor that goes with less of an outcome, over all studies, is turned round.
  for (outcome in unique(own$outcome)) {
    at <- own$outcome == outcome
    turn <- c(weighted.mean(own$r_focal[at], own$n[at]), weighted.mean(own$r_rival[at], own$n[at])) < 0
    sign <- ifelse(turn, -1, 1)
    own$r_focal[at] <- sign[1] * own$r_focal[at]
    own$r_rival[at] <- sign[2] * own$r_rival[at]
    own$r_among[at] <- prod(sign) * own$r_among[at]
  }
  own$difference <- own$r_focal - own$r_rival
  own$variance <- difference_variance(own$r_focal, own$r_rival, own$r_among, own$n)
  own <- own[!is.na(own$variance), ]
  if (nrow(own) == 0) next
  # Several outcomes of one study are taken as saying the same: the mean difference, with the mean standard error.
  merged <- data.frame(
    study = sort(unique(own$study)), z = as.vector(tapply(own$difference, own$study, mean)),
    variance = as.vector(tapply(sqrt(own$variance), own$study, mean))^2, n = as.vector(tapply(own$n, own$study, min))
  )
  if (nrow(merged) == 1) {
    reach <- qnorm(0.975) * sqrt(merged$variance)
    values <- c(estimate = merged$z, ci_lb = merged$z - reach, ci_ub = merged$z + reach)
  } else {
    pooled <- pool(merged)
    values <- c(estimate = pooled[["z"]], pooled[c("ci_lb", "ci_ub", "pi_lb", "pi_ub", "tau2", "I2")])
  }
  keep(list(rival = rival), c(k = nrow(merged), n = sum(merged$n), values))
  shown[[length(shown) + 1]] <- data.frame(rival = factors$key[rival], k = nrow(merged), t(round(values[1:3], 4)))
}
if (length(shown) > 0) print(do.call(rbind, shown), row.names = FALSE)
write_results()
`;
