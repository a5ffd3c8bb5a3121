import type { Ladder } from '../lenses/ladder.ts';
import { list, longDate, lowerFirst, studies } from '../words.ts';
import type { Edition } from './edition.ts';

/** How an edition is cited, in one line. */
export function citeEdition({ number, publishedAt, dataset, software }: Edition, hash: string): string {
  const date = longDate(publishedAt);
  return `${dataset.title} (${publishedAt.slice(0, 4)}). Evidence map, edition ${number}, ${date} [${software}; ${hash.slice(0, 12)}].`;
}

/** Where the server that published an edition says whether it still stands. */
export function statusAddress(checkAt: string, hash: string): string {
  return `${checkAt}/p/${hash}/status`;
}

/** What the evidence stands on, in counts that need no statistics. */
export function describeGround({ rungs }: Ladder): string {
  const [first, ...stricter] = rungs;
  if (first.studies === 0) return 'No study is left with these filters.';
  const last = stricter.slice(-2).map((rung) => `${rung.studies} to “${lowerFirst(rung.rung.label)}”`);
  const stands = last.length > 0 ? ` Of ${studies(first.studies)}, the Ladder leaves ${list(last)}.` : '';
  return `Darker squares in the map stand on firmer ground: the factor came before the outcome, or somebody else judged it.${stands}`;
}
