import type { Anchors } from '../stats/sets/calibrate.ts';
import { caseNameColumn, caseOutcomeColumn, caseStudyColumn, conditionColumn } from './case-columns.ts';
import type { CaseTableFacts } from './read-case-table.ts';

type Texts = Record<string, string>;

/** The texts of a case table's form or row without its cases: the inverse of readCaseTableFacts. */
export function writeCaseTableTexts(facts: CaseTableFacts): Texts {
  const { title, source, outcome, conditions, inclusionCut, frequencyCut } = facts;
  const columns: [string, Anchors | null][] = [
    [caseOutcomeColumn, outcome.anchors],
    ...conditions.map(({ concept, anchors }): [string, Anchors | null] => [
      conditionColumn(concept),
      anchors,
    ]),
  ];
  return {
    title,
    source,
    outcome: outcome.concept,
    conditions: conditions.map(({ concept }) => concept).join(';'),
    expectations: conditions
      .flatMap(({ concept, expected }) =>
        expected === null ? [] : [expected === 'absent' ? `~${concept}` : concept],
      )
      .join(';'),
    calibration: columns
      .flatMap(([name, anchors]) => (anchors ? [`${name}=${writeAnchors(anchors)}`] : []))
      .join(';'),
    inclusion_cut: String(inclusionCut),
    frequency_cut: String(frequencyCut),
  };
}

export function writeAnchors({ exclusion, crossover, inclusion }: Anchors): string {
  return `${exclusion} ${crossover} ${inclusion}`;
}

/** A row for each case, as readCaseTableFacts reads them. A hole is empty. */
export function writeCaseRows({ conditions, cases }: CaseTableFacts): Texts[] {
  const text = (value: number | null) => (value === null ? '' : String(value));
  return cases.map((one) => ({
    [caseNameColumn]: one.name,
    [caseStudyColumn]: one.study ?? '',
    [caseOutcomeColumn]: text(one.outcome),
    ...Object.fromEntries(
      conditions.map(({ concept }, at) => [conditionColumn(concept), text(one.conditions[at])]),
    ),
  }));
}

/** The columns of the cases of a table. */
export function caseHeader(conditions: readonly string[]): string[] {
  return [caseNameColumn, caseStudyColumn, caseOutcomeColumn, ...conditions.map(conditionColumn)];
}
