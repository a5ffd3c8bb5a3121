import { readChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import type { Ladder } from '#lib/core/lenses/ladder.ts';
import type { LensResult } from '#lib/core/lenses/lens.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { answerSentences } from '#lib/core/lenses/verdict.ts';
import { lenses, weigh, type Weighing } from '#lib/core/lenses/weighing.ts';
import { percent } from '#lib/core/words.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { exitCode, text, UsageError, type Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { withReview } from './open-review.ts';

export const weighCommand: Command = {
  name: 'review weigh',
  usage:
    'REVIEW [--lens said,supported,direction,certain] [--view "setting=inter_organisational&outcome_known=drop"]',
  summary: 'Print the Ladder and the lenses: how big a part each factor plays.',
  help: `
--view takes the parameters of a Weigh address, what stands after its "?": filters, switches and the focal factor.

With --json: { focal, ladder: [{ rung, label, studies, claims, failed, not_stated, k, shares, intervals, directions, band }],
  lenses: { said: [{ factor, share, ci_lb, ci_ub, band_lb, band_ub, k, n }], … }, verdict }. Factors are keys of the codebook,
shares are proportions, n is the number of studies; what is not known is null. A lens that the data can't carry prints
{ identified: false, reason }.

Exit: 0 done, 1 a lens is not identified, 2 there is no such review.`,
  options: { lens: { type: 'string' }, view: { type: 'string' } },
  async run(input) {
    const wanted = readLenses(text(input, 'lens'));
    const choices = readChoices(new URLSearchParams(text(input, 'view') ?? ''));
    const dataset = await withReview(input, ({ db, review }) => loadDataset(db, review));
    const selection = new Selection(indexEvidence(dataset), choices);
    const weighing = weigh(selection);
    const result = {
      focal: weighing.focal.key,
      ladder: weighing.ladder.rungs.map(describeRung),
      lenses: Object.fromEntries(wanted.map((key) => [key, describeLens(key, weighing)])),
      verdict: plainSpaces(answerSentences(weighing.ladder, weighing.focal.label).join(' ')),
    };
    printResult(input, result, () => plainSpaces(readable(weighing, result.verdict)));
    return wanted.every((key) => weighing[key].identified) ? exitCode.done : exitCode.withLosses;
  },
};

/** Thin spaces and word joiners are for pages; here they would only puzzle programs and terminals. */
function plainSpaces(text: string): string {
  return text.replaceAll('\u202f', ' ').replaceAll('\u2060', '');
}

type LensKey = (typeof lenses)[number]['key'] & ('said' | 'supported' | 'direction' | 'certain');
const lensKeys: LensKey[] = ['said', 'supported', 'direction', 'certain'];

function readLenses(given: string | undefined): LensKey[] {
  if (given === undefined) return lensKeys;
  return given.split(',').map((key) => {
    const known = lensKeys.find((candidate) => candidate === key.trim());
    if (!known) throw new UsageError(`There is no lens "${key}"; there are ${lensKeys.join(', ')}.`);
    return known;
  });
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
function describeLens(key: LensKey, weighing: Weighing): object {
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

function readable({ ladder, said, supported, focal }: Weighing, verdict: string): string {
  const rungs = formatTable(
    ['rung', 'studies', 'claims', 'fail', 'do not say', `${focal.label} k`, 'share', 'by chance'],
    ladder.rungs.map(({ rung, studies, claims, failed, notStated, points, band }) => {
      const { k, share } = points.find(({ factor }) => factor === focal.key)!;
      const chance = band ? `${percent(band[0])} to ${percent(band[1])}` : null;
      return [
        rung.label,
        studies,
        claims,
        failed,
        notStated,
        k,
        k === 0 || share === null ? 'no study' : percent(share),
        chance,
      ];
    }),
  );
  const factors = said.identified
    ? formatTable(
        ['factor', 'k', 'said', 'supported', 'carried'],
        said.rows
          .filter(({ k }) => k > 0)
          .sort((a, b) => b.share - a.share)
          .map(({ factor, k, share }) => {
            const row = supported.identified
              ? supported.rows.find((other) => other.factor === factor)
              : undefined;
            const carried = row?.carried === null || !row ? null : percent(Math.max(0, row.carried));
            return [factor, k, percent(share), row ? percent(row.share) : 'not identified', carried];
          }),
      )
    : said.reason;
  return [verdict, '', rungs, '', factors].join('\n');
}
