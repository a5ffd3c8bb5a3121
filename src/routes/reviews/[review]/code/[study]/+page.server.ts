import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { FieldTexts } from '#lib/core/coding/field-reader.ts';
import { writeClaimTexts, writeEstimateTexts, writeStudyTexts } from '#lib/core/coding/write-texts.ts';
import { linkOf } from '#lib/core/references/safe-url.ts';
import { requireReview } from '#lib/server/access.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { listClaims } from '#lib/server/store/claims.ts';
import { loadCodebook } from '#lib/server/store/codebooks.ts';
import { StaleWriteError, type Versioned } from '#lib/server/store/db.ts';
import { listEstimates } from '#lib/server/store/estimates.ts';
import { requireReference } from '#lib/server/store/references.ts';
import { requireStudy } from '#lib/server/store/studies.ts';
import { listWithheld } from '#lib/server/store/withheld.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveClaim } from '#lib/server/usecases/save-claim.ts';
import { saveEstimate } from '#lib/server/usecases/save-estimate.ts';
import type { SavedRow } from '#lib/server/usecases/save-row.ts';
import { saveStudy } from '#lib/server/usecases/save-study.ts';
import type { Saved } from '#lib/server/usecases/saved.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';
import { withhold } from '#lib/server/usecases/withhold.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const study = await answerKnownErrors(requireStudy(db, review.id, event.params.study));
  const references = await Promise.all(study.references.map((id) => requireReference(db, review.id, id)));
  return {
    study,
    references: references.map(({ id, csl, citation, label }) => ({
      id,
      citation: citation ?? label,
      abstract: csl.abstract ?? '',
      url: linkOf(csl) ?? null,
    })),
    claims: await listClaims(db, review.id, study.id),
    estimates: await listEstimates(db, review.id, study.id),
    codebook: await loadCodebook(db, review),
    rubric: review.rubric,
    withheld: [...(await listWithheld(db, review.id))],
  };
}

/** Versions count from 1, so that a row never has this one. */
const noVersion = 0;

/** What a form sends: its fields, and which row at which version it was made from. */
async function readForm({ request }: RequestEvent): Promise<{ texts: FieldTexts; row: SavedRow }> {
  const form = await request.formData();
  const texts: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === 'string') texts[name] = value;
  const { row_id: id, row_version: version, ...fields } = texts;
  return { texts: fields, row: id ? { id, version: readWhole(version) ?? noVersion } : null };
}

const writeTexts = { study: writeStudyTexts, claim: writeClaimTexts, estimate: writeEstimateTexts };

/** Answers with what was saved, what is wrong beside which field, or what somebody else saved meanwhile. */
async function answer(noun: 'study' | 'claim' | 'estimate', work: Promise<Saved>) {
  try {
    const saved = await work;
    return saved.saved ? { noun, ...saved } : fail(422, { noun, ...saved });
  } catch (thrown) {
    if (!(thrown instanceof StaleWriteError)) return answerKnownErrors(Promise.reject(thrown));
    const { version } = thrown.current as Versioned<object>;
    return fail(409, { noun, stale: { version, texts: writeTexts[noun](thrown.current as never) } });
  }
}

export const actions = {
  saveStudy: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readForm(event);
    return answer('study', saveStudy(acting, event.params.study, row?.version ?? 0, texts));
  },
  saveClaim: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readForm(event);
    return answer('claim', saveClaim(acting, event.params.study, row, texts));
  },
  saveEstimate: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readForm(event);
    return answer('estimate', saveEstimate(acting, event.params.study, row, texts));
  },
  remove: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readForm(event);
    const { noun } = texts;
    if (!row || (noun !== 'claim' && noun !== 'estimate' && noun !== 'study'))
      error(400, 'Nothing was named to remove.');
    const changeId = await answerKnownErrors(removeRow(acting, noun, row.id, row.version));
    if (noun === 'study') redirect(303, `/reviews/${acting.review.slug}/code`);
    return { removed: noun, changeId };
  },
  withhold: async (event) => {
    const acting = await requireReview(event, 'editor');
    const { texts, row } = await readForm(event);
    const { noun, state } = texts;
    if (!row || (noun !== 'study' && noun !== 'claim')) error(400, 'Nothing was named to keep out.');
    await answerKnownErrors(withhold(acting, { noun, id: row.id }, state === 'withhold'));
    return { withheld: row.id };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts } = await readForm(event);
    const changeId = readWhole(texts.change);
    if (changeId === null) error(400, 'Nothing was named to undo.');
    await answerKnownErrors(undoChange(acting, changeId));
    return { undone: changeId };
  },
};
