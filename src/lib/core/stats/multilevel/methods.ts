import type { MethodEntry } from '../method-entry.ts';

const metafor = 'metafor 5.1-12';
const clubSandwich = 'clubSandwich 0.6.0';

/** The methods for dependent effects, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'Multilevel model, REML',
    source:
      'Konstantopoulos (2011), Research Synthesis Methods 2, 61–76; Harville (1977), JASA 72, 320–338 (likelihood)',
    file: 'multilevel/fit.ts',
    reference: metafor,
  },
  {
    name: 'Multilevel model, ML',
    source: 'Searle, Casella and McCulloch (1992), Variance Components, section 6.2',
    file: 'multilevel/fit.ts',
    reference: metafor,
  },
  {
    name: 'Multilevel model with moderators',
    source: 'Konstantopoulos (2011), Research Synthesis Methods 2, 61–76',
    file: 'multilevel/fit.ts',
    reference: metafor,
  },
  {
    name: 'Multivariate model, unstructured',
    source: 'Berkey et al. (1998), Statistics in Medicine 17, 2537–2550; also CS, HCS and DIAG',
    file: 'multilevel/structures.ts',
    reference: metafor,
  },
  {
    name: 'Cochran Q of residual heterogeneity',
    source: 'Hedges and Olkin (1985), Statistical Methods for Meta-Analysis, chapter 8; V⁻¹ as weights',
    file: 'multilevel/heterogeneity.ts',
    reference: metafor,
  },
  {
    name: 'Profile interval',
    source: 'Venzon and Moolgavkar (1988), Applied Statistics 37, 87–94',
    file: 'multilevel/profile.ts',
    reference: metafor,
  },
  {
    name: 'Likelihood-ratio test',
    source: 'Self and Liang (1987), JASA 82, 605–610, on its p value at the border',
    file: 'multilevel/profile.ts',
    reference: metafor,
  },
  ...['CR0', 'CR1', 'CR1p'].map((type) => ({
    name: `Robust variance ${type}`,
    source: 'Hedges, Tipton and Johnson (2010), Research Synthesis Methods 1, 39–65',
    file: 'multilevel/robust.ts',
    reference: clubSandwich,
  })),
  {
    name: 'Robust variance CR2',
    source:
      'Pustejovsky and Tipton (2018), Journal of Business & Economic Statistics 36, 672–683; Bell and McCaffrey (2002)',
    file: 'multilevel/robust.ts',
    reference: clubSandwich,
  },
  {
    name: 'Robust variance CR2 with moderators',
    source: 'Pustejovsky and Tipton (2018), as above',
    file: 'multilevel/robust.ts',
    reference: clubSandwich,
  },
  {
    name: 'HTZ test',
    source: 'Tipton and Pustejovsky (2015), Journal of Educational and Behavioral Statistics 40, 604–634',
    file: 'multilevel/robust.ts',
    reference: clubSandwich,
  },
  {
    name: 'Aggregated effects',
    source: 'Hedges and Olkin (1985), chapter 10: generalised least squares within a study',
    file: 'multilevel/aggregate.ts',
    reference: metafor,
  },
];
