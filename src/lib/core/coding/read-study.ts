import type { CodebookIndex } from '../codebook/codebook.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import { FieldReader, largestCount, type FieldTexts } from './field-reader.ts';
import type { Study } from './study.ts';

/** What a coder states about a study; key and references come from where it stands. */
export type StudyFacts = Omit<Study, 'id' | 'key' | 'references'>;

/**
 * Reads the facts of a study from a form or a row of studies.csv. Facts that can't be read are left out and reported
 * beside their field; the rest is returned.
 */
export function readStudyFacts(
  texts: FieldTexts,
  codebook: CodebookIndex,
): { facts: StudyFacts; issues: Issue<FieldPlace>[] } {
  const reader = new FieldReader(texts, codebook);
  const label = reader.text('label');
  if (label === '')
    reader.report('label', 'missing-label', 'A study needs a short name, such as "Weiss et al. 2002".');
  const design = reader.code('design', 'designs');
  const tier = reader.code('tier', 'tiers');
  const n = reader.number('n', { min: 1, max: largestCount, integer: true, what: 'n' });
  const nUnit = reader.code('n_unit', 'units');
  if (n !== null && nUnit === null && !reader.hasErrors) {
    reader.report('n_unit', 'missing-unit', 'Say what n counts, or its precision can’t be used.', 'warning');
  }
  const facts: StudyFacts = {
    label,
    design,
    tier: tier ?? (design === null ? null : (codebook.code('designs', design)?.tier ?? null)),
    n,
    nUnit,
    forms: reader.codes('forms', 'forms'),
    motives: reader.codes('motives', 'motives'),
    stages: reader.codes('stages', 'stages'),
    linkage: reader.codes('linkage', 'linkageDepth'),
    sectors: reader.codes('sector', 'sectors'),
    countries: reader.codes('country', 'countries'),
    setting: reader.code('setting', 'settings'),
    note: reader.text('note'),
  };
  return { facts, issues: reader.issues };
}
