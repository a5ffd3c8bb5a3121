/** How the scripts write what they find: `results.csv`, one row a value, after the columns that say of what it is. */
export const resultsR = String.raw`
results <- list()
keep <- function(place, values) {
  for (quantity in names(values))
    results[[length(results) + 1]] <<- data.frame(place, quantity = quantity, value = as.numeric(values[[quantity]]))
}
write_results <- function() {
  results <- if (length(results) > 0) do.call(rbind, results) else data.frame(quantity = "rows", value = 0)
  results$value <- ifelse(is.na(results$value), "", sprintf("%.15g", results$value))
  write.csv(results, "results.csv", row.names = FALSE, na = "", quote = FALSE)
}
`;
