import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitOrThrow as fit } from './fit-or-throw.ts';
import { poolMethods, type PoolMethod } from './options.ts';
import { bcg } from './published-examples.ts';

describe('properties', () => {
  const effects = fc
    .array(
      fc.tuple(
        fc.integer({ min: -3000, max: 3000 }).map((thousandth) => thousandth / 1000),
        fc.double({ min: 0.001, max: 2, noNaN: true }),
      ),
      {
        minLength: 3,
        maxLength: 12,
      },
    )
    .filter((rows) => new Set(rows.map(([effect]) => effect)).size > 1)
    .map((rows) => ({ yi: rows.map(([effect]) => effect), vi: rows.map(([, variance]) => variance) }));
  const method = fc.constantFrom<PoolMethod>(...poolMethods);

  it('the estimate lies within the range of the effects', () => {
    fc.assert(
      fc.property(effects, method, ({ yi, vi }, chosen) => {
        const { estimate } = fit({ yi, vi }, { method: chosen }).coefficients[0];
        expect(estimate).toBeGreaterThanOrEqual(Math.min(...yi) - 1e-12);
        expect(estimate).toBeLessThanOrEqual(Math.max(...yi) + 1e-12);
      }),
    );
  });

  it('order does not matter', () => {
    fc.assert(
      fc.property(effects, method, ({ yi, vi }, chosen) => {
        const one = fit({ yi, vi }, { method: chosen });
        const other = fit({ yi: [...yi].reverse(), vi: [...vi].reverse() }, { method: chosen });
        expect(other.coefficients[0].estimate).toBeCloseTo(one.coefficients[0].estimate, 7);
        expect(other.tau2).toBeCloseTo(one.tau2!, 6);
      }),
    );
  });

  it('a shift shifts the estimate and leaves τ² and Q', () => {
    fc.assert(
      fc.property(effects, method, fc.integer({ min: -50, max: 50 }), ({ yi, vi }, chosen, shift) => {
        const one = fit({ yi, vi }, { method: chosen });
        const other = fit({ yi: yi.map((effect) => effect + shift), vi }, { method: chosen });
        expect(other.coefficients[0].estimate).toBeCloseTo(one.coefficients[0].estimate + shift, 6);
        expect(other.tau2).toBeCloseTo(one.tau2!, 6);
        expect(other.QE!.statistic / one.QE!.statistic).toBeCloseTo(1, 6);
      }),
    );
  });

  it('the Q-profile interval holds the Paule–Mandel estimate unless it is 0 alone', () => {
    fc.assert(
      fc.property(effects, ({ yi, vi }) => {
        const { tau2, tau2Interval } = fit({ yi, vi }, { method: 'PM' });
        const [lower, upper] = tau2Interval!;
        expect(lower).toBeLessThanOrEqual(tau2! + 1e-9);
        if (upper > 0) expect(upper).toBeGreaterThanOrEqual(tau2! - 1e-9);
      }),
    );
  });

  it('no other τ² on a grid is likelier than that of ML and REML', () => {
    fc.assert(
      fc.property(effects, fc.constantFrom('ML', 'REML'), ({ yi, vi }, chosen) => {
        const best = fit({ yi, vi }, { method: chosen });
        for (const tau2 of [0, 0.001, 0.01, 0.1, 0.3, 1, 3, 10]) {
          const other = fit({ yi, vi }, { method: chosen, tau2 });
          expect(best.fitStatistics[chosen].logLikelihood).toBeGreaterThanOrEqual(
            other.fitStatistics[chosen].logLikelihood - 1e-8,
          );
        }
      }),
    );
  });

  it('a moderator on another scale gives the same test', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: -1000, max: 1000 }),
        (scale, shift) => {
          const asked = (values: number[]) => fit({ ...bcg, moderators: [{ name: 'latitude', values }] });
          const one = asked(bcg.latitude);
          const other = asked(bcg.latitude.map((value) => shift + scale * value));
          expect(other.QM.statistic).toBeCloseTo(one.QM.statistic!, 6);
          expect(other.tau2).toBeCloseTo(one.tau2!, 8);
        },
      ),
    );
  });
});
