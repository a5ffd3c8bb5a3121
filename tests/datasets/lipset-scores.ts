/**
 * Lipset's theory of democracy between the wars, for 18 European states. Per state: developed, urban, literate,
 * industrial, stable government, survived.
 */
export const lipsetStates = 'AU BE CZ EE FI FR DE GR HU IE IT NL PL PT RO ES SE UK'.split(' ');

/**
 * Crisp: Rihoux and De Meur (2009), "Crisp-set qualitative comparative analysis (csQCA)", in Rihoux and Ragin (eds),
 * Configurational Comparative Methods, ch. 3, pp. 33–68; as data set LC of R's QCA.
 */
export const crispLipset =
  '101100 111111 111111 001010 101011 101111 111100 000000 001000 101011 000010 111111 001000 000000 000010 000000 101111 111111'
    .split(' ')
    .map((row) => [...row].map(Number));

/** Fuzzy: Ragin (2009), "Qualitative comparative analysis using fuzzy sets (fsQCA)", ibid., ch. 5, pp. 87–121. */
export const fuzzyLipset = [
  [0.81, 0.12, 0.99, 0.73, 0.43, 0.05],
  [0.99, 0.89, 0.98, 1, 0.98, 0.95],
  [0.58, 0.98, 0.98, 0.9, 0.91, 0.89],
  [0.16, 0.07, 0.98, 0.01, 0.91, 0.12],
  [0.58, 0.03, 0.99, 0.08, 0.58, 0.77],
  [0.98, 0.03, 0.99, 0.81, 0.95, 0.95],
  [0.89, 0.79, 0.99, 0.96, 0.31, 0.05],
  [0.04, 0.09, 0.13, 0.36, 0.43, 0.06],
  [0.07, 0.16, 0.88, 0.07, 0.13, 0.42],
  [0.72, 0.05, 0.98, 0.01, 0.95, 0.92],
  [0.34, 0.1, 0.41, 0.47, 0.58, 0.05],
  [0.98, 1, 0.99, 0.94, 0.99, 0.95],
  [0.02, 0.17, 0.59, 0, 0, 0.12],
  [0.01, 0.02, 0.01, 0.11, 0.01, 0.05],
  [0.01, 0.03, 0.17, 0, 0.84, 0.21],
  [0.03, 0.3, 0.09, 0.21, 0.2, 0.06],
  [0.95, 0.13, 0.99, 0.67, 0.91, 0.95],
  [0.98, 0.99, 0.99, 1, 0.98, 0.95],
];
