/** The scripts of the unique part and of head to head, run by R where there is metafor: the digits of the page. */
import { describe, expect, it } from 'vitest';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { headToHead } from '#lib/core/lenses/head-to-head.ts';
import { reproduceHeadToHead } from '#lib/core/lenses/r-scripts/reproduce-head-to-head.ts';
import { reproduceUnique } from '#lib/core/lenses/r-scripts/reproduce-unique.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import type { UniqueOptions } from '#lib/core/lenses/unique-options.ts';
import { uniquePart } from '#lib/core/lenses/unique.ts';
import { allPairs } from '#lib/core/stats/masem/olkin-finn.ts';
import { RandomStream } from '#lib/core/stats/random.ts';
import { makeCorrelationOf, makeDataset } from '../datasets/make-dataset.ts';
import { loadCraftDataset } from '../sample/sample-dataset.ts';
import { expectSame, hasMetafor, put, runBundle, type Values } from './run-r.ts';

/** Patchy matrices of leadership, trust, power and services; power goes against the outcome. */
function makePatchy(studies: number, spread: number): Dataset {
  const stream = new RandomStream([7, studies]);
  const centre: Record<string, number> = { services: 0.35, 'power services': -0.2 };
  const names = ['leadership', 'trust', 'power', 'services'];
  const estimates = Array.from({ length: studies }, (_, at) => {
    const n = 40 + stream.nextIndex(200);
    return allPairs(4).flatMap(([a, b]) => {
      const mean =
        centre[`${names[a]} ${names[b]}`] ?? centre[names[b]] ?? (a === 0 && b === 1 ? 0.3 : -0.15);
      const value = Math.round(1000 * (mean + spread * (stream.nextUniform() - 0.5))) / 1000;
      const isMissing = stream.nextUniform() < 0.25;
      return isMissing
        ? []
        : [makeCorrelationOf(`E${at}-${a}-${b}`, `S${at}`, [names[a], names[b]], value, { n })];
    });
  }).flat();
  const tiers = Object.fromEntries(Array.from({ length: studies }, (_, at) => [`S${at}`, { tier: 'C' }]));
  return makeDataset([], tiers, { estimates });
}

const craft = loadCraftDataset();

describe.skipIf(!hasMetafor)('the unique part with metafor and base R', () => {
  const loose = (place: string) =>
    /pooled|beta|relative|share|R2|ci_|band_|unexplained| r$/.test(place) ? 2e-4 : 1e-9;
  it.each<[string, Dataset, Partial<UniqueOptions>, number, (place: string) => number]>([
    ['the sport sample', craft, {}, 2000, () => 1e-6],
    ['the same correlations in all studies', craft, { model: 'fixed' }, 200, () => 1e-9],
    ['no spread between studies', makePatchy(9, 0.1), {}, 200, () => 1e-6],
    ['matrices with gaps, a factor against', makePatchy(9, 0.5), {}, 200, () => 1e-6],
    ['own covariances', craft, { model: 'fixed', covariance: 'own' }, 0, () => 1e-9],
    // metafor's maximiser of an unstructured matrix stops at the fourth digit or so.
    ['correlations that vary together', craft, { model: 'random-un' }, 0, loose],
  ])(
    'has the digits of the page: %s',
    (_what, dataset, options, draws, tolerance) => {
      const selection = new Selection(indexEvidence(dataset), defaultChoices, draws);
      const part = uniquePart(selection, options);
      if (!part.identified) throw new Error(part.reason);
      const bundle = reproduceUnique(selection, options, draws)!;
      const found = runBundle(bundle);
      const order = bundle.tables[1].text
        .split('\n')
        .slice(1)
        .map((line) => line.split(',')[1]);
      const wanted: Values = {};
      for (const { factor, share, relative, beta, r, interval, band, ranks } of part.rows) {
        put(wanted, `factor ${order.indexOf(factor) + 1}`, {
          share,
          relative,
          beta: beta.estimate,
          beta_se: beta.standardError,
          r,
          ...(interval && { ci_lb: interval[0], ci_ub: interval[1], first: ranks![0] }),
          ...(band && { band_lb: band[0], band_ub: band[1] }),
        });
      }
      put(wanted, 'all', {
        R2: part.R2,
        unexplained: part.unexplained,
        ...(part.R2Interval && { R2_ci_lb: part.R2Interval[0], R2_ci_ub: part.R2Interval[1] }),
      });
      for (const [at, [a, b]] of allPairs(order.length - 1).entries()) {
        expect(found[`pooled ${a + 1} ${b + 1} k`]).toBe(part.pairs[at].studies);
        put(wanted, `pooled ${a + 1} ${b + 1}`, { r: part.matrix[a][b] });
      }
      const compared = Object.fromEntries(Object.entries(found).filter(([place]) => place in wanted));
      expectSame(compared, wanted, tolerance);
    },
    120_000,
  );

  it('has no script where nothing was measured together', () => {
    const selection = new Selection(indexEvidence(makeDataset([['A', 'leadership']])), defaultChoices, 0);
    expect(reproduceUnique(selection)).toBeNull();
  });
});

describe.skipIf(!hasMetafor)('head to head with metafor', () => {
  it.each([
    ['the sport sample', craft],
    ['matrices with gaps, a rival against', makePatchy(9, 0.5)],
    ['one study', makePatchy(1, 0.3)],
  ])(
    'has the digits of the page: %s',
    (_what, dataset) => {
      const selection = new Selection(indexEvidence(dataset), defaultChoices, 0);
      const result = headToHead(selection);
      if (!result.identified) throw new Error(result.reason);
      const { factors } = selection.evidence;
      const wanted: Values = {};
      for (const { rival, pooled } of result.rows) {
        if (!pooled) continue;
        put(wanted, String(factors.indexOf(rival) + 1), {
          k: pooled.studies,
          n: pooled.cases,
          estimate: pooled.estimate,
          ci_lb: pooled.interval[0],
          ci_ub: pooled.interval[1],
          ...(pooled.studies > 1 && {
            pi_lb: pooled.prediction?.[0] ?? null,
            pi_ub: pooled.prediction?.[1] ?? null,
            tau2: pooled.tau2,
            I2: pooled.I2,
          }),
        });
      }
      expect(Object.keys(wanted).length).toBeGreaterThan(0);
      expectSame(runBundle(reproduceHeadToHead(selection)), wanted, (place) =>
        place.endsWith('I2') ? 1e-4 : 1e-6,
      );
    },
    60_000,
  );
});
