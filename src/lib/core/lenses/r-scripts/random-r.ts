/**
 * The generator of random.ts in R: R's own Mersenne Twister, seeded as `init_by_array` of Matsumoto and Nishimura (2002)
 * does from (seed, draw). R has whole numbers of 31 bits only, so that words of 32 bits are kept as doubles and multiplied
 * in halves. All draws are seeded at once, one column a draw.
 */
export const randomR = String.raw`
word <- 2^32
xor32 <- function(a, b) {
  bitwXor(as.integer(a %/% 65536), as.integer(b %/% 65536)) * 65536 +
    bitwXor(as.integer(a %% 65536), as.integer(b %% 65536))
}
times32 <- function(a, m) {
  high <- ((a %/% 65536) * m) %% 65536
  (high * 65536 + (a %% 65536) * m) %% word
}
# a xor (a shifted right by 30): only the two lowest bits change.
fold30 <- function(a) (a - a %% 4) + bitwXor(as.integer(a %% 4), as.integer(a %/% 2^30))

seed_states <- function(seed, draws) {
  first <- numeric(624)
  first[1] <- 19650218
  for (i in 2:624) first[i] <- (times32(fold30(first[i - 1]), 1812433253) + i - 1) %% word
  keys <- list(rep(seed %% word, length(draws)), draws)
  state <- matrix(first, 624, length(draws))
  i <- 1
  j <- 0
  for (k in 624:1) {
    state[i + 1, ] <- (xor32(state[i + 1, ], times32(fold30(state[i, ]), 1664525)) + keys[[j + 1]] + j) %% word
    i <- i + 1
    j <- (j + 1) %% 2
    if (i >= 624) {
      state[1, ] <- state[624, ]
      i <- 1
    }
  }
  for (k in 623:1) {
    state[i + 1, ] <- (xor32(state[i + 1, ], times32(fold30(state[i, ]), 1566083941)) - i) %% word
    i <- i + 1
    if (i >= 624) {
      state[1, ] <- state[624, ]
      i <- 1
    }
  }
  state[1, ] <- 2^31
  state
}

RNGkind("Mersenne-Twister", "Inversion", "Rejection")
# The state of each draw's stream, as R keeps it: one column a draw.
stream_states <- function(seed, draws) {
  states <- seed_states(seed, draws)
  signed <- ifelse(states >= 2^31, states - word, states)
  # The bits of -2^31 are those of R's missing integer.
  signed[signed == -2^31] <- NA
  signed
}
set_stream <- function(states, draw) {
  assign(".Random.seed", c(10403L, 624L, as.integer(states[, draw])), envir = globalenv())
}
# The uniform numbers of each draw, one column a draw.
draw_uniforms <- function(seed, draws, count) {
  states <- stream_states(seed, draws)
  uniforms <- matrix(0, count, length(draws))
  for (d in seq_along(draws)) {
    set_stream(states, d)
    uniforms[, d] <- runif(count)
  }
  uniforms
}
`;

/** `shuffle` of permutation.ts in R, from the uniform numbers of draw_uniforms. */
export const dealR = String.raw`
# Fisher and Yates's shuffle of these values, for all draws at once: one column a draw.
deal <- function(values, uniforms) {
  dealt <- matrix(values, length(values), ncol(uniforms))
  columns <- seq_len(ncol(uniforms))
  used <- 0
  for (last in seq(length(values), by = -1, length.out = length(values) - 1)) {
    used <- used + 1
    other <- floor(uniforms[used, ] * last) + 1
    kept <- dealt[last, ]
    dealt[last, ] <- dealt[cbind(other, columns)]
    dealt[cbind(other, columns)] <- kept
  }
  dealt
}
`;
