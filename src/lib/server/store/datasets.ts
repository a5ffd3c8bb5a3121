import type { CertaintyJudgement } from '#lib/core/coding/certainty.ts';
import type { CitedReference, Dataset } from '#lib/core/coding/dataset.ts';
import { publicationYear } from '#lib/core/references/identity.ts';
import { linkOf } from '#lib/core/references/safe-url.ts';
import { listCaseTables } from './case-tables.ts';
import { listCertainty, type DecidedCertainty } from './certainty.ts';
import { listClaims } from './claims.ts';
import { loadCodebook } from './codebooks.ts';
import { listComparisons } from './comparisons.ts';
import type { Db } from './db.ts';
import { listEstimates } from './estimates.ts';
import { listReportReferences, type Reference } from './references.ts';
import type { Review } from './reviews.ts';
import { listStudies } from './studies.ts';

/** Everything that a review's lenses, figures and editions are computed from. */
export async function loadDataset(db: Db, review: Review): Promise<Dataset> {
  const references = await listReportReferences(db, review.id);
  return {
    title: review.title,
    question: review.question,
    caveat: review.caveat,
    codebook: await loadCodebook(db, review),
    rubric: review.rubric,
    rungs: review.rungs,
    seed: review.seed,
    studies: (await listStudies(db, review.id)).map(withoutVersion),
    claims: (await listClaims(db, review.id)).map(withoutVersion),
    estimates: (await listEstimates(db, review.id)).map(withoutVersion),
    comparisons: (await listComparisons(db, review.id)).map(withoutVersion),
    certainty: (await listCertainty(db, review.id)).map(withoutVersion).map(withoutPeople),
    caseTables: (await listCaseTables(db, review.id)).map(withoutVersion),
    references: references.map(toCitedReference),
    evidenceTo: await lastChangeOfEvidence(db, review.id),
  };
}

function withoutVersion<Value extends { version: number }>({
  version: _,
  ...value
}: Value): Omit<Value, 'version'> {
  return value;
}

/** What was decided and why is for everybody; who decided is not. */
function withoutPeople({ domains, ...judgement }: DecidedCertainty): CertaintyJudgement {
  return { ...judgement, domains: domains.map(({ userId: _, ...domain }) => domain) };
}

function toCitedReference({ id, citeKey, label, csl, citation }: Reference): CitedReference {
  return {
    id,
    citeKey,
    label,
    citation: citation ?? label,
    year: publicationYear(csl) ?? null,
    url: linkOf(csl) ?? null,
  };
}

/** When a study, claim, estimate, comparison or case table last changed. */
async function lastChangeOfEvidence(db: Db, reviewId: string): Promise<string | null> {
  const latest = await Promise.all(
    (['study', 'claim', 'estimate', 'comparison', 'case_table'] as const).map((table) =>
      db
        .selectFrom(table)
        .select(({ fn }) => fn.max<string | null>('updated_at').as('latest'))
        .where('review_id', '=', reviewId)
        .executeTakeFirst(),
    ),
  );
  const times = latest.flatMap((row) => row?.latest ?? []);
  return times.length === 0 ? null : times.sort().at(-1)!;
}
