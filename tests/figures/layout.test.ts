import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certainScene } from '#lib/core/figures/certain.ts';
import { albatrossScene } from '#lib/core/figures/albatross.ts';
import { explainedScene } from '#lib/core/figures/explained.ts';
import { evidenceMapScene } from '#lib/core/figures/evidence-map.ts';
import { forestScene } from '#lib/core/figures/forest.ts';
import { funnelScene } from '#lib/core/figures/funnel.ts';
import { headToHeadScene } from '#lib/core/figures/head-to-head.ts';
import { gapScene } from '#lib/core/figures/gap.ts';
import { harvestScene } from '#lib/core/figures/harvest.ts';
import { ladderScene } from '#lib/core/figures/ladder.ts';
import { coverageScene } from '#lib/core/figures/coverage.ts';
import { lensKeys } from '#lib/core/figures/lens-cells/lens-column.ts';
import { lensesScene } from '#lib/core/figures/lenses.ts';
import { moderatorsScene } from '#lib/core/figures/moderators.ts';
import { trajectoryScene } from '#lib/core/figures/trajectory.ts';
import type { Scene } from '#lib/core/figures/scene.ts';
import { sizesScene } from '#lib/core/figures/sizes.ts';
import { sourceBoundScene } from '#lib/core/figures/source-bound.ts';
import { multiverseScene } from '#lib/core/figures/multiverse.ts';
import type { Concept } from '#lib/core/codebook/concept.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { floorSteps } from '#lib/core/lenses/attention-floors.ts';
import { defaultChoices, readChoices, type Choices } from '#lib/core/lenses/choices.ts';
import { computeCoverage } from '#lib/core/lenses/coverage.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { computeMapView } from '#lib/core/lenses/evidence-map.ts';
import { readMapChoices } from '#lib/core/lenses/map-choices.ts';
import { computeCausalGraph, tracePaths } from '#lib/core/lenses/causal-paths.ts';
import { countPlaces, countYears } from '#lib/core/lenses/where-when.ts';
import { causalDiagramScene } from '#lib/core/figures/causal-diagram.ts';
import { whenScene } from '#lib/core/figures/when.ts';
import { whereScene } from '#lib/core/figures/where.ts';
import { withYears } from './with-years.ts';
import { computeHarvest } from '#lib/core/lenses/harvest.ts';
import { computeModerators } from '#lib/core/lenses/moderators.ts';
import { headToHead } from '#lib/core/lenses/head-to-head.ts';
import { uniquePart, type UniqueResult } from '#lib/core/lenses/unique.ts';
import { placePValues } from '#lib/core/lenses/p-values.ts';
import { multiverseMeasures } from '#lib/core/lenses/multiverse/forks.ts';
import { runFocalMultiverse } from '#lib/core/lenses/multiverse/run-focal-multiverse.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { sizeOfFactor, sizeRows } from '#lib/core/lenses/size.ts';
import { checkSmallStudies } from '#lib/core/lenses/small-studies.ts';
import { boundSources } from '#lib/core/lenses/source-bound.ts';
import { computeTrajectory } from '#lib/core/lenses/trajectory.ts';
import { finishSteps } from '#lib/core/stats/resampling/steps.ts';
import { weigh, type Weighing } from '#lib/core/lenses/weighing.ts';
import { anyChoices, anyJudgedDataset } from '../datasets/any-dataset.ts';
import { anyEstimatedDataset } from '../datasets/any-estimates.ts';
import { anyMatrixDataset } from '../datasets/any-matrices.ts';
import { makeSizedDataset } from '../datasets/sized-dataset.ts';
import { loadCraftDataset, loadSampleDataset } from '../sample/sample-dataset.ts';
import { findCut, findOverlaps } from './find-faults.ts';
import { judgedSample } from './judged-sample.ts';

/** Claims, judgements and estimates of any kind. */
const anyFullDataset = fc.oneof(anyJudgedDataset, anyEstimatedDataset, anyMatrixDataset);
const widths = [320, 344, 680, 760, 1040, 1600];

