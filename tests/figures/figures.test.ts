import { describe, expect, it } from 'vitest';
import { certainScene } from '#lib/core/figures/certain.ts';
import { explainedScene } from '#lib/core/figures/explained.ts';
import { evidenceMapScene } from '#lib/core/figures/evidence-map.ts';
import { headToHeadScene } from '#lib/core/figures/head-to-head.ts';
import { gapScene } from '#lib/core/figures/gap.ts';
import { harvestScene } from '#lib/core/figures/harvest.ts';
import { ladderScene } from '#lib/core/figures/ladder.ts';
import { coverageScene } from '#lib/core/figures/coverage.ts';
import type { FurtherLenses } from '#lib/core/figures/lens-cells/columns.ts';
import { lensesScene } from '#lib/core/figures/lenses.ts';
import { moderatorsScene } from '#lib/core/figures/moderators.ts';
import { trajectoryScene } from '#lib/core/figures/trajectory.ts';
import { multiverseScene } from '#lib/core/figures/multiverse.ts';
import { floorSteps } from '#lib/core/lenses/attention-floors.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { computeCoverage } from '#lib/core/lenses/coverage.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { computeMapView } from '#lib/core/lenses/evidence-map.ts';
import { defaultMapChoices } from '#lib/core/lenses/map-choices.ts';
import { computeCausalGraph } from '#lib/core/lenses/causal-paths.ts';
import { countPlaces, countYears } from '#lib/core/lenses/where-when.ts';
import { causalDiagramScene } from '#lib/core/figures/causal-diagram.ts';
import { whenScene } from '#lib/core/figures/when.ts';
import { whereScene } from '#lib/core/figures/where.ts';
import { computeHarvest } from '#lib/core/lenses/harvest.ts';
import { computeModerators } from '#lib/core/lenses/moderators.ts';
import { runFocalMultiverse } from '#lib/core/lenses/multiverse/run-focal-multiverse.ts';
import { headToHead } from '#lib/core/lenses/head-to-head.ts';
import { notIdentified } from '#lib/core/lenses/lens.ts';
import { sizeRows } from '#lib/core/lenses/size.ts';
import { uniquePart } from '#lib/core/lenses/unique.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { computeTrajectory } from '#lib/core/lenses/trajectory.ts';
import { finishSteps } from '#lib/core/stats/resampling/steps.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { makeDataset, outcomeKeys } from '../datasets/make-dataset.ts';
import { loadCraftDataset, loadSampleDataset } from '../sample/sample-dataset.ts';
import { draw } from './draw.ts';
import { judgedSample } from './judged-sample.ts';
import { withYears } from './with-years.ts';

const evidence = indexEvidence(withYears(loadSampleDataset()));
const { factors } = evidence;

function scenes(choices = defaultChoices) {
  const selection = new Selection(evidence, choices);
  const weighing = weigh(selection);
  const view = computeMapView(selection, weighing.focal.key, defaultMapChoices);
  const slices = computeMapView(selection, weighing.focal.key, {
    ...defaultMapChoices,
    split: { field: 'setting', values: null },
  });
  const graph = computeCausalGraph(selection);
  const places = countPlaces(selection.pieces, selection.evidence);
  const years = countYears(selection.pieces, selection.evidence);
  const moderators = computeModerators(selection);
  const trajectory = computeTrajectory(selection);
  const coverage = computeCoverage(selection);
  const floors = finishSteps(floorSteps(selection, 500));
  return {
    ladder: (width: number) => ladderScene({ ladder: weighing.ladder, factors, note: 'a sample', width }),
    lenses: (width: number) =>
      lensesScene({ weighing, factors, width, ...furtherLenses(selection), necessary: madeUpNecessity }),
    'lenses-without-more': (width: number) => lensesScene({ weighing, factors, width, by: 'direction' }),
    harvest: (width: number) => drawHarvest(selection, 'leadership', width),
    'harvest-of-many': harvestOfMany,
    'harvest-of-another': (width: number) => drawHarvest(selection, 'context', width),
    gap: (width: number) => gapScene({ weighing, factors, width }),
    'gap-with-floors': (width: number) => gapScene({ weighing, factors, width, floors }),
    'evidence-map': (width: number) =>
      evidenceMapScene({ view, choices: defaultMapChoices, focal: weighing.focal, note: 'a sample', width }),
    'evidence-map-heat': (width: number) =>
      evidenceMapScene({
        view: slices,
        choices: { drawing: 'heat', shade: 'direction' },
        focal: weighing.focal,
        note: '',
        width,
      }),
    'causal-diagram': (width: number) =>
      causalDiagramScene({ graph, focal: weighing.focal, most: 24, traced: null, note: 'a sample', width }),
    where: (width: number) => whereScene({ places, width }),
    when: (width: number) => whenScene({ years, by: 'tier', width }),
    moderators: (width: number) => moderatorsScene({ moderators, width }),
    trajectory: (width: number) => trajectoryScene({ trajectory, width }),
    coverage: (width: number) => coverageScene({ coverage, width }),
    'head-to-head': (width: number) =>
      headToHeadScene({ result: headToHead(selection), focal: weighing.focal, width }),
  };
}

function drawHarvest(selection: Selection, key: string, width: number) {
  const factor = selection.evidence.factors.find((one) => one.key === key)!;
  const harvest = computeHarvest(selection, key);
  const tiers = selection.evidence.dataset.rubric.tier;
  return harvestScene({ harvest, factor, isFocal: key === 'leadership', tiers, width });
}

