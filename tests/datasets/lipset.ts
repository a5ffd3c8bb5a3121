/**
 * Lipset's theory of democracy between the wars, for 18 European states. Crisp: Rihoux and De Meur (2009), "Crisp-set
 * qualitative comparative analysis (csQCA)", in Rihoux and Ragin (eds), Configurational Comparative Methods, ch. 3,
 * pp. 33–68. Fuzzy and raw gross national product per head: Ragin (2009), "Qualitative comparative analysis using fuzzy sets
 * (fsQCA)", ibid., ch. 5, pp. 87–121. Conditions: developed, urban, literate, industrial, stable government; outcome: survival.
 * Which factor of the codebook a condition is filed under here is made up.
 */
import type { CaseTable } from '#lib/core/coding/case-table.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { makeDataset } from './make-dataset.ts';

export const lipsetConditions = ['leadership', 'trust', 'power', 'goals', 'functioning'] as const;

const states = 'AU BE CZ EE FI FR DE GR HU IE IT NL PL PT RO ES SE UK'.split(' ');
const crisp =
  '101100 111111 111111 001010 101011 101111 111100 000000 001000 101011 000010 111111 001000 000000 000010 000000 101111 111111'
    .split(' ')
    .map((row) => [...row].map(Number));
const fuzzy = [
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

export function makeLipsetTable(kind: 'crisp' | 'fuzzy', change: Partial<CaseTable> = {}): CaseTable {
  const rows = kind === 'crisp' ? crisp : fuzzy;
  return {
    id: `table-${kind}`,
    key: kind === 'crisp' ? 'T001' : 'T002',
    title: `Democracy between the wars, ${kind}`,
    source: 'Rihoux and De Meur 2009; Ragin 2009',
    outcome: { concept: 'process', anchors: null },
    conditions: lipsetConditions.map((concept) => ({ concept, anchors: null, expected: 'present' })),
    inclusionCut: kind === 'crisp' ? 1 : 0.8,
    frequencyCut: 1,
    cases: states.map((name, at) => ({
      name,
      study: at === 1 ? 'study-S1' : null,
      outcome: rows[at][5],
      conditions: rows[at].slice(0, 5),
    })),
    ...change,
  };
}

/** A small review with these tables; Belgium comes from its study S1. */
export function makeCasesDataset(tables: CaseTable[], change: Partial<Dataset> = {}): Dataset {
  return makeDataset([['S1', 'leadership']], {}, { caseTables: tables, ...change });
}
