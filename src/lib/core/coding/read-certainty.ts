import type { CodebookIndex } from '../codebook/codebook.ts';
import type { ConceptKind } from '../codebook/concept.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import { certaintyDomains, gradeLevel, isNoConcern, type CertaintyDomain } from './certainty-domains.ts';
import {
  certaintyApproaches,
  certaintyLevels,
  certaintyWords,
  type CertaintyApproach,
  type CertaintyJudgement,
  type CertaintyLevel,
  type DomainJudgement,
} from './certainty.ts';
import { FieldReader, type FieldTexts } from './field-reader.ts';

/** What people decide in a judgement; studies are named by their keys. */
export type CertaintyFacts = Omit<CertaintyJudgement, 'id' | 'key' | 'domains'> & {
  domains: Omit<DomainJudgement, 'decidedAt'>[];
};

/** In forms: the value of what nobody decided. */
export const notJudged = 'not_stated';

/**
 * Reads a judgement from a form or a row of certainty.csv. Domains may be left open; then the whole reads "not judged".
 *
 * @param studies Keys of the review's studies.
 */
export function readCertaintyFacts(
  texts: FieldTexts,
  codebook: CodebookIndex,
  studies: ReadonlySet<string>,
): { facts: CertaintyFacts | null; issues: Issue<FieldPlace>[] } {
  const reader = new FieldReader(texts, codebook);
  const approach = readApproach(reader);
  const isGrade = approach === 'grade';
  const factor = reader.concept('factor', 'factor');
  const outcome = reader.concept('outcome', 'outcome');
  if (factor === null && reader.text('factor') === '') {
    reader.report('factor', 'missing-factor', 'Choose the factor that is judged.');
  }
  if (isGrade) {
    if (outcome === null && reader.text('outcome') === '') {
      reader.report('outcome', 'missing-outcome', 'Choose the outcome that is judged.');
    }
    requireTop(reader, codebook, 'factor', factor);
    requireTop(reader, codebook, 'outcome', outcome);
  }
  const start = isGrade ? readStart(reader) : null;
  const domains = certaintyDomains[approach].flatMap((domain) => readDomain(reader, domain));
  const facts: CertaintyFacts = {
    approach,
    factor: factor ?? '',
    outcome,
    statement: isGrade ? '' : readStatement(reader),
    studies: isGrade ? [] : readStudies(reader, studies),
    start,
    domains,
    level: isGrade ? gradeLevel(start, domains) : readLevel(reader, domains),
    levelReason: isGrade ? '' : reader.text('level_reason'),
  };
  if (isGrade) {
    checkStatedLevel(reader, facts.level);
    warnOfUpgrades(reader, facts);
    if (start === null && domains.length === 0 && !reader.hasErrors) {
      reader.report('start', 'nothing-judged', 'Nothing is judged yet: decide at least one of these.');
    }
  }
  return { facts: reader.hasErrors ? null : facts, issues: reader.issues };
}

function readApproach(reader: FieldReader): CertaintyApproach {
  const text = reader.text('approach');
  if (certaintyApproaches.includes(text as CertaintyApproach)) return text as CertaintyApproach;
  reader.report('approach', 'unknown-code', `"${text}" is not an approach; it is grade or cerqual.`);
  return 'grade';
}

/** GRADE judges what a cell of the map shows; narrower concepts belong to their top-level ones. */
function requireTop(
  reader: FieldReader,
  codebook: CodebookIndex,
  kind: ConceptKind,
  key: string | null,
): void {
  const top = key === null ? undefined : codebook.topLevelKey(kind, key);
  if (top === undefined || top === key) return;
  const message = `A judgement is about a top-level ${kind}; "${key}" belongs to "${top}".`;
  reader.report(kind, 'not-top-level', message);
}

/** The text of a field that has choices; '' where nothing was chosen. */
function chosen(reader: FieldReader, field: string): string {
  const text = reader.text(field);
  return text === notJudged ? '' : text;
}

function readStart(reader: FieldReader): CertaintyFacts['start'] {
  const text = chosen(reader, 'start');
  if (text === '') return null;
  if (text === 'high' || text === 'low') return text;
  reader.report('start', 'unknown-code', `"${text}" is not a start; it is high or low.`);
  return null;
}

