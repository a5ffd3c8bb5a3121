import type { MethodEntry } from '../method-entry.ts';

const combination = (name: string, source: string, reference = 'metap'): MethodEntry => ({
  name,
  source,
  file: 'combine/combine-p.ts',
  reference,
});

/** Combinations of p values, and vote counts. */
export const methods: MethodEntry[] = [
  combination('Fisher', 'Fisher (1932), section 21.1'),
  combination('Stouffer', 'Stouffer et al. (1949), p. 45'),
  combination('Tippett', 'Tippett (1931)'),
  combination('binomial', 'Wilkinson (1951)', 'R 4.2.2'),
  {
    name: 'sign test',
    source: 'Conover (1999), section 3.4',
    file: 'sign-test.ts',
    reference: 'R 4.2.2',
  },
  {
    name: 'Wilson interval',
    source: 'Wilson (1927)',
    file: 'proportion-intervals.ts',
    reference: 'R 4.2.2',
  },
  {
    name: 'Clopper-Pearson interval',
    source: 'Clopper and Pearson (1934)',
    file: 'proportion-intervals.ts',
    reference: 'R 4.2.2',
  },
];
