import type { CodebookIndex } from '../codebook/codebook.ts';
import type { CsvRow, CsvTable } from '../csv/read-with.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import { mendText } from '../mend-text.ts';
import { explainAnchors, type Anchors } from '../stats/sets/calibrate.ts';
import { caseNameColumn, caseOutcomeColumn, caseStudyColumn, conditionColumn } from './case-columns.ts';
import {
  defaultFrequencyCut,
  defaultInclusionCut,
  mostCases,
  mostConditions,
  type CaseCondition,
  type CaseTable,
  type CodedCase,
} from './case-table.ts';
import { FieldReader, type FieldTexts } from './field-reader.ts';

/** What people enter of a case table; studies are named by their keys. */
export type CaseTableFacts = Omit<CaseTable, 'id' | 'key'>;

/** A field of the form; of the cases the line and, where one value is meant, the column, both from 1. */
export interface CasePlace extends FieldPlace {
  line?: number;
  column?: number;
}

export type CaseIssue = Issue<CasePlace>;

/** The rows of a table of cases, as readCsv gives them, with the columns of case-columns.ts. */
export type CaseRows = Pick<CsvTable, 'header' | 'rows'>;

/** Longest name of a table or a case. */
const longestName = 200;
/** What people write for a value that is not stated. */
const holes = new Set(['', 'na', 'n/a', '.', '?', '-', '–']);

/**
 * Reads a case table from a form or from a row of case-tables.csv and its rows of cases.csv. A case that can't be read is
 * left out and reported with its line; the others are kept.
 *
 * @param studies Keys of the review's studies.
 * @returns No facts where the table itself can't be used: no outcome, no condition, no case.
 */
export function readCaseTableFacts(
  texts: FieldTexts,
  cases: CaseRows,
  codebook: CodebookIndex,
  studies: ReadonlySet<string>,
): { facts: CaseTableFacts | null; issues: CaseIssue[] } {
  const reader = new FieldReader(texts, codebook);
  const title = reader.text('title');
  if (title === '') reader.report('title', 'missing-title', 'Give the table a title.');
  if (title.length > longestName)
    reader.report('title', 'too-long', `A title has at most ${longestName} characters.`);
  const outcome = reader.concept('outcome', 'outcome');
  if (outcome === null && reader.text('outcome') === '')
    reader.report('outcome', 'missing-outcome', 'Choose the outcome that the cases are coded for.');
  const factors = readFactors(reader, codebook);
  const anchors = readCalibration(reader, factors);
  const expected = readExpectations(reader, factors);
  const cut = { what: 'The consistency from which a row counts', min: 0.5, max: 1 };
  const inclusionCut = reader.number('inclusion_cut', cut) ?? defaultInclusionCut;
  if (inclusionCut < 0.75)
    reader.report(
      'inclusion_cut',
      'low-cut',
      'Below 0.75 a row is called sufficient though many of its cases speak against it.',
      'warning',
    );
  const fewest = { what: 'The fewest cases of a row', min: 1, max: mostCases, integer: true };
  const frequencyCut = reader.number('frequency_cut', fewest) ?? defaultFrequencyCut;
  const conditions = factors.map((concept): CaseCondition => ({
    concept,
    anchors: anchors.get(conditionColumn(concept)) ?? null,
    expected: expected.get(concept) ?? null,
  }));
  const table = { outcome: { concept: outcome ?? '', anchors: anchors.get(caseOutcomeColumn) ?? null } };
  const columns = [
    { name: caseOutcomeColumn, anchors: table.outcome.anchors },
    ...conditions.map((condition) => ({
      name: conditionColumn(condition.concept),
      anchors: condition.anchors,
    })),
  ];
  const read = readCases(cases, columns, studies);
  const isUsable = !reader.hasErrors && read.cases.length > 0;
  const facts: CaseTableFacts = {
    title,
    source: reader.text('source'),
    ...table,
    conditions,
    inclusionCut,
    frequencyCut,
    cases: read.cases,
  };
  return { facts: isUsable ? facts : null, issues: [...reader.issues, ...read.issues] };
}

const parts = (text: string) =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);

function readFactors(reader: FieldReader, codebook: CodebookIndex): string[] {
  const keys = parts(reader.text('conditions'));
  if (keys.length === 0) reader.report('conditions', 'missing-conditions', 'Choose at least one condition.');
  if (keys.length > mostConditions)
    reader.report(
      'conditions',
      'too-many-conditions',
      `A table has at most ${mostConditions} conditions, since each doubles the combinations; this has ${keys.length}.`,
    );
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined)
    reader.report('conditions', 'duplicate-condition', `"${twice}" is named twice among the conditions.`);
  for (const key of keys) {
    const factor = codebook.concept('factor', key);
    if (!factor) reader.report('conditions', 'unknown-factor', `The codebook has no factor "${key}".`);
    else if (factor.retired)
      reader.report('conditions', 'retired', `"${factor.label}" is retired; it was kept.`, 'warning');
  }
  return keys;
}

/** `leadership;~power`: expected to bring the outcome about by being there, or by not being there. */
function readExpectations(reader: FieldReader, factors: readonly string[]) {
  const expected = new Map<string, 'present' | 'absent'>();
  for (const part of parts(reader.text('expectations'))) {
    const key = part.replace(/^~\s*/, '');
    if (!factors.includes(key))
      reader.report('expectations', 'unknown-condition', `"${key}" is expected, but is no condition here.`);
    else expected.set(key, part.startsWith('~') ? 'absent' : 'present');
  }
  return expected;
}

