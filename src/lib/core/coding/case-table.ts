/**
 * Coded cases for a set-theoretic reading: partnerships, programmes or countries, each with its membership in some
 * conditions (factors of the codebook) and in one outcome. What a source does not state is a hole, not a zero.
 */
import { calibrateLogistic, type Anchors } from '../stats/sets/calibrate.ts';

/** Bounds on size: a truth table of 12 conditions has 4,096 rows, more than any set of cases can fill. */
export const mostConditions = 12;
export const mostCases = 1000;
export const mostCaseTables = 50;

export const defaultInclusionCut = 0.8;
export const defaultFrequencyCut = 1;

/** A column of a case table. */
export interface CaseColumn {
  /** Key of an outcome, or of a factor. */
  concept: string;
  /** How raw values become memberships; null where the values are memberships in [0, 1] already. */
  anchors: Anchors | null;
}

export interface CaseCondition extends CaseColumn {
  /** Whether its presence or its absence is expected to bring the outcome about; null where nothing is expected. */
  expected: 'present' | 'absent' | null;
}

export interface CodedCase {
  /** Unique in its table. */
  name: string;
  /** Id of the study that it comes from; null where none of the review's studies is named. */
  study: string | null;
  /** As entered: a membership, or a raw value where the column has anchors. Null is not stated. */
  outcome: number | null;
  /** In the order of the table's conditions. */
  conditions: (number | null)[];
}

export interface CaseTable {
  id: string;
  /** Short name, unique in the review: `T001`. */
  key: string;
  title: string;
  /** Where the coding comes from, in words. */
  source: string;
  outcome: CaseColumn;
  conditions: CaseCondition[];
  /** From this consistency on a row of the truth table counts as sufficient, in (0, 1]. */
  inclusionCut: number;
  /** Fewer cases than this make a row a remainder. */
  frequencyCut: number;
  cases: CodedCase[];
}

/** A case with all its memberships in [0, 1]. */
export interface WholeCase {
  name: string;
  study: string | null;
  outcome: number;
  conditions: number[];
}

export interface CasesWithHoles {
  whole: WholeCase[];
  /** Cases that are left out, with the keys of the concepts that are not stated. */
  leftOut: { name: string; missing: string[] }[];
}

/**
 * Memberships of a column: as entered, or calibrated by the direct method, the logistic curve through the three anchors
 * (Ragin 2008, Redesigning Social Inquiry, ch. 5). Holes stay holes.
 */
export function columnMemberships(
  values: readonly (number | null)[],
  anchors: Anchors | null,
): (number | null)[] {
  if (anchors === null) return [...values];
  return values.map((value) =>
    value === null ? null : calibrateLogistic(Float64Array.of(value), anchors)[0],
  );
}

/** The cases with their memberships; one with a hole in any column is left out and named. */
export function findWholeCases({ outcome, conditions, cases }: CaseTable): CasesWithHoles {
  const outcomes = columnMemberships(
    cases.map((one) => one.outcome),
    outcome.anchors,
  );
  const columns = conditions.map(({ anchors }, at) =>
    columnMemberships(
      cases.map((one) => one.conditions[at] ?? null),
      anchors,
    ),
  );
  const found: CasesWithHoles = { whole: [], leftOut: [] };
  for (const [row, { name, study }] of cases.entries()) {
    const own = outcomes[row];
    const memberships = columns.map((column) => column[row]);
    const missing = [
      ...(own === null ? [outcome.concept] : []),
      ...conditions.filter((_, at) => memberships[at] === null).map(({ concept }) => concept),
    ];
    if (own === null || missing.length > 0) found.leftOut.push({ name, missing });
    else found.whole.push({ name, study, outcome: own, conditions: memberships as number[] });
  }
  return found;
}
