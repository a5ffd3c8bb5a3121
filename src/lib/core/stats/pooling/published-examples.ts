/** Published data that the tests of pooling and of bias share. */

/**
 * BCG vaccine against tuberculosis: log risk ratios and their variances of the 13 trials of Colditz et al. (1994, JAMA
 * 271, 698–702), the example of Viechtbauer (2010, Journal of Statistical Software 36(3)).
 */
export const bcg = (() => {
  const trials = [
    // cases and others among the vaccinated, cases and others among the rest; latitude, year, allocation
    [4, 119, 11, 128, 44, 1948, 'random'],
    [6, 300, 29, 274, 55, 1949, 'random'],
    [3, 228, 11, 209, 42, 1960, 'random'],
    [62, 13536, 248, 12619, 52, 1977, 'random'],
    [33, 5036, 47, 5761, 13, 1973, 'alternate'],
    [180, 1361, 372, 1079, 44, 1953, 'alternate'],
    [8, 2537, 10, 619, 19, 1973, 'random'],
    [505, 87886, 499, 87892, 13, 1980, 'random'],
    [29, 7470, 45, 7232, 27, 1968, 'random'],
    [17, 1699, 65, 1600, 42, 1961, 'systematic'],
    [186, 50448, 141, 27197, 18, 1974, 'systematic'],
    [5, 2493, 3, 2338, 33, 1969, 'systematic'],
    [27, 16886, 29, 17825, 33, 1976, 'systematic'],
  ] as const;
  return {
    yi: trials.map(([a, b, c, d]) => Math.log(a / (a + b) / (c / (c + d)))),
    vi: trials.map(([a, b, c, d]) => 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)),
    latitude: trials.map((trial) => trial[4]),
    year: trials.map((trial) => trial[5]),
    allocation: trials.map((trial) => trial[6]),
  };
})();

/**
 * Six standardised mean differences g and their variances, from the means, standard deviations and group sizes of Table
 * 14.1 in Borenstein, Hedges, Higgins and Rothstein (2009, Introduction to Meta-Analysis, Wiley).
 */
export const borenstein = (() => {
  const groups = [
    [94, 22, 60, 92, 20, 60],
    [98, 21, 65, 92, 22, 65],
    [98, 28, 40, 88, 26, 40],
    [94, 19, 200, 82, 17, 200],
    [98, 21, 50, 88, 22, 45],
    [96, 21, 85, 92, 22, 85],
  ];
  const rows = groups.map(([mean1, sd1, n1, mean2, sd2, n2]) => {
    const df = n1 + n2 - 2;
    const within = Math.sqrt(((n1 - 1) * sd1 ** 2 + (n2 - 1) * sd2 ** 2) / df);
    const d = (mean1 - mean2) / within;
    const J = 1 - 3 / (4 * df - 1);
    return { yi: J * d, vi: J ** 2 * ((n1 + n2) / (n1 * n2) + d ** 2 / (2 * (n1 + n2))) };
  });
  return { yi: rows.map(({ yi }) => yi), vi: rows.map(({ vi }) => vi) };
})();
