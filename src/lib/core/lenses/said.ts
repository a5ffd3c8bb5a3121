import type { Interval } from '../stats/proportion-intervals.ts';
import { notIdentified, type Lens } from './lens.ts';
import { sumByFactor } from './naming.ts';

export interface SaidRow {
  factor: string;
  /** Share of what is said, in [0, 1]; the shares of all factors sum to one. */
  share: number;
  interval: Interval | null;
  /** Where the share would fall by chance among equals. */
  band: Interval | null;
  /** Studies that name the factor. */
  k: number;
}

/**
 * *Said*: every study has weight 1, divided over the distinct top-level factors that it names in any claim, whatever the
 * direction; a share is the sum over the number of studies.
 */
export const said: Lens<SaidRow> = {
  key: 'said',
  label: 'Said',
  asks: 'How often is it named?',
  compute(selection) {
    const { evidence, naming, counts, pieces, studyCount: studies } = selection;
    const { factors } = evidence;
    if (studies === 0) return notIdentified('No claim passes the filters.');
    const sums = sumByFactor(naming, naming.weight, factors.length);
    const band = selection.band(naming);
    const rows = factors.map(({ key }, at) => ({
      factor: key,
      share: sums[at] / studies,
      interval: selection.interval(at, selection.saidDraws),
      band,
      k: counts[at],
    }));
    return { identified: true, rows, studies, claims: pieces.length };
  },
};
