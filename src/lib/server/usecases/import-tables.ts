import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import {
  readReviewTables,
  type FolderRow,
  type ReviewTables,
  type ReviewTableTexts,
} from '#lib/core/coding/review-folder.ts';
import { mostCaseTables } from '#lib/core/coding/case-table.ts';
import { readJudges } from '#lib/core/coding/certainty-judges.ts';
import { tableFiles } from '#lib/core/coding/table-files.ts';
import type { Comparison } from '#lib/core/coding/comparison.ts';
import type { FilePlace, Issue } from '#lib/core/issue.ts';
import { inTransaction, type ActingInReview } from '../acting.ts';
import { newId } from '../new-id.ts';
import { caseTableKeys, countCaseTables, insertCaseTables } from '../store/case-tables.ts';
import { certaintyKeys, insertCertainty, listCertainty } from '../store/certainty.ts';
import { claimIdsByKey, insertClaims } from '../store/claims.ts';
import { loadCodebook } from '../store/codebooks.ts';
import { comparisonSignature, insertComparisons, listComparisons } from '../store/comparisons.ts';
import { nextKey, passKeys } from '../store/counters.ts';
import { estimateKeys, insertEstimates } from '../store/estimates.ts';
import { recordChange } from '../store/history.ts';
import { namedPerson } from '../store/people.ts';
import { referenceIdsByCiteKey, setCitations, listReportReferences } from '../store/references.ts';
import { insertStudies, studyIdsByKey } from '../store/studies.ts';
import type { Cite } from './create-study.ts';
import { importWithheld } from './import-withheld.ts';
import { placeCases } from './save-case-table.ts';
import { decide } from './save-certainty.ts';

export interface TablesImported {
  /** `withheld`: rows that are kept out of editions because the folder says so. */
  counts: Record<
    'studies' | 'claims' | 'estimates' | 'comparisons' | 'certainty' | 'caseTables' | 'withheld',
    number
  >;
  issues: Issue<FilePlace>[];
}

/**
 * Takes the coded tables of a review folder in: all rows that can be read, in one transaction. Rows whose key is in the
 * review already are left as they are there, and said. Studies find their references by cite key.
 *
 * @param dryRun Says what would happen and writes nothing.
 */
export async function importTables(
  acting: ActingInReview,
  texts: ReviewTableTexts,
  { cite, dryRun = false }: { cite: Cite; dryRun?: boolean },
): Promise<TablesImported> {
  const imported = await inTransaction(acting, async (inside) => {
    const result = await insertTables(inside, texts);
    if (dryRun) throw new DryRun(result);
    return result;
  }).catch((error: unknown) => {
    if (error instanceof DryRun) return error.result;
    throw error;
  });
  if (!dryRun) await citeReports(acting, cite);
  return imported;
}

/** Ends a transaction that only tried what would happen. */
class DryRun extends Error {
  readonly result: TablesImported;

  constructor(result: TablesImported) {
    super('dry run');
    this.result = result;
  }
}

