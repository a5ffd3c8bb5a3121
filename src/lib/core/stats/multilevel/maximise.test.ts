import { describe, expect, it } from 'vitest';
import { fitComponents, type EffectsModel } from './components.ts';
import { periodontalModel, schoolsModel } from './examples.ts';
import { differentiate, evaluate } from './likelihood.ts';
import { maximise, type Problem } from './maximise.ts';

/** Minus Rosenbrock's valley: one maximum at (1, 1). */
function valley(lower: number[], upper: number[]): Problem {
  const value = ([x, y]: ArrayLike<number> & Iterable<number>) => -((1 - x) ** 2) - 100 * (y - x * x) ** 2;
  return {
    lower,
    upper,
    value,
    derivatives: (at) => {
      const [x, y] = at;
      return {
        value: value(at),
        gradient: Float64Array.of(2 * (1 - x) + 400 * x * (y - x * x), -200 * (y - x * x)),
        information: Float64Array.of(2 - 400 * (y - 3 * x * x), -400 * x, -400 * x, 200),
        scale: Float64Array.of(1, 1),
      };
    },
  };
}

const everywhere: [number[], number[]] = [
  [-Infinity, -Infinity],
  [Infinity, Infinity],
];

describe('maximise', () => {
  it('finds the top of a curved ridge', () => {
    const { parameters, converged } = maximise(valley(...everywhere), [-1.2, 1]);
    expect(converged).toBe(true);
    expect(Array.from(parameters)).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });

  it('stops at a bound', () => {
    const { parameters, converged } = maximise(valley([-2, -2], [0.5, 2]), [-1, 1]);
    expect(converged).toBe(true);
    expect(Array.from(parameters)).toEqual([0.5, expect.closeTo(0.25, 6)]);
  });

  it('says that it did not converge', () => {
    expect(maximise(valley(...everywhere), [-1.2, 1], 2)).toMatchObject({ converged: false, iterations: 2 });
  });

  it('has no value where the function is not defined', () => {
    const nowhere: Problem = { lower: [0], upper: [1], value: () => null, derivatives: () => null };
    expect(maximise(nowhere, [0.5])).toMatchObject({ value: null, converged: false });
  });

  it('does not stop on a saddle', () => {
    const saddle: Problem = {
      lower: [-3, -3],
      upper: [3, 3],
      value: ([x, y]) => x * x - x ** 4 / 4 - y * y,
      derivatives: ([x, y]) => ({
        value: x * x - x ** 4 / 4 - y * y,
        gradient: Float64Array.of(2 * x - x ** 3, -2 * y),
        information: Float64Array.of(3 * x * x - 2, 0, 0, 2),
        scale: Float64Array.of(1, 1),
      }),
    };
    expect(maximise(saddle, [1e-3, 1]).parameters[0]).toBeCloseTo(Math.SQRT2, 6);
  });
});

describe('derivatives of the likelihood', () => {
  const specs: [string, EffectsModel][] = [
    ['nested', schoolsModel()],
    ['CS', periodontalModel('CS', 'REML')],
    ['HCS', periodontalModel('HCS', 'REML')],
    ['UN', periodontalModel('UN', 'REML')],
    ['DIAG', periodontalModel('DIAG', 'REML')],
  ];

  it.each(specs)('are those that small changes show: %s', (_, spec) => {
    for (const restricted of [true, false]) {
      const fitted = fitComponents({ ...spec, method: restricted ? 'REML' : 'ML' });
      if (!fitted.converged) throw new Error(fitted.message);
      const { model } = fitted;
      // Away from the top, where the gradient is not 0.
      const at = fitted.parameters.map((value, i) => 1.3 * value + 0.01 * (i + 1));
      const found = differentiate(model, at, restricted)!;
      const size = at.length;
      const moved = (i: number, by: number) => at.map((value, j) => (i === j ? value + by : value));
      const valueAt = (parameters: Float64Array) => {
        const there = evaluate(model, parameters)!;
        return restricted ? there.logLikREML : there.logLikML;
      };
      for (let i = 0; i < size; i++) {
        const step = 1e-5 * Math.max(Math.abs(at[i]), 0.05);
        const slope = (valueAt(moved(i, step)) - valueAt(moved(i, -step))) / (2 * step);
        expect(Math.abs(found.gradient[i] - slope)).toBeLessThan(1e-5 * Math.max(1, Math.abs(slope)));
        const [up, down] = [step, -step].map(
          (by) => differentiate(model, moved(i, by), restricted)!.gradient,
        );
        for (let j = 0; j < size; j++) {
          const bend = -(up[j] - down[j]) / (2 * step);
          expect(Math.abs(found.information[i * size + j] - bend)).toBeLessThan(
            1e-4 * Math.max(1, Math.abs(bend)),
          );
        }
      }
    }
  });
});