function readDomain(reader: FieldReader, domain: CertaintyDomain): CertaintyFacts['domains'] {
  const { key, label, ratings } = domain;
  const text = chosen(reader, key);
  const reason = reader.text(`${key}_reason`);
  if (text === '') {
    if (reason !== '') reader.report(key, 'missing-rating', `${label}: decide what this reason leads to.`);
    return [];
  }
  const rating = ratings.find((known) => known.key === spellNumber(text, domain))?.key;
  if (rating === undefined) {
    const allowed = ratings.map((known) => known.key).join(', ');
    reader.report(key, 'unknown-code', `"${text}" is not a judgement of this; it is one of ${allowed}.`);
    return [];
  }
  if (reason === '' && !isNoConcern(domain, rating)) {
    reader.report(`${key}_reason`, 'missing-reason', `${label}: say why, in a few words.`);
  }
  return [{ domain: key, rating, reason }];
}

/** Spreadsheets take the sign of "+1" away, and people type a real minus. */
function spellNumber(text: string, { effect }: CertaintyDomain): string {
  const plain = text.replace('−', '-');
  return effect === 'up' && /^[12]$/.test(plain) ? `+${plain}` : plain;
}

function readStatement(reader: FieldReader): string {
  const text = reader.text('statement');
  if (text === '') reader.report('statement', 'missing-statement', 'Write the finding in one sentence.');
  return text;
}

function readStudies(reader: FieldReader, known: ReadonlySet<string>): string[] {
  const keys = reader
    .text('studies')
    .split(';')
    .map((key) => key.trim())
    .filter(Boolean);
  for (const key of keys) {
    if (!known.has(key)) reader.report('studies', 'unknown-study', `The review has no study "${key}".`);
  }
  if (keys.length === 0) {
    reader.report('studies', 'missing-studies', 'Choose at least one study that the finding rests on.');
  }
  return [...new Set(keys)];
}

/** The overall confidence in a qualitative finding. People decide it, once all four domains are judged. */
function readLevel(reader: FieldReader, domains: CertaintyFacts['domains']): CertaintyLevel | null {
  const text = chosen(reader, 'level');
  if (text === '') return null;
  const level = certaintyLevels.find((known) => known === text);
  if (!level) {
    const message = `"${text}" is not a level; it is one of ${certaintyLevels.join(', ')}.`;
    reader.report('level', 'unknown-code', message);
    return null;
  }
  for (const { key, label } of certaintyDomains.cerqual) {
    const isOpen = !domains.some(({ domain }) => domain === key);
    if (isOpen && chosen(reader, key) === '') {
      reader.report(key, 'missing-domain', `${label}: judge this before the whole.`);
    }
  }
  if (level !== 'high' && reader.text('level_reason') === '') {
    reader.report('level_reason', 'missing-reason', 'Say why the confidence is not high, in a few words.');
  }
  return level;
}

/** Tables may carry GRADE's level too; where it disagrees with the domains, one of them is wrong. */
function checkStatedLevel(reader: FieldReader, level: CertaintyLevel | null): void {
  const stated = chosen(reader, 'level');
  if (stated === '' || stated === level) return;
  const computed = level === null ? 'not judged in full' : certaintyWords[level];
  const message = `level says ${stated}, but the start and the domains give ${computed}, which was kept.`;
  reader.report('level', 'level-disagrees', message, 'warning');
}

/** GRADE rates up by two levels for a very large effect only, and hardly ever after rating down (Guyatt et al. 2011). */
function warnOfUpgrades(reader: FieldReader, { start, domains }: CertaintyFacts): void {
  const isUp = ({ rating }: { rating: string }) => rating.startsWith('+');
  for (const { domain, rating } of domains) {
    if (rating !== '+2' || domain === 'large_effect') continue;
    const message = 'GRADE’s own guidance gives one level at most for this; two were kept.';
    reader.report(domain, 'two-levels-up', message, 'warning');
  }
  const rated = domains.find(isUp);
  if (!rated || (start === 'low' && !domains.some(({ rating }) => rating.startsWith('-')))) return;
  const message = 'GRADE rates up bodies that start low and were not rated down; it was kept all the same.';
  reader.report(rated.domain, 'rated-up-and-down', message, 'warning');
}
