import { randomR } from './random-r.ts';
import { rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

export interface UniqueSettings {
  seed: number;
  draws: number;
  /** Factors and the outcome, which is last. */
  variables: number;
  /** 0 fixed, 1 random-diag, 2 random-un. */
  model: 0 | 1 | 2;
  /** Sampling covariances at each study's own correlations, not at the mean. */
  ownCovariance: boolean;
}

/** The script of the unique part. It reads `correlations.csv` and `variables.csv`. */
export function uniqueScript(settings: UniqueSettings): string {
  return `# How R2 of one outcome divides over factors: a correlation matrix pooled from those of the studies (stage 1), the
# regression that it implies (stage 2), general dominance and Johnson's relative weights, with intervals by a parametric
# bootstrap and the noise band of equal factors. It needs metafor 3.8 or later: install.packages("metafor").
# Run it in the folder of its tables: Rscript unique.R. It writes results.csv.
#
# correlations.csv: one row a correlation. study, a and b are numbers (a below b), r is the correlation, n the study's cases.
# variables.csv: the keys and labels behind the numbers of a and b; the outcome is the last.

seed <- ${rNumber(settings.seed)}
draws <- ${rNumber(settings.draws)}
variable_count <- ${rNumber(settings.variables)}
# 0: correlations are the same in all studies; 1: each differs between studies for itself; 2: they differ together.
model <- ${rNumber(settings.model)}
# 0: sampling covariances at the n-weighted mean correlations, over n; 1: at each study's own, over n - 1.
own_covariance <- ${rNumber(Number(settings.ownCovariance))}

suppressPackageStartupMessages(library(metafor))
${randomR}${resultsR}${stageOneR}${divisionR}${uniqueBody}`;
}

const stageOneR = String.raw`
rows <- read.csv("correlations.csv", colClasses = "numeric")
variables <- read.csv("variables.csv", colClasses = "character", encoding = "UTF-8")
stopifnot(nrow(variables) == variable_count, rows$a < rows$b)
p <- variable_count - 1
# Pairs by rows of the upper triangle: (1,2), (1,3) ... (2,3) ...
pairs <- t(combn(variable_count, 2))
rows$pair <- match(paste(rows$a, rows$b), paste(pairs[, 1], pairs[, 2]))
rows <- rows[order(rows$study, rows$pair), ]
stopifnot(!is.na(rows$pair), length(unique(rows$pair)) == nrow(pairs))

to_matrix <- function(values) {
  R <- diag(variable_count)
  R[pairs] <- values
  R[pairs[, 2:1]] <- values
  R
}
# n times the covariance of two correlations (Olkin and Finn 1976).
olkin_finn <- function(R, one, other) {
  s <- pairs[one, 1]; t <- pairs[one, 2]; u <- pairs[other, 1]; v <- pairs[other, 2]
  0.5 * R[s, t] * R[u, v] * (R[s, u]^2 + R[s, v]^2 + R[t, u]^2 + R[t, v]^2) + R[s, u] * R[t, v] + R[s, v] * R[t, u] -
    (R[s, t] * R[s, u] * R[s, v] + R[s, t] * R[t, u] * R[t, v] + R[s, u] * R[t, u] * R[u, v] + R[s, v] * R[t, v] * R[u, v])
}
mean_r <- to_matrix(as.vector(tapply(rows$n * rows$r, rows$pair, sum) / tapply(rows$n, rows$pair, sum)))
blocks <- lapply(split(rows, rows$study), function(own) {
  R <- mean_r
  if (own_covariance == 1) {
    R[] <- NA
    diag(R) <- 1
    R[pairs[own$pair, , drop = FALSE]] <- own$r
    R[pairs[own$pair, 2:1, drop = FALSE]] <- own$r
  }
  outer(own$pair, own$pair, Vectorize(function(one, other) olkin_finn(R, one, other))) / (own$n[1] - own_covariance)
})
# A correlation whose covariances need others that the study does not report is left out.
known <- lapply(blocks, function(block) rowSums(is.na(block)) == 0)
rows <- rows[unlist(known), ]
V <- bldiag(Map(function(block, use) block[use, use, drop = FALSE], blocks, known)[sapply(known, any)])
X <- outer(rows$pair, seq_len(nrow(pairs)), "==") * 1
y <- rows$r

gls <- function(M) {
  W <- solve(M)
  covariance <- solve(t(X) %*% W %*% X)
  beta <- as.vector(covariance %*% t(X) %*% W %*% y)
  list(beta = beta, covariance = covariance, W = W, weighted = as.vector(W %*% (y - X %*% beta)))
}

if (model == 0) {
  fit <- gls(V)
  tau2 <- numeric(0)
} else if (model == 1) {
  # One tau2 a pair, by maximum likelihood: metafor comes near, and Newton steps take it to the last digit. Covariances of
  # the pooled correlations are from the observed information (as metaSEM's are), that of tau2 with them.
  rows$label <- factor(rows$pair, levels = seq_len(nrow(pairs)))
  near <- rma.mv(
    y, V, mods = ~ label - 1, random = ~ label | study, struct = "DIAG", data = rows, method = "ML"
  )
  tau2 <- as.vector(near$tau2)
  information <- function(tau2) {
    fit <- gls(V + diag(tau2[rows$pair], nrow(rows)))
    P <- fit$W - fit$W %*% X %*% fit$covariance %*% t(X) %*% fit$W
    score <- -0.5 * as.vector(t(X) %*% diag(fit$W)) + 0.5 * as.vector(t(X) %*% fit$weighted^2)
    observed <- t(X) %*% (outer(fit$weighted, fit$weighted) * P - 0.5 * fit$W^2) %*% X
    list(fit = fit, score = score, observed = observed)
  }
  # Where the likelihood falls from 0 on, the variance is 0.
  free <- tau2 > 1e-7
  tau2[!free] <- 0
  for (step in 1:50) {
    at <- information(tau2)
    rising <- !free & at$score > 1e-8 * max(1, abs(at$score))
    if (step == 1 && any(rising)) {
      free <- free | rising
      tau2[rising] <- 1e-6
      next
    }
    if (!any(free)) break
    change <- solve(at$observed[free, free, drop = FALSE], at$score[free])
    shorter <- 1
    while (any(tau2[free] + shorter * change < 0) && shorter > 1e-6) shorter <- shorter / 2
    tau2[free] <- tau2[free] + shorter * change
    if (max(abs(change)) < 1e-14) break
  }
  at <- information(tau2)
  fit <- at$fit
  if (any(free)) {
    # t(X) W E_j W (y - X beta), one column a variance.
    cross <- fit$covariance %*% t(X) %*% fit$W %*% (X * fit$weighted)[, free, drop = FALSE]
    fit$covariance <- fit$covariance + cross %*% solve(at$observed[free, free, drop = FALSE]) %*% t(cross)
  }
} else {
  rows$label <- factor(rows$pair, levels = seq_len(nrow(pairs)))
  near <- rma.mv(
    y, V, mods = ~ label - 1, random = ~ label | study, struct = "UN", data = rows, method = "REML",
    control = list(iter.max = 5000, eval.max = 10000)
  )
  fit <- list(beta = as.vector(near$beta), covariance = unname(near$vb))
  tau2 <- as.vector(near$tau2)
}
R <- to_matrix(fit$beta)
C <- fit$covariance
stopifnot(min(eigen(R)$values) > 0)
`;

const divisionR = String.raw`
# R2 on every subset of the predictors: a list by subset, of one value a draw. Each row of correlations is a draw, with its
# pairs in the columns; a predictor is taken in by one elimination step, for all draws at once.
place_of <- matrix(0, variable_count, variable_count)
place_of[pairs] <- seq_len(nrow(pairs))
all_r2 <- function(correlations) {
  r2 <- vector("list", 2^p)
  r2[[1]] <- numeric(nrow(correlations))
  start <- matrix(vector("list", variable_count^2), variable_count)
  for (i in seq_len(variable_count))
    for (j in i:variable_count) start[[i, j]] <- if (i == j) rep(1, nrow(correlations)) else correlations[, place_of[i, j]]
  walk <- function(here, from, members) {
    for (i in seq(from, length.out = p - from + 1)) {
      with <- members + 2^(i - 1)
      r2[[with + 1]] <<- r2[[members + 1]] + here[[i, variable_count]]^2 / here[[i, i]]
      if (i == p) next
      nested <- here
      for (j in (i + 1):p) {
        part <- here[[i, j]] / here[[i, i]]
        for (k in j:variable_count) nested[[j, k]] <- here[[j, k]] - part * here[[i, k]]
      }
      walk(nested, i + 1, with)
    }
  }
  walk(start, 1, 0)
  r2
}
# General dominance (Budescu 1993): the mean over sizes of the mean gain over the subsets of a size. One row a draw, one
# column a predictor, and R2 last.
dominance <- function(correlations) {
  r2 <- all_r2(correlations)
  subsets <- seq_len(2^p) - 1
  size <- sapply(subsets, function(members) sum(members %/% 2^(seq_len(p) - 1) %% 2))
  parts <- sapply(seq_len(p), function(i) {
    without <- subsets[subsets %/% 2^(i - 1) %% 2 == 0]
    total <- 0
    for (members in without)
      total <- total + (r2[[members + 2^(i - 1) + 1]] - r2[[members + 1]]) / choose(p - 1, size[members + 1])
    total / p
  })
  cbind(matrix(parts, ncol = p), r2[[2^p]])
}

# Matrices drawn from N(mean, covariance), by inversion of R's own uniforms with 32 bits; one that is not positive definite
# is drawn again from the same stream.
draw_matrices <- function(mean, covariance) {
  m <- length(mean)
  L <- matrix(0, m, m)
  least <- 1e-12 * max(0, diag(covariance))
  for (j in seq_len(m)) {
    before <- seq_len(j - 1)
    pivot <- covariance[j, j] - sum(L[j, before]^2)
    if (pivot <= least) next
    L[j, j] <- sqrt(pivot)
    for (i in seq(j + 1, length.out = m - j)) L[i, j] <- (covariance[i, j] - sum(L[i, before] * L[j, before])) / L[j, j]
  }
  drawn <- matrix(NA, draws, m)
  impossible <- 0
  states <- stream_states(seed, seq_len(draws) - 1)
  for (d in seq_len(draws)) {
    set_stream(states, d)
    for (try in 1:200) {
      values <- mean + as.vector(L %*% qnorm((floor(runif(m) * 2^32) + 0.5) / 2^32))
      if (is_possible(to_matrix(values))) {
        drawn[d, ] <- values
        break
      }
      impossible <- impossible + 1
    }
  }
  list(correlations = drawn, impossible = impossible)
}
is_possible <- function(R) !inherits(try(chol(R), silent = TRUE), "try-error")
# The same evidence if all factors were equal; one that goes against the outcome is turned round first.
equalise <- function(R, covariance) {
  sign <- c(ifelse(R[seq_len(p), p + 1] < 0, -1, 1), 1)
  turned <- R * outer(sign, sign)
  among <- turned[seq_len(p), seq_len(p)]
  equal <- matrix(mean(among[upper.tri(among)]), p + 1, p + 1)
  equal[p + 1, ] <- equal[, p + 1] <- mean(turned[seq_len(p), p + 1])
  signs <- (sign[pairs[, 1]] * sign[pairs[, 2]])
  list(mean = equal[pairs], covariance = covariance * outer(signs, signs))
}
interval <- function(values) quantile(values, c(0.025, 0.975), names = FALSE, na.rm = TRUE)
`;

const uniqueBody = String.raw`
for (at in seq_len(nrow(pairs)))
  keep(list(what = "pooled", a = pairs[at, 1], b = pairs[at, 2]), c(
    r = fit$beta[at], se = sqrt(C[at, at]), k = sum(rows$pair == at), n = sum(rows$n[rows$pair == at])
  ))
if (model == 1) for (at in seq_len(nrow(pairs))) keep(list(what = "tau2", a = pairs[at, 1], b = pairs[at, 2]), c(tau2 = tau2[at]))

# Stage 2: the standardised regression, standard errors by the delta method.
predictors <- seq_len(p)
inverse <- solve(R[predictors, predictors])
r <- R[predictors, p + 1]
beta <- as.vector(inverse %*% r)
slopes <- sapply(seq_len(nrow(pairs)), function(at) {
  i <- pairs[at, 1]
  j <- pairs[at, 2]
  if (j == p + 1) inverse[, i] else -(inverse[, i] * beta[j] + inverse[, j] * beta[i])
})
slopes <- matrix(slopes, nrow = p)
beta_se <- sqrt(diag(slopes %*% C %*% t(slopes)))

# Johnson's relative weights (2000).
roots <- eigen(R[predictors, predictors], symmetric = TRUE)
root <- roots$vectors %*% diag(sqrt(roots$values), p) %*% t(roots$vectors)
relative <- as.vector(root^2 %*% solve(root, r)^2)

point <- dominance(matrix(fit$beta, nrow = 1))
drawn <- NULL
if (draws > 0) {
  around <- draw_matrices(fit$beta, C)
  if (around$impossible <= draws) drawn <- dominance(around$correlations)
  equal <- equalise(R, C)
  if (!is.null(drawn) && is_possible(to_matrix(equal$mean))) {
    chance <- draw_matrices(equal$mean, equal$covariance)
    band <- if (chance$impossible <= draws) dominance(chance$correlations)
  } else band <- NULL
}
shown <- data.frame(factor = variables$key[predictors], share = NA, ci_lb = NA, ci_ub = NA, relative = relative, beta = beta)
for (f in predictors) {
  place <- list(what = "factor", a = f, b = NA)
  shown$share[f] <- point[1, f]
  keep(place, c(share = point[1, f], relative = relative[f], beta = beta[f], beta_se = beta_se[f], r = r[f]))
  if (!is.null(drawn)) {
    ci <- interval(drawn[, f])
    shown$ci_lb[f] <- ci[1]
    shown$ci_ub[f] <- ci[2]
    keep(place, c(ci_lb = ci[1], ci_ub = ci[2]))
    if (!is.null(band)) keep(place, setNames(interval(band[, f]), c("band_lb", "band_ub")))
    first <- rowSums(drawn[, predictors, drop = FALSE] > drawn[, f]) == 0
    keep(place, c(first = mean(first)))
  }
}
total <- c(R2 = point[1, p + 1], unexplained = 1 - point[1, p + 1])
if (!is.null(drawn)) total <- c(total, setNames(interval(drawn[, p + 1]), c("R2_ci_lb", "R2_ci_ub")))
keep(list(what = "all", a = NA, b = NA), total)
shown[-1] <- round(shown[-1], 4)
print(shown, row.names = FALSE)
print(round(total, 4))
write_results()
`;
