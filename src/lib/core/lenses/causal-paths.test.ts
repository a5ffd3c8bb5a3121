import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeCorrelation, makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Dataset } from '../coding/dataset.ts';
import { findBehind, readTarget } from './behind.ts';
import { computeCausalGraph, tracePaths, type CausalArrow } from './causal-paths.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';

const select = (dataset: Dataset) => new Selection(indexEvidence(dataset), defaultChoices, 0);
const graphOf = (dataset: Dataset) => computeCausalGraph(select(dataset));
const about = (targetFactor: string) => ({ outcome: null, targetFactor });

describe('the causal graph', () => {
  const dataset = makeDataset(
    [
      ['A', 'leadership.shared', about('trust')],
      ['A', 'leadership', { outcome: 'health', direction: 'null' }],
      ['B', 'leadership', about('trust')],
      ['B', 'trust', { outcome: 'health', attribution: 'measured_prospective' }],
      ['C', 'trust', { outcome: 'health', direction: 'negative', factorPole: 'absence_or_opposite' }],
      ['D', 'power', about('power')],
    ],
    { B: { tier: 'A', n: 400, nUnit: 'people' }, E: { n: 400, nUnit: 'people' } },
    {
      estimates: [
        makeCorrelation('E', 'goals', 'health', 0.3),
        makeCorrelation('B', 'trust', 'health', 0.4),
        { ...makeCorrelation('E', 'goals', 'power', 0.2), b: { kind: 'factor', key: 'power' } },
      ],
    },
  );
  const selection = select(dataset);
  const graph = computeCausalGraph(selection);
  const arrow = (key: string) => graph.arrows.find((one) => one.key === key);

  it('joins top-level factors to outcomes and to other factors', () => {
    expect(graph.arrows.map(({ key }) => key).sort()).toEqual([
      'factor:goals>outcome:health',
      'factor:leadership>factor:trust',
      'factor:leadership>outcome:health',
      'factor:trust>outcome:health',
    ]);
    expect(graph.nodes.map(({ key }) => key)).toEqual([
      'factor:leadership',
      'factor:trust',
      'factor:goals',
      'outcome:health',
    ]);
  });

  it('counts a study once, with its strongest claim, and the direction for the factor', () => {
    expect(arrow('factor:trust>outcome:health')).toMatchObject({
      directions: { positive: 2, negative: 0 },
      direction: 'positive',
      state: 'open',
      rank: 4,
      byNumber: 0,
    });
    const strengths = selection.pieces
      .filter(({ claim }) => claim.factor === 'trust')
      .map(({ strength }) => strength);
    expect(arrow('factor:trust>outcome:health')!.weight).toBeCloseTo(strengths[0] + strengths[1], 12);
  });

  it('takes in a study that reports a number and claims nothing, and no estimate between factors', () => {
    expect(arrow('factor:goals>outcome:health')).toMatchObject({
      byNumber: 1,
      direction: 'positive',
      rank: 2,
      state: 'single',
    });
    expect(graph.undirected).toBe(1);
  });

  it('opens what stands behind each arrow', () => {
    for (const { opens, studies } of graph.arrows) {
      const behind = findBehind(selection, readTarget(opens)!);
      // A plain pair opens claims; a number alone is found among the estimates of its factor.
      if (opens !== 'goals>health')
        expect(behind.map(({ study }) => study.key).sort(), opens).toEqual(
          studies.map(({ study }) => study.key).sort(),
        );
    }
    expect(arrow('factor:leadership>factor:trust')!.opens).toBe('cell?factor=leadership&target=trust');
  });

  it('traces every way from one to another, the best first, with its weakest link', () => {
    const { paths, isCut } = tracePaths(graph, 'factor:leadership', 'outcome:health');
    expect(isCut).toBe(false);
    expect(paths.map((path) => path.arrows.map(({ key }) => key))).toHaveLength(2);
    for (const { arrows, weakest } of paths) {
      expect(weakest.weight).toBe(Math.min(...arrows.map(({ weight }) => weight)));
    }
    expect(tracePaths(graph, 'outcome:health', 'factor:leadership').paths).toEqual([]);
    expect(tracePaths(graph, 'factor:trust', 'factor:trust').paths).toEqual([]);
  });

  it('says so where there are more paths than can be listed', () => {
    const nodes = Array.from({ length: 12 }, (_, at) => `factor:${at}`);
    const arrows = nodes.flatMap((from) =>
      nodes
        .filter((to) => to !== from)
        .map((to) => ({ key: `${from}>${to}`, from, to, weight: 1 }) as CausalArrow),
    );
    const { paths, isCut } = tracePaths({ arrows }, 'factor:0', 'factor:1');
    expect(isCut).toBe(true);
    expect(paths).toHaveLength(24);
    for (const { arrows: steps } of paths)
      expect(new Set(steps.map(({ from }) => from)).size).toBe(steps.length);
  });
});

it('is the same whatever order claims, studies and estimates come in', () => {
  fc.assert(
    fc.property(anyDataset, (dataset) => {
      const turned = {
        ...dataset,
        claims: [...dataset.claims].reverse(),
        studies: [...dataset.studies].reverse(),
      };
      expect(graphOf(turned)).toEqual(graphOf(dataset));
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