async function insertTables(acting: ActingInReview, texts: ReviewTableTexts): Promise<TablesImported> {
  const { db, review, userId } = acting;
  const codebook = new CodebookIndex(await loadCodebook(db, review));
  const studyIds = await studyIdsByKey(db, review.id);
  const tables = readReviewTables(texts, codebook, studyIds.keys());
  const issues: Issue<FilePlace>[] = [...tables.issues];

  const studies = leaveKnown(tables.studies, studyIds, 'studies.csv', issues);
  const references = await referenceIdsByCiteKey(db, review.id);
  const newStudies = studies.map(({ key, facts, line, texts }) => {
    const reports = (texts.reports || key).split(';').flatMap((citeKey) => {
      const id = references.get(citeKey.trim());
      if (!id) issues.push(noReference(citeKey, line));
      return id ? [id] : [];
    });
    return { ...facts, id: newId(), key, references: [...new Set(reports)] };
  });
  for (const { id, key } of newStudies) studyIds.set(key, id);
  await insertStudies(db, review.id, review.codebookVersion, newStudies);

  const claimIds = await claimIdsByKey(db, review.id);
  const claims = leaveKnown(tables.claims, claimIds, 'claims.csv', issues).map(placeInStudy(studyIds));
  for (const { id, key } of claims) claimIds.set(key, id);
  await insertClaims(db, review.id, review.codebookVersion, claims);
  await passKeys(db, review.id, 'claim', claimIds.keys());

  const known = new Map([...(await estimateKeys(db, review.id))].map((key) => [key, key]));
  const estimates = leaveKnown(tables.estimates, known, 'estimates.csv', issues).map(placeInStudy(studyIds));
  await insertEstimates(db, review.id, estimates);
  await passKeys(
    db,
    review.id,
    'estimate',
    estimates.map(({ key }) => key),
  );

  const comparisons = await newComparisons(acting, tables.comparisons, studyIds, claimIds, issues);
  await insertComparisons(db, review.id, comparisons);

  const judgements = await newJudgements(acting, tables.certainty, studyIds, issues);
  await insertCertainty(db, review.id, judgements);
  await passKeys(
    db,
    review.id,
    'certainty_judgement',
    judgements.map(({ key }) => key),
  );

  const caseTables = await newCaseTables(acting, tables.caseTables, studyIds, issues);
  await insertCaseTables(db, review.id, caseTables);
  await passKeys(
    db,
    review.id,
    'case_table',
    caseTables.map(({ key }) => key),
  );

  const fresh = new Set([...newStudies, ...claims].map(({ id }) => id));
  const marked = { study: studyIds, claim: claimIds };
  const withheld = await importWithheld(acting, texts.withheld, marked, fresh, issues);

  const counts = {
    studies: newStudies.length,
    claims: claims.length,
    estimates: estimates.length,
    comparisons: comparisons.length,
    certainty: judgements.length,
    caseTables: caseTables.length,
    withheld,
  };
  const change = {
    noun: 'review',
    rowId: review.id,
    rowVersion: review.version,
    verb: 'change',
    before: null,
  } as const;
  await recordChange(db, { reviewId: review.id, userId, ...change, after: { imported: counts } });
  return { counts, issues };
}

/** Rows whose key is new, each key once. Importing a folder a second time is one remark a file, not one a row. */
function leaveKnown<Facts>(
  rows: FolderRow<Facts>[],
  known: ReadonlyMap<string, string>,
  file: string,
  issues: Issue<FilePlace>[],
): FolderRow<Facts>[] {
  const met = new Set<string>();
  const fresh = rows.filter(({ key, line }) => {
    if (known.has(key)) return false;
    if (!met.has(key)) return met.add(key);
    const message = `"${key}" stands twice in this file; the first row was kept.`;
    issues.push({ code: 'duplicate-key', severity: 'error', message, where: { file, line, key } });
    return false;
  });
  const there = rows.filter(({ key }) => known.has(key));
  if (there.length > 0) {
    const [{ key, line }] = there;
    const message = `${there.length} of ${rows.length} rows are in the review already, from "${key}" on; what is there was kept.`;
    issues.push({ code: 'known-key', severity: 'warning', message, where: { file, line, key } });
  }
  return fresh;
}

function placeInStudy(studyIds: ReadonlyMap<string, string>) {
  return <Facts extends object>({ key, study, facts }: FolderRow<Facts>) => ({
    ...facts,
    id: newId(),
    key,
    study: studyIds.get(study)!,
  });
}

async function newComparisons(
  { db, review }: ActingInReview,
  rows: ReviewTables['comparisons'],
  studyIds: ReadonlyMap<string, string>,
  claimIds: ReadonlyMap<string, string>,
  issues: Issue<FilePlace>[],
) {
  const file = 'head-to-head.csv';
  const there = new Set((await listComparisons(db, review.id)).map(comparisonSignature));
  const fresh: Comparison[] = [];
  for (const { study, facts, line } of rows) {
    const claims = facts.claims.flatMap((key) => {
      const id = claimIds.get(key);
      if (id) return [id];
      const message = `The comparison names the claim "${key}", which is not in the review; it was kept without it.`;
      issues.push({ code: 'unknown-claim', severity: 'warning', message, where: { file, line } });
      return [];
    });
    const comparison = { ...facts, study: studyIds.get(study)!, claims };
    const signature = comparisonSignature(comparison);
    if (there.has(signature)) {
      const message = 'The same comparison is in the review already; the row was left out.';
      issues.push({ code: 'known-comparison', severity: 'warning', message, where: { file, line } });
      continue;
    }
    there.add(signature);
    fresh.push({ ...comparison, id: newId(), key: await nextKey(db, review.id, 'comparison') });
  }
  return fresh;
}