/** Two thousand studies, of which only the design, the direction and the outcome differ. */
function harvestOfMany(width: number) {
  const tiers = ['A', 'B', 'C', 'D', 'F', null];
  const directions = ['positive', 'positive', 'null', 'positive', 'negative', 'mixed', 'not_stated'] as const;
  const studies = Array.from({ length: 2000 }, (_, at) => [`S${at}`, { tier: tiers[at % 6] }] as const);
  const claims = studies.map(([key], at): [string, string, object] => [
    key,
    'leadership',
    { direction: directions[at % 7], outcome: outcomeKeys[(at % 11) % 3], sameSource: at % 5 ? 'yes' : 'no' },
  ]);
  const dataset = makeDataset(claims, Object.fromEntries(studies));
  return drawHarvest(new Selection(indexEvidence(dataset), defaultChoices, 0), 'leadership', width);
}

/** The lenses that take longer, all at once. */
function furtherLenses(selection: Selection): FurtherLenses {
  return { sizes: sizeRows(selection), unique: uniquePart(selection), headToHead: headToHead(selection) };
}

/** Necessity that was made up for drawing: a condition with both measures, one with one, and one with none. */
const madeUpNecessity: FurtherLenses['necessary'] = {
  identified: true,
  studies: 30,
  claims: 0,
  rows: [
    {
      factor: 'leadership',
      cases: 30,
      necessity: { inclN: 0.92, RoN: 0.6, covN: 0.7 },
      effect: 0.21,
      p: 0.03,
    },
    { factor: 'trust', cases: 30, necessity: null, effect: 0.05, p: 0.4 },
    { factor: 'resources', cases: 30, necessity: null, effect: null, p: null },
  ],
};

/** The figures that show what people judged. */
function judgedScenes(choices = defaultChoices) {
  const judged = indexEvidence(judgedSample());
  const selection = new Selection(judged, choices);
  const weighing = weigh(selection);
  const view = computeMapView(selection, weighing.focal.key, defaultMapChoices);
  return {
    'lenses-waiting': (width: number) =>
      lensesScene({
        weighing,
        factors,
        width,
        sizes: null,
        unique: null,
        headToHead: headToHead(selection),
        necessary: notIdentified('No cases are coded.'),
        by: 'certain',
      }),
    certain: (width: number) => certainScene({ weighing, factors, outcomes: judged.outcomes, width }),
    'evidence-map-judged': (width: number) =>
      evidenceMapScene({ view, choices: defaultMapChoices, focal: weighing.focal, note: 'a sample', width }),
  };
}

/** The figures that need correlation matrices, which the second sample has. */
function matrixScenes(choices = defaultChoices) {
  const selection = new Selection(indexEvidence(loadCraftDataset()), choices, 500);
  const { factors } = selection.evidence;
  const { focal } = weigh(selection);
  const part = uniquePart(selection);
  const weighing = weigh(selection);
  return {
    'lenses-measured': (width: number) =>
      lensesScene({ weighing, factors, width, ...furtherLenses(selection), by: 'size' }),
    explained: (width: number) => explainedScene({ part, focal, factors, width }),
    'head-to-head-pooled': (width: number) =>
      headToHeadScene({ result: headToHead(selection), focal, width }),
  };
}

it('says of the partnership sample why nothing can be called explained', () => {
  const selection = new Selection(evidence, defaultChoices, 0);
  const { focal } = weigh(selection);
  const scene = explainedScene({ part: uniquePart(selection), focal, factors, width: 1040 });
  expect(scene).toMatchObject({
    title: 'How much leadership explains beside other factors can’t be told here',
    marks: [],
  });
  expect(scene.subtitle).toMatch(/^No study here reports a plain correlation of leadership/);
});

describe.each(Object.entries({ ...scenes(), ...judgedScenes(), ...matrixScenes() }))(
  'the %s of the sample',
  (name, makeScene) => {
    it.each([1040, 344])('is drawn as before at %d px', async (width) => {
      await expect(draw(makeScene(width))).toMatchFileSnapshot(`__snapshots__/${name}-${width}.svg`);
    });

    it('keeps its marks apart by their keys', () => {
      for (const width of [1040, 344]) {
        const keys = makeScene(width).marks.map(({ key }) => key);
        expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
      }
    });

    it('has as many cells in every row of its table as columns', () => {
      const { table } = makeScene(1040);
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    });
  },
);

const nothing = { ...defaultChoices, filters: { ...defaultChoices.filters, stage: ['no_such_stage'] } };

it.each(Object.entries({ ...scenes(nothing), ...judgedScenes(nothing), ...matrixScenes(nothing) }))(
  'says so when nothing passes the filters: %s',
  (_name, makeScene) => {
    for (const width of [1040, 344]) {
      const drawn = draw(makeScene(width));
      expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
      expect(makeScene(width).title).not.toBe('');
    }
  },
);

describe('the multiverse of the sample', async () => {
  const focal = factors.find(({ key }) => key === 'leadership')!;
  const pacer = { now: () => 0, pause: async () => {} };
  const multiverse = await runFocalMultiverse(evidence, { measure: 'said', focal: focal.key }, { pacer });

  it.each([1040, 344])('is drawn as before at %d px', async (width) => {
    const drawn = draw(multiverseScene({ multiverse, focal, width }));
    await expect(drawn).toMatchFileSnapshot(`__snapshots__/multiverse-${width}.svg`);
  });

  it('has as many cells in every row of its table as columns', () => {
    const { table } = multiverseScene({ multiverse, focal, width: 1040 });
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});
