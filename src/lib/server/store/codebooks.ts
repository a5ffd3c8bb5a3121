import type { CodeListName, CodeLists } from '#lib/core/codebook/code-list.ts';
import { codeListNames } from '#lib/core/codebook/code-list.ts';
import type { Codebook } from '#lib/core/codebook/codebook.ts';
import type { Concept, ConceptKind } from '#lib/core/codebook/concept.ts';
import { newId, now } from '../new-id.ts';
import { inChunks, type Db } from './db.ts';
import type { Review } from './reviews.ts';

/** Writes the concepts, lists and notes of a new review's codebook, each in its first wording. */
export async function insertCodebook(db: Db, reviewId: string, codebook: Codebook): Promise<void> {
  const at = now();
  const concepts = [...codebook.factors, ...codebook.outcomes].map((concept) => ({ id: newId(), concept }));
  const ids = new Map(concepts.map(({ id, concept }) => [`${concept.kind}:${concept.key}`, id]));
  const conceptRows = concepts.map(({ id, concept }, position) => ({
    id,
    review_id: reviewId,
    kind: concept.kind,
    key: concept.key,
    position,
    version: 1,
  }));
  const conceptWordings = concepts.map(({ id, concept }) => ({
    concept_id: id,
    version: 1,
    parent_id: concept.parent === null ? null : ids.get(`${concept.kind}:${concept.parent}`)!,
    label: concept.label,
    definition: concept.definition,
    include: concept.include,
    exclude: concept.exclude,
    sources: JSON.stringify(concept.sources),
    role: concept.role,
    reverse: Number(concept.reverse),
    distance: concept.distance,
    retired: Number(concept.retired),
    created_at: at,
  }));
  const codes = codeListNames.flatMap((list) =>
    codebook.lists[list].map((code) => ({ id: newId(), list, code })),
  );
  const codeRows = codes.map(({ id, list, code }, position) => ({
    id,
    review_id: reviewId,
    list,
    key: code.key,
    position,
    version: 1,
  }));
  const codeWordings = codes.map(({ id, code }) => ({
    code_id: id,
    version: 1,
    label: code.label,
    description: code.description,
    rank_order: code.order,
    tier: code.tier ?? null,
    rank: code.rank ?? null,
    retired: Number(code.retired),
    created_at: at,
  }));
  const notes = codebook.evidenceNotes.map((note, position) => ({ review_id: reviewId, position, ...note }));
  for (const rows of inChunks(conceptRows)) await db.insertInto('concept').values(rows).execute();
  for (const rows of inChunks(conceptWordings)) await db.insertInto('concept_wording').values(rows).execute();
  for (const rows of inChunks(codeRows)) await db.insertInto('code').values(rows).execute();
  for (const rows of inChunks(codeWordings)) await db.insertInto('code_wording').values(rows).execute();
  for (const rows of inChunks(notes)) await db.insertInto('evidence_note').values(rows).execute();
}

/** The codebook of a review in its current wording. */
export async function loadCodebook(db: Db, review: Review): Promise<Codebook> {
  const [concepts, lists, notes] = [
    await loadConcepts(db, review.id),
    await loadCodeLists(db, review.id),
    await db
      .selectFrom('evidence_note')
      .select(['key', 'label', 'definition'])
      .where('review_id', '=', review.id)
      .orderBy('position')
      .execute(),
  ];
  return {
    title: review.title,
    version: String(review.codebookVersion),
    language: review.language,
    focalFactor: review.focalFactor,
    factors: concepts.filter(({ kind }) => kind === 'factor'),
    outcomes: concepts.filter(({ kind }) => kind === 'outcome'),
    lists,
    evidenceNotes: notes,
    ...(review.widenings?.of === review.focalFactor && { widenings: review.widenings.steps }),
  };
}

async function loadConcepts(db: Db, reviewId: string): Promise<Concept[]> {
  const rows = await db
    .selectFrom('concept')
    .innerJoin('concept_wording as wording', (join) =>
      join.onRef('wording.concept_id', '=', 'concept.id').onRef('wording.version', '=', 'concept.version'),
    )
    .leftJoin('concept as parent', 'parent.id', 'wording.parent_id')
    .selectAll('wording')
    .select(['concept.kind', 'concept.key', 'parent.key as parent'])
    .where('concept.review_id', '=', reviewId)
    .orderBy('concept.position')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    key: row.key,
    label: row.label,
    parent: row.parent,
    definition: row.definition,
    include: row.include,
    exclude: row.exclude,
    sources: JSON.parse(row.sources),
    role: row.role,
    reverse: row.reverse === 1,
    distance: row.distance,
    retired: row.retired === 1,
  }));
}

async function loadCodeLists(db: Db, reviewId: string): Promise<CodeLists> {
  const rows = await db
    .selectFrom('code')
    .innerJoin('code_wording as wording', (join) =>
      join.onRef('wording.code_id', '=', 'code.id').onRef('wording.version', '=', 'code.version'),
    )
    .selectAll('wording')
    .select(['code.list', 'code.key'])
    .where('code.review_id', '=', reviewId)
    .orderBy('code.position')
    .execute();
  const lists = Object.fromEntries(codeListNames.map((name) => [name, []])) as unknown as CodeLists;
  for (const row of rows) {
    lists[row.list as CodeListName]?.push({
      key: row.key,
      label: row.label,
      description: row.description,
      order: row.rank_order,
      ...(row.tier === null ? {} : { tier: row.tier }),
      ...(row.rank === null ? {} : { rank: row.rank }),
      retired: row.retired === 1,
    });
  }
  return lists;
}

/** Translates between the keys of concepts, which people and files use, and the ids of their rows. */
export class ConceptIds {
  readonly #ids = new Map<string, string>();
  readonly #concepts = new Map<string, { kind: ConceptKind; key: string }>();

  static async load(db: Db, reviewId: string): Promise<ConceptIds> {
    const rows = await db
      .selectFrom('concept')
      .select(['id', 'kind', 'key'])
      .where('review_id', '=', reviewId)
      .execute();
    const ids = new ConceptIds();
    for (const { id, kind, key } of rows) {
      ids.#ids.set(`${kind}:${key}`, id);
      ids.#concepts.set(id, { kind, key });
    }
    return ids;
  }

  /** @throws RangeError where the review has no such concept: facts are checked against the codebook before. */
  idOf(kind: ConceptKind, key: string): string {
    const id = this.#ids.get(`${kind}:${key}`);
    if (!id) throw new RangeError(`ConceptIds.idOf: there is no ${kind} "${key}"`);
    return id;
  }

  conceptOf(id: string): { kind: ConceptKind; key: string } {
    const concept = this.#concepts.get(id);
    if (!concept) throw new RangeError(`ConceptIds.conceptOf: there is no concept with the id "${id}"`);
    return concept;
  }
}
