/**
 * A table of coded cases through set theory: its truth table, what is necessary and what is sufficient for the outcome, how
 * far chance would have come, and which cases speak against it (Ragin 2008; Schneider and Wagemann 2012). The empty corner of
 * each condition is measured by necessary condition analysis (Dul 2016).
 */
import type { CodebookIndex } from '../codebook/codebook.ts';
import type { Concept } from '../codebook/concept.ts';
import { findWholeCases, type CaseTable, type WholeCase } from '../coding/case-table.ts';
import { analyseNcaInSteps, type NcaResult } from '../stats/nca/analyse-nca.ts';
import type { Steps } from '../stats/resampling/steps.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import {
  analyseSets,
  type SetsAnalysis,
  type SetsOptions,
  type Solution,
} from '../stats/sets/analyse-sets.ts';
import { fitNecessity, fitSufficiency, type NecessityFit, type SufficiencyFit } from '../stats/sets/fit.ts';
import { testSearchInSteps } from '../stats/sets/permutation.ts';
import { readSetData, type SetData } from '../stats/sets/set-data.ts';
import type { TermFit } from '../stats/sets/solution-fit.ts';
import { absent, termMembership, unionMembership, type Term } from '../stats/sets/term.ts';
import { countRows, type Out } from '../stats/sets/truth-table.ts';
import { notIdentified, type NotIdentified } from './lens.ts';

/** From the one that uses no combination without cases to the one that uses any. */
export const solutionKinds = ['complex', 'intermediate', 'parsimonious'] as const;
export type SolutionKind = (typeof solutionKinds)[number];

export interface AnalysedCondition {
  /** The factor as it was coded, and the top-level one that it belongs to. */
  concept: Concept;
  factor: string;
  expected: 'present' | 'absent' | null;
  /** Fit of its presence, and of its absence, as necessary for the outcome. */
  necessity: NecessityFit;
  absenceNecessity: NecessityFit;
  /** Fit of its presence, alone, as sufficient. */
  sufficiency: SufficiencyFit;
  nca: NcaResult | { reason: string };
  /** The solutions that name it, present or absent. */
  inSolution: SolutionKind[];
}

export interface PlacedCase {
  name: string;
  study: string | null;
  /** More in than out of the outcome; null at exactly one half. */
  hasOutcome: boolean | null;
}

export interface AnalysedRow {
  /** 1 present, 0 absent, for each condition. */
  configuration: Term;
  out: Out;
  incl: number | null;
  PRI: number | null;
  cases: PlacedCase[];
  /** Holds cases with the outcome and cases without it. */
  isContradictory: boolean;
}

export interface AnalysedSolution {
  /** The kinds of solution that come to this one. */
  kinds: SolutionKind[];
  /** The first of the models that tie. */
  terms: { term: Term; fit: TermFit }[];
  fit: SufficiencyFit;
  /** How many models tie; at least so many where `isComplete` is false. */
  total: number;
  isComplete: boolean;
  /** Chance that as consistent a solution that covers as much arises when the outcomes are dealt anew; null: not computed. */
  p: number | null;
  /** Cases in the solution without the outcome, and cases with the outcome outside it. */
  inconsistent: string[];
  uncovered: string[];
}

export interface CaseAnalysis {
  identified: true;
  table: Pick<CaseTable, 'key' | 'title' | 'source' | 'inclusionCut' | 'frequencyCut'>;
  outcome: Concept;
  conditions: AnalysedCondition[];
  cases: WholeCase[];
  /** Cases with a hole, and the labels of what is not stated. */
  leftOut: { name: string; missing: string[] }[];
  /** Rows that hold a case: those that pass first, then by consistency. */
  rows: AnalysedRow[];
  /** Cases at exactly one half of a condition, which stand in no row. */
  unplaced: string[];
  /** Rows of the complete table. */
  possible: number;
  /** Rows of which nothing is known, for they hold too few cases or none. */
  remainders: number;
  solutions: AnalysedSolution[];
  /** Why there is no solution; null where there is one. */
  noSolution: string | null;
  /** Draws behind every p; 0: none yet. */
  permutations: number;
}

export type CaseResult = CaseAnalysis | NotIdentified;

export interface CaseOptions {
  seed: number;
  /** How often the outcomes are dealt anew; 0 leaves the tests out. */
  permutations: number;
}

/** The whole analysis at once. */
export function analyseCases(table: CaseTable, codebook: CodebookIndex, options: CaseOptions): CaseResult {
  return finishSteps(analyseCasesInSteps(table, codebook, options));
}

/**
 * The analysis of a table, with pauses. Draw i of every test is seeded from (seed, i).
 *
 * @returns Not identified where no case is whole, or a concept of the table is not in the codebook.
 */
