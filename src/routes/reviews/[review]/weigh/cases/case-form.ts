/** The texts that the form of a case table holds while it is filled in, and what becomes of them. */
import {
  caseOutcomeColumn,
  caseStudyColumn,
  caseNameColumn,
  conditionColumn,
} from '#lib/core/coding/case-columns.ts';
import { defaultFrequencyCut, defaultInclusionCut, type CaseTable } from '#lib/core/coding/case-table.ts';
import type { CaseTableFacts } from '#lib/core/coding/read-case-table.ts';
import { caseHeader, writeCaseRows, writeCaseTableTexts } from '#lib/core/coding/write-case-table.ts';
import { writeCsv } from '#lib/core/csv/write.ts';
import type { Texts } from '../../forms/saving-form.svelte.ts';

export type Row = Record<string, string>;

export const expectedField = (factor: string) => `expected ${factor}`;
/** Three anchors, parted by `|`; empty where the column holds memberships. */
export const anchorsField = (column: string) => `anchors ${column}`;

export const splitKeys = (text: string) => text.split(';').filter(Boolean);

export function emptyTexts(): Texts {
  return {
    title: '',
    source: '',
    outcome: '',
    conditions: '',
    inclusion_cut: String(defaultInclusionCut),
    frequency_cut: String(defaultFrequencyCut),
    cases: '',
  };
}

/** @param facts With studies by their keys. */
export function toTexts(facts: CaseTableFacts): Texts {
  const { expectations: _, calibration: __, ...texts } = writeCaseTableTexts(facts);
  const columns = [
    { name: caseOutcomeColumn, anchors: facts.outcome.anchors },
    ...facts.conditions.map(({ concept, anchors }) => ({ name: conditionColumn(concept), anchors })),
  ];
  for (const { name, anchors } of columns)
    if (anchors) texts[anchorsField(name)] = `${anchors.exclusion}|${anchors.crossover}|${anchors.inclusion}`;
  for (const { concept, expected } of facts.conditions)
    if (expected) texts[expectedField(concept)] = expected;
  const header = caseHeader(facts.conditions.map(({ concept }) => concept));
  texts.cases = writeRows(header, writeCaseRows(facts));
  return texts;
}

/** A table whose cases name their studies by their keys, as forms and files do, instead of by their ids. */
export function nameStudies<Table extends Pick<CaseTable, 'cases'>>(
  table: Table,
  keys: ReadonlyMap<string, string>,
): Table {
  const cases = table.cases.map((one) => ({ ...one, study: one.study && (keys.get(one.study) ?? null) }));
  return { ...table, cases };
}

/** What is read and sent: the fields of a row of case-tables.csv, and the cases. */
export function toFields(texts: Texts): Texts {
  const conditions = splitKeys(texts.conditions);
  const columns = [caseOutcomeColumn, ...conditions.map(conditionColumn)];
  return {
    title: texts.title,
    source: texts.source,
    outcome: texts.outcome,
    conditions: texts.conditions,
    expectations: conditions
      .flatMap((key) => {
        const expected = texts[expectedField(key)];
        return expected ? [expected === 'absent' ? `~${key}` : key] : [];
      })
      .join(';'),
    calibration: columns
      .flatMap((name) => {
        const anchors = texts[anchorsField(name)];
        // An anchor that is not given yet is written as a hole, so that it is asked for.
        return anchors ? [`${name}=${anchors.split('|').map(orHole).join(' ')}`] : [];
      })
      .join(';'),
    inclusion_cut: texts.inclusion_cut,
    frequency_cut: texts.frequency_cut,
    cases: texts.cases,
  };
}

const orHole = (text: string) => text.trim().replace(/\s+/g, '') || '?';

export function writeRows(header: readonly string[], rows: readonly Row[]): string {
  return writeCsv(
    [...header],
    rows.map((row) => header.map((name) => row[name] ?? '')),
  );
}

export function emptyRow(): Row {
  return { [caseNameColumn]: '', [caseStudyColumn]: '', [caseOutcomeColumn]: '' };
}
