import { dealR, randomR } from './random-r.ts';
import { rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

export interface CasesSettings {
  seed: number;
  permutations: number;
  conditions: number;
  inclusionCut: number;
  frequencyCut: number;
}

/** The script of coded cases. It reads `cases.csv` and `conditions.csv`. */
export function casesScript(settings: CasesSettings): string {
  return `# What coded cases say: the truth table, which condition is necessary, and the empty corner of necessary condition analysis
# (Dul 2016), computed again in base R (4.0 or later).
# Run it in the folder of its tables: Rscript cases.R. It writes results.csv.
#
# cases.csv: one row a case: its membership in the outcome, and in each condition (c1, c2 ...), in [0, 1].
# conditions.csv: the keys and labels behind the numbers of conditions.

seed <- ${rNumber(settings.seed)}
permutations <- ${rNumber(settings.permutations)}
condition_count <- ${rNumber(settings.conditions)}
# From this consistency on a row counts as sufficient; with fewer cases it is a remainder.
incl_cut <- ${rNumber(settings.inclusionCut)}
n_cut <- ${rNumber(settings.frequencyCut)}
${randomR}${dealR}${resultsR}${casesBody}`;
}

const casesBody = String.raw`
cases <- read.csv("cases.csv", colClasses = "numeric")
conditions <- read.csv("conditions.csv", colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(conditions) == condition_count, ncol(cases) == condition_count + 1)
y <- cases$outcome
memberships <- as.matrix(cases[-1])
ratio <- function(part, whole) if (whole > 1e-12) part / whole else NA

# The truth table: cases are in the row in which each of their memberships is above 0.5; exactly 0.5 is in none. The last
# condition varies fastest.
whole <- rowSums(memberships == 0.5) == 0
row <- ifelse(whole, as.vector((memberships > 0.5) %*% 2^(rev(seq_len(condition_count)) - 1)) + 1, NA)
table <- list()
for (number in sort(unique(row[whole]))) {
  present <- (number - 1) %/% 2^(rev(seq_len(condition_count)) - 1) %% 2 == 1
  x <- apply(cbind(memberships[, present, drop = FALSE], 1 - memberships[, !present, drop = FALSE]), 1, min)
  both <- pmin(x, y)
  ambiguous <- sum(pmin(both, 1 - y))
  n <- sum(row == number, na.rm = TRUE)
  incl <- ratio(sum(both), sum(x))
  PRI <- ratio(sum(both) - ambiguous, sum(x) - ambiguous)
  # 1 sufficient, 0 not, empty a remainder.
  OUT <- if (n < n_cut) NA else as.numeric(!is.na(incl) && incl >= incl_cut - 1.5e-8)
  keep(list(what = "row", number = number), c(n = n, incl = incl, PRI = PRI, OUT = OUT))
  shown <- setNames(as.list(as.numeric(present)), paste0("c", seq_along(present)))
  table[[length(table) + 1]] <- data.frame(shown, OUT = OUT, n = n, incl = round(incl, 4), PRI = round(PRI, 4))
}
if (length(table) > 0) print(do.call(rbind, table), row.names = FALSE)

# Peers: from the left, the cases with more of the outcome than every case before.
find_peers <- function(x, y) {
  at <- sort(unique(x))
  top <- as.vector(tapply(y, match(x, at), max))
  is_peer <- top > c(-Inf, head(cummax(top), -1))
  peers <- data.frame(x = at[is_peer], y = top[is_peer])
  peers$cases <- mapply(function(px, py) sum(x == px & y == py), peers$x, peers$y)
  peers
}
# The empty zone above the step function through the peers, as a share of the scope.
ce_fdh <- function(peers, x, y) {
  area <- diff(range(x)) * diff(range(y))
  sum((peers$x[-1] - min(x)) * diff(peers$y)) / area
}
# The same above the least squares line through the peers.
cr_fdh <- function(peers, x, y) {
  if (nrow(peers) < 2) return(0)
  centre_x <- weighted.mean(peers$x, peers$cases)
  centre_y <- weighted.mean(peers$y, peers$cases)
  slope <- sum(peers$cases * (peers$x - centre_x) * (peers$y - centre_y)) / sum(peers$cases * (peers$x - centre_x)^2)
  intercept <- centre_y - slope * centre_x
  within <- function(at) min(max(x), max(min(x), at))
  enters <- within((min(y) - intercept) / slope)
  leaves <- within((max(y) - intercept) / slope)
  zone <- (enters - min(x)) * diff(range(y)) + (leaves - enters) * (max(y) - intercept - slope * (enters + leaves) / 2)
  zone / (diff(range(x)) * diff(range(y)))
}

if (permutations > 0) dealt <- deal(y, draw_uniforms(seed, seq_len(permutations) - 1, length(y)))
for (number in seq_len(condition_count)) {
  x <- memberships[, number]
  for (negated in c(FALSE, TRUE)) {
    set <- if (negated) 1 - x else x
    both <- sum(pmin(set, y))
    keep(list(what = if (negated) "absence" else "presence", number = number), c(
      inclN = ratio(both, sum(y)), RoN = ratio(sum(1 - set), sum(1 - pmin(set, y))), covN = ratio(both, sum(set))
    ))
  }
  if (length(y) < 2 || diff(range(x)) == 0 || diff(range(y)) == 0) next
  peers <- find_peers(x, y)
  seen <- c(ce_fdh(peers, x, y), cr_fdh(peers, x, y))
  values <- c(ce_fdh_d = seen[1], cr_fdh_d = seen[2])
  if (permutations > 0) {
    reached <- rowSums(apply(dealt, 2, function(y) {
      peers <- find_peers(x, y)
      c(ce_fdh(peers, x, y), cr_fdh(peers, x, y)) >= seen - 1e-12
    }))
    values <- c(values, setNames(pmax(reached, 1) / permutations, c("ce_fdh_p", "cr_fdh_p")))
  }
  keep(list(what = "nca", number = number), values)
  cat(conditions$key[number], ":", paste(names(values), round(values, 4), collapse = ", "), "\n")
}
write_results()
`;
