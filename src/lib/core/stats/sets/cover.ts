/**
 * The prime implicant chart, solved exactly: every cover with the fewest terms.
 *
 * Terms that cover the same columns are alike and are chosen between only at the end. A column is dropped where another
 * one can only be covered by terms that cover it, too (column dominance, which loses no cover; row dominance would lose
 * ties). Then, for 1, 2, … terms, a search with bounds: the column that fewest terms cover is covered by each of them in
 * turn, each one forbidden in the branches after its own, so that no cover is met twice; a branch ends where columns that
 * share no term outnumber the terms that are left. McCluskey (1956, Bell System Technical Journal 35, 1417–1444) for the
 * chart; Coudert (1994, Integration 17(2), 97–140) for reductions and the bound.
 *
 * One algorithm, hence one file.
 */
export interface Covers {
  /** Indices of the terms of each cover, ascending; the covers in lexicographic order. */
  covers: number[][];
  /** How many covers there are of this size; at least this many where `complete` is false. */
  total: number;
  /** False where the search was stopped at its limit before it had seen all covers. */
  complete: boolean;
  /** False where the search was stopped before any cover was known to be smallest; `covers` then holds one, found greedily. */
  minimal: boolean;
}

export interface CoverLimits {
  /** How many covers to list. */
  covers?: number;
  /** How much work the search may do: entries of the chart looked at. 100 million take about a third of a second. */
  work?: number;
}

/**
 * @param coveredBy For each term, the columns that it covers, as indices from 0.
 * @param columnCount How many columns there are; each must be covered by some term.
 */
export function findSmallestCovers(
  coveredBy: readonly (readonly number[])[],
  columnCount: number,
  { covers: mostCovers = 1000, work: mostWork = 100_000_000 }: CoverLimits = {},
): Covers {
  const chart = reduceChart(coveredBy, columnCount);
  const search = new CoverSearch(chart, mostCovers, mostWork);
  const sizeOfGreedy = search.coverGreedily().length;
  for (let size = search.lowerBound(); size < sizeOfGreedy; size++) {
    search.collect(size);
    if (search.stopped && search.found.length === 0) return search.settleForGreedy();
    if (search.found.length > 0) return search.result();
  }
  search.collect(sizeOfGreedy);
  return search.found.length > 0 ? search.result() : { ...search.settleForGreedy(), minimal: true };
}

interface Chart {
  /** For each class of alike terms, its terms. */
  members: number[][];
  /** For each class, its columns. */
  columnsOf: number[][];
  /** For each column, its classes. */
  classesOf: number[][];
}

function reduceChart(coveredBy: readonly (readonly number[])[], columnCount: number): Chart {
  const termsOf = Array.from({ length: columnCount }, () => new Set<number>());
  for (const [term, columns] of coveredBy.entries()) for (const column of columns) termsOf[column].add(term);
  const bare = termsOf.findIndex(({ size }) => size === 0);
  if (bare >= 0) throw new RangeError(`findSmallestCovers: no term covers column ${bare}`);
  const order = termsOf.map((_, column) => column).sort((a, b) => termsOf[a].size - termsOf[b].size || a - b);
  const kept: number[] = [];
  for (const column of order) {
    const implied = kept.some((other) => [...termsOf[other]].every((term) => termsOf[column].has(term)));
    if (!implied) kept.push(column);
  }

  const classes = new Map<string, { terms: number[]; columns: number[] }>();
  const place = new Map(kept.map((column, at) => [column, at]));
  for (const [term, all] of coveredBy.entries()) {
    const columns = [...new Set(all)].flatMap((column) => place.get(column) ?? []).sort((a, b) => a - b);
    if (columns.length === 0) continue;
    const key = columns.join();
    const alike = classes.get(key);
    if (alike) alike.terms.push(term);
    else classes.set(key, { terms: [term], columns });
  }
  const columnsOf = [...classes.values()].map(({ columns }) => columns);
  const classesOf: number[][] = kept.map(() => []);
  for (const [index, columns] of columnsOf.entries())
    for (const column of columns) classesOf[column].push(index);
  return { members: [...classes.values()].map(({ terms }) => terms), columnsOf, classesOf };
}

class CoverSearch {
  readonly found: number[][] = [];
  stopped = false;
  readonly #chart: Chart;
  readonly #mostCovers: number;
  #workLeft: number;
  /** Entries of the chart: what one step of the search looks at, at most. */
  readonly #entries: number;
  #total = 0;
  /** How often each column is covered by the classes chosen so far. */
  readonly #covered: Int32Array;
  /** How many branches forbid each class. */
  readonly #forbidden: Uint8Array;
  /** Marks of the bound, by class; renewed by counting up. */
  readonly #marks: Int32Array;
  #mark = 0;

