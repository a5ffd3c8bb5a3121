/** What the figure of explained and unexplained says, in words. */
import type { Concept } from '../codebook/concept.ts';
import { standingOf, type UniquePart, type UniqueRow } from '../lenses/unique.ts';
import { agree, count, grouped, list, lowerFirst, percent, percentRange, studies } from '../words.ts';

/** Says no more than the intervals allow: "most" only where the whole interval is above a half. */
export function explainedTitle(
  { outcome, unexplained, unexplainedInterval, rows }: UniquePart,
  focal: Concept,
): string {
  const what = `the differences in ${lowerFirst(outcome.label)}`;
  const [low, high] = unexplainedInterval ?? [unexplained, unexplained];
  const most = low > 0.5 ? 'Most' : high < 0.5 ? 'Less than half' : percent(unexplained);
  const opening = `${most} of ${what} stay unexplained`;
  const label = lowerFirst(focal.label);
  const explains = agree(label, 'explains', 'explain');
  switch (standingOf(rows[0])) {
    case 'above':
      return `${opening}; ${label} ${explains} more than one of equals would by chance`;
    case 'below':
      return `${opening}; ${label} ${explains} less than one of equals would by chance`;
    case 'within':
      return `${opening}; ${label} can’t be told from one of equals`;
    case 'unknown':
      return `${opening}; ${label} ${explains} ${percent(rows[0].share)}`;
  }
}

const models: Record<UniquePart['model'], string> = {
  'random-diag': 'Correlations may differ between studies (random effects).',
  'random-un': 'Correlations may differ between studies, together (random effects).',
  fixed: 'Correlations are taken to be the same in all studies (fixed effects).',
};

export function explainedSubtitle({ outcome, rows, studies: k, cases, pairs, model }: UniquePart): string {
  const fewest = Math.min(...pairs.map((pair) => pair.studies));
  return `${outcome.label}, divided over ${rows.length} factors: pooled correlations of ${studies(k)}, ${grouped(cases)} cases; every pair was measured together in at least ${fewest}. ${models[model]}`;
}

/** "6 % (1–18 %)" */
export function partWords(share: number, interval: readonly [number, number] | null): string {
  return interval ? `${percent(share)} (${percentRange(interval)})` : percent(share);
}

/** "6 % of the differences in performance, 95 % interval 1–18 %; one of equals by chance: 0–7 %" */
export function describePart({ share, interval, band, studies: k }: UniqueRow, outcome: Concept): string {
  const range = interval ? `, 95\u202f% interval ${percentRange(interval)}` : '';
  const chance = band ? `; one of equals by chance: ${percentRange(band)}` : '';
  return `${percent(share)} of the differences in ${lowerFirst(outcome.label)}${range}${chance}; ${studies(k)}`;
}

export function explainedSummary(part: UniquePart, label: (key: string) => string): string {
  const [own] = part.rows;
  return `${label(own.factor)} ${agree(label(own.factor), 'explains', 'explain')} ${describePart(own, part.outcome)}; all other factors ${partWords(part.others.share, part.others.interval)}; unexplained ${partWords(part.unexplained, part.unexplainedInterval)}.`;
}

export function explainedCaption(part: UniquePart, focal: Concept): string[] {
  const [own] = part.rows;
  const first = own.ranks
    ? ` ${agree(focal.label, 'Its part', 'Their part')} is the largest of ${part.rows.length} in ${percent(own.ranks[0])} of the draws.`
    : '';
  const lines = [
    `Explained: foretold by a regression on the pooled correlations, which is not caused. What factors explain together is shared out by general dominance: each gets its mean gain over all orders. By Johnson’s relative weights ${lowerFirst(focal.label)} would get ${percent(own.relative)}.${first}`,
  ];
  if (own.interval) {
    lines.push(
      'Lines: 95\u202f% intervals, from matrices drawn within the error of the pooled one; they lie somewhat high, since chance looks like something explained. Shaded: where a part would fall by chance if all these factors were equal, with the same tilt.',
    );
  }
  if (part.setApart.length > 0) {
    const names = list(part.setApart.map(({ label }) => lowerFirst(label)));
    lines.push(
      `Left out: ${names}. A bundle holds items of other factors, and a mediator carries their effect.`,
    );
  }
  if (part.merged > 0) {
    lines.push(
      `${count(part.merged, 'correlation')} ${part.merged === 1 ? 'is the mean' : 'are means'} of several estimates of one study.`,
    );
  }
  return [...lines, ...part.warnings];
}