function drawAll(dataset: Dataset, choices: Choices, width: number): Scene[] {
  const selection = new Selection(indexEvidence(dataset), choices, 20);
  const weighing = weigh(selection);
  const { factors, outcomes } = selection.evidence;
  const unique = uniquePart(selection);
  return [
    ladderScene({ ladder: weighing.ladder, factors, note: '', width }),
    lensesScene({ weighing, factors, width }),
    ...drawAllLenses(selection, weighing, unique, width),
    ...factors.slice(0, 3).map((factor) =>
      harvestScene({
        harvest: computeHarvest(selection, factor.key),
        factor,
        isFocal: factor === weighing.focal,
        tiers: dataset.rubric.tier,
        width,
      }),
    ),
    gapScene({ weighing, factors, width }),
    ...drawMaps(selection, weighing.focal, width),
    ...drawCauses(selection, weighing.focal, width),
    whereScene({ places: countPlaces(selection.pieces, selection.evidence), width }),
    ...(['tier', 'direction'] as const).map((by) =>
      whenScene({ years: countYears(selection.pieces, selection.evidence), by, width }),
    ),
    gapScene({ weighing, factors, width, floors: finishSteps(floorSteps(selection, 20)) }),
    moderatorsScene({ moderators: computeModerators(selection), width }),
    trajectoryScene({ trajectory: computeTrajectory(selection), width }),
    coverageScene({ coverage: computeCoverage(selection), width }),
    certainScene({ weighing, factors, outcomes, width }),
    explainedScene({ part: unique, focal: weighing.focal, factors, width }),
    headToHeadScene({ result: headToHead(selection), focal: weighing.focal, width }),
    ...drawSizes(selection, weighing.focal, width),
  ];
}

/** Few arrows, all of them, and a path from the first factor to the last result. */
function drawCauses(selection: Selection, focal: Concept, width: number): Scene[] {
  const graph = computeCausalGraph(selection);
  const [first, last] = [graph.nodes[0], graph.nodes.at(-1)];
  const traced = first && last ? tracePaths(graph, first.key, last.key).paths : null;
  return [
    causalDiagramScene({ graph, focal, most: 12, traced: null, note: '', width }),
    causalDiagramScene({ graph, focal, most: 96, traced, note: '', width }),
  ];
}

/** The map by some of its choices. */
const mapAddresses = [
  '',
  'drawing=bubbles&shade=direction&split=tier',
  'drawing=heat&shade=tier&rows=stage&columns=setting',
  'shade=direction&parts=factor:leadership,outcome:process',
  'rows=tier&columns=factor&shade=strength',
  'drawing=heat&shade=certainty',
];

function drawMaps(selection: Selection, focal: Concept, width: number): Scene[] {
  return mapAddresses.map((address) => {
    const choices = readMapChoices(new URLSearchParams(address));
    const view = computeMapView(selection, focal.key, choices);
    return evidenceMapScene({ view, choices, focal, note: '', width });
  });
}

function drawAllLenses(
  selection: Selection,
  weighing: Weighing,
  unique: UniqueResult,
  width: number,
): Scene[] {
  const { factors } = selection.evidence;
  const further = {
    sizes: sizeRows(selection),
    unique,
    headToHead: headToHead(selection),
    necessary: {
      identified: true as const,
      studies: 9,
      claims: 0,
      rows: factors.map(({ key: factor }, at) => ({
        factor,
        cases: 9,
        necessity: at % 3 === 0 ? null : { inclN: 1 / (1 + at), RoN: 0.5, covN: 0.5 },
        effect: at % 2 === 0 ? null : 1 / (1 + at),
        p: at % 2 === 0 ? null : 0.05,
      })),
    },
  };
  const waiting = { sizes: null, unique: null, headToHead: null, necessary: null };
  return [
    // Where there is room for one lens only, each is a picture of its own.
    ...(width < 900 ? lensKeys : lensKeys.slice(0, 1)).map((by) =>
      lensesScene({ weighing, factors, width, by, ...further }),
    ),
    lensesScene({ weighing, factors, width, ...waiting }),
  ];
}

function drawSizes(selection: Selection, factor: Concept, width: number): Scene[] {
  const { factors, codebook } = selection.evidence;
  const size = sizeOfFactor(selection, factor.key);
  const smallStudies = checkSmallStudies(size.all.effects);
  const pValues = placePValues(size.effects);
  const bound = boundSources(selection, factor.key, size.all.effects);
  return [
    sizesScene({ rows: sizeRows(selection), focal: factor, factors, width }),
    forestScene({ size, factor, isFocal: true, codebook, width }),
    funnelScene({ smallStudies, factor, isFocal: true, width }),
    albatrossScene({ pValues, factor, isFocal: true, width }),
    sourceBoundScene({ bound, factor, isFocal: true, width }),
  ];
}

describe.each(widths)('the figures of the sample at %i px', (width) => {
  const scenes = [withYears(loadSampleDataset()), judgedSample()].flatMap((dataset) =>
    drawAll(dataset, defaultChoices, width),
  );

  it('have no text on another', () => {
    expect(scenes.flatMap(findOverlaps)).toEqual([]);
  });

  it('have no text that is cut off', () => {
    expect(scenes.flatMap(findCut)).toEqual([]);
  });
});

it.each(['wide=2', 'focal=leadership.boundary_spanner', 'focal=leadership.boundary_spanner&wide=3'])(
  'have no text on another or cut off where the focal factor is meant otherwise: %s',
  (address) => {
    const choices = readChoices(new URLSearchParams(address));
    for (const width of widths) {
      const scenes = drawAll(loadSampleDataset(), choices, width);
      expect(scenes.flatMap(findOverlaps)).toEqual([]);
      expect(scenes.flatMap(findCut)).toEqual([]);
    }
  },
);

