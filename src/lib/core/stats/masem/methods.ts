import type { MethodEntry } from '../method-entry.ts';

/** The methods of pooled correlation matrices, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'MASEM stage 1, fixed',
    source:
      'Becker (1992), Journal of Educational Statistics 17, 341–362; covariances: Olkin and Finn (1976), Psychological Bulletin 83, 329–333',
    file: 'masem/stage-one.ts',
    reference: 'metaSEM 1.5.5 (tssem1 random, RE.type "Zero")',
  },
  {
    name: 'MASEM stage 1, random-diag',
    source: 'Cheung (2015), Meta-Analysis: A Structural Equation Modeling Approach, chapter 7',
    file: 'masem/stage-one.ts',
    reference: 'metaSEM 1.5.5 (RE.type "Diag")',
  },
  {
    name: 'MASEM stage 1, random-un',
    source: 'Becker (1992), as above; Viechtbauer (2010), Journal of Statistical Software 36(3)',
    file: 'masem/stage-one.ts',
    reference: 'metafor 5.1-12 (rcalc, rma.mv)',
  },
  {
    name: 'MASEM stage 2 regression',
    source: 'Becker and Wu (2007), Statistical Science 22, 414–429',
    file: 'masem/regression.ts',
    reference: 'metafor 5.1-12 (matreg), metaSEM 1.5.5 (tssem2)',
  },
];
