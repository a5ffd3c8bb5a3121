import type { CodebookIndex } from '../codebook/codebook.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import type { Comparison } from './comparison.ts';
import { FieldReader, type FieldTexts } from './field-reader.ts';

/** As stated: claims are named by their keys. */
export type ComparisonFacts = Omit<Comparison, 'id' | 'key' | 'study'>;

/** Reads a comparison from a form or a row of head-to-head.csv. */
export function readComparisonFacts(
  texts: FieldTexts,
  codebook: CodebookIndex,
): { facts: ComparisonFacts | null; issues: Issue<FieldPlace>[] } {
  const reader = new FieldReader(texts, codebook);
  const outcome = reader.concept('outcome', 'outcome');
  const focalFactor = reader.concept('focal_factor', 'factor');
  const verdict = reader.code('verdict', 'verdicts');
  const required = { outcome, focal_factor: focalFactor, verdict };
  for (const [field, value] of Object.entries(required)) {
    if (value === null && reader.text(field) === '') {
      reader.report(
        field,
        `missing-${field.replace('_', '-')}`,
        `A comparison needs its ${field.replace('_', ' ')}.`,
      );
    }
  }
  const rivals = splitList(reader.text('rival_factors')).filter((key) => {
    if (codebook.concept('factor', key)) return true;
    reader.report('rival_factors', 'unknown-factor', `The codebook has no factor "${key}".`);
    return false;
  });
  if (rivals.length === 0 && !reader.hasErrors) {
    reader.report('rival_factors', 'missing-rivals', 'A comparison needs at least one other factor.');
  }
  const facts = {
    outcome: outcome ?? '',
    focalFactor: focalFactor ?? '',
    rivals,
    verdict: verdict ?? '',
    claims: splitList(reader.text('claim_ids')),
    note: reader.text('note'),
  };
  return { facts: reader.hasErrors ? null : facts, issues: reader.issues };
}

function splitList(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean);
}
