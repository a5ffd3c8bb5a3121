/** A weighing with the field names of the command line and the API, which readers of R know. */
import { answerSentences } from './verdict.ts';
import type { Ladder } from './ladder.ts';
import type { LensResult } from './lens.ts';
import type { Weighing } from './weighing.ts';

export const lensKeys = ['said', 'supported', 'direction', 'certain'] as const;
export type LensKey = (typeof lensKeys)[number];

/** The Ladder, the lenses that are asked for, and the answer in words, as plain values. */
export function describeWeighing(weighing: Weighing, wanted: readonly LensKey[] = lensKeys) {
  return {
    focal: weighing.focal.key,
    ladder: weighing.ladder.rungs.map(describeRung),
    lenses: Object.fromEntries(wanted.map((key) => [key, describeLens(key, weighing)])),
    verdict: plainSpaces(answerSentences(weighing.ladder, weighing.focal.label).join(' ')),
  };
}

/** Thin spaces and word joiners are for pages; here they would only puzzle programs and terminals. */
export function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', ' ').replaceAll('\u2060', '');
}

function describeRung({ rung, studies, claims, failed, notStated, points, band }: Ladder['rungs'][number]) {
  const byFactor = <Value>(value: (point: (typeof points)[number]) => Value) =>
    Object.fromEntries(points.map((point) => [point.factor, value(point)]));
  return {
    rung: rung.key,
    label: rung.label,
    studies,
    claims,
    failed,
    not_stated: notStated,
    k: byFactor(({ k }) => k),
    shares: byFactor(({ share }) => share),
    intervals: byFactor(({ interval }) => interval),
    directions: byFactor(({ directions }) => directions),
    band,
  };
}

/** Rows with the field names that R's users know. */
export function describeLens(key: LensKey, weighing: Weighing): object {
  const result: LensResult<object> = weighing[key];
  if (!result.identified) return result;
  const n = result.studies;
  if (key === 'said' && weighing.said.identified) {
    return weighing.said.rows.map(({ factor, share, interval, band, k }) => ({
      factor,
      share,
      ci_lb: interval?.[0] ?? null,
      ci_ub: interval?.[1] ?? null,
      band_lb: band?.[0] ?? null,
      band_ub: band?.[1] ?? null,
      k,
      n,
    }));
  }
  if (key === 'supported' && weighing.supported.identified) {
    return weighing.supported.rows.map(
      ({ factor, share, interval, carried, carriedByOthers, gap, gapInterval, k }) => ({
        factor,
        share,
        ci_lb: interval?.[0] ?? null,
        ci_ub: interval?.[1] ?? null,
        carried,
        carried_by_others: carriedByOthers,
        gap,
        gap_ci_lb: gapInterval?.[0] ?? null,
        gap_ci_ub: gapInterval?.[1] ?? null,
        k,
        n,
      }),
    );
  }
  if (key === 'certain' && weighing.certain.identified) {
    return weighing.certain.rows.map(({ factor, levels, pairs, findings, k }) => ({
      factor,
      // From the least to the most; empty where nobody judged.
      levels,
      outcomes: pairs.map(({ outcome, level, k }) => ({ outcome, level, k })),
      findings: findings.map(({ statement, level }) => ({ statement, level })),
      k,
      n,
    }));
  }
  return weighing.direction.identified
    ? weighing.direction.rows.map(
        ({ factor, counts, clear, positiveShare, wilson, exact, p, fromEstimates, k }) => ({
          factor,
          ...counts,
          clear,
          positive_share: positiveShare,
          wilson,
          exact,
          p,
          from_estimates: fromEstimates,
          k,
          n,
        }),
      )
    : weighing.direction;
}
