import type { MethodEntry } from '../method-entry.ts';

const peers = 'domir 1.2.0, relaimpo 2.2-7, yhat 2.0-4';

/** The methods of predictor importance, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'R² on every subset',
    source: 'Furnival (1971), Technometrics 13, 403–408',
    file: 'importance/all-subsets.ts',
    reference: 'lm of R 4.2.2',
  },
  {
    name: 'General dominance',
    source: 'Budescu (1993), Psychological Bulletin 114, 542–551; Lindeman, Merenda and Gold (1980)',
    file: 'importance/dominance.ts',
    reference: peers,
  },
  {
    name: 'Conditional dominance',
    source: 'Azen and Budescu (2003), Psychological Methods 8, 129–148',
    file: 'importance/dominance.ts',
    reference: 'domir 1.2.0, yhat 2.0-4',
  },
  {
    name: 'Complete dominance',
    source: 'Azen and Budescu (2003), Psychological Methods 8, 129–148',
    file: 'importance/dominance.ts',
    reference: 'domir 1.2.0',
  },
  {
    name: 'Relative weights',
    source:
      'Johnson (2000), Multivariate Behavioral Research 35, 1–19; Genizi (1993), Statistica Sinica 3, 407–420',
    file: 'importance/relative-weights.ts',
    reference: 'rwa 0.1.2, relaimpo 2.2-7, yhat 2.0-4',
  },
  {
    name: 'Standardised coefficients',
    source: 'Cohen, Cohen, West and Aiken (2003), Applied Multiple Regression, section 3.5',
    file: 'importance/relative-weights.ts',
    reference: 'lm of R 4.2.2',
  },
  {
    name: 'Parametric bootstrap of importance',
    source: 'Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 6.5',
    file: 'importance/importance-bootstrap.ts',
    reference: 'none; its properties are tested',
  },
  {
    name: 'Noise band of the unique part',
    source: 'Counterweight (2026): the bootstrap around a matrix of equal predictors',
    file: 'importance/importance-bootstrap.ts',
    reference: 'none; its properties are tested',
  },
];
