import type { Selectable } from 'kysely';
import type { CertaintyJudgementTable } from '#db/schema.ts';
import type { CertaintyJudgement, CertaintyLevel, DomainJudgement } from '#lib/core/coding/certainty.ts';
import { now } from '../new-id.ts';
import { ConceptIds } from './codebooks.ts';
import { inChunks, NotFoundError, StaleWriteError, type Db, type Versioned } from './db.ts';
import { nameForFiles, personName } from './people.ts';

/** A domain with who decided it. That stays in the house: a dataset does not hold it. */
export interface DecidedDomain extends DomainJudgement {
  /** Id of a user, or a name that came with a file, as `namedPerson` marks it. */
  userId: string;
}

export type DecidedCertainty = Omit<CertaintyJudgement, 'domains'> & { domains: DecidedDomain[] };

/**
 * Adds judgements.
 *
 * @throws StaleWriteError where a body of evidence has a judgement already.
 */
export async function insertCertainty(
  db: Db,
  reviewId: string,
  judgements: readonly DecidedCertainty[],
): Promise<void> {
  const concepts = await ConceptIds.load(db, reviewId);
  const at = now();
  for (const judgement of judgements) {
    const row = {
      id: judgement.id,
      review_id: reviewId,
      key: judgement.key,
      ...toColumns(judgement, concepts),
      created_at: at,
      updated_at: at,
      removed_at: null,
    };
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('certainty_judgement')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) {
      throw new StaleWriteError(await findGradeJudgement(db, reviewId, judgement.factor, judgement.outcome));
    }
  }
  await insertParts(db, judgements);
}

/** @throws StaleWriteError where the judgement was changed since `version`. */
export async function updateCertainty(
  db: Db,
  reviewId: string,
  version: number,
  judgement: DecidedCertainty,
): Promise<void> {
  const { id } = judgement;
  const concepts = await ConceptIds.load(db, reviewId);
  const { numUpdatedRows } = await db
    .updateTable('certainty_judgement')
    .set({ ...toColumns(judgement, concepts), version: version + 1, updated_at: now() })
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('version', '=', version)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleWriteError(await requireCertainty(db, reviewId, id));
  await db.deleteFrom('certainty_domain').where('judgement_id', '=', id).execute();
  await db.deleteFrom('certainty_study').where('judgement_id', '=', id).execute();
  await insertParts(db, [judgement]);
}

/** The judgements of a review, in the order in which they were made. */
export async function listCertainty(db: Db, reviewId: string): Promise<Versioned<DecidedCertainty>[]> {
  const rows = await db
    .selectFrom('certainty_judgement')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('key')
    .execute();
  return withParts(db, reviewId, rows);
}