it.each(widths)('have no text on another or cut off in the sport sample at %i px', (width) => {
  for (const focal of [null, 'cognitive_anxiety']) {
    const scenes = drawAll(loadCraftDataset(), { ...defaultChoices, focal }, width);
    expect(scenes.find(({ name }) => name === 'explained-and-unexplained')!.marks).not.toEqual([]);
    expect(scenes.flatMap(findOverlaps)).toEqual([]);
    expect(scenes.flatMap(findCut)).toEqual([]);
  }
});

describe.each(widths)('the sizes of many correlations at %i px', (width) => {
  const selection = new Selection(indexEvidence(makeSizedDataset()), defaultChoices, 20);
  const scenes = selection.evidence.factors.flatMap((factor) => drawSizes(selection, factor, width));

  it('have no text on another, and none that is cut off', () => {
    expect(scenes.some(({ name, marks }) => name === 'funnel' && marks.length > 0)).toBe(true);
    expect(scenes.flatMap(findOverlaps)).toEqual([]);
    expect(scenes.flatMap(findCut)).toEqual([]);
  });
});

async function drawMultiverses(dataset: Dataset, width: number): Promise<Scene[]> {
  const evidence = indexEvidence(dataset);
  const focal = evidence.factors.find(({ key }) => key === dataset.codebook.focalFactor)!;
  const pacer = { now: () => 0, pause: async () => {} };
  const run = async (measure: (typeof multiverseMeasures)[number]) =>
    runFocalMultiverse(evidence, { measure, focal: focal.key }, { pacer });
  const multiverses = await Promise.all(multiverseMeasures.map(run));
  return multiverses.flatMap((multiverse) =>
    (['value', 'rank'] as const).map((by) => multiverseScene({ multiverse, focal, by, width })),
  );
}

it.each(widths)(
  'have no text on another and none cut off over all ways of counting, at %i px',
  async (width) => {
    const drawn = [loadSampleDataset(), makeSizedDataset()].map((dataset) => drawMultiverses(dataset, width));
    const scenes = (await Promise.all(drawn)).flat();
    expect(scenes.flatMap(findOverlaps)).toEqual([]);
    expect(scenes.flatMap(findCut)).toEqual([]);
  },
);

it('name a correlation over all ways of counting by two decimals', async () => {
  const titles = (await drawMultiverses(makeSizedDataset(), 1040)).map(({ title }) => title);
  expect(titles.find((title) => title.startsWith('The pooled correlation'))).toMatch(
    / [−\d.]+\.\d\d to \d\.\d\d/,
  );
});

it('draw the ways of counting of any dataset', async () => {
  await fc.assert(
    fc.asyncProperty(anyFullDataset, fc.constantFrom(...widths), async (dataset, width) => {
      for (const scene of await drawMultiverses(dataset, width)) {
        const { marks, title, subtitle, summary, caption } = scene;
        expect([title, subtitle, summary, ...caption].join(' ')).not.toMatch(/NaN|undefined|Infinity/);
        expect(findCut(scene)).toEqual([]);
        expect(findOverlaps(scene)).toEqual([]);
        expect(JSON.stringify(marks)).not.toMatch(/NaN|Infinity|null/);
        const keys = marks.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
    { numRuns: 12 },
  );
  expect.hasAssertions();
});

it('say of chance only what they draw', () => {
  const scenes = drawAll(loadSampleDataset(), { ...defaultChoices, weighBy: 'claimed_strength' }, 1040);
  for (const { name, marks, caption } of scenes) {
    expect(
      marks.filter(({ key }) => /(^|-)band$/.test(key)),
      name,
    ).toEqual([]);
    expect(caption.join(' '), name).not.toMatch(/[Ss]haded/);
  }
});

it('draw any dataset, with any choices, in numbers, with no text on another', () => {
  fc.assert(
    fc.property(anyFullDataset, anyChoices, fc.constantFrom(...widths), (dataset, choices, width) => {
      for (const scene of drawAll(dataset, choices, width)) {
        const { marks, title, subtitle, summary, caption, height } = scene;
        expect(height).toBeGreaterThan(0);
        const said = [title, subtitle, summary, ...caption].join(' ');
        expect(said).not.toMatch(/NaN|undefined|Infinity/);
        expect(findCut(scene)).toEqual([]);
        expect(findOverlaps(scene)).toEqual([]);
        for (const mark of marks) {
          for (const [name, value] of Object.entries(mark)) {
            if (typeof value === 'number') expect(value, `${mark.key}.${name}`).toSatisfy(Number.isFinite);
            else expect(String(value), `${mark.key}.${name}`).not.toMatch(/NaN|Infinity/);
          }
        }
        const keys = marks.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
