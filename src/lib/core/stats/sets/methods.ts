import type { MethodEntry } from '../method-entry.ts';

const reference = 'R QCA 3.25.1';

/** The methods of this folder, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'calibration',
    source: 'Ragin (2008, Redesigning Social Inquiry, ch. 5); Thiem (2014)',
    file: 'sets/calibrate.ts',
    reference,
  },
  {
    name: 'indirect calibration',
    source: 'Ragin (2008, Redesigning Social Inquiry, ch. 5); Papke and Wooldridge (1996)',
    file: 'sets/calibrate-indirect.ts',
    reference: 'glm (quasibinomial) of R 4.2.2',
  },
  {
    name: 'sufficiency',
    source: 'Ragin (2006, Political Analysis 14(3), 291–310); PRI: Schneider and Wagemann (2012, p. 242)',
    file: 'sets/fit.ts',
    reference,
  },
  {
    name: 'unique coverage',
    source: 'Ragin (2008, Redesigning Social Inquiry, ch. 3)',
    file: 'sets/solution-fit.ts',
    reference,
  },
  {
    name: 'necessity',
    source: 'Ragin (2006, Political Analysis 14(3), 291–310); RoN: Schneider and Wagemann (2012, p. 236)',
    file: 'sets/necessity.ts',
    reference,
  },
  {
    name: 'truth table',
    source: 'Ragin (2008, Redesigning Social Inquiry, ch. 7)',
    file: 'sets/truth-table.ts',
    reference,
  },
  {
    name: 'complex solution',
    source: 'Quine (1952); McCluskey (1956)',
    file: 'sets/primes-of-rows.ts',
    reference,
  },
  {
    name: 'parsimonious solution',
    source: 'Brayton et al. (1984, section 4.1); Berge (1989, section 2.1)',
    file: 'sets/primes-between.ts',
    reference,
  },
  {
    name: 'intermediate solution',
    source: 'Ragin (2008, Redesigning Social Inquiry, ch. 8–9)',
    file: 'sets/easy-counterfactuals.ts',
    reference,
  },
  {
    name: 'all ties of a prime implicant chart',
    source: 'McCluskey (1956); Coudert (1994)',
    file: 'sets/cover.ts',
    reference,
  },
  {
    name: 'permutation test of a solution',
    source: 'Braumoeller (2015, Political Analysis 23(4), 471–487)',
    file: 'sets/permutation.ts',
    reference: 'exact enumeration of all orders',
  },
];
