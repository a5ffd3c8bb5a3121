import { dealR, randomR } from './random-r.ts';
import { rLogical, rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

export interface GroupsSettings {
  seed: number;
  draws: number;
  /** Number of the focal factor. */
  focal: number;
  byStrength: boolean;
}

/** The script of moderators and trajectory. It reads `claims.csv`, `values.csv` and `groups.csv`. */
export function groupsScript(settings: GroupsSettings): string {
  return `# The focal factor's share by what may change it (form, stage, setting ...), computed again in base R (4.0 or later).
# Run it in the folder of its tables: Rscript groups.R. It writes results.csv.
#
# claims.csv: one row a claim. claim, study and factor are numbers; claimed is the weight of how boldly it is worded.
# values.csv: one row a claim and group that it is in, by numbers. A claim that states no value is in the group "not stated".
# groups.csv: one row a group: its number, its field, its number in the field, whether it is a code in the order of its
#   list, whether the field is coded of the focal factor alone; key and label are texts.

seed <- ${rNumber(settings.seed)}
draws <- ${rNumber(settings.draws)}
focal <- ${rNumber(settings.focal)}
by_strength <- ${rLogical(settings.byStrength)}
${randomR}${dealR}${resultsR}${groupsBody}`;
}

const groupsBody = String.raw`
claims <- read.csv("claims.csv", colClasses = "numeric")
values <- read.csv("values.csv", colClasses = "numeric")
groups <- read.csv("groups.csv", encoding = "UTF-8", stringsAsFactors = FALSE)
study_numbers <- sort(unique(claims$study))
claims$study <- match(claims$study, study_numbers)
studies <- length(study_numbers)

# The focal factor's part of what the claims of a study (and group) say.
focal_part <- function(own) {
  part <- if (by_strength) tapply(own$claimed, own$factor, mean) else tapply(own$claimed, own$factor, length) * 0 + 1
  at <- as.character(focal)
  if (at %in% names(part)) part[[at]] / sum(part) else 0
}

# What every study counts in each group: a study in j groups counts 1/j in each.
divide <- function(numbers, of_focal) {
  named <- sapply(split(claims, claims$study), focal_part)
  rows <- merge(values[values$group %in% numbers, ], claims, by = "claim")
  if (of_focal) rows <- rows[rows$factor == focal, ]
  rows$at <- match(rows$group, numbers)
  if (nrow(rows) == 0) return(list(parts = data.frame(study = numeric(0), at = numeric(0), whole = numeric(0), focal = numeric(0)), base = named))
  parts <- unique(rows[c("study", "at")])
  parts <- parts[order(parts$study, parts$at), ]
  many <- as.vector(table(factor(parts$study, seq_len(studies))))
  parts$whole <- (if (of_focal) named[parts$study] else 1) / many[parts$study]
  share <- mapply(function(s, g) focal_part(rows[rows$study == s & rows$at == g, ]), parts$study, parts$at)
  parts$focal <- if (of_focal) parts$whole else parts$whole * share
  list(parts = parts, base = if (of_focal) named)
}

# Shares of the groups in every draw, which says how often each study was drawn: one row a draw, one column a group.
shares_of <- function(divided, width, times) {
  spread <- function(value) {
    table <- matrix(0, studies, width)
    table[cbind(divided$parts$study, divided$parts$at)] <- value
    table
  }
  wholes <- if (is.null(divided$base)) times %*% spread(divided$parts$whole) else matrix(times %*% divided$base, nrow(times), width)
  ifelse(wholes > 0, times %*% spread(divided$parts$focal) / wholes, NaN)
}
percentiles <- function(values) {
  values <- values[!is.nan(values)]
  if (length(values) == 0) c(NA, NA) else quantile(values, c(0.025, 0.975), names = FALSE)
}

if (draws > 0 && studies > 0) {
  uniforms <- draw_uniforms(seed, seq_len(draws) - 1, studies)
  times <- t(apply(matrix(floor(uniforms * studies) + 1, nrow = studies), 2, tabulate, nbins = studies))
  times <- matrix(times, nrow = draws)
}

# How often differences between the groups as large would come about if it did not matter which study is in which.
permutation_p <- function(parts, is_code) {
  parts <- parts[is_code[parts$at], ]
  if (nrow(parts) == 0) return(NA)
  whole <- tapply(parts$whole, parts$study, sum)
  shares <- as.vector(tapply(parts$focal, parts$study, sum) / whole)
  sizes <- tapply(parts$whole, parts$at, sum)
  if (length(sizes) < 2 || length(unique(shares)) < 2) return(NA)
  owner <- match(parts$study, as.numeric(names(whole)))
  weights <- matrix(0, length(sizes), length(shares))
  weights[cbind(match(parts$at, as.numeric(names(sizes))), owner)] <- parts$whole
  spread <- function(dealt) colSums((weights %*% dealt)^2 / as.vector(sizes))
  (sum(spread(deal(shares, uniforms)) >= spread(matrix(shares)) - 1e-12) + 1) / (draws + 1)
}

for (field in unique(groups$field)) {
  own <- groups[groups$field == field, ]
  of_focal <- own$of_focal[1] == 1
  width <- nrow(own)
  divided <- divide(own$number, of_focal)
  parts <- divided$parts
  if (studies == 0) next
  shares <- shares_of(divided, width, matrix(1, 1, studies))
  drawn <- if (draws > 0) shares_of(divided, width, times)
  own$k <- own$n <- 0
  for (g in seq_len(width)) {
    here <- parts[parts$at == g, ]
    k <- sum(here$focal > 0)
    n <- if (of_focal) sum(divided$base > 0) else nrow(here)
    share <- if (n == 0) NA else shares[1, g]
    interval <- if (n == 0) {
      c(NA, NA)
    } else if (k == 0) {
      binom.test(0, n)$conf.int
    } else if (share > 1 - 1e-12) {
      binom.test(n, n)$conf.int
    } else if (n < 3 || draws == 0) {
      c(NA, NA)
    } else percentiles(drawn[, g])
    keep(list(field = field, group = own$value[g]), c(
      k = k, n = n, weight = sum(here$whole), share = share, ci_lb = interval[1], ci_ub = interval[2]
    ))
    own$k[g] <- k
    own$n[g] <- n
    own$share[g] <- round(share, 4)
    own$ci_lb[g] <- round(interval[1], 4)
    own$ci_ub[g] <- round(interval[2], 4)
  }
  if (!of_focal && draws > 0) keep(list(field = field, group = NA), c(pval = permutation_p(parts, own$is_code == 1)))
  if (any(own$n > 0)) {
    cat("\nfield", field, "\n")
    print(own[own$n > 0, c("key", "k", "n", "share", "ci_lb", "ci_ub")], row.names = FALSE)
  }
}
write_results()
`;
