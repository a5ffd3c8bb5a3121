/**
 * A small review with enough correlations for every picture of sizes. The correlations and n are those of 16 studies of
 * conscientiousness and medication adherence (Molloy, O'Carroll and Ferguson 2014, Annals of Behavioral Medicine 47, 92–101,
 * as metafor's dat.molloy2014 has them); which factor, outcome and source they are filed under is made up.
 */
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { makeDataset } from './make-dataset.ts';
import { makeEstimate } from './make-estimate.ts';

const reported = [
  ['Axelsson 2009', 0.187, 109],
  ['Axelsson 2011', 0.162, 749],
  ['Bruce 2010', 0.34, 55],
  ['Christensen 1995', 0.32, 107],
  ['Christensen 1999', 0.27, 72],
  ['Cohen 2004', 0, 65],
  ['Dobbels 2005', 0.175, 174],
  ['Ediger 2007', 0.05, 326],
  ['Insel 2006', 0.26, 58],
  ['Jerant 2011', 0.01, 771],
  ['Moran 1997', -0.09, 56],
  ['O’Cleirigh 2007', 0.37, 91],
  ['Penedo 2003', 0, 116],
  ['Quine 2012', 0.15, 537],
  ['Stilley 2004', 0.24, 158],
  ['Wiebe 1997', 0.04, 65],
] as const;

const outcome = (key: string) => ({ b: { kind: 'outcome' as const, key } });

export function makeSizedDataset(): Dataset {
  const keys = reported.map((_, at) => `M${String(at).padStart(2, '0')}`);
  const estimates = reported.map(([, value, n], at) =>
    makeEstimate(`E${String(at).padStart(2, '0')}`, keys[at], {
      value,
      n,
      ...outcome(at % 3 === 0 ? 'process' : at % 3 === 1 ? 'services' : 'health'),
      nUnit: at % 5 === 4 ? 'partnerships' : 'people',
      sameSource: at % 2 === 0 ? 'yes' : 'no',
      p: at % 4 === 0 ? { relation: '<', value: 0.05 } : null,
    }),
  );
  return makeDataset(
    [
      ['M00', 'leadership', { attribution: 'retrospective_attribution' }],
      ['M01', 'leadership', { source: 'leader_only', outcome: 'services' }],
    ],
    Object.fromEntries(reported.map(([label], at) => [keys[at], { label, tier: 'C' }])),
    {
      estimates: [
        ...estimates,
        makeEstimate('E16', 'M03', { value: 0.2, n: 107, ...outcome('health') }),
        makeEstimate('E17', 'M04', {
          type: 'standardised_beta',
          value: 0.25,
          p: { relation: '<=', value: 0.01 },
        }),
        makeEstimate('E18', 'M05', { type: 'r_squared', value: 0.2, n: null, nUnit: null }),
        makeEstimate('E19', 'M06', { value: 0.4, n: null, p: { relation: '=', value: 0.03 } }),
        makeEstimate('E20', 'M07', {
          value: 0.12,
          n: 326,
          adjusted: 'yes',
          p: { relation: '=', value: 0.031 },
        }),
        makeEstimate('E21', 'M08', {
          type: 'odds_ratio',
          value: 0.8,
          n: 58,
          p: { relation: '>', value: 0.05 },
        }),
        makeEstimate('E22', 'M02', { a: { kind: 'factor', key: 'trust' }, value: 0.5, n: 55 }),
        makeEstimate('E23', 'M03', { a: { kind: 'factor', key: 'trust' }, value: 0.42, n: 107 }),
        makeEstimate('E24', 'M09', { a: { kind: 'factor', key: 'trust' }, value: 0.31, n: 771 }),
        makeEstimate('E25', 'M09', { a: { kind: 'factor', key: 'power' }, value: 0.15, n: 771 }),
      ],
    },
  );
}
