import type { MethodEntry } from '../method-entry.ts';

/** The methods of agreement between raters, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'Percent agreement',
    source: 'Fleiss (1971), Psychological Bulletin 76, 378–382; interval of two raters Wilson (1927)',
    file: 'agreement/percent.ts',
    reference: 'irr 0.84.1',
  },
  {
    name: "Cohen's κ",
    source: 'Cohen (1960), Educational and Psychological Measurement 20, 37–46; Cohen (1968) with weights',
    file: 'agreement/cohen.ts',
    reference: 'irr 0.84.1, psych 2.2.9',
  },
  {
    name: "Standard error of Cohen's κ",
    source: 'Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323–327',
    file: 'agreement/cohen.ts',
    reference: 'psych 2.2.9 (unweighted)',
  },
  {
    name: "Fleiss' κ",
    source: 'Fleiss (1971), Psychological Bulletin 76, 378–382; error Gwet (2008), BJMSP 61, 29–48',
    file: 'agreement/chance-corrected.ts',
    reference: 'irr 0.84.1; error irrCAC (published output)',
  },
  {
    name: "Gwet's AC1 and AC2",
    source: 'Gwet (2008), BJMSP 61, 29–48; Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed.',
    file: 'agreement/chance-corrected.ts',
    reference: 'irrCAC (published output)',
  },
  {
    name: "Krippendorff's α",
    source:
      'Krippendorff (2019), Content Analysis, 4th ed., chapter 12; interval by the bootstrap of Zapf et al. (2016), BMC Medical Research Methodology 16, 93',
    file: 'agreement/krippendorff.ts',
    reference: 'irr 0.84.1',
  },
];
