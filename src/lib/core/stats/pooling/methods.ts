import type { MethodEntry } from '../method-entry.ts';

const folder = 'pooling';
const reference = 'metafor 5.1-12';

/** The methods of pooling, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'EE',
    source:
      'Hedges and Olkin (1985), Statistical Methods for Meta-Analysis, ch. 6; tests and intervals ch. 8',
    file: `${folder}/fit-pool.ts`,
    reference,
  },
  {
    name: 'DL',
    source:
      'DerSimonian and Laird (1986), Controlled Clinical Trials 7, 177–188; with moderators Raudenbush (2009)',
    file: `${folder}/estimate-tau2.ts`,
    reference,
  },
  {
    name: 'HE',
    source: 'Hedges and Olkin (1985), ch. 9; Hedges (1983), Psychological Bulletin 93, 388–395',
    file: `${folder}/estimate-tau2.ts`,
    reference,
  },
  {
    name: 'HS',
    source: 'Hunter and Schmidt (2004), Methods of Meta-Analysis, ch. 9',
    file: `${folder}/estimate-tau2.ts`,
    reference,
  },
  {
    name: 'HSk',
    source: 'Brannick, Potter, Benitez and Morris (2019), Organizational Research Methods 22, 490–514',
    file: `${folder}/estimate-tau2.ts`,
    reference,
  },
  {
    name: 'SJ',
    source: 'Sidik and Jonkman (2005), JRSS C 54, 367–384',
    file: `${folder}/estimate-tau2.ts`,
    reference,
  },
  {
    name: 'ML',
    source: 'Viechtbauer (2005), JEBS 30, 261–293; Hardy and Thompson (1996)',
    file: `${folder}/maximise-likelihood.ts`,
    reference,
  },
  {
    name: 'REML',
    source: 'Viechtbauer (2005), JEBS 30, 261–293; Harville (1977), JASA 72, 320–338',
    file: `${folder}/maximise-likelihood.ts`,
    reference,
  },
  {
    name: 'EB',
    source: 'Morris (1983), JASA 78, 47–55; the fixed point is that of PM',
    file: `${folder}/solve-generalised-q.ts`,
    reference,
  },
  {
    name: 'PM',
    source:
      'Paule and Mandel (1982); DerSimonian and Kacker (2007), Contemporary Clinical Trials 28, 105–114',
    file: `${folder}/solve-generalised-q.ts`,
    reference,
  },
  {
    name: 'PMM',
    source:
      'Viechtbauer (2021), Median-unbiased estimators for the amount of heterogeneity, European Congress of Methodology',
    file: `${folder}/solve-generalised-q.ts`,
    reference,
  },
  {
    name: 'Knapp and Hartung',
    source:
      'Knapp and Hartung (2003), Statistics in Medicine 22, 2693–2710, with the floor that they propose',
    file: `${folder}/inference.ts`,
    reference,
  },
  {
    name: 'Q-profile interval',
    source: 'Viechtbauer (2007), Statistics in Medicine 26, 37–52',
    file: `${folder}/heterogeneity.ts`,
    reference,
  },
  {
    name: 'I² and H²',
    source: 'Higgins and Thompson (2002), Statistics in Medicine 21, 1539–1558, generalised to moderators',
    file: `${folder}/heterogeneity.ts`,
    reference,
  },
  {
    name: 'prediction interval',
    source:
      'Higgins, Thompson and Spiegelhalter (2009), JRSS A 172, 137–159; Riley, Higgins and Deeks (2011), BMJ 342, d549',
    file: `${folder}/fit-pool.ts`,
    reference,
  },
  {
    name: 'moderators',
    source:
      'Raudenbush (2009), in The Handbook of Research Synthesis and Meta-Analysis, 295–315; Berkey et al. (1995)',
    file: `${folder}/regression-model.ts`,
    reference,
  },
  {
    name: 'predicted effects',
    source: 'Raudenbush and Bryk (1985), Journal of Educational Statistics 10, 75–98',
    file: `${folder}/predict-effects.ts`,
    reference,
  },
  {
    name: 'influence',
    source: 'Viechtbauer and Cheung (2010), Research Synthesis Methods 1, 112–125',
    file: `${folder}/influence.ts`,
    reference,
  },
  {
    name: 'leave-one-out',
    source: 'Viechtbauer and Cheung (2010), Research Synthesis Methods 1, 112–125',
    file: `${folder}/leave-one-out.ts`,
    reference: 'metafor 3.8',
  },
  {
    name: 'cumulative',
    source: 'Lau et al. (1992), New England Journal of Medicine 327, 248–254',
    file: `${folder}/cumulative.ts`,
    reference,
  },
];
