import type { CodebookIndex } from '../codebook/codebook.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import { readPValue, type ConceptReference, type Estimate, type PValue } from './estimate.ts';
import { FieldReader, largestCount, type FieldTexts, type NumberBounds } from './field-reader.ts';

export type EstimateFacts = Omit<Estimate, 'id' | 'key' | 'study'>;

/** What values an effect type can take at all. */
const ranges = new Map<string, NumberBounds>([
  ['pearson_r', { min: -1, max: 1, what: 'A correlation' }],
  ['latent_r', { min: -1, max: 1, what: 'A latent correlation' }],
  ['corrected_rho', { min: -1, max: 1, what: 'A corrected correlation' }],
  ['r_squared', { min: 0, max: 1, what: 'A share of variance' }],
  ['odds_ratio', { above: 0, what: 'An odds ratio' }],
  ['risk_ratio', { above: 0, what: 'A risk ratio' }],
]);

/** Reads an estimate from a form or a row of estimates.csv. Impossible values are refused with the reason. */
export function readEstimateFacts(
  texts: FieldTexts,
  codebook: CodebookIndex,
): { facts: EstimateFacts | null; issues: Issue<FieldPlace>[] } {
  const reader = new FieldReader(texts, codebook);
  const a = readConcept(reader, codebook, 'concept_a', ['factor', 'outcome']);
  const b = readConcept(reader, codebook, 'concept_b', ['outcome', 'factor']);
  if (a && b && a.kind === b.kind && a.key === b.key) {
    reader.report('concept_b', 'same-concept', 'An estimate joins two different concepts.');
  }
  const type = reader.code('type', 'effectTypes');
  if (type === null && reader.text('type') === '') {
    reader.report('type', 'missing-type', 'Say what kind of number this is.');
  }
  const range = ranges.get(type ?? '') ?? { what: 'The value' };
  const value = reader.number('value', range);
  if (value === null && reader.text('value') === '') {
    reader.report('value', 'missing-value', 'An estimate needs its value.');
  }
  const facts = {
    a: a ?? { kind: 'factor' as const, key: '' },
    b: b ?? { kind: 'outcome' as const, key: '' },
    type: type ?? '',
    value: value ?? Number.NaN,
    n: reader.number('n', { min: 1, max: largestCount, integer: true, what: 'n' }),
    nUnit: reader.code('n_unit', 'units'),
    ciLow: reader.number('ci_low', { ...range, what: 'The lower limit' }),
    ciHigh: reader.number('ci_high', { ...range, what: 'The upper limit' }),
    p: readP(reader),
    adjusted: readYesNo(reader, 'adjusted'),
    sameSource: reader.code('same_source', 'sameSource'),
    locator: reader.text('locator'),
    sourceUrl: reader.url('source_url'),
    note: reader.text('note'),
  };
  checkInterval(reader, facts);
  return { facts: reader.hasErrors ? null : facts, issues: reader.issues };
}

function readConcept(
  reader: FieldReader,
  codebook: CodebookIndex,
  field: string,
  kinds: ['factor', 'outcome'] | ['outcome', 'factor'],
): ConceptReference | null {
  const text = reader.text(field);
  if (text === '') {
    reader.report(field, 'missing-concept', 'Choose what was related to what.');
    return null;
  }
  const [stated, rest] = text.split(':');
  const forced = rest === undefined ? undefined : kinds.find((kind) => kind === stated);
  const key = forced ? rest : text;
  const kind = (forced ? [forced] : kinds).find((kind) => codebook.concept(kind, key));
  if (kind) return { kind, key };
  reader.report(field, 'unknown-concept', `The codebook has no factor or outcome "${key}".`);
  return null;
}

function readP(reader: FieldReader): PValue | null {
  const text = reader.text('p');
  if (text === '') return null;
  const p = readPValue(text);
  if (!p) reader.report('p', 'not-a-p-value', `"${text}" is not a p value; write it like 0.03 or <0.01.`);
  return p;
}

function readYesNo(reader: FieldReader, field: string): 'yes' | 'no' | null {
  const text = reader.text(field);
  if (text === '' || text === 'not_stated') return null;
  if (text === 'yes' || text === 'no') return text;
  reader.report(field, 'unknown-code', `"${text}" is not an answer; it is yes, no or empty.`);
  return null;
}

function checkInterval(reader: FieldReader, { value, ciLow, ciHigh }: EstimateFacts): void {
  if (ciLow !== null && ciHigh !== null && ciLow > ciHigh) {
    reader.report('ci_low', 'interval-reversed', 'The lower limit is above the upper one.');
  } else if ((ciLow !== null && value < ciLow) || (ciHigh !== null && value > ciHigh)) {
    reader.report(
      'value',
      'outside-interval',
      'The value lies outside its own interval; check both.',
      'warning',
    );
  }
}
