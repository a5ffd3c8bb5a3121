/** What a claim must meet to stand behind a mark of the map: values of some fields, a year, words. */
import type { Study } from '../coding/study.ts';
import { list, lowerFirst } from '../words.ts';
import type { Evidence, Piece } from './evidence.ts';
import { growTree, mapDimensionNames, mapDimensions, readValues, valueLabel } from './map-dimensions.ts';
import { studyYear } from './study-years.ts';

/** `target`: the factor that a claim about another factor affects; `until`: the last year; `find`: words of a study. */
export const conditionFields = [...mapDimensionNames, 'target', 'until', 'find'] as const;
export type ConditionField = (typeof conditionFields)[number];

/** Any of the values will do; a broader value takes in all that it holds. */
export interface Condition {
  field: ConditionField;
  values: string[];
}

const isField = (text: string): text is ConditionField =>
  (conditionFields as readonly string[]).includes(text);

/** Writes conditions as address parameters: `factor=leadership&outcome=service,user`. */
export function writeConditions(conditions: readonly Condition[]): string {
  const parameters = new URLSearchParams();
  for (const { field, values } of conditions) {
    // Words may hold a comma; codes don't.
    parameters.append(field, values.join(','));
  }
  return parameters.toString();
}

/** Reads them again. What it does not understand is as if it were not there. */
export function readConditions(text: string): Condition[] {
  return [...new URLSearchParams(text)].flatMap(([field, value]): Condition[] => {
    if (!isField(field)) return [];
    const values = field === 'find' ? [value.trim()] : value.split(',');
    const stated = values.filter(Boolean).slice(0, 60);
    return stated.length === 0 ? [] : [{ field, values: stated }];
  });
}

/** The claims that meet all conditions, in their order. */
export function meetConditions(
  pieces: readonly Piece[],
  conditions: readonly Condition[],
  evidence: Evidence,
): Piece[] {
  const tests = conditions.map((condition) => makeTest(condition, evidence));
  return pieces.filter((piece) => tests.every((test) => test(piece)));
}

function makeTest({ field, values }: Condition, evidence: Evidence): (piece: Piece) => boolean {
  if (field === 'until') {
    const last = Number(values[0]);
    return ofStudies((study) => {
      const year = studyYear(study, evidence.dataset);
      return year !== null && year <= last;
    });
  }
  if (field === 'find') {
    const words = values[0].toLowerCase().split(/\s+/).filter(Boolean);
    return ofStudies((study) => {
      const text = searchText(study, evidence);
      return words.every((word) => text.includes(word));
    });
  }
  const wanted = new Set(values);
  if (field === 'target') {
    const tree = growTree(evidence, 'factor');
    return ({ claim: { targetFactor } }) =>
      targetFactor !== null && tree.lineage(targetFactor).some((value) => wanted.has(value));
  }
  const tree = growTree(evidence, field);
  return (piece) =>
    readValues(field, piece, evidence).some((value) =>
      tree.lineage(value).some((broader) => wanted.has(broader)),
    );
}

/** Asks once for each study: its claims answer alike. */
function ofStudies(ask: (study: Study) => boolean): (piece: Piece) => boolean {
  const answers = new Map<Study, boolean>();
  return ({ study }) => {
    let answer = answers.get(study);
    if (answer === undefined) answers.set(study, (answer = ask(study)));
    return answer;
  };
}

const texts = new WeakMap<Evidence['studies'], Map<Study, string>>();

/** All words by which a study can be found: its name, its citations, what its claims say. */
function searchText(study: Study, { studies, dataset, pieces }: Evidence): string {
  let found = texts.get(studies);
  if (!found) {
    const citations = new Map(dataset.references.map(({ id, citation }) => [id, citation]));
    const said = Map.groupBy(pieces, (piece) => piece.study);
    found = new Map(
      studies.map((one) => [
        one,
        [
          one.key,
          one.label,
          ...one.references.map((id) => citations.get(id) ?? ''),
          ...(said.get(one) ?? []).map(({ claim }) => claim.finding),
        ]
          .join(' ')
          .toLowerCase(),
      ]),
    );
    texts.set(studies, found);
  }
  return found.get(study) ?? '';
}

/** "Leadership → Services, setting: between organisations, until 2010" */
export function describeConditions(conditions: readonly Condition[], evidence: Evidence): string {
  const find = (field: ConditionField) => conditions.find((one) => one.field === field);
  const name = (condition: Condition) =>
    list(
      condition.values.map((value) =>
        condition.field === 'target'
          ? valueLabel('factor', value, evidence)
          : valueLabel(condition.field as 'factor', value, evidence),
      ),
    );
  const factor = find('factor');
  const result = find('outcome') ?? find('target');
  const parts: string[] = [];
  if (factor && result) parts.push(`${name(factor)} → ${name(result)}`);
  else if (factor ?? result) parts.push(name((factor ?? result)!));
  for (const condition of conditions) {
    const { field, values } = condition;
    if (condition === factor || condition === result) continue;
    if (field === 'until') parts.push(`until ${values[0]}`);
    else if (field === 'find') parts.push(`“${values[0]}”`);
    else if (field === 'target') parts.push(`affects ${lowerFirst(name(condition))}`);
    else parts.push(`${lowerFirst(mapDimensions[field].label)}: ${lowerFirst(name(condition))}`);
  }
  return parts.join(', ') || 'All claims';
}
