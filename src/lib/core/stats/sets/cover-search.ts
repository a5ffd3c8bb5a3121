import { reduceChart, type ChartPart } from './chart.ts';

/** Covers of one part of a chart, as classes. */
export interface PartCovers {
  covers: number[][];
  /** How many ways there are to take one term of each class, over all covers seen. */
  total: number;
  complete: boolean;
  minimal: boolean;
}

export interface Budget {
  /** Entries of the chart that may still be looked at. */
  work: number;
}

/**
 * Every cover of a part with the fewest classes: their number first, in a chart cut down further, then all of them.
 *
 * @param mostCovers How many covers to list; all are counted.
 * @param budget What the search may use up; a search that runs out settles for what it has.
 */
export function searchCovers(part: ChartPart, mostCovers: number, budget: Budget): PartCovers {
  const one = findOneCover(part, budget);
  const settled = [one.cover];
  const total = one.cover.reduce((ways, at) => ways * part.members[at].length, 1);
  if (!one.minimal) return { covers: settled, total, complete: false, minimal: false };
  const search = new CoverSearch(part, mostCovers, budget);
  search.branch([], one.cover.length);
  if (search.covers.length === 0) return { covers: settled, total, complete: false, minimal: true };
  return { covers: search.covers, total: search.total, complete: !search.stopped, minimal: true };
}

/**
 * One cover with the fewest classes. Here a class may go that covers nothing but what another one covers (row dominance):
 * ties are lost, the size is not. For 1, 2, … classes the search runs until it meets a cover.
 */
function findOneCover(part: ChartPart, budget: Budget): { cover: number[]; minimal: boolean } {
  const { fixed, parts } = reduceChart(part.columnsOf, part.classesOf.length, 'size');
  const cover = fixed.map(([first]) => first);
  let minimal = true;
  for (const core of parts) {
    const found = findInCore(core, budget);
    cover.push(...found.cover.map((one) => core.members[one][0]));
    minimal &&= found.minimal;
  }
  return { cover, minimal };
}

function findInCore(core: ChartPart, budget: Budget): { cover: number[]; minimal: boolean } {
  const search = new CoverSearch(core, 1, budget, true);
  const greedy = search.coverGreedily();
  for (let size = Math.max(1, search.lowerBound()); size < greedy.length; size++) {
    search.branch([], size);
    if (search.covers.length > 0) return { cover: search.covers[0], minimal: true };
    if (search.stopped) return { cover: greedy, minimal: false };
  }
  return { cover: greedy, minimal: true };
}

/**
 * A search with bounds: the open column that fewest classes may cover is covered by each of them in turn, each one
 * forbidden in the branches after its own, so that no cover is met twice; a branch ends where the open columns need more
 * classes than are left. The bound is the dual of the covering problem's linear relaxation, found by ascent (Coudert 1994,
 * Integration 17(2), 97–140; Caprara, Toth and Fischetti 2000, Annals of Operations Research 98, 353–371).
 */
class CoverSearch {
  readonly covers: number[][] = [];
  total = 0;
  stopped = false;
  readonly #part: ChartPart;
  readonly #mostCovers: number;
  readonly #budget: Budget;
  readonly #firstOnly: boolean;
  /** What one step looks at, at most. */
  readonly #entries: number;
  /** How many of the chosen classes cover each column. */
  readonly #covered: Int32Array;
  readonly #forbidden: Uint8Array;
  /** Of the bound: what each class has left to give, and the weight of each column. */
  readonly #slack: Float64Array;
  readonly #weight: Float64Array;
  readonly #openCount: Int32Array;

