import { testByMetaRegression } from '../stats/bias/regression-test.ts';
import { isProblem } from '../stats/bias/problem.ts';
import { trimAndFill } from '../stats/bias/trim-and-fill.ts';
import { fromFisherZ } from '../stats/effects/scales.ts';
import { aggregateEffects } from '../stats/multilevel/aggregate.ts';
import { independentSampling } from '../stats/multilevel/sampling.ts';
import type { Interval } from '../stats/pooling/result.ts';
import { notIdentified, type NotIdentified } from './lens.ts';
import { poolSizes, type Sized } from './size-pool.ts';

/** One study in a funnel: its correlations as one. */
export interface FunnelStudy {
  key: string;
  label: string;
  z: number;
  standardError: number;
  r: number;
}

/** Whether small studies tell another story than large ones. */
export interface SmallStudies {
  identified: true;
  studies: FunnelStudy[];
  /** The pooled z of these studies. */
  centre: number;
  /** Regression of z on its standard error; or why there is none. */
  regression: { p: number; limit: { r: number; interval: Interval } } | { problem: string };
  /** Trim and fill; or why there is none. */
  fill:
    | {
        missing: number;
        side: 'left' | 'right';
        r: number;
        interval: Interval;
        filled: { z: number; standardError: number }[];
      }
    | { problem: string };
}

/** With fewer, chance and bias can't be told apart (Sterne et al. 2011, BMJ 343, d4002). */
export const leastForFunnel = 10;

/**
 * Small-study effects of pooled correlations. Several correlations of a study are first made one, weighted by their
 * precision. Regression test by meta-regression and trim and fill (L0), with the model of `poolSizes`.
 */
export function checkSmallStudies(
  effects: readonly (Sized & { study: { key: string; label: string } })[],
): SmallStudies | NotIdentified {
  const labels = new Map(effects.map(({ study }) => [study.key, study.label]));
  if (labels.size < leastForFunnel) {
    return notIdentified(
      `Whether small studies find more than large ones can’t be told: it takes at least ${leastForFunnel} studies with a correlation, and here ${labels.size === 0 ? 'is none' : labels.size === 1 ? 'is 1' : `are ${labels.size}`}. With fewer, chance alone makes a funnel plot look lopsided.`,
    );
  }
  const rows = aggregateEffects(
    effects.map(({ z }) => z),
    independentSampling(effects.map(({ variance }) => variance)),
    effects.map(({ study }) => study.key),
  );
  const pooled = poolSizes(
    rows.map(({ label, effect, variance }) => ({ z: effect, variance, study: { key: label } })),
  );
  if (!pooled.identified) return pooled;
  const sample = { yi: rows.map(({ effect }) => effect), vi: rows.map(({ variance }) => variance) };
  const options = { method: 'REML', test: 'adhoc' } as const;
  const regression = testByMetaRegression(sample, options);
  const fill = trimAndFill(sample, options);
  const back = ([low, high]: Interval): Interval => [fromFisherZ(low), fromFisherZ(high)];
  return {
    identified: true,
    studies: rows.map(({ label, effect, variance }) => ({
      key: label,
      label: labels.get(label)!,
      z: effect,
      standardError: Math.sqrt(variance),
      r: fromFisherZ(effect),
    })),
    centre: Math.atanh(pooled.r),
    regression: isProblem(regression)
      ? regression
      : {
          p: regression.pValue,
          limit: { r: fromFisherZ(regression.limit), interval: back(regression.limitInterval) },
        },
    fill: isProblem(fill) ? fill : describeFill(fill, back),
  };
}

function describeFill(
  { missing, side, fit, filled }: Exclude<ReturnType<typeof trimAndFill>, { problem: string }>,
  back: (interval: Interval) => Interval,
): SmallStudies['fill'] {
  const [{ estimate, interval }] = fit.coefficients;
  if (interval === null) return { problem: 'The spread of the filled studies can’t be told.' };
  return {
    missing,
    side,
    r: fromFisherZ(estimate),
    interval: back(interval),
    filled: filled.yi.map((z, at) => ({ z, standardError: Math.sqrt(filled.vi[at]) })),
  };
}
