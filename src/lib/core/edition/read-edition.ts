import { CodebookIndex } from '../codebook/codebook.ts';
import type { CodeListName } from '../codebook/code-list.ts';
import { readCodebook } from '../codebook/read-codebook.ts';
import { findDomain } from '../coding/certainty-domains.ts';
import type { Dataset } from '../coding/dataset.ts';
import type { Issue } from '../issue.ts';
import { completeEdition } from './complete-edition.ts';
import { editionSchema } from './edition-schema.ts';
import type { Edition } from './edition.ts';

/** Remarks shown of a broken edition: the first ones tell enough. */
const mostIssues = 20;

/**
 * Reads an edition that came from outside. Its shape, its codebook, and that every row names what is there are checked; it is
 * taken whole or not at all.
 */
export function readEdition(value: unknown): { edition: Edition | null; issues: Issue[] } {
  const parsed = editionSchema.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, mostIssues).map(({ path, message }) => {
      const place = path.map(String).join('.') || 'its start';
      return problem('edition-shape', `The edition can’t be read at ${place}: ${message}`);
    });
    return { edition: null, issues };
  }
  const edition = completeEdition(parsed.data as unknown as Edition);
  const { codebook, issues } = readCodebook(edition.dataset.codebook);
  if (!codebook) return { edition: null, issues };
  const lost = findLostNames(edition.dataset).slice(0, mostIssues);
  return lost.length > 0 ? { edition: null, issues: lost } : { edition, issues: [] };
}

function problem(code: string, message: string): Issue {
  return { code, severity: 'error', message };
}

/**
 * Every name that leads nowhere, and every id or key that stands twice. Claims of comparisons and studies of judgements are
 * not among them: a row that was removed from a review may still be named there, and is left out when the edition is read.
 */
function findLostNames(dataset: Dataset): Issue[] {
  const index = new CodebookIndex(dataset.codebook);
  const issues: Issue[] = [];
  const lost = (row: string, what: string, key: string) =>
    issues.push(problem('unknown-name', `${row} names the ${what} "${key}", which is not in the edition.`));
  const factor = (row: string, key: string | null) =>
    key === null || index.concept('factor', key) || lost(row, 'factor', key);
  const outcome = (row: string, key: string | null) =>
    key === null || index.concept('outcome', key) || lost(row, 'outcome', key);
  const code = (row: string, list: CodeListName, ...keys: (string | null)[]) => {
    for (const key of keys) if (key !== null && !index.code(list, key)) lost(row, `code of ${list}`, key);
  };
  const known = (table: readonly { id: string; key: string }[], name: string) => {
    for (const field of ['id', 'key'] as const) {
      const met = new Set<string>();
      for (const row of table) {
        if (met.has(row[field]))
          issues.push(problem('double-name', `Two rows of ${name} have the ${field} "${row[field]}".`));
        met.add(row[field]);
      }
    }
    return new Set(table.map(({ id }) => id));
  };
  const studies = known(dataset.studies, 'studies');
  known(dataset.claims, 'claims');
  known(dataset.estimates, 'estimates');
  known(dataset.comparisons, 'comparisons');
  known(dataset.certainty, 'certainty');
  const references = new Set(dataset.references.map(({ id }) => id));
  const inStudy = (row: string, id: string) => studies.has(id) || lost(row, 'study', id);

  for (const one of dataset.studies) {
    const row = `The study ${one.key}`;
    code(row, 'designs', one.design);
    code(row, 'tiers', one.tier);
    code(row, 'units', one.nUnit);
    code(row, 'settings', one.setting);
    code(row, 'forms', ...one.forms);
    code(row, 'motives', ...one.motives);
    code(row, 'stages', ...one.stages);
    code(row, 'linkageDepth', ...one.linkage);
    code(row, 'sectors', ...one.sectors);
    code(row, 'countries', ...one.countries);
    for (const id of one.references) if (!references.has(id)) lost(row, 'reference', id);
  }
  for (const one of dataset.claims) {
    const row = `The claim ${one.key}`;
    inStudy(row, one.study);
    factor(row, one.factor);
    outcome(row, one.outcome);
    factor(row, one.targetFactor);
    if ((one.outcome === null) === (one.targetFactor === null))
      issues.push(problem('no-target', `${row} needs either an outcome or a target factor.`));
    code(row, 'claimStrengths', one.strength);
    code(row, 'attributionModes', one.attribution);
    code(row, 'dataSources', one.source);
    code(row, 'sameSource', one.sameSource);
    code(row, 'loci', one.locus);
    code(row, 'styles', one.style);
    code(row, 'stages', ...one.stages);
    code(row, 'settings', one.setting);
  }
  for (const one of dataset.estimates) {
    const row = `The estimate ${one.key}`;
    inStudy(row, one.study);
    for (const { kind, key } of [one.a, one.b]) if (!index.concept(kind, key)) lost(row, kind, key);
    code(row, 'effectTypes', one.type);
    code(row, 'units', one.nUnit);
    code(row, 'sameSource', one.sameSource);
  }
  for (const one of dataset.comparisons) {
    const row = `The comparison ${one.key}`;
    inStudy(row, one.study);
    outcome(row, one.outcome);
    factor(row, one.focalFactor);
    for (const rival of one.rivals) factor(row, rival);
    code(row, 'verdicts', one.verdict);
  }
  for (const one of dataset.certainty) {
    const row = `The judgement ${one.key}`;
    factor(row, one.factor);
    outcome(row, one.outcome);
    for (const { domain, rating } of one.domains) {
      const known = findDomain(one.approach, domain)?.ratings.some(({ key }) => key === rating);
      if (!known) lost(row, 'judgement', `${domain} ${rating}`);
    }
  }
  return issues;
}
