import { describe, expect, it } from 'vitest';
import { planMultiverse, specificationAt, type Fork } from './multiverse-plan.ts';
import { joinRuns, runMultiverse, type Pacer, type SpecificationResult } from './multiverse-run.ts';
import { specificationCurve, summariseMultiverse } from './multiverse-summary.ts';

const forks: Fork[] = [
  { key: 'unit', options: ['study', 'claim'] },
  { key: 'rule', options: ['geometric', 'arithmetic', 'weakest'] },
  { key: 'reviews', options: ['in', 'out'] },
];

/** A clock that goes on by a step whenever it is read. */
function makePacer(step = 0): Pacer & { pauses: number } {
  let time = 0;
  return {
    pauses: 0,
    now: () => (time += step),
    async pause() {
      this.pauses++;
    },
  };
}

const run = (
  plan: ReturnType<typeof planMultiverse>,
  evaluate: (s: Record<string, string>) => SpecificationResult,
) => runMultiverse(plan, evaluate, { pacer: makePacer() });

describe('the plan of a multiverse', () => {
  it('crosses every option with every other', () => {
    const plan = planMultiverse(forks, { seed: 1 });
    expect(plan).toMatchObject({ crossed: 12, count: 12, sampled: false });
    const all = Array.from({ length: 12 }, (_, at) => specificationAt(plan, at));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(12);
    expect(all[0]).toEqual({ unit: 'study', rule: 'geometric', reviews: 'in' });
    expect(all[1]).toEqual({ unit: 'study', rule: 'geometric', reviews: 'out' });
    expect(all[11]).toEqual({ unit: 'claim', rule: 'weakest', reviews: 'out' });
  });

  it('draws a sample without repeats where there are too many, the same from the same seed', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ key: `fork ${at}`, options: ['a', 'b', 'c'] }));
    const plan = planMultiverse(many, { seed: 4, limit: 500 });
    expect(plan).toMatchObject({ crossed: 3 ** 20, count: 500, sampled: true });
    const seen = new Set(Array.from({ length: 500 }, (_, at) => JSON.stringify(specificationAt(plan, at))));
    expect(seen.size).toBe(500);
    expect(planMultiverse(many, { seed: 4, limit: 500 }).choices).toEqual(plan.choices);
    expect(planMultiverse(many, { seed: 5, limit: 500 }).choices).not.toEqual(plan.choices);
    // One less than all of them.
    expect(planMultiverse(forks, { seed: 1, limit: 11 }).count).toBe(11);
  });

  it('draws every option as often', () => {
    const many = Array.from({ length: 15 }, (_, at) => ({ key: `fork ${at}`, options: ['a', 'b'] }));
    const plan = planMultiverse(many, { seed: 2, limit: 4000 });
    for (let fork = 0; fork < 15; fork++) {
      let second = 0;
      for (let at = 0; at < 4000; at++) second += plan.choices[at * 15 + fork];
      expect(Math.abs(second - 2000)).toBeLessThan(150);
    }
  });

  it('has one specification without forks, and refuses forks that are none', () => {
    expect(planMultiverse([], { seed: 1 })).toMatchObject({ count: 1, crossed: 1 });
    expect(() => planMultiverse([{ key: 'a', options: [] }], { seed: 1 })).toThrow(RangeError);
    expect(() => planMultiverse([{ key: 'a', options: ['x', 'x'] }], { seed: 1 })).toThrow(RangeError);
    expect(() => planMultiverse([forks[0], forks[0]], { seed: 1 })).toThrow(RangeError);
  });
});

describe('running a multiverse', () => {
  const plan = planMultiverse(forks, { seed: 1 });
  const evaluate = ({ unit, rule }: Record<string, string>): SpecificationResult =>
    rule === 'weakest' && unit === 'claim'
      ? { reason: 'no positive sum' }
      : {
          value: (unit === 'claim' ? 10 : 0) + (rule === 'arithmetic' ? 2 : 0),
          rank: unit === 'claim' ? 1 : 2,
        };

  it('pauses after every stretch, tells how far it is, and computes the same', async () => {
    const pacer = makePacer(7);
    const told: number[] = [];
    const { values } = await runMultiverse(plan, evaluate, {
      pacer,
      stretch: 20,
      onProgress: (done) => told.push(done),
    });
    // Read at the start and after each: 7, 14, 21 ms are three specifications.
    expect(told).toEqual([3, 6, 9, 12]);
    expect(pacer.pauses).toBe(4);
    expect(values).toEqual((await run(plan, evaluate)).values);
  });

  it('gives the same from two workers as from one, in whatever order they end', async () => {
    const whole = await run(plan, evaluate);
    const parts = await Promise.all(
      [
        [5, 12],
        [0, 5],
      ].map(([from, to]) => runMultiverse(plan, evaluate, { pacer: makePacer(), from, to })),
    );
    expect(joinRuns(parts)).toEqual(whole);
    expect(() => joinRuns([whole, whole])).toThrow(RangeError);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    let evaluated = 0;
    const running = runMultiverse(
      plan,
      (specification) => {
        evaluated++;
        return evaluate(specification);
      },
      { pacer: makePacer(30), signal: stop.signal, onProgress: (done) => done >= 3 && stop.abort() },
    );
    await expect(running).rejects.toThrow(/abort/i);
    expect(evaluated).toBe(3);
  });

  it('lets others have their turn', async () => {
    let turns = 0;
    let ended = false;
    const others = () => {
      turns++;
      if (!ended) setTimeout(others);
    };
    setTimeout(others);
    const pacer = {
      now: () => performance.now(),
      pause: () => new Promise<void>((done) => setTimeout(done)),
    };
    const wait = () => {
      const until = performance.now() + 5;
      while (performance.now() < until);
      return { value: 1 };
    };
    await runMultiverse(plan, wait, { pacer, stretch: 10 });
    ended = true;
    expect(turns).toBeGreaterThan(3);
  });

  it('refuses a value that is none', async () => {
    await expect(run(plan, () => ({ value: NaN }))).rejects.toThrow(RangeError);
  });
});