  constructor(chart: Chart, mostCovers: number, mostWork: number) {
    this.#chart = chart;
    this.#mostCovers = mostCovers;
    this.#workLeft = mostWork;
    this.#entries = chart.classesOf.reduce((sum, classes) => sum + classes.length, 1);
    this.#covered = new Int32Array(chart.classesOf.length);
    this.#forbidden = new Uint8Array(chart.columnsOf.length);
    this.#marks = new Int32Array(chart.columnsOf.length);
  }

  /** Collects the covers of this many classes; there must be none of fewer. */
  collect(size: number): void {
    this.#branch([], size);
  }

  #branch(chosen: number[], left: number): void {
    if (this.stopped) return;
    this.#workLeft -= this.#entries;
    if (this.#workLeft < 0) {
      this.stopped = true;
      return;
    }
    const column = this.#narrowestColumn();
    if (column < 0) return this.#note(chosen);
    if (left === 0 || this.lowerBound() > left) return;
    const tried: number[] = [];
    for (const one of this.#chart.classesOf[column]) {
      if (this.#forbidden[one] > 0) continue;
      for (const covered of this.#chart.columnsOf[one]) this.#covered[covered]++;
      this.#branch([...chosen, one], left - 1);
      for (const covered of this.#chart.columnsOf[one]) this.#covered[covered]--;
      this.#forbidden[one] = 1;
      tried.push(one);
    }
    for (const one of tried) this.#forbidden[one] = 0;
  }

  /** The open column with the fewest classes that may cover it, or −1 where none is open. */
  #narrowestColumn(): number {
    let narrowest = -1;
    let fewest = Infinity;
    for (const [column, classes] of this.#chart.classesOf.entries()) {
      if (this.#covered[column] > 0) continue;
      let allowed = 0;
      for (const one of classes) if (this.#forbidden[one] === 0) allowed++;
      if (allowed < fewest) {
        narrowest = column;
        fewest = allowed;
      }
    }
    return narrowest;
  }

  /** Open columns no two of which share a class that may be chosen: at least as many classes are still needed. */
  lowerBound(): number {
    this.#mark++;
    let count = 0;
    for (const [column, classes] of this.#chart.classesOf.entries()) {
      if (this.#covered[column] > 0) continue;
      const allowed = classes.filter((one) => this.#forbidden[one] === 0);
      if (allowed.length === 0) return Infinity;
      if (allowed.some((one) => this.#marks[one] === this.#mark)) continue;
      count++;
      for (const one of allowed) this.#marks[one] = this.#mark;
    }
    return count;
  }

  #note(chosen: number[]): void {
    const ways = chosen.reduce((product, one) => product * this.#chart.members[one].length, 1);
    this.#total += ways;
    const room = this.#mostCovers - this.found.length;
    if (room > 0) this.found.push(...this.#expand(chosen, room));
  }

  /** The first `most` ways to take one term of each class. */
  #expand(chosen: number[], most: number): number[][] {
    let ways: number[][] = [[]];
    for (const one of chosen) {
      ways = ways.flatMap((way) => this.#chart.members[one].map((term) => [...way, term])).slice(0, most);
    }
    return ways.map((way) => way.sort((a, b) => a - b));
  }

  result(): Covers {
    const covers = this.found.sort(compareCovers);
    return { covers, total: this.#total, complete: !this.stopped, minimal: true };
  }

  /** Classes that cover all columns, each time the one that covers most of the open ones. */
  coverGreedily(): number[] {
    const open = new Set(this.#chart.classesOf.keys());
    const chosen: number[] = [];
    while (open.size > 0) {
      let best = -1;
      let most = 0;
      for (const [one, columns] of this.#chart.columnsOf.entries()) {
        const gain = columns.reduce((count, column) => count + (open.has(column) ? 1 : 0), 0);
        if (gain > most) [best, most] = [one, gain];
      }
      chosen.push(best);
      for (const column of this.#chart.columnsOf[best]) open.delete(column);
    }
    return chosen;
  }

  settleForGreedy(): Covers {
    const covers = this.#expand(this.coverGreedily(), 1);
    return { covers, total: 1, complete: false, minimal: false };
  }
}

function compareCovers(a: number[], b: number[]): number {
  const at = a.findIndex((term, index) => term !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}
