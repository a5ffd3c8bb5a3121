import type { MethodEntry } from '../method-entry.ts';

const folder = 'bias';
const reference = 'metafor 5.1-12';

/** The methods for small-study effects and publication bias, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'Egger, meta-regression',
    source: 'Thompson and Sharp (1999), Statistics in Medicine 18, 2693–2708; Sterne and Egger (2005)',
    file: `${folder}/regression-test.ts`,
    reference,
  },
  {
    name: 'Egger, weighted line',
    source: 'Egger, Davey Smith, Schneider and Minder (1997), BMJ 315, 629–634',
    file: `${folder}/regression-test.ts`,
    reference,
  },
  {
    name: 'rank test',
    source: 'Begg and Mazumdar (1994), Biometrics 50, 1088–1101; Kendall and Gibbons (1990), ch. 4–5',
    file: `${folder}/rank-test.ts`,
    reference,
  },
  {
    name: 'trim and fill',
    source: 'Duval and Tweedie (2000), JASA 95, 89–98, and Biometrics 56, 455–463: L0 and R0',
    file: `${folder}/trim-and-fill.ts`,
    reference,
  },
  {
    name: 'PET-PEESE',
    source: 'Stanley and Doucouliagos (2014), Research Synthesis Methods 5, 60–78',
    file: `${folder}/pet-peese.ts`,
    reference: 'R 4.2.2, lm',
  },
  {
    name: 'step selection',
    source:
      'Hedges (1992), Statistical Science 7, 246–255; Vevea and Hedges (1995), Psychometrika 60, 419–435',
    file: `${folder}/step-selection.ts`,
    reference,
  },
];
