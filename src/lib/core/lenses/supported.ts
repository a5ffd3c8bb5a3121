import type { Interval } from '../stats/proportion-intervals.ts';
import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import { notIdentified, type Lens } from './lens.ts';
import { sumByFactor } from './naming.ts';
import { supportedShares } from './supported-shares.ts';

export interface SupportedRow {
  factor: string;
  /** Share of what the evidence supports, in [0, 1]. */
  share: number;
  interval: Interval | null;
  /**
   * The part of what is said about the factor that the evidence carries: the sum of carried weight over the sum of
   * weight. Negative where the claims speak against it; null where no study names it.
   */
  carried: number | null;
  /** The same for all other factors together. */
  carriedByOthers: number | null;
  /** Supported − said, in [−1, 1]: the attention–evidence gap. */
  gap: number;
  /** Paired bootstrap interval of the gap. One that holds 0 is worded "no clear gap". */
  gapInterval: Interval | null;
  k: number;
  /** Claims against a factor count as much as claims for it: what is weighed is evidence, whichever way it points. */
  isMagnitude: boolean;
}

/**
 * *Supported*: what is said, weighed by the evidence. For a study and a factor, the mean over its claims of evidence
 * strength × direction, times the study's weight for the factor; summed over studies, floored at 0, as a share of all. A
 * reader may choose to leave the sign of directions out.
 */
export const supported: Lens<SupportedRow> = {
  key: 'supported',
  label: 'Supported',
  asks: 'How much of what is said does the evidence carry?',
  compute(selection) {
    const { evidence, naming, counts, pieces, studyCount: studies, saidDraws, supportedDraws } = selection;
    const isMagnitude = selection.choices.signs === 'magnitude';
    const { factors } = evidence;
    if (studies === 0) return notIdentified('No claim passes the filters.');
    const count = factors.length;
    const saidSums = sumByFactor(naming, naming.weight, count);
    const carriedSums = sumByFactor(naming, naming.carried, count);
    const shares = supportedShares(carriedSums.slice());
    if (Number.isNaN(shares[0])) {
      return notIdentified(
        isMagnitude
          ? 'No claim here finds a link, for or against.'
          : 'No factor has more evidence for it than against it here.',
      );
    }
    const gaps = saidDraws && supportedDraws?.map((value, at) => withoutNoise(value - saidDraws[at]));
    const all = { said: sum(saidSums), carried: sum(carriedSums) };
    const rows = factors.map(({ key }, at) => ({
      factor: key,
      share: shares[at],
      interval: selection.interval(at, supportedDraws),
      carried: ratio(carriedSums[at], saidSums[at]),
      carriedByOthers: ratio(all.carried - carriedSums[at], all.said - saidSums[at]),
      gap: withoutNoise(shares[at] - saidSums[at] / studies),
      gapInterval: gaps && counts[at] > 0 ? percentileInterval(gaps, at, count) : null,
      k: counts[at],
      isMagnitude,
    }));
    return { identified: true, rows, studies, claims: pieces.length };
  },
};

/** Shares that are equal differ by rounding, which must not look like a gap. NaN stays. */
function withoutNoise(difference: number): number {
  return Math.abs(difference) < 1e-12 ? 0 : difference;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Null where the whole is empty, up to rounding. */
function ratio(part: number, whole: number): number | null {
  return whole > 1e-12 ? part / whole : null;
}
