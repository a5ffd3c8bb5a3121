/** What the same source may add, in words that claim no more than their assumptions. */
import type { SizeBound, SourceBound } from '../lenses/source-bound.ts';
import { decimals, lowerFirst, percent, percentRange } from '../words.ts';
import { isClear, rWords } from './size-words.ts';

/** A finding about the share, without a full stop. */
export function boundTitle({ claims, shown, asSame, range }: SourceBound, label: string): string {
  const name = lowerFirst(label);
  const { same, separate, notStated } = claims;
  if (same + separate + notStated === 0) return `What the same people add can’t be told for ${name}`;
  if (same + notStated === 0) return `Every claim on ${name} has separate sources for cause and outcome`;
  if (separate === 0 && notStated === 0) {
    return `Nothing of ${name} is left without claims in which the same people gave cause and outcome`;
  }
  if (range === null) {
    return `With stated separate sources only, ${name} has ${asSame.share === null ? 'no' : percent(asSame.share)} ${asSame.share === null ? 'study left' : 'of what is said'}`;
  }
  const [low, high] = range.map(percent);
  const now = shown.share === null ? '' : percent(shown.share);
  if (low === high && low === now) {
    return `Without claims from the same people, the share of ${name} stays at ${low}`;
  }
  const then = low === high ? `would be ${low}` : `may be anything in ${percentRange(range)}`;
  return `Without claims from the same people, the share of ${name} ${then}; with all claims it is ${now}`;
}

/** How to read it, and on what it rests. */
export function boundCaption({ claims, shown, asSeparate, asSame, range, size }: SourceBound): string[] {
  const lines = [];
  if (claims.notStated > 0) {
    lines.push(
      `Two readings of claims that do not say who gave cause and outcome: all of them separate people, or none of them.${range ? ' The bar holds every mixture of the two: nothing is assumed about these claims.' : ''}`,
    );
  }
  const directions = ([shown, asSeparate, asSame] as const).map(({ positive, negative }) =>
    positive + negative === 0 ? 'none' : `${positive} of ${positive + negative}`,
  );
  lines.push(
    `Studies that point clearly one way and find it helpful: ${directions[0]} with all claims, ${directions[1]} without those of the same people, ${directions[2]} with stated separate sources.`,
  );
  if (size.identified) lines.push(...sizeCaption(size));
  else lines.push(size.reason);
  return lines;
}

function sizeCaption({ methodShare, same, notStated, observed, lessSame, lessAll }: SizeBound): string[] {
  const lowered = same > 0 ? lessSame : lessAll;
  const where = same > 0 ? 'where the same people gave both' : 'where nothing is stated';
  const what = isClear(lowered.interval)
    ? `${rWords(lowered.r, lowered.interval)} would be left ${where}`
    : `it could then come from that alone (${rWords(lowered.r, lowered.interval)} would be left ${where})`;
  return [
    `An assumption, not a finding: if ${percent(methodShare)} of each measure came from the people who gave it, and both measures shared all of that, a correlation would be up to ${decimals(methodShare)} too high. Of ${rWords(observed.r, observed.interval)}, ${what}. If no more than that came from the people, the value without it lies between the dots.`,
    'The 26\u202f% to begin with is the mean of 70 data sets (Cote and Buckley 1987; Podsakoff and others 2003). How large it is differs by field and measure, and some hold that it is much smaller (Spector 2006). Intervals hold sampling error alone.',
    ...(notStated > 0 && same > 0
      ? ['The last dot takes what is not stated as the same people: the lowest reading.']
      : []),
  ];
}