/** @throws NotFoundError */
export async function requireCertainty(
  db: Db,
  reviewId: string,
  id: string,
): Promise<Versioned<DecidedCertainty>> {
  const row = await db
    .selectFrom('certainty_judgement')
    .selectAll()
    .where('id', '=', id)
    .where('review_id', '=', reviewId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new NotFoundError('judgement');
  return (await withParts(db, reviewId, [row]))[0];
}

/** The judgement of a body of evidence; null where nobody judged it. */
export async function findGradeJudgement(
  db: Db,
  reviewId: string,
  factor: string,
  outcome: string | null,
): Promise<Versioned<DecidedCertainty> | null> {
  const judgements = await listCertainty(db, reviewId);
  return (
    judgements.find(
      (other) => other.approach === 'grade' && other.factor === factor && other.outcome === outcome,
    ) ?? null
  );
}

/** Keys of all judgements, removed ones too: a key is never given twice. */
export async function certaintyKeys(db: Db, reviewId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('certainty_judgement')
    .select('key')
    .where('review_id', '=', reviewId)
    .execute();
  return new Set(rows.map(({ key }) => key));
}

async function insertParts(db: Db, judgements: readonly DecidedCertainty[]): Promise<void> {
  const domains = judgements.flatMap(({ id, domains }) =>
    domains.map(({ domain, rating, reason, userId, decidedAt }) => ({
      judgement_id: id,
      domain,
      rating,
      reason,
      user_id: userId,
      decided_at: decidedAt,
    })),
  );
  const studies = judgements.flatMap(({ id, studies }) =>
    studies.map((study_id, position) => ({ judgement_id: id, study_id, position })),
  );
  for (const chunk of inChunks(domains)) await db.insertInto('certainty_domain').values(chunk).execute();
  for (const chunk of inChunks(studies)) await db.insertInto('certainty_study').values(chunk).execute();
}

async function withParts(
  db: Db,
  reviewId: string,
  rows: Selectable<CertaintyJudgementTable>[],
): Promise<Versioned<DecidedCertainty>[]> {
  if (rows.length === 0) return [];
  const ids = db.selectFrom('certainty_judgement').select('id').where('review_id', '=', reviewId);
  const domains = await db
    .selectFrom('certainty_domain')
    .selectAll()
    .where('judgement_id', 'in', ids)
    .orderBy('domain')
    .execute();
  const studies = await db
    .selectFrom('certainty_study')
    .innerJoin('study', 'study.id', 'certainty_study.study_id')
    .select(['judgement_id', 'study_id'])
    .where('judgement_id', 'in', ids)
    .where('study.removed_at', 'is', null)
    .orderBy('position')
    .execute();
  const domainsOf = Map.groupBy(domains, ({ judgement_id }) => judgement_id);
  const studiesOf = Map.groupBy(studies, ({ judgement_id }) => judgement_id);
  const concepts = await ConceptIds.load(db, reviewId);
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    approach: row.approach,
    factor: concepts.conceptOf(row.factor_id).key,
    outcome: row.outcome_id === null ? null : concepts.conceptOf(row.outcome_id).key,
    statement: row.statement,
    studies: (studiesOf.get(row.id) ?? []).map(({ study_id }) => study_id),
    start: row.start_level,
    domains: (domainsOf.get(row.id) ?? []).map(({ domain, rating, reason, user_id, decided_at }) => ({
      domain,
      rating,
      reason,
      userId: user_id,
      decidedAt: decided_at,
    })),
    level: row.level as CertaintyLevel | null,
    levelReason: row.level_reason,
    version: row.version,
  }));
}

function toColumns(judgement: DecidedCertainty, concepts: ConceptIds) {
  return {
    approach: judgement.approach,
    factor_id: concepts.idOf('factor', judgement.factor),
    outcome_id: judgement.outcome === null ? null : concepts.idOf('outcome', judgement.outcome),
    statement: judgement.statement,
    start_level: judgement.start,
    level: judgement.level,
    level_reason: judgement.levelReason,
  };
}

/** Names of those who decided a domain in this review, by their ids: users, and people whom a file named. */
export async function listDeciders(db: Db, reviewId: string): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('certainty_domain')
    .innerJoin('certainty_judgement as judgement', 'judgement.id', 'certainty_domain.judgement_id')
    .leftJoin('user', 'user.id', 'certainty_domain.user_id')
    .select(['certainty_domain.user_id as id', 'user.name'])
    .where('judgement.review_id', '=', reviewId)
    .distinct()
    .execute();
  return Object.fromEntries(
    rows.flatMap(({ id, name }): [string, string][] => {
      const called = personName(id, name);
      return called === null ? [] : [[id, called]];
    }),
  );
}

/** Names of those who decided, for a review's own files, by judgement and domain. */
export async function nameJudges(
  db: Db,
  reviewId: string,
): Promise<(judgement: string, domain: string) => string> {
  const names = await listDeciders(db, reviewId);
  const found = new Map<string, string>();
  for (const { id, domains } of await listCertainty(db, reviewId)) {
    for (const { domain, userId } of domains) {
      found.set(`${id} ${domain}`, nameForFiles(userId, names[userId] ?? null));
    }
  }
  return (judgement, domain) => found.get(`${judgement} ${domain}`) ?? '';
}
