import { fitSufficiency } from './fit.ts';
import type { SetData } from './set-data.ts';
import { termMembership, type Term } from './term.ts';

/** 1 explained, 0 not, C contradictory (between the two cuts), ? a remainder: too few cases. */
export type Out = 1 | 0 | 'C' | '?';

export interface TruthTableRow {
  /** Number of the row in the complete table, from 1; the last condition varies fastest. */
  row: number;
  configuration: Term;
  out: Out;
  /** How many cases are more in than out of this row. */
  n: number;
  /** Consistency of the row with the outcome, over all cases; null where no case is in it. */
  incl: number | null;
  PRI: number | null;
  cases: string[];
}

export interface TruthTableOptions {
  /** From this consistency on a row counts as sufficient. */
  inclCut: number;
  /** From this one on, below `inclCut`, it counts as contradictory. Default: `inclCut`, so that no row does. */
  contradictionCut?: number;
  /** Fewer cases than this make a row a remainder. Default 1. */
  nCut?: number;
  /** A sufficient row's PRI must reach this, too. Default 0. */
  priCut?: number;
}

/** Sums of fuzzy memberships miss a cut such as 0.8 by rounding alone; R's square root of machine precision, as in QCA. */
const tolerance = 1.5e-8;

/**
 * The rows of the truth table that hold at least one case, in the order of their numbers (Ragin 2008, ch. 7; as
 * truthTable of R's QCA 3.25). A case is in the row where each of its memberships is above 0.5; a case with a membership
 * of exactly 0.5 is in none.
 */
export function buildTruthTable(data: SetData, options: TruthTableOptions): TruthTableRow[] {
  const { inclCut, contradictionCut = inclCut, nCut = 1, priCut = 0 } = options;
  for (const [name, cut] of Object.entries({ inclCut, contradictionCut, priCut })) {
    if (!(cut >= 0 && cut <= 1)) throw new RangeError(`buildTruthTable: ${name} is ${cut}, not in [0, 1]`);
  }
  const members = new Map<number, { configuration: Term; cases: string[] }>();
  for (const [at, label] of data.cases.entries()) {
    const configuration = configurationOf(data, at);
    if (!configuration) continue;
    const row = rowNumber(configuration, data);
    const entry = members.get(row) ?? { configuration, cases: [] };
    entry.cases.push(label);
    members.set(row, entry);
  }
  return [...members]
    .sort(([a], [b]) => a - b)
    .map(([row, { configuration, cases }]) => {
      const { inclS: incl, PRI } = fitSufficiency(termMembership(data, configuration), data.outcome);
      const out: Out =
        cases.length < nCut
          ? '?'
          : reaches(incl, inclCut)
            ? priCut === 0 || reaches(PRI, priCut)
              ? 1
              : 0
            : reaches(incl, contradictionCut)
              ? 'C'
              : 0;
      return { row, configuration, out, n: cases.length, incl, PRI, cases };
    });
}

/** The row that a case is in, or null where one of its memberships is exactly 0.5. */
function configurationOf(data: SetData, at: number): Term | null {
  const configuration: number[] = [];
  for (const { levels, values } of data.conditions) {
    const value = values[at];
    if (levels > 2) configuration.push(value);
    else if (value === 0.5) return null;
    else configuration.push(value > 0.5 ? 1 : 0);
  }
  return configuration;
}

/** The number of a row in the complete table, from 1. */
export function rowNumber(configuration: Term, { conditions }: Pick<SetData, 'conditions'>): number {
  return configuration.reduce((number, value, at) => number * conditions[at].levels + value, 0) + 1;
}

/** The row with a number, the inverse of `rowNumber`. */
export function configurationOfRow(row: number, { conditions }: Pick<SetData, 'conditions'>): Term {
  const configuration = new Array<number>(conditions.length);
  let rest = row - 1;
  for (let at = conditions.length - 1; at >= 0; at--) {
    configuration[at] = rest % conditions[at].levels;
    rest = Math.floor(rest / conditions[at].levels);
  }
  return configuration;
}

/** How many rows the complete table has, remainders included. */
export function countRows({ conditions }: Pick<SetData, 'conditions'>): number {
  return conditions.reduce((product, { levels }) => product * levels, 1);
}

/** The complete table: a row of no case is a remainder of which nothing is known. */
export function completeTruthTable(table: readonly TruthTableRow[], data: SetData): TruthTableRow[] {
  const known = new Map(table.map((row) => [row.row, row]));
  return Array.from({ length: countRows(data) }, (_, at) => {
    const row = at + 1;
    const configuration = configurationOfRow(row, data);
    return known.get(row) ?? { row, configuration, out: '?', n: 0, incl: null, PRI: null, cases: [] };
  });
}

function reaches(value: number | null, cut: number): boolean {
  return value !== null && value >= cut - tolerance;
}
