import { reportItems } from '#lib/core/package/package-library.ts';
import { readDataPackage, type PackageRead } from '#lib/core/package/read-data-package.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import type { Issue } from '#lib/core/issue.ts';
import type { Acting } from '../acting.ts';
import { newId } from '../new-id.ts';
import { insertCaseTables } from '../store/case-tables.ts';
import { insertCertainty } from '../store/certainty.ts';
import { insertClaims } from '../store/claims.ts';
import { insertComparisons } from '../store/comparisons.ts';
import { passKeys } from '../store/counters.ts';
import { insertEstimates } from '../store/estimates.ts';
import { recordChange } from '../store/history.ts';
import { insertReferences, setCitations } from '../store/references.ts';
import type { Review } from '../store/reviews.ts';
import { insertStudies } from '../store/studies.ts';
import { insertNewReview } from './create-review.ts';
import type { FolderImported } from './import-folder.ts';

/**
 * Makes a review of a data package, in one transaction: all of it, or nothing where the package can't be read whole.
 *
 * The review's dataset is the edition's, save for ids, for the version of the codebook, which counts from 1 again, for the
 * date of the last change, which is that of the import, and for the order of rows, which is that of their keys.
 */
export async function openPackage(
  acting: Acting,
  bytes: Uint8Array,
  {
    slug,
    title,
    read = readDataPackage,
  }: {
    slug?: string;
    title?: string;
    /** Servers read beside their loop. */
    read?: (bytes: Uint8Array) => PackageRead | Promise<PackageRead>;
  } = {},
): Promise<FolderImported> {
  const { edition, issues } = await read(bytes);
  if (!edition) return { review: null, counts: countRows(null), issues };
  const review = await acting.db
    .transaction()
    .execute((trx) => insertEditionAsReview({ ...acting, db: trx }, edition, { slug, title }));
  return { review, counts: countRows(edition), issues: [] as Issue[] };
}

function countRows(edition: Edition | null): FolderImported['counts'] {
  const {
    references = [],
    studies = [],
    claims = [],
    estimates = [],
    comparisons = [],
    certainty = [],
    caseTables = [],
  } = edition?.dataset ?? {};
  return {
    references: references.length,
    studies: studies.length,
    claims: claims.length,
    estimates: estimates.length,
    comparisons: comparisons.length,
    certainty: certainty.length,
    caseTables: caseTables.length,
    withheld: 0,
  };
}

async function insertEditionAsReview(
  acting: Acting,
  edition: Edition,
  { slug, title }: { slug?: string; title?: string },
): Promise<Review> {
  const { db, userId } = acting;
  const { dataset, number } = edition;
  const { question, caveat, codebook, seed, rubric, rungs } = dataset;
  const about = { title: title || dataset.title, slug, question, caveat, codebook, seed, rubric, rungs };
  const review = await insertNewReview(acting, about);

  const items = reportItems(edition);
  const references = dataset.references.map(({ id, citeKey, citation }, at) => {
    const csl = { ...items[at], id: citeKey };
    return { old: id, id: newId(), csl, citation, raw: JSON.stringify(csl) };
  });
  await insertReferences(
    db,
    review.id,
    references.map(({ id, csl, raw }) => ({ id, csl, raw, rawFormat: 'csl', rawLine: null, batchId: null })),
  );
  await setCitations(db, references);

  const newIds = <Row extends { id: string }>(rows: readonly Row[]) =>
    new Map(rows.map(({ id }) => [id, newId()]));
  const referenceIds = new Map(references.map(({ old, id }) => [old, id]));
  const studyIds = newIds(dataset.studies);
  const claimIds = newIds(dataset.claims);
  const moved = (ids: readonly string[], to: ReadonlyMap<string, string>) =>
    ids.flatMap((id) => to.get(id) ?? []);
  const inStudy = <Row extends { id: string; study: string }>(row: Row, id = newId()): Row => ({
    ...row,
    id,
    study: studyIds.get(row.study)!,
  });
  const version = review.codebookVersion;
  const studies = dataset.studies.map((study) => ({
    ...study,
    id: studyIds.get(study.id)!,
    references: moved(study.references, referenceIds),
  }));
  await insertStudies(db, review.id, version, studies);
  const claims = dataset.claims.map((claim) => inStudy(claim, claimIds.get(claim.id)));
  await insertClaims(db, review.id, version, claims);
  await insertEstimates(
    db,
    review.id,
    dataset.estimates.map((estimate) => inStudy(estimate)),
  );
  const comparisons = dataset.comparisons.map((row) => ({
    ...inStudy(row),
    claims: moved(row.claims, claimIds),
  }));
  await insertComparisons(db, review.id, comparisons);
  const certainty = dataset.certainty.map((judgement) => ({
    ...judgement,
    id: newId(),
    studies: moved(judgement.studies, studyIds),
    // A package does not say who decided; whoever brings it answers for it from now on.
    domains: judgement.domains.map((domain) => ({ ...domain, userId })),
  }));
  await insertCertainty(db, review.id, certainty);

  const caseTables = dataset.caseTables.map((table) => ({
    ...table,
    id: newId(),
    cases: table.cases.map((one) => ({ ...one, study: studyIds.get(one.study ?? '') ?? null })),
  }));
  await insertCaseTables(db, review.id, caseTables);

  const counted = {
    claim: dataset.claims,
    estimate: dataset.estimates,
    comparison: dataset.comparisons,
    certainty_judgement: dataset.certainty,
    case_table: dataset.caseTables,
  } as const;
  for (const [noun, rows] of Object.entries(counted)) {
    await passKeys(
      db,
      review.id,
      noun as keyof typeof counted,
      rows.map(({ key }) => key),
    );
  }
  const change = {
    noun: 'review',
    rowId: review.id,
    rowVersion: review.version,
    verb: 'change',
    before: null,
  } as const;
  const imported = { edition: number, ...countRows(edition) };
  await recordChange(db, { reviewId: review.id, userId, ...change, after: { imported } });
  return review;
}