/**
 * Judgements that are new, with who decided and when as the table says it. A name is kept as a name, whoever has an account
 * of that name here; where a table does not say, whoever brings it answers for it from now on.
 */
async function newJudgements(
  { db, review, userId }: ActingInReview,
  rows: ReviewTables['certainty'],
  studyIds: ReadonlyMap<string, string>,
  issues: Issue<FilePlace>[],
) {
  const file = 'certainty.csv';
  const known = new Map([...(await certaintyKeys(db, review.id))].map((key) => [key, key]));
  const pair = (facts: { factor: string; outcome: string | null }) => `${facts.factor}\n${facts.outcome}`;
  const there = await listCertainty(db, review.id);
  const judged = new Set(there.filter(({ approach }) => approach === 'grade').map(pair));
  return leaveKnown(rows, known, file, issues).flatMap(({ key, facts, line, texts }) => {
    if (facts.approach === 'grade') {
      if (judged.has(pair(facts))) {
        const message = `${facts.factor} → ${facts.outcome} is judged already; the row was left out.`;
        issues.push({ code: 'judged-already', severity: 'warning', message, where: { file, line, key } });
        return [];
      }
      judged.add(pair(facts));
    }
    const studies = facts.studies.map((study) => studyIds.get(study)!);
    const { judges, issues: doubts } = readJudges(texts);
    for (const doubt of doubts) issues.push({ ...doubt, where: { file, line, key } });
    const domains = decide(facts, [], userId).map((domain) => {
      const judge = judges.get(domain.domain);
      const { name, decidedAt } = judge ?? { name: null, decidedAt: null };
      return {
        ...domain,
        userId: name === null ? userId : namedPerson(name),
        decidedAt: decidedAt ?? domain.decidedAt,
      };
    });
    return [{ ...facts, studies, domains, id: newId(), key }];
  });
}

/** Case tables that are new, as far as a review has room for them. */
async function newCaseTables(
  { db, review }: ActingInReview,
  rows: ReviewTables['caseTables'],
  studyIds: ReadonlyMap<string, string>,
  issues: Issue<FilePlace>[],
) {
  const known = new Map([...(await caseTableKeys(db, review.id))].map((key) => [key, key]));
  const fresh = leaveKnown(rows, known, tableFiles.caseTables, issues);
  const room = Math.max(0, mostCaseTables - (await countCaseTables(db, review.id)));
  if (fresh.length > room) {
    const { line, key } = fresh[room];
    const message = `A review holds at most ${mostCaseTables} case tables; the tables from "${key}" on were left out.`;
    const where = { file: tableFiles.caseTables, line, key };
    issues.push({ code: 'too-many-tables', severity: 'error', message, where });
  }
  return fresh.slice(0, room).map(({ key, facts }) => ({
    ...facts,
    cases: placeCases(facts.cases, studyIds),
    id: newId(),
    key,
  }));
}

function noReference(key: string, line: number): Issue<FilePlace> {
  const message = `No reference of the library has the cite key "${key}"; the study was kept without one.`;
  return { code: 'no-reference', severity: 'warning', message, where: { file: 'studies.csv', line, key } };
}

/** Formats the citations of reports that have none yet. */
async function citeReports({ db, review }: ActingInReview, cite: Cite): Promise<void> {
  const bare = (await listReportReferences(db, review.id)).filter(({ citation }) => citation === null);
  const citations = await cite(bare.map(({ csl }) => csl));
  await db.transaction().execute((trx) =>
    setCitations(
      trx,
      bare.map(({ id }, at) => ({ id, citation: citations[at] })),
    ),
  );
}