/** `outcome=1 2 3;leadership=0 550 900`: full non-membership, cross-over, full membership of columns with raw values. */
function readCalibration(reader: FieldReader, factors: readonly string[]): Map<string, Anchors> {
  const known = new Set([caseOutcomeColumn, ...factors.map(conditionColumn)]);
  const found = new Map<string, Anchors>();
  for (const part of parts(reader.text('calibration'))) {
    const [, name, values] = /^(.+?)\s*=\s*(.*)$/.exec(part) ?? [];
    if (!name || !known.has(name)) {
      reader.report(
        'calibration',
        'unknown-column',
        `"${name ?? part}" is calibrated, but is no column here.`,
      );
      continue;
    }
    const numbers = values.split(/\s+/).filter(Boolean).map(readValue);
    if (numbers.length !== 3 || !numbers.every((value) => typeof value === 'number')) {
      const message = `${name}: give three numbers, for fully out, the cross-over and fully in; this says "${values}".`;
      reader.report('calibration', 'unusable-anchors', message);
      continue;
    }
    const [exclusion, crossover, inclusion] = numbers;
    const problem = explainAnchors({ exclusion, crossover, inclusion });
    if (problem) reader.report('calibration', 'unusable-anchors', `${name}: ${problem}.`);
    else found.set(name, { exclusion, crossover, inclusion });
  }
  return found;
}

interface Column {
  name: string;
  anchors: Anchors | null;
}

function readCases(
  { header, rows }: CaseRows,
  columns: readonly Column[],
  studies: ReadonlySet<string>,
): { cases: CodedCase[]; issues: CaseIssue[] } {
  const issues: CaseIssue[] = [];
  const report = (code: string, message: string, where: Omit<CasePlace, 'field'> = {}) =>
    issues.push({ code, severity: 'error', message, where: { field: 'cases', ...where } });
  const absent = [caseNameColumn, ...columns.map(({ name }) => name)].filter(
    (name) => !header.includes(name),
  );
  if (rows.length === 0) report('no-cases', 'The table holds no case yet.');
  else if (absent.length > 0)
    report('missing-column', `The cases have no column ${absent.map((name) => `"${name}"`).join(', ')}.`);
  if (rows.length > mostCases)
    report('too-many-cases', `A table has at most ${mostCases} cases; this has ${rows.length}.`);
  if (issues.length > 0) return { cases: [], issues };

  const names = new Set<string>();
  const cases: CodedCase[] = [];
  for (const row of rows) {
    const before = issues.length;
    const name = mendText(row.cells[caseNameColumn]).trim();
    const column = (of: string) => header.indexOf(of) + 1;
    const place = { line: row.line, column: column(caseNameColumn) };
    if (name === '') report('missing-name', `Line ${row.line}: the case has no name.`, place);
    else if (name.length > longestName)
      report('too-long', `Line ${row.line}: a name has at most ${longestName} characters.`, place);
    else if (names.has(name))
      report('duplicate-case', `Line ${row.line}: "${name}" is in the table already.`, place);
    const values = columns.map((one) => {
      const value = readCell(row, one);
      if (value === null || typeof value === 'number') return value;
      report(value.code, `Line ${row.line}, ${name || 'no name'}: ${value.reason}`, {
        line: row.line,
        column: column(one.name),
      });
      return null;
    });
    const isKept = issues.length === before;
    const [outcome, ...conditions] = values;
    names.add(name);
    const study = readStudy(row, studies, (message) =>
      issues.push({
        code: 'unknown-study',
        severity: 'warning',
        message,
        where: { field: 'cases', line: row.line, column: column(caseStudyColumn) },
      }),
    );
    if (isKept) cases.push({ name, study, outcome, conditions });
  }
  remarkOnHalves(columns, cases, issues);
  return { cases, issues };
}

function readCell({ cells }: CsvRow, { name, anchors }: Column) {
  const text = (cells[name] ?? '').trim();
  const value = readValue(text);
  if (value === undefined)
    return { code: 'not-a-number', reason: `"${text.slice(0, 40)}" in ${name} is no number.` };
  if (value !== null && anchors === null && (value < 0 || value > 1))
    return {
      code: 'no-membership',
      reason: `${text} in ${name} is no membership from 0 to 1; give its column anchors where it holds raw values.`,
    };
  return value;
}

/** A number, null for a hole, undefined for anything else. A decimal comma is read as a point. */
function readValue(text: string): number | null | undefined {
  if (holes.has(text.toLowerCase())) return null;
  const plain = text.replace('−', '-');
  const value = Number(/^[-+]?\d*,\d+$/.test(plain) ? plain.replace(',', '.') : plain);
  return Number.isFinite(value) ? value : undefined;
}

function readStudy(
  { cells, line }: CsvRow,
  studies: ReadonlySet<string>,
  warn: (message: string) => void,
): string | null {
  const key = (cells[caseStudyColumn] ?? '').trim();
  if (key === '' || studies.has(key)) return key || null;
  warn(`Line ${line}: the review has no study "${key.slice(0, 60)}"; the case was kept without one.`);
  return null;
}

/** A case that is exactly half in a set is in no row of the truth table: worth a remark, not a refusal. */
function remarkOnHalves(columns: readonly Column[], cases: readonly CodedCase[], issues: CaseIssue[]): void {
  for (const [at, { name, anchors }] of columns.slice(1).entries()) {
    const half = anchors?.crossover ?? 0.5;
    const count = cases.filter(({ conditions }) => conditions[at] === half).length;
    if (count === 0) continue;
    const message = `${name} is exactly at the cross-over for ${count === 1 ? 'one case' : `${count} cases`}: neither in nor out, so in no row of the truth table.`;
    issues.push({ code: 'half-member', severity: 'warning', message, where: { field: 'cases' } });
  }
}
