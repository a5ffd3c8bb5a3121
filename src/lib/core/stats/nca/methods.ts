import type { MethodEntry } from '../method-entry.ts';

const reference = 'areas computed by hand; exact enumeration of all pairings';

/** The methods of this folder, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'ceiling envelopment (CE-FDH)',
    source: 'Dul (2016, Organizational Research Methods 19(1), 10–52)',
    file: 'nca/ceilings.ts',
    reference,
  },
  {
    name: 'ceiling regression (CR-FDH)',
    source: 'Dul (2016, Organizational Research Methods 19(1), 10–52)',
    file: 'nca/ceilings.ts',
    reference,
  },
  {
    name: 'permutation test of an effect',
    source: 'Dul, van der Laan and Kuik (2020, Organizational Research Methods 23(2), 385–395)',
    file: 'nca/analyse-nca.ts',
    reference,
  },
];
