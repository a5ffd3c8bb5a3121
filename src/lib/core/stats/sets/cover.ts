import { reduceChart } from './chart.ts';
import { searchCovers, type Budget } from './cover-search.ts';

export interface Covers {
  /** Indices of the terms of each cover, ascending; the covers in lexicographic order. */
  covers: number[][];
  /** How many covers there are of this size; at least this many where `complete` is false. */
  total: number;
  /** False where the search was stopped at its limit before it had seen all covers. */
  complete: boolean;
  /** False where it was stopped before any cover was known to be smallest; the one listed was found greedily. */
  minimal: boolean;
}

export interface CoverLimits {
  /** How many covers to list. */
  covers?: number;
  /** How much work the search may do: entries of the chart looked at. 30 million take about a fifth of a second. */
  work?: number;
}

/** What a search may use up unless it is told otherwise. */
export const usualWork = 30_000_000;

/**
 * The prime implicant chart, solved exactly: every cover with the fewest terms. The chart is reduced and taken apart; each
 * part is searched by itself, and the covers of the whole are all combinations of theirs, so that their number is known
 * without listing them.
 *
 * Where there are more covers than are listed, those listed are the first that the search meets: always the same ones for
 * the same truth table, whatever the order of the cases.
 *
 * @param coveredBy For each term, the columns that it covers, as indices from 0.
 * @param columnCount How many columns there are; each must be covered by some term.
 * @param budget Shared by several charts that are solved one after another; what one uses up is lost to the next.
 */
export function findSmallestCovers(
  coveredBy: readonly (readonly number[])[],
  columnCount: number,
  { covers: most = 1000, work = usualWork }: CoverLimits = {},
  budget: Budget = { work },
): Covers {
  const { fixed, parts } = reduceChart(coveredBy, columnCount);
  let covers: number[][] = [[]];
  let total = 1;
  let complete = true;
  let minimal = true;
  const combine = (choices: number[][]) => {
    covers = covers.flatMap((cover) => choices.map((choice) => [...cover, ...choice])).slice(0, most);
  };
  for (const terms of fixed) {
    total *= terms.length;
    combine(terms.map((term) => [term]));
  }
  for (const part of parts) {
    const found = searchCovers(part, most, budget);
    total *= found.total;
    complete &&= found.complete;
    minimal &&= found.minimal;
    combine(found.covers.flatMap((cover) => chooseMembers(cover, part.members, most)).slice(0, most));
  }
  covers = covers.map((cover) => cover.sort((a, b) => a - b)).sort(compareCovers);
  if (!minimal) return { covers: covers.slice(0, 1), total: 1, complete: false, minimal: false };
  return { covers, total, complete, minimal };
}

/** The first `most` ways to take one term of each class. */
function chooseMembers(cover: readonly number[], members: readonly number[][], most: number): number[][] {
  let ways: number[][] = [[]];
  for (const one of cover) {
    ways = ways.flatMap((way) => members[one].map((term) => [...way, term])).slice(0, most);
  }
  return ways;
}

function compareCovers(a: number[], b: number[]): number {
  const at = a.findIndex((term, index) => term !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}
