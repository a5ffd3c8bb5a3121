/** What stands on an edition's face beside its data: frozen with it. */
import { normaliseDoi } from '../references/identity.ts';
import type { EditionChanges } from './compare-editions.ts';
import { findLicense, type LicenseKey } from './licenses.ts';
import { defaultLongestQuote, quoteLimits, type RedactionCounts } from './redact.ts';

/** What its publishers say of it. Dates are "2026-11-23". */
export interface EditionFields {
  /** As they are cited: "Chen, A. & Okafor, B."; empty where nobody is named. */
  authors: string;
  /** "10.5281/zenodo.123", without an address before it. */
  doi: string | null;
  nextUpdate: string | null;
  /** Null: not stated. */
  license: LicenseKey | null;
}

export interface EditionFace extends EditionFields {
  /** Address of the server that published it, where one can ask for a newer edition; null: none that others reach. */
  checkAt: string | null;
  redaction: RedactionCounts | null;
  /** Against the edition before; null for a first one. */
  changes: EditionChanges | null;
}

/** Where nothing was filled in. */
export const emptyFields: EditionFields = { authors: '', doi: null, nextUpdate: null, license: null };

/** Of editions from before there was one. */
export const emptyFace: EditionFace = {
  ...emptyFields,
  checkAt: null,
  redaction: null,
  changes: null,
};

/** What a person filled in before publishing. */
export interface PublishAnswers {
  fields: EditionFields;
  /** "Evidence to", where it differs from the last change of the evidence. */
  evidenceTo: string | null;
  longestQuote: number;
}

export type FieldName = 'authors' | 'doi' | 'nextUpdate' | 'evidenceTo' | 'longestQuote' | 'license';
export type FieldProblems = Partial<Record<FieldName, string>>;

const longestAuthors = 500;

/**
 * Reads what was filled in. Everything may be left empty.
 *
 * @param today "2026-11-23", the day of publishing.
 */
export function readPublishAnswers(
  given: Partial<Record<FieldName, string>>,
  today: string,
): { answers: PublishAnswers; problems: null } | { answers: null; problems: FieldProblems } {
  const problems: FieldProblems = {};
  const text = (name: FieldName) => (given[name] ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
  const day = (name: 'nextUpdate' | 'evidenceTo', fits: (date: string) => string | null) => {
    const value = text(name);
    if (value === '') return null;
    const problem = isDay(value) ? fits(value) : 'That is no date; write it as 2026-11-23.';
    if (problem) problems[name] = problem;
    return value;
  };
  const authors = text('authors');
  if (authors.length > longestAuthors) problems.authors = `At most ${longestAuthors} characters.`;
  const doi = readDoi(text('doi'));
  if (doi === undefined) problems.doi = 'A DOI begins with 10., such as 10.5281/zenodo.1234567.';
  const evidenceTo = day('evidenceTo', (date) =>
    date > today ? 'The evidence can’t reach into the future.' : null,
  );
  const nextUpdate = day('nextUpdate', (date) =>
    date <= today ? 'The next update comes after today.' : null,
  );
  const license = text('license');
  if (license !== '' && !findLicense(license))
    problems.license = 'That is none of the licences to choose from.';
  const quote = text('longestQuote');
  const longestQuote = quote === '' ? defaultLongestQuote : Number(quote);
  if (
    !Number.isInteger(longestQuote) ||
    longestQuote < quoteLimits.least ||
    longestQuote > quoteLimits.most
  ) {
    problems.longestQuote = `A whole number from ${quoteLimits.least} to ${quoteLimits.most}.`;
  }
  if (Object.keys(problems).length > 0) return { answers: null, problems };
  return {
    answers: {
      fields: { authors, doi: doi ?? null, nextUpdate, license: findLicense(license)?.key ?? null },
      evidenceTo,
      longestQuote,
    },
    problems: null,
  };
}

/** Null: none was given; undefined: what was given is none. ISO 26324 leaves what comes after the slash open. */
function readDoi(text: string): string | null | undefined {
  if (text === '') return null;
  if (!/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)?10\.\S+$/i.test(text)) return undefined;
  const doi = normaliseDoi(text);
  return doi && /^10\.\d{4,9}(\.\d+)*\/[!-~]{1,300}$/.test(doi) ? doi : undefined;
}

/** Whether a text is a day of the calendar, "2026-02-29" is none. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
