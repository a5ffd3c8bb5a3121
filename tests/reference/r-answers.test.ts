/** The scripts of moderators, of what would change the answer and of the multiverse, in base R: the digits of the page. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { computeModerators } from '#lib/core/lenses/moderators.ts';
import { findWhatWouldChange } from '#lib/core/lenses/most-telling-cell.ts';
import { gatherBody, openForks } from '#lib/core/lenses/multiverse/forks.ts';
import { prepareSpecifications } from '#lib/core/lenses/multiverse/evaluate-specification.ts';
import { reproduceAll } from '#lib/core/lenses/r-scripts/reproduce-all.ts';
import { reproduceChange } from '#lib/core/lenses/r-scripts/reproduce-change.ts';
import { reproduceGroups } from '#lib/core/lenses/r-scripts/reproduce-groups.ts';
import { reproduceMultiverse } from '#lib/core/lenses/r-scripts/reproduce-multiverse.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { planMultiverse } from '#lib/core/stats/resampling/multiverse-plan.ts';
import { runMultiverse } from '#lib/core/stats/resampling/multiverse-run.ts';
import { summariseMultiverse } from '#lib/core/stats/resampling/multiverse-summary.ts';
import { makeCorrelation, makeDataset } from '../datasets/make-dataset.ts';
import { loadCraftDataset, loadSampleDataset } from '../sample/sample-dataset.ts';
import { expectSame, hasMetafor, hasR, put, readResults, runBundle, runIn, type Values } from './run-r.ts';

const sample = loadSampleDataset();
const select = (dataset: typeof sample, address = '', draws = 2000) =>
  new Selection(indexEvidence(dataset), readChoices(new URLSearchParams(address)), draws);

const few = makeDataset([
  ['A', 'leadership', { stages: ['formation', 'operation'], setting: 'both' }],
  ['B', 'leadership', { direction: 'null', stages: ['formation'] }],
  ['B', 'trust', { direction: 'negative', stages: ['operation'] }],
  ['C', 'trust', { direction: 'mixed', outcome: 'health' }],
  ['C', 'trust', { strength: 'decisive' }],
  ['D', 'power'],
]);

describe.skipIf(!hasR)('moderators and trajectory in base R', () => {
  it.each([
    ['the sample', select(sample)],
    ['the sample by another view', select(sample, 'weigh=strength&retrospective=drop&focal=trust', 300)],
    ['a few claims', select(few, '', 100)],
  ])(
    'have the digits of the page: %s',
    (_what, selection) => {
      const moderators = computeModerators(selection);
      if (!moderators.identified) throw new Error(moderators.reason);
      const wanted: Values = {};
      const fields = [...moderators.groupings, ...moderators.silent];
      const names = ['form', 'motive', 'stage', 'sector', 'locus', 'outcome_level', 'setting', 'same_source'];
      for (const { field, of, rows, p } of fields) {
        const place = names.indexOf(field) + 1;
        for (const [at, { k, studies, weight, share, interval }] of rows.entries())
          put(wanted, `${place} ${at + 1}`, {
            k,
            n: studies,
            weight,
            share,
            ci_lb: interval?.[0] ?? null,
            ci_ub: interval?.[1] ?? null,
          });
        if (of === 'said') put(wanted, String(place), { pval: p });
      }
      expectSame(runBundle(reproduceGroups(selection, undefined, selection.draws)), wanted);
    },
    60_000,
  );
});

describe.skipIf(!hasR)('what would change the answer in base R', () => {
  it.each([
    ['the sample', select(sample)],
    ['the sample by another view', select(sample, 'weigh=strength&focal=trust')],
    ['a factor that is not the first', select(sample, 'focal=management')],
    ['a few claims', select(few)],
    ['one claim', select(makeDataset([['A', 'leadership']]))],
  ])('has the numbers of the page: %s', (_what, selection) => {
    const { overtakings, telling, tellingLens } = findWhatWouldChange(selection);
    const { factors, outcomes, studies } = selection.evidence;
    const wanted: Values = {};
    for (const [lens, found] of Object.entries(overtakings)) {
      if (!found.identified) continue;
      put(wanted, lens, {
        rank: found.rank,
        n: found.studies,
        by: factors.indexOf(found.by) + 1,
        removed: found.removed.length,
        up: Number(found.move === 'up'),
      });
      for (const [at, study] of found.removed.entries()) {
        const number = selection.naming.studies.indexOf(studies.indexOf(study)) + 1;
        put(wanted, `${lens} ${at + 1}`, { study: number });
      }
    }
    if (telling.identified)
      put(wanted, tellingLens, {
        cell_factor: factors.indexOf(telling.factor) + 1,
        cell_outcome: outcomes.indexOf(telling.outcome) + 1,
        cell_k: telling.k,
        deviation: telling.deviation,
        deviation_then: telling.deviationThen,
      });
    const found = runBundle(reproduceChange(selection));
    // Rank and n are told of a lens that nothing overtakes, too.
    const told = Object.fromEntries(
      Object.entries(found).filter(([place]) => place in wanted || !/ (rank|n)$/.test(place)),
    );
    delete told.rows;
    expectSame(told, wanted);
    expect(Object.keys(found).length).toBeGreaterThan(0);
  });
});

describe.skipIf(!hasR)('the multiverse in base R', () => {
  it.each<[string, 'said' | 'supported', typeof sample, number]>([
    ['said, crossed', 'said', sample, 10_000],
    ['supported, a sample of it', 'supported', sample, 2_000],
    ['a few claims', 'supported', few, 2_000],
  ])(
    'has the shares of every specification, and the main effects: %s',
    async (_what, measure, dataset, limit) => {
      const evidence = indexEvidence(dataset);
      const body = gatherBody(evidence, 'leadership');
      const forks = openForks(body, measure);
      const plan = planMultiverse(
        forks.map(({ key, options }) => ({ key, options: options.map((option) => option.key) })),
        { seed: dataset.seed, limit },
      );
      const evaluate = prepareSpecifications(body, forks, measure);
      const run = await runMultiverse(plan, evaluate, { pacer: { now: () => 0, pause: async () => {} } });
      const summary = summariseMultiverse(plan, run);
      const bundle = reproduceMultiverse(evidence, { measure, focal: 'leadership', limit }, run);
      const found = runBundle(bundle);
      expect(found.specifications).toBe(summary.count);
      expect(found.identified).toBe(summary.identified);
      expect(found.largest_difference).toBeLessThan(1e-12);
      for (const { probability, value } of summary.quantiles)
        expect(found[`q${100 * probability}`]).toBeCloseTo(value, 10);
      for (const [at, { share, options }] of summary.forks.entries()) {
        if (share !== null) expect(found[`${at + 1} main_effect`]).toBeCloseTo(share, 10);
        for (const [place, { identified, mean }] of options.entries()) {
          if (identified === 0) continue;
          expect(found[`${at + 1} ${place + 1} identified`]).toBe(identified);
          expect(found[`${at + 1} ${place + 1} mean`]).toBeCloseTo(mean!, 10);
        }
      }
    },
    120_000,
  );
});

describe.skipIf(!hasMetafor)('all analyses at once', () => {
  it('run from one script, for a review whose texts are code', () => {
    const label = '"); file.create("../hacked"); # \n\'\\" é NA,`${x}`';
    const craft = loadCraftDataset();
    const codebook = {
      ...craft.codebook,
      title: label,
      factors: craft.codebook.factors.map((factor) => ({ ...factor, label })),
      outcomes: craft.codebook.outcomes.map((outcome) => ({ ...outcome, label })),
    };
    const studies = craft.studies.map((study) => ({ ...study, label, key: `${label} ${study.key}` }));
    const hostile = { ...craft, title: label, question: label, codebook, studies };
    const bundle = reproduceAll(select(hostile, '', 50), { draws: 50, specifications: 50 });
    const plain = reproduceAll(select(craft, '', 50), { draws: 50, specifications: 50 });
    const scripts = ({ script, tables }: typeof bundle) =>
      [script, ...tables].filter(({ name }) => /\.(R|txt)$/.test(name));
    expect(scripts(bundle)).toEqual(scripts(plain));
    const folders = new Set(bundle.tables.flatMap(({ name }) => name.match(/^[^/]+(?=\/)/) ?? []));
    expect([...folders]).toContain('unique');
    runIn(bundle, (folder) => {
      for (const name of folders) {
        const results = readResults(join(folder, name, 'results.csv'));
        expect(Object.keys(results).length, name).toBeGreaterThan(0);
      }
    });
  }, 120_000);

  it('leave out what the data can’t carry', () => {
    const one = makeDataset(
      [['A', 'leadership']],
      {},
      {
        estimates: [makeCorrelation('A', 'leadership', 'process', 0.3)],
      },
    );
    const names = reproduceAll(select(one, '', 20), { draws: 20 }).tables.map(({ name }) => name);
    expect(names).toContain('README.txt');
    expect(names).toContain('shares/shares.R');
    expect(names).not.toContain('unique/unique.R');
    expect(names).not.toContain('funnel/funnel.R');
  });
});