describe('the summary of a multiverse', () => {
  it('says which fork moves the result most: an analysis of variance by hand', async () => {
    const plan = planMultiverse(forks, { seed: 1 });
    // Values 0 or 6 by unit, 0, 1 or 2 by rule: variances 9 and 2/3 of 29/3.
    const value = ({ unit, rule }: Record<string, string>) => ({
      value: (unit === 'claim' ? 6 : 0) + ['geometric', 'arithmetic', 'weakest'].indexOf(rule),
    });
    const summary = summariseMultiverse(plan, await run(plan, value));
    const [unit, rule, reviews] = summary.forks;
    expect(unit.share).toBeCloseTo(27 / 29, 12);
    expect(rule.share).toBeCloseTo(2 / 29, 12);
    expect(reviews.share).toBeCloseTo(0, 12);
    expect(summary).toMatchObject({ movesMost: 'unit', interactions: expect.closeTo(0, 12), identified: 12 });
    expect(unit.options[1]).toEqual({ option: 'claim', identified: 6, notIdentified: 0, mean: 7, median: 7 });
    expect(summary.quantiles.map(({ value: at }) => at)).toEqual(
      [0, 0, 1, 4, 7, 8, 8].map((at) => expect.closeTo(at, 0)),
    );
    expect(summary.quantiles[3]).toEqual({ probability: 0.5, value: 4 });
  });

  it('leaves to interactions what no fork does alone', async () => {
    const plan = planMultiverse(forks, { seed: 1 });
    const value = ({ unit, reviews }: Record<string, string>) => ({
      value: Number((unit === 'claim') === (reviews === 'in')),
    });
    const summary = summariseMultiverse(plan, await run(plan, value));
    expect(summary.interactions).toBeCloseTo(1, 12);
    expect(summary.forks.every(({ share }) => share! < 1e-12)).toBe(true);
  });

  it('counts what is not identified, by reason and by option', async () => {
    const plan = planMultiverse(forks, { seed: 1 });
    const result = await run(plan, ({ unit, rule }) =>
      unit === 'claim' && rule === 'weakest'
        ? { reason: 'no positive sum' }
        : rule === 'weakest'
          ? { reason: 'no study' }
          : { value: unit === 'claim' ? 2 : 1, rank: unit === 'claim' ? 1 : 3 },
    );
    const summary = summariseMultiverse(plan, result);
    expect(summary).toMatchObject({ identified: 8, interactions: null, movesMost: 'unit' });
    expect(summary.notIdentified).toEqual([
      { reason: 'no positive sum', count: 2 },
      { reason: 'no study', count: 2 },
    ]);
    expect(summary.ranks).toEqual([
      { rank: 1, count: 4 },
      { rank: 3, count: 4 },
    ]);
    expect(summary.forks[1].options[2]).toMatchObject({
      identified: 0,
      notIdentified: 4,
      mean: null,
      median: null,
    });
    const curve = specificationCurve(result);
    expect(curve).toHaveLength(8);
    const heights = [...curve].map((at) => result.values[at]);
    expect(heights).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
  });

  it('moves by nothing where nothing varies or nothing is identified', async () => {
    const plan = planMultiverse(forks, { seed: 1 });
    const same = summariseMultiverse(plan, await run(plan, () => ({ value: 0.1 + 0.2 })));
    expect(same).toMatchObject({ movesMost: null, interactions: null });
    expect(same.forks[0].share).toBeNull();
    const none = summariseMultiverse(plan, await run(plan, () => ({ reason: 'no study' })));
    expect(none).toMatchObject({ identified: 0, quantiles: [], movesMost: null });
  });

  it('takes whole runs only', async () => {
    const plan = planMultiverse(forks, { seed: 1 });
    const part = await runMultiverse(plan, () => ({ value: 1 }), { pacer: makePacer(), to: 3 });
    expect(() => summariseMultiverse(plan, part)).toThrow(RangeError);
  });
});
