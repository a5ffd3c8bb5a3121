/**
 * Lipset's theory of democracy between the wars as a case table of a review. Which factor of the codebook a condition is
 * filed under here is made up.
 */
import type { CaseTable } from '#lib/core/coding/case-table.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { crispLipset, fuzzyLipset, lipsetStates } from './lipset-scores.ts';
import { makeDataset } from './make-dataset.ts';

export const lipsetConditions = ['leadership', 'trust', 'power', 'goals', 'functioning'] as const;

export function makeLipsetTable(kind: 'crisp' | 'fuzzy', change: Partial<CaseTable> = {}): CaseTable {
  const rows = kind === 'crisp' ? crispLipset : fuzzyLipset;
  return {
    id: `table-${kind}`,
    key: kind === 'crisp' ? 'T001' : 'T002',
    title: `Democracy between the wars, ${kind}`,
    source: 'Rihoux and De Meur 2009; Ragin 2009',
    outcome: { concept: 'process', anchors: null },
    conditions: lipsetConditions.map((concept) => ({ concept, anchors: null, expected: 'present' })),
    inclusionCut: kind === 'crisp' ? 1 : 0.8,
    frequencyCut: 1,
    cases: lipsetStates.map((name, at) => ({
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
