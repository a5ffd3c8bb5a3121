import { randomR } from './random-r.ts';
import { rLogical, rNumber } from './r-bundle.ts';

/** What the script must know besides its tables. */
export interface SharesSettings {
  seed: number;
  draws: number;
  /** Rows of the table of factors. */
  factors: number;
  /** Factors that share the naming by chance. */
  namedFactors: number;
  rungs: number;
  /** A study's weight is divided by claimed strength, not equally. */
  byStrength: boolean;
  /** Claims against a factor carry as much as claims for it. */
  isMagnitude: boolean;
}

/**
 * The script of the Ladder and of the lenses said, supported and direction, in base R. It reads `claims.csv` (numbers
 * only) and `factors.csv`, and writes `results.csv`, one row a value.
 */
export function sharesScript(settings: SharesSettings): string {
  return `# The Ladder, and what is said, supported and in which direction, computed again in base R (4.0 or later).
# Run it in the folder of its tables: Rscript shares.R. It writes results.csv.
#
# claims.csv: one row a claim. study and factor are numbers; strength is the evidence strength in [0, 1]; claimed is the
#   weight of how boldly it is worded; direction is 1 for, -1 against, 0 no link, 2 mixed, 3 not stated; rungs is the number
#   of rungs of the Ladder that it passes; estimated is 1 where the study reports a number for the factor.
# factors.csv: the keys and labels behind the numbers of factors.

seed <- ${rNumber(settings.seed)}
draws <- ${rNumber(settings.draws)}
factor_count <- ${rNumber(settings.factors)}
named_factors <- ${rNumber(settings.namedFactors)}
rung_count <- ${rNumber(settings.rungs)}
by_strength <- ${rLogical(settings.byStrength)}
magnitude_only <- ${rLogical(settings.isMagnitude)}
${randomR}${sharesBody}`;
}

