import { describe, expect, it } from 'vitest';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { attentionFloorSteps, floorSteps } from './attention-floors.ts';
import { sumByFactor, type Naming } from './naming.ts';
import { supportedShares } from './supported-shares.ts';

const attentionFloors = (...asked: Parameters<typeof attentionFloorSteps>) =>
  finishSteps(attentionFloorSteps(...asked));

/**
 * Three factors in studies that each name some of them, with equal weights.
 *
 * @param studies For every study the factors it names, with what their claims carry by weight.
 */
function makeNaming(studies: Record<number, number>[]): Naming {
  const rows = studies.flatMap((named) =>
    Object.entries(named).map(([factor, carried]) => ({
      factor: Number(factor),
      weight: 1 / Object.keys(named).length,
      carried: carried / Object.keys(named).length,
    })),
  );
  const start = [0];
  for (const named of studies) start.push(start[start.length - 1] + Object.keys(named).length);
  return {
    studies: [...studies.keys()],
    start: Int32Array.from(start),
    factor: Int32Array.from(rows, ({ factor }) => factor),
    weight: Float64Array.from(rows, ({ weight }) => weight),
    carried: Float64Array.from(rows, ({ carried }) => carried),
    pieces: rows.map(() => []),
  };
}

const range = { seed: 1, draws: 500 };

describe('attention floors', () => {
  it('are the shares of what is said where all claims carry as much', () => {
    const naming = makeNaming([{ 0: 0.4, 1: 0.4 }, { 0: 0.4 }, { 0: 0.4, 1: 0.4, 2: 0.4 }]);
    const said = Array.from(sumByFactor(naming, naming.weight, 3), (sum) => sum / 3);
    for (const [factor, floor] of attentionFloors(naming, 3, range).entries()) {
      const point = [expect.closeTo(said[factor], 12), expect.closeTo(said[factor], 12)];
      expect(floor).toEqual({ within: point, between: point });
    }
  });

  it('differ where a factor is named in weaker studies: within no study it carries less than others', () => {
    const strong = { 1: 0.9, 2: 0.9 };
    const weak = { 0: 0.1, 2: 0.1 };
    const naming = makeNaming([...Array(8).fill(strong), ...Array(8).fill(weak)]);
    const supported = supportedShares(sumByFactor(naming, naming.carried, 3))[0];
    const [{ within, between }] = attentionFloors(naming, 3, range);
    expect(within).toEqual([expect.closeTo(supported, 12), expect.closeTo(supported, 12)]);
    expect(between![0]).toBeGreaterThan(supported);
  });

  it('differ where it carries less than others in the same studies', () => {
    const studies = Array.from({ length: 10 }, () => ({ 0: 0.1, 1: 0.9 }));
    const [{ within }] = attentionFloors(makeNaming(studies), 2, range);
    expect(within![0]).toBeGreaterThan(0.1);
    expect(within![0]).toBeLessThan(0.5);
    expect(within![1]).toBeGreaterThan(0.5);
  });

  it('are the same from the same seed', () => {
    const naming = makeNaming([
      { 0: 0.2, 1: 0.7 },
      { 0: 0.5, 2: 0.1 },
      { 1: 0.3, 2: -0.4 },
    ]);
    expect(attentionFloors(naming, 3, range)).toEqual(attentionFloors(naming, 3, range));
    expect(attentionFloors(naming, 3, range)).not.toEqual(attentionFloors(naming, 3, { ...range, seed: 2 }));
  });

  it('are unknown of a factor that no study names', () => {
    const floors = attentionFloors(makeNaming([{ 0: 0.2, 2: 0.7 }]), 3, range);
    expect(floors[1]).toEqual({ within: null, between: null });
    expect(floors[2].within).not.toBeNull();
  });

  it('are unknown where nothing is carried, or no study is there', () => {
    const against = attentionFloors(makeNaming([{ 0: -0.2, 1: -0.7 }]), 2, range);
    const empty = attentionFloors(makeNaming([]), 2, range);
    for (const floors of [against, empty]) {
      expect(floors).toEqual([
        { within: null, between: null },
        { within: null, between: null },
      ]);
    }
  });
});

it('of a selection come in steps, with the digits of one go', () => {
  const evidence = indexEvidence(loadSampleDataset());
  const selection = new Selection(evidence, defaultChoices, 0);
  const rows = finishSteps(floorSteps(selection, 300));
  const { seed } = evidence.dataset;
  const whole = attentionFloors(selection.naming, evidence.factors.length, { seed, draws: 300 });
  expect(rows).toEqual(whole.map((floor, at) => ({ factor: evidence.factors[at].key, ...floor })));
  // Leadership has 30 % of what is supported, near the upper end of what attention within its studies would bring.
  const [{ within, between }] = rows;
  expect(within![0]).toBeLessThan(0.301);
  expect(between![0]).toBeLessThan(0.301);
});
