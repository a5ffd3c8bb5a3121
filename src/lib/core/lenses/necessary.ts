import type { CaseTable } from '../coding/case-table.ts';
import { findWholeCases } from '../coding/case-table.ts';
import type { NecessityFit, SufficiencyFit } from '../stats/sets/fit.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import {
  analyseCases,
  analyseCasesInSteps,
  type AnalysedCondition,
  type CaseAnalysis,
  type CaseResult,
  type SolutionKind,
} from './case-sets.ts';
import { notStated } from './choices.ts';
import { focalFactorKey } from './evidence.ts';
import { notIdentified, type Lens, type NotIdentified } from './lens.ts';
import type { Selection } from './selection.ts';

/** What the coded cases say of one top-level factor. All is null where no table has it. */
export interface NecessaryRow {
  factor: string;
  /** Key of the table that is read, and its outcome. */
  table: string | null;
  outcome: string | null;
  /** The factor that was coded: this one, or one that belongs to it. */
  condition: string | null;
  /** Cases without a hole. */
  cases: number;
  /** Studies that those cases are known to come from. */
  k: number;
  /** Tables that have the factor; the one with most cases is read. */
  tables: number;
  /** Fit of its presence as necessary, and as sufficient alone. */
  necessity: NecessityFit | null;
  sufficiency: SufficiencyFit | null;
  /** The empty corner: effect size d of the ceiling CE-FDH, in [0, 1]. */
  effect: number | null;
  /** Chance of as large a corner when the outcomes are dealt anew; null where no draws were made. */
  p: number | null;
  inSolution: SolutionKind[];
}

export const noCasesReason =
  'No cases are coded. What is necessary or sufficient is read from cases: partnerships or programmes that were each rated on their factors and their outcome. Add a case table to see it.';

/**
 * *Necessary or sufficient*: what coded cases say of each factor. Cases are no claims: a reader's filters and switches do
 * not change them, except that of the outcome.
 */
export const necessary: Lens<NecessaryRow> = {
  key: 'necessary',
  label: 'Necessary or sufficient',
  asks: 'Is it seldom done without, or enough?',
  compute(selection) {
    const tables = listCaseTables(selection);
    if (!Array.isArray(tables)) return tables;
    const { evidence, choices, draws } = selection;
    const { codebook, factors, dataset } = evidence;
    const topOf = (key: string) => codebook.topLevelKey('factor', key);
    const analysed = new Map<CaseTable, CaseResult>();
    const look = (table: CaseTable) => {
      const known = analysed.get(table);
      if (known) return known;
      const result = analyseCases(table, codebook, { seed: dataset.seed, permutations: draws });
      analysed.set(table, result);
      return result;
    };
    const rows = factors
      .filter(({ role }) => !choices.leaveOutBundles || role === 'factor')
      .map(({ key: factor }): NecessaryRow => {
        const own = tables.filter(({ conditions }) =>
          conditions.some(({ concept }) => topOf(concept) === factor),
        );
        for (const table of own) {
          const result = look(table);
          const condition = result.identified
            ? result.conditions.find((one) => one.factor === factor)
            : undefined;
          if (result.identified && condition) return describeFactor(factor, result, condition, own.length);
        }
        return { ...noReading, factor, tables: own.length };
      });
    if (rows.every(({ table }) => table === null)) {
      const failed = [...analysed.values()].find((result) => !result.identified);
      return failed ?? notIdentified('No case table has a factor that is looked at here.');
    }
    const studies = new Set([...analysed.values()].flatMap((result) => knownStudies(result)));
    return { identified: true, rows, studies: studies.size, claims: 0 };
  },
};

const noReading: Omit<NecessaryRow, 'factor' | 'tables'> = {
  table: null,
  outcome: null,
  condition: null,
  cases: 0,
  k: 0,
  necessity: null,
  sufficiency: null,
  effect: null,
  p: null,
  inSolution: [],
};

function describeFactor(
  factor: string,
  analysis: CaseAnalysis,
  { concept, necessity, sufficiency, nca, inSolution }: AnalysedCondition,
  tables: number,
): NecessaryRow {
  return {
    factor,
    table: analysis.table.key,
    outcome: analysis.outcome.key,
    condition: concept.key,
    cases: analysis.cases.length,
    k: new Set(knownStudies(analysis)).size,
    tables,
    necessity,
    sufficiency,
    effect: 'reason' in nca ? null : nca.ceFdh.d,
    p: 'reason' in nca ? null : nca.ceFdh.p,
    inSolution,
  };
}

function knownStudies(result: CaseResult): string[] {
  return result.identified ? result.cases.flatMap(({ study }) => study ?? []) : [];
}

/** The tables about the outcomes that a reader looks at, those with most whole cases first; or why there is none. */
export function listCaseTables({ evidence, choices }: Selection): CaseTable[] | NotIdentified {
  const { caseTables } = evidence.dataset;
  if (caseTables.length === 0) return notIdentified(noCasesReason);
  const { outcome: wanted } = choices.filters;
  const chosen = caseTables.filter(
    ({ outcome }) =>
      wanted.length === 0 ||
      wanted.includes(evidence.codebook.topLevelKey('outcome', outcome.concept) ?? notStated),
  );
  if (chosen.length === 0) return notIdentified('No case table is about the outcomes that are chosen.');
  const size = new Map(chosen.map((table) => [table, findWholeCases(table).whole.length]));
  return chosen.sort((a, b) => size.get(b)! - size.get(a)! || (a.key < b.key ? -1 : 1));
}

/**
 * The table that a reader chose, analysed; else, of those that have the focal factor, the one with most cases.
 *
 * @param key Key of the table that was chosen; null for none.
 */
export function* necessarySteps(selection: Selection, key: string | null): Steps<CaseResult> {
  const tables = listCaseTables(selection);
  if (!Array.isArray(tables)) return tables;
  const { evidence, draws } = selection;
  const table = tables.find((one) => one.key === key) ?? defaultTable(selection, tables);
  return yield* analyseCasesInSteps(table, evidence.codebook, {
    seed: evidence.dataset.seed,
    permutations: draws,
  });
}

/** Cases and conditions of which a table is analysed in a few milliseconds, without the tests of chance. */
const quickly = { cases: 200, conditions: 7 };

/** What can be said at once, without the tests of chance; null where it takes longer than a page may wait. */
export function quickCases(selection: Selection, key: string | null): CaseResult | null {
  const tables = listCaseTables(selection);
  if (!Array.isArray(tables)) return tables;
  const { cases, conditions } = tables.find((one) => one.key === key) ?? defaultTable(selection, tables);
  if (cases.length > quickly.cases || conditions.length > quickly.conditions) return null;
  return finishSteps(necessarySteps(selection.quick(), key));
}

/** Of the tables that have the focal factor the one with most cases, else the largest. */
export function defaultTable({ evidence, choices }: Selection, tables: readonly CaseTable[]): CaseTable {
  const focal = focalFactorKey(evidence, choices);
  const hasFocal = ({ conditions }: CaseTable) =>
    conditions.some(({ concept }) => evidence.codebook.topLevelKey('factor', concept) === focal);
  return tables.find(hasFocal) ?? tables[0];
}