const sharesBody = String.raw`
claims <- read.csv("claims.csv", colClasses = "numeric")
factors <- read.csv("factors.csv", colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(factors) == factor_count, claims$factor >= 1, claims$factor <= factor_count)

# Which factors every study names: one row a study and factor, the studies in the order of their numbers.
name_factors <- function(claims) {
  if (nrow(claims) == 0) return(NULL)
  pair <- (claims$study - 1) * factor_count + claims$factor
  pairs <- unique(pair)
  at <- match(pair, pairs)
  mean_of <- function(values) as.vector(tapply(values, at, mean))
  rows <- data.frame(study = (pairs - 1) %/% factor_count + 1, factor = (pairs - 1) %% factor_count + 1)
  part <- if (by_strength) mean_of(claims$claimed) else rep(1, nrow(rows))
  rows$weight <- part / ave(part, rows$study, FUN = sum)
  g <- c(-1, 0, 1, 0.5, 0.5)[claims$direction + 2]
  if (magnitude_only) g <- abs(g)
  rows$carried <- rows$weight * mean_of(claims$strength * g)
  rows$direction <- as.vector(tapply(claims$direction, at, study_direction))
  rows$estimated <- as.vector(tapply(claims$estimated, at, max))
  rows
}

# Mixed and not stated are dropped; one value left is the direction, values that differ are mixed.
study_direction <- function(directions) {
  clear <- unique(directions[directions <= 1])
  if (length(clear) == 1) return(clear)
  if (length(clear) > 1 || any(directions == 2)) 2 else 3
}

by_factor <- function(values, rows) {
  sums <- numeric(factor_count)
  found <- tapply(values, rows$factor, sum)
  sums[as.integer(names(found))] <- found
  sums
}

# One row a study, one column a factor.
by_study <- function(values, rows) {
  studies <- unique(rows$study)
  table <- matrix(0, length(studies), factor_count)
  table[cbind(match(rows$study, studies), rows$factor)] <- values
  table
}

# One row a draw, one column a factor, also where there is one factor only.
by_draw <- function(values, margin, statistic) {
  matrix(apply(values, margin, statistic), ncol = factor_count, byrow = TRUE)
}

# Means over resampled studies: one row a draw, one column a factor.
resample <- function(table, uniforms) {
  size <- nrow(table)
  drawn <- floor(uniforms[seq_len(size), , drop = FALSE] * size) + 1
  # How often each study was drawn, one column a draw.
  times <- matrix(apply(drawn, 2, tabulate, nbins = size), nrow = size)
  crossprod(times, table) / size
}

percentiles <- function(values) {
  values <- values[!is.nan(values)]
  if (length(values) == 0) c(NA, NA) else quantile(values, c(0.025, 0.975), names = FALSE)
}

# Percentiles; where no study names the factor, up to the exact limit of 0 in S. One study resampled is always the same.
share_interval <- function(k, studies, drawn) {
  if (k == 0) as.vector(binom.test(0, studies)$conf.int)
  else if (draws == 0 || studies == 1) c(NA, NA)
  else percentiles(drawn)
}

# Where a share would fall if every factor were equally likely to be named: exact, by convolution.
noise_band <- function(named) {
  sums <- 0
  masses <- 1
  for (m in sort(unique(named))) {
    count <- sum(named == m)
    step <- dbinom(0:count, count, min(1, m / named_factors))
    mass <- as.vector(outer(masses, step))
    sum <- as.vector(outer(sums, (0:count) / m, "+"))
    kept <- mass >= 1e-18
    cell <- round(sum[kept] / 1e-11)
    masses <- as.vector(tapply(mass[kept], cell, sum_of))
    sums <- as.vector(tapply(sum[kept], cell, min))
  }
  total <- cumsum(masses)
  at <- function(q) sums[which(total >= q - 1e-12)[1]]
  c(at(0.025), at(0.975)) / length(named)
}
sum_of <- function(values) Reduce("+", values)

supported_shares <- function(sums) {
  sums <- pmax(sums, 0)
  if (sum(sums) > 0) sums / sum(sums) else rep(NaN, factor_count)
}

results <- list()
keep <- function(lens, rung, factor, quantity, value) {
  results[[length(results) + 1]] <<- data.frame(lens, rung, factor, quantity, value)
}

studies_left <- length(unique(claims$study))
uniforms <- if (draws > 0 && studies_left > 0) draw_uniforms(seed, seq_len(draws) - 1, studies_left)

# The Ladder: the first rung holds every claim, and each rung those that passed all before it.
for (rung in seq_len(rung_count)) {
  rows <- name_factors(claims[claims$rungs >= rung, ])
  studies <- length(unique(rows$study))
  keep("ladder", rung, NA, "studies", studies)
  if (studies == 0) next
  sums <- by_factor(rows$weight, rows)
  drawn <- if (draws > 0) resample(by_study(rows$weight, rows), uniforms)
  if (!by_strength) {
    band <- noise_band(as.vector(table(rows$study)))
    keep("ladder", rung, NA, "band_lb", band[1])
    keep("ladder", rung, NA, "band_ub", band[2])
  }
  for (f in seq_len(factor_count)) {
    k <- sum(rows$factor == f)
    interval <- share_interval(k, studies, drawn[, f])
    keep("ladder", rung, f, "k", k)
    keep("ladder", rung, f, "share", sums[f] / studies)
    keep("ladder", rung, f, "ci_lb", interval[1])
    keep("ladder", rung, f, "ci_ub", interval[2])
  }
}

rows <- name_factors(claims)
if (studies_left > 0) {
  said <- by_factor(rows$weight, rows)
  carried <- by_factor(rows$carried, rows)
  said_drawn <- if (draws > 0) resample(by_study(rows$weight, rows), uniforms)
  carried_drawn <- if (draws > 0) by_draw(resample(by_study(rows$carried, rows), uniforms), 1, supported_shares)
  shares <- supported_shares(carried)
  for (f in seq_len(factor_count)) {
    own <- rows$factor == f
    k <- sum(own)
    interval <- share_interval(k, studies_left, said_drawn[, f])
    keep("said", NA, f, "k", k)
    keep("said", NA, f, "share", said[f] / studies_left)
    keep("said", NA, f, "ci_lb", interval[1])
    keep("said", NA, f, "ci_ub", interval[2])

    if (!is.nan(shares[f])) {
      interval <- share_interval(k, studies_left, carried_drawn[, f])
      gap <- if (k > 0 && draws > 0) percentiles(carried_drawn[, f] - said_drawn[, f]) else c(NA, NA)
      keep("supported", NA, f, "share", shares[f])
      keep("supported", NA, f, "ci_lb", interval[1])
      keep("supported", NA, f, "ci_ub", interval[2])
      keep("supported", NA, f, "carried", if (k > 0) carried[f] / said[f] else NA)
      keep("supported", NA, f, "gap", shares[f] - said[f] / studies_left)
      keep("supported", NA, f, "gap_ci_lb", gap[1])
      keep("supported", NA, f, "gap_ci_ub", gap[2])
    }

    direction <- rows$direction[own]
    positive <- sum(direction == 1)
    negative <- sum(direction == -1)
    clear <- positive + negative
    keep("direction", NA, f, "positive", positive)
    keep("direction", NA, f, "negative", negative)
    keep("direction", NA, f, "null", sum(direction == 0))
    keep("direction", NA, f, "mixed", sum(direction == 2))
    keep("direction", NA, f, "not_stated", sum(direction == 3))
    keep("direction", NA, f, "from_estimates", sum(rows$estimated[own] == 1 & abs(direction) <= 1))
    if (clear > 0) {
      exact <- binom.test(positive, clear)
      z <- qnorm(0.975)
      centre <- (positive / clear + z^2 / (2 * clear)) / (1 + z^2 / clear)
      half <- z / (1 + z^2 / clear) * sqrt(positive / clear * (1 - positive / clear) / clear + z^2 / (4 * clear^2))
      keep("direction", NA, f, "positive_share", positive / clear)
      keep("direction", NA, f, "wilson_lb", if (positive == 0) 0 else centre - half)
      keep("direction", NA, f, "wilson_ub", if (positive == clear) 1 else centre + half)
      keep("direction", NA, f, "exact_lb", exact$conf.int[1])
      keep("direction", NA, f, "exact_ub", exact$conf.int[2])
      keep("direction", NA, f, "sign_p", exact$p.value)
    }
  }
  shown <- data.frame(factor = factors$label, k = as.vector(table(factor(rows$factor, seq_len(factor_count)))))
  shown$said <- round(said / studies_left, 4)
  shown$supported <- round(shares, 4)
  print(shown[order(-shown$said), ], row.names = FALSE)
}
results <- do.call(rbind, results)
results$value <- ifelse(is.na(results$value), "", sprintf("%.15g", results$value))
write.csv(results, "results.csv", row.names = FALSE, na = "", quote = FALSE)
`;
