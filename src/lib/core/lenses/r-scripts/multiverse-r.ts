import { rLogical, rNumber } from './r-bundle.ts';
import { resultsR } from './results-r.ts';

export interface MultiverseSettings {
  factors: number;
  focal: number;
  specifications: number;
  supported: boolean;
}

/**
 * The script of the multiverse. It reads `claims.csv`, `answers.csv`, `strengths.csv`, `meanings.csv`, `specifications.csv`,
 * `options.csv` and `factors.csv`.
 */
export function multiverseScript(settings: MultiverseSettings): string {
  return `# The focal factor's share in every way of counting that can be defended, and which choice moves it most. Base R (4.0 or
# later). It shows how fragile the answer is; it gives no better one.
# Run it in the folder of its tables: Rscript multiverse.R. It writes results.csv.
#
# claims.csv: one row a claim. study and factor are numbers; strength is the evidence strength in [0, 1]; claimed is the
#   weight of how boldly it is worded; g is 1 for, -1 against, 0 no link, 0.5 mixed or not stated.
# options.csv: one row an option: number, the numbers of its fork and of the option in it, and what it does: 1 it leaves out
#   claims that do not meet it (answers.csv); 2 it leaves out what is not stated; 3 it counts claims, not studies; 4 it
#   weighs by how boldly claims are worded; 5 it combines evidence strength in another way (strengths.csv); 6 claims against
#   count as naming; 7 it takes other factors for the focal one (meanings.csv); 8 it leaves bundles and mediators out; 0 it
#   changes nothing. The texts beside are for people.
# answers.csv: one row a claim, one column an option that leaves claims out: 1 the claim meets it, 0 not, 2 not stated.
# strengths.csv: one row a claim, one column a way to combine evidence strength.
# meanings.csv: one row a claim, one column a wider meaning of the focal factor: the number of the factor that the claim is
#   about then.
# factors.csv: rival is 1 for a factor, 0 for a bundle or a mediator.
# specifications.csv: one row a specification: the number of the option for each fork; share and rank are what the program
#   found, empty where the share is not identified or was not computed before.

factor_count <- ${rNumber(settings.factors)}
focal <- ${rNumber(settings.focal)}
specification_count <- ${rNumber(settings.specifications)}
supported <- ${rLogical(settings.supported)}
${resultsR}${multiverseBody}`;
}

const multiverseBody = String.raw`
claims <- read.csv("claims.csv", colClasses = "numeric")
options <- read.csv("options.csv", encoding = "UTF-8", stringsAsFactors = FALSE)
answers <- as.matrix(read.csv("answers.csv", colClasses = "numeric"))[, -1, drop = FALSE]
strengths <- as.matrix(read.csv("strengths.csv", colClasses = "numeric"))[, -1, drop = FALSE]
meanings <- as.matrix(read.csv("meanings.csv", colClasses = "numeric"))[, -1, drop = FALSE]
rival <- read.csv("factors.csv", encoding = "UTF-8", stringsAsFactors = FALSE)$rival
specifications <- read.csv("specifications.csv", colClasses = "numeric")
stopifnot(nrow(specifications) == specification_count)
forks <- ncol(specifications) - 2

# The columns of answers, strengths and meanings that belong to options, by the numbers of these.
answer_of <- as.numeric(sub("option_", "", colnames(answers)))
strength_of <- as.numeric(sub("option_", "", colnames(strengths)))
meaning_of <- as.numeric(sub("option_", "", colnames(meanings)))

evaluate <- function(chosen) {
  does <- options$does[chosen]
  kept <- rep(TRUE, nrow(claims))
  for (option in chosen[does == 1]) {
    answer <- answers[, match(option, answer_of)]
    kept <- kept & (answer == 1 | (!any(does == 2) & answer == 2))
  }
  place <- claims$factor
  if (any(does == 7)) place <- meanings[, match(chosen[does == 7], meaning_of)]
  if (any(does == 8)) kept <- kept & rival[place] == 1
  if (!any(kept)) return(c(NA, NA))
  pair <- (claims$study - 1) * factor_count + place
  own <- claims[kept, ]
  strength <- own$strength
  if (any(does == 5)) strength <- strengths[kept, match(chosen[does == 5], strength_of)]
  carried <- strength * (if (any(does == 6)) abs(own$g) else own$g)
  if (any(does == 3)) {
    weight <- if (any(does == 4)) own$claimed else rep(1, nrow(own))
    factor <- place[kept]
    whole <- sum(weight)
    carried <- weight * carried
  } else {
    means <- rowsum(cbind(1, own$claimed, carried), pair[kept])
    pairs <- as.numeric(rownames(means))
    factor <- (pairs - 1) %% factor_count + 1
    study <- (pairs - 1) %/% factor_count
    part <- if (any(does == 4)) means[, 2] / means[, 1] else rep(1, length(pairs))
    at <- match(study, unique(study))
    weight <- part / rowsum(part, at)[at]
    whole <- max(at)
    carried <- weight * means[, 3] / means[, 1]
  }
  said <- carries <- numeric(factor_count)
  sums <- rowsum(cbind(weight, carried), factor)
  said[as.numeric(rownames(sums))] <- sums[, 1]
  carries[as.numeric(rownames(sums))] <- pmax(sums[, 2], 0)
  if (said[focal] == 0 || (supported && sum(carries) == 0)) return(c(NA, NA))
  shares <- if (supported) carries / sum(carries) else said / whole
  c(shares[focal], 1 + sum(shares > shares[focal] + 1e-12))
}

choices <- as.matrix(specifications[seq_len(forks)])
found <- matrix(apply(choices, 1, evaluate), nrow = 2)
share <- found[1, ]
rank <- found[2, ]
identified <- !is.na(share)
keep(list(fork = NA, option = NA), c(specifications = length(share), identified = sum(identified)))
if (any(!is.na(specifications$share)))
  keep(list(fork = NA, option = NA), c(largest_difference = max(abs(share - specifications$share), na.rm = TRUE)))

# Main effects: the part of the variance between specifications that lies between the means of a fork's options.
if (any(identified)) {
  limits <- quantile(share[identified], c(0, 0.025, 0.25, 0.5, 0.75, 0.975, 1), names = FALSE)
  keep(list(fork = NA, option = NA), setNames(limits, paste0("q", c(0, 2.5, 25, 50, 75, 97.5, 100))))
  centre <- mean(share[identified])
  variance <- sum((share[identified] - centre)^2)
  moves <- data.frame(fork = unique(options$fork_key), main_effect = NA)
  for (fork in seq_len(forks)) {
    option <- choices[identified, fork]
    means <- tapply(share[identified], option, mean)
    counts <- tapply(share[identified], option, length)
    if (variance > sum(identified) * (1e-12 * max(abs(share[identified])))^2) {
      moves$main_effect[fork] <- min(1, sum(counts * (means - centre)^2) / variance)
      keep(list(fork = fork, option = NA), c(main_effect = moves$main_effect[fork]))
    }
    for (number in names(means))
      keep(list(fork = fork, option = options$option[as.numeric(number)]), c(identified = counts[[number]], mean = means[[number]]))
  }
  print(moves[order(-moves$main_effect), ], row.names = FALSE)
}
write_results()
write.csv(data.frame(choices, share, rank), "specification-results.csv", row.names = FALSE, na = "")
`;
