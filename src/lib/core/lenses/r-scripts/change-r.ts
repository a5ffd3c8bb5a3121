import { rLogical, rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

export interface ChangeSettings {
  factors: number;
  outcomes: number;
  focal: number;
  byStrength: boolean;
}

/** The script of what would change the answer. It reads `claims.csv`, `factors.csv` and `outcomes.csv`. */
export function changeScript(settings: ChangeSettings): string {
  return `# What would change the answer: the smallest set of studies without which the focal factor has another rank, and the
# cell (factor and outcome) in which one more study would make the share most certain. Base R (4.0 or later).
# Run it in the folder of its tables: Rscript change.R. It writes results.csv.
#
# claims.csv: one row a claim. study, factor and outcome are numbers (outcome 0: about another factor); strength is the
#   evidence strength in [0, 1]; claimed is the weight of how boldly it is worded; g is 1 for, -1 against, 0 no link, 0.5 mixed
#   or not stated.
# factors.csv, outcomes.csv, studies.csv: the keys and labels behind the numbers.

factor_count <- ${rNumber(settings.factors)}
outcome_count <- ${rNumber(settings.outcomes)}
focal <- ${rNumber(settings.focal)}
by_strength <- ${rLogical(settings.byStrength)}
${resultsR}${changeBody}`;
}

const changeBody = String.raw`
claims <- read.csv("claims.csv", colClasses = "numeric")
factors <- read.csv("factors.csv", colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(factors) == factor_count)

# What each study gives each factor: one row a study, one column a factor.
study_numbers <- sort(unique(claims$study))
studies <- length(study_numbers)
at <- cbind(match(claims$study, study_numbers), claims$factor)
tally <- function(values) {
  table <- matrix(0, studies, factor_count)
  for (row in seq_len(nrow(at))) table[at[row, , drop = FALSE]] <- table[at[row, , drop = FALSE]] + values[row]
  table
}
counts <- tally(rep(1, nrow(claims)))
weight <- if (by_strength) tally(claims$claimed) / pmax(counts, 1) else (counts > 0) * 1
weight <- weight / rowSums(weight)
carried <- weight * tally(claims$strength * claims$g) / pmax(counts, 1)

level <- 1e-9
# The fewest studies without which the lead of the first column over the second is at most 'most'; NULL where none do it.
fewest <- function(first, second, most) {
  difference <- first - second
  # Taking away those with the largest difference first takes most away with as many studies.
  order <- order(-difference, seq_len(studies))
  order <- order[difference[order] > 0]
  left <- sum(difference) - c(0, cumsum(difference[order]))
  enough <- which(left <= most)
  if (length(enough) == 0) NULL else order[seq_len(enough[1] - 1)]
}
overtake <- function(lens, given) {
  sums <- colSums(given)
  if (studies == 0 || sum(counts[, focal]) == 0) return(invisible())
  keep(list(lens = lens, at = NA), c(rank = 1 + sum(sums > sums[focal] + level), n = studies))
  least <- NULL
  # First those that may come before it, then those that may no longer.
  for (up in c(FALSE, TRUE)) for (other in seq_len(factor_count)) {
    if (other == focal || (sums[other] > sums[focal] + level) != up || sum(counts[, other]) == 0) next
    removed <- if (up) fewest(given[, other], given[, focal], level) else fewest(given[, focal], given[, other], -level)
    if (is.null(removed)) next
    if (is.null(least) || length(removed) < length(least$removed)) least <- list(by = other, removed = removed, up = up)
  }
  if (is.null(least)) return(invisible())
  keep(list(lens = lens, at = NA), c(by = least$by, removed = length(least$removed), up = as.numeric(least$up)))
  for (place in seq_along(least$removed))
    keep(list(lens = lens, at = place), c(study = study_numbers[least$removed[place]]))
  cat(lens, ": without", length(least$removed), "of", studies, "studies", factors$key[least$by],
    if (least$up) "no longer stands before" else "stands before", factors$key[focal], "\n")
}
overtake("said", weight)
overtake("supported", carried)

# Variance of the share sum(a) / sum(b) to first order (Cochran 1977), as it is and with one more study like those of a cell.
ratio_variance <- function(a, b) {
  if (!(sum(b) > 1e-12)) return(NA)
  p <- sum(a) / sum(b)
  max(0, sum(a^2) - 2 * p * sum(a * b) + p^2 * sum(b^2)) / sum(b)^2
}
telling <- function(lens, given) {
  if (studies < 3) return(FALSE)
  a <- given[, focal]
  b <- rowSums(given)
  now <- ratio_variance(a, b)
  if (is.na(now)) return(FALSE)
  cells <- claims[claims$outcome > 0, ]
  cells$cell <- (cells$factor - 1) * outcome_count + cells$outcome
  best <- NULL
  for (cell in unique(cells$cell)) {
    members <- unique(match(cells$study[cells$cell == cell], study_numbers))
    then <- mean(sapply(members, function(s) { v <- ratio_variance(c(a, a[s]), c(b, b[s])); if (is.na(v)) Inf else v }))
    if (is.null(best) || then < best$then - 1e-15) best <- list(cell = cell, k = length(members), then = then)
  }
  if (is.null(best) || best$then >= now) return(FALSE)
  keep(list(lens = lens, at = NA), c(
    cell_factor = (best$cell - 1) %/% outcome_count + 1, cell_outcome = (best$cell - 1) %% outcome_count + 1, cell_k = best$k,
    deviation = sqrt(now), deviation_then = sqrt(best$then)
  ))
  TRUE
}
if (!telling("supported", carried)) invisible(telling("said", weight))
write_results()
`;