export function* analyseCasesInSteps(
  table: CaseTable,
  codebook: CodebookIndex,
  { seed, permutations }: CaseOptions,
): Steps<CaseResult> {
  const outcome = codebook.concept('outcome', table.outcome.concept);
  const concepts = table.conditions.map(({ concept }) => codebook.concept('factor', concept));
  if (!outcome || !concepts.every((concept) => concept !== undefined))
    return notIdentified(`The codebook lacks a concept of the table “${table.title}”.`);
  const { whole, leftOut } = findWholeCases(table);
  const read = readSetData({
    cases: whole.map(({ name }) => name),
    // Neutral names: keys of a codebook may look like notation.
    columns: new Map([
      ['y', whole.map((one) => one.outcome)],
      ...concepts.map((_, at): [string, number[]] => [`c${at}`, whole.map((one) => one.conditions[at])]),
    ]),
    outcome: 'y',
    conditions: concepts.map((_, at) => `c${at}`),
  });
  if ('problem' in read) {
    const holes = whole.length === 0 && leftOut.length > 0;
    const reason = holes
      ? 'every case has a value that is not stated. Fill the holes, or leave out the condition that has most of them.'
      : `${read.problem.reason}.`;
    return notIdentified(`“${table.title}” can’t be analysed: ${reason}`);
  }
  const { data } = read;
  const options: SetsOptions = {
    inclCut: table.inclusionCut,
    nCut: table.frequencyCut,
    expectations: new Map(
      table.conditions.flatMap(({ expected }, at) =>
        expected === null ? [] : [[at, [expected === 'present' ? 1 : 0]] as const],
      ),
    ),
  };
  const sets = analyseSets(data, options);
  yield;
  const p = yield* testSolutions(data, sets, options, { seed, permutations });
  const conditions: AnalysedCondition[] = [];
  for (const [at, concept] of concepts.entries()) {
    const x = data.conditions[at].values;
    const nca = yield* analyseNcaInSteps(x, data.outcome, { seed, permutations });
    conditions.push({
      concept,
      factor: codebook.topLevelKey('factor', concept.key) ?? concept.key,
      expected: table.conditions[at].expected,
      necessity: fitNecessity(x, data.outcome),
      absenceNecessity: fitNecessity(
        x.map((value) => 1 - value),
        data.outcome,
      ),
      sufficiency: fitSufficiency(x, data.outcome),
      nca,
      inSolution: solutionKinds.filter((kind) => sets[kind]?.models[0]?.some((term) => term[at] !== absent)),
    });
  }
  const placed = new Map(whole.map((one) => [one.name, placeCase(one)]));
  const possible = countRows(data);
  const known = sets.table.filter(({ out }) => out !== '?').length;
  const inRows = new Set(sets.table.flatMap(({ cases }) => cases));
  const labelOf = (key: string) =>
    key === outcome.key ? outcome.label : (codebook.concept('factor', key)?.label ?? key);
  return {
    identified: true,
    table: {
      key: table.key,
      title: table.title,
      source: table.source,
      inclusionCut: table.inclusionCut,
      frequencyCut: table.frequencyCut,
    },
    outcome,
    conditions,
    cases: whole,
    leftOut: leftOut.map(({ name, missing }) => ({ name, missing: missing.map(labelOf) })),
    rows: sets.table
      .map(({ configuration, out, incl, PRI, cases }): AnalysedRow => {
        const own = cases.map((name) => placed.get(name)!);
        const has = (answer: boolean) => own.some(({ hasOutcome }) => hasOutcome === answer);
        return { configuration, out, incl, PRI, cases: own, isContradictory: has(true) && has(false) };
      })
      .sort((a, b) => Number(b.out === 1) - Number(a.out === 1) || (b.incl ?? -1) - (a.incl ?? -1)),
    unplaced: whole.filter(({ name }) => !inRows.has(name)).map(({ name }) => name),
    possible,
    remainders: possible - known,
    solutions: describeSolutions(data, sets, p),
    noSolution: sets.reason,
    permutations,
  };
}

const placeCase = ({ name, study, outcome }: WholeCase): PlacedCase => ({
  name,
  study,
  hasOutcome: outcome === 0.5 ? null : outcome > 0.5,
});

type ChanceBySolution = Partial<Record<SolutionKind, number | null>>;

function* testSolutions(
  data: SetData,
  { complex, intermediate, parsimonious }: SetsAnalysis,
  options: SetsOptions,
  { seed, permutations }: CaseOptions,
): Steps<ChanceBySolution> {
  if (permutations === 0 || !complex || !intermediate || !parsimonious) return {};
  const models = {
    complex: complex.models[0],
    intermediate: intermediate.models[0],
    parsimonious: parsimonious.models[0],
  };
  return yield* testSearchInSteps(data, models, { ...options, seed, permutations });
}

/** The three solutions; those that come to the same are one. */
function describeSolutions(data: SetData, sets: SetsAnalysis, p: ChanceBySolution): AnalysedSolution[] {
  const found = new Map<string, AnalysedSolution>();
  for (const kind of solutionKinds) {
    const solution = sets[kind];
    if (!solution) continue;
    const key = solution.models[0].map((term) => term.join()).join(';');
    const same = found.get(key);
    if (same) same.kinds.push(kind);
    else found.set(key, describeSolution(data, kind, solution, p[kind] ?? null));
  }
  return [...found.values()];
}

function describeSolution(
  data: SetData,
  kind: SolutionKind,
  { models, fits, total, complete, minimal }: Solution,
  p: number | null,
): AnalysedSolution {
  const parts = models[0].map((term) => termMembership(data, term));
  const member = unionMembership(parts, data.cases.length);
  const named = (isMeant: (x: number, y: number) => boolean) =>
    data.cases.filter((_, row) => isMeant(member[row], data.outcome[row]));
  const { inclS, PRI, covS } = fits[0];
  return {
    kinds: [kind],
    terms: models[0].map((term, at) => ({ term, fit: fits[0].terms[at] })),
    fit: { inclS, PRI, covS },
    total,
    isComplete: complete && minimal,
    p,
    inconsistent: named((x, y) => x > 0.5 && y < 0.5),
    uncovered: named((x, y) => x < 0.5 && y > 0.5),
  };
}