  constructor(part: ChartPart, mostCovers: number, budget: Budget, firstOnly = false) {
    const columns = part.classesOf.length;
    const classes = part.columnsOf.length;
    this.#part = part;
    this.#mostCovers = mostCovers;
    this.#budget = budget;
    this.#firstOnly = firstOnly;
    this.#entries = 3 * part.classesOf.reduce((sum, one) => sum + one.length, 1);
    this.#covered = new Int32Array(columns);
    this.#weight = new Float64Array(columns);
    this.#forbidden = new Uint8Array(classes);
    this.#slack = new Float64Array(classes);
    this.#openCount = new Int32Array(classes);
  }

  /** Collects the covers of this many classes; there must be none of fewer. */
  branch(chosen: number[], left: number): void {
    if (this.stopped || (this.#firstOnly && this.covers.length > 0)) return;
    this.#budget.work -= this.#entries;
    if (this.#budget.work < 0) {
      this.stopped = true;
      return;
    }
    const column = this.#narrowestColumn();
    if (column < 0) return this.#note(chosen);
    if (left === 0 || this.lowerBound() > left) return;
    const tried: number[] = [];
    for (const one of this.#part.classesOf[column]) {
      if (this.#forbidden[one] > 0) continue;
      for (const covered of this.#part.columnsOf[one]) this.#covered[covered]++;
      this.branch([...chosen, one], left - 1);
      for (const covered of this.#part.columnsOf[one]) this.#covered[covered]--;
      this.#forbidden[one] = 1;
      tried.push(one);
    }
    for (const one of tried) this.#forbidden[one] = 0;
  }

  /** The open column with the fewest classes that may cover it, or −1 where none is open. */
  #narrowestColumn(): number {
    let narrowest = -1;
    let fewest = Infinity;
    for (const [column, classes] of this.#part.classesOf.entries()) {
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

  /**
   * How many classes the open columns need at least. Weights of the columns such that no allowed class has more than 1
   * over its open columns sum to no more than any cover: each column starts with the least share 1/(open columns) that one
   * of its classes can give and is then raised by what all of them have left.
   */
  lowerBound(): number {
    const { classesOf, columnsOf } = this.#part;
    for (const [one, columns] of columnsOf.entries()) {
      let open = 0;
      for (const column of columns) if (this.#covered[column] === 0) open++;
      this.#openCount[one] = open;
      this.#slack[one] = 1;
    }
    for (const [column, classes] of classesOf.entries()) {
      if (this.#covered[column] > 0) continue;
      let share = Infinity;
      for (const one of classes)
        if (this.#forbidden[one] === 0) share = Math.min(share, 1 / this.#openCount[one]);
      if (share === Infinity) return Infinity;
      this.#weight[column] = share;
      for (const one of classes) this.#slack[one] -= share;
    }
    let bound = 0;
    for (const [column, classes] of classesOf.entries()) {
      if (this.#covered[column] > 0) continue;
      let raise = Infinity;
      for (const one of classes) if (this.#forbidden[one] === 0) raise = Math.min(raise, this.#slack[one]);
      raise = Math.max(0, raise);
      bound += this.#weight[column] + raise;
      if (raise > 0) for (const one of classes) this.#slack[one] -= raise;
    }
    // Rounding of the sum must not raise the bound by one.
    return Math.ceil(bound - 1e-6);
  }

  #note(chosen: number[]): void {
    this.total += chosen.reduce((ways, one) => ways * this.#part.members[one].length, 1);
    if (this.covers.length < this.#mostCovers) this.covers.push(chosen);
  }

  /** Classes that cover all columns, each time the one that covers most of the open ones. */
  coverGreedily(): number[] {
    const open = new Set(this.#part.classesOf.keys());
    const chosen: number[] = [];
    while (open.size > 0) {
      let best = -1;
      let most = 0;
      for (const [one, columns] of this.#part.columnsOf.entries()) {
        const gain = columns.reduce((count, column) => count + (open.has(column) ? 1 : 0), 0);
        if (gain > most) [best, most] = [one, gain];
      }
      chosen.push(best);
      for (const column of this.#part.columnsOf[best]) open.delete(column);
    }
    return chosen;
  }
}
