import type { Expectations } from './easy-counterfactuals.ts';
import { minimise, type IntermediateMinimised, type Minimised, type MinimiseLimits } from './minimise.ts';
import {
  findNecessaryExpressions,
  fitSingleNecessity,
  type Necessity,
  type NecessityCuts,
} from './necessity.ts';
import type { SetData } from './set-data.ts';
import { fitModels, type ModelFit } from './solution-fit.ts';
import { writeTerm, type Term } from './term.ts';
import { buildTruthTable, type TruthTableOptions, type TruthTableRow } from './truth-table.ts';

export interface SetsOptions extends TruthTableOptions {
  expectations?: Expectations;
  necessityCuts?: NecessityCuts;
  limits?: MinimiseLimits;
}

export interface Solution {
  /** Each model as its terms; all have as few terms as can be. */
  solutions: string[][];
  models: Term[][];
  /** Fit of each model, in the same order. */
  fits: ModelFit[];
  /** Fit of all terms of all models; unique coverage is against all of them. The same as the only model's, where one is. */
  overall: ModelFit;
  /** How many models tie; at least so many where `complete` is false. */
  total: number;
  complete: boolean;
  minimal: boolean;
  primes: string[];
}

export interface SetsAnalysis {
  table: TruthTableRow[];
  necessity: Necessity[];
  /** Conjunctions and disjunctions that are necessary by the cuts. */
  necessaryExpressions: Necessity[];
  /** Null with a reason where there is no solution. */
  complex: Solution | null;
  parsimonious: Solution | null;
  intermediate: (Solution & { pairs: IntermediateMinimised['pairs'] }) | null;
  reason: string | null;
  warnings: string[];
}

/** A whole analysis: truth table, necessity, and the three solutions with their fit. */
export function analyseSets(data: SetData, options: SetsOptions): SetsAnalysis {
  const table = buildTruthTable(data, options);
  const levels = data.conditions.map((condition) => condition.levels);
  const necessary = findNecessaryExpressions(data, options.necessityCuts);
  const warnings = [...data.warnings, ...remarkOnConstants(data)];
  if (!necessary.complete)
    warnings.push('Not all necessary expressions were looked for: there are too many.');
  const result = minimise(table, levels, options.expectations, options.limits);
  const shared = {
    table,
    necessity: fitSingleNecessity(data),
    necessaryExpressions: necessary.expressions,
    warnings,
  };
  if ('reason' in result)
    return { ...shared, complex: null, parsimonious: null, intermediate: null, reason: result.reason };
  const describe = (kind: Minimised): Solution => ({
    solutions: kind.models.map((model) => model.map((term) => writeTerm(term, data.conditions))),
    models: kind.models,
    fits: fitModels(data, kind.models, table),
    overall: fitModels(data, [distinctTerms(kind.models)], table)[0],
    total: kind.total,
    complete: kind.complete,
    minimal: kind.minimal,
    primes: kind.primes.map((term) => writeTerm(term, data.conditions)),
  });
  const complex = describe(result.complex);
  const parsimonious = describe(result.parsimonious);
  const intermediate = { ...describe(result.intermediate), pairs: result.intermediate.pairs };
  for (const [name, solution] of Object.entries({ complex, parsimonious, intermediate }))
    warnings.push(...remarkOnLimits(name, solution));
  return { ...shared, complex, parsimonious, intermediate, reason: null };
}

function distinctTerms(models: readonly Term[][]): Term[] {
  return [...new Map(models.flat().map((term) => [term.join(), term])).values()];
}

function remarkOnConstants({ conditions, outcome, outcomeName }: SetData): string[] {
  const isConstant = (values: Float64Array) =>
    values.length > 1 && values.every((value) => value === values[0]);
  const constant = conditions.filter(({ values }) => isConstant(values)).map(({ name }) => name);
  const remarks = constant.map((name) => `${name} is the same in every case: it can explain nothing.`);
  if (isConstant(outcome))
    remarks.push(`${outcomeName} is the same in every case: there is nothing to explain.`);
  return remarks;
}

function remarkOnLimits(name: string, { models, total, complete, minimal }: Solution): string[] {
  if (!minimal)
    return [
      `The ${name} solution was too large to be solved exactly; a model is shown that may be longer than needed.`,
    ];
  if (total > models.length) {
    const most = models.length.toLocaleString('en');
    return [
      `${complete ? '' : 'At least '}${total.toLocaleString('en')} ${name} models tie; the first ${most} are shown.`,
    ];
  }
  return complete ? [] : [`The search for ${name} models was stopped at its limit; more of them may tie.`];
}
