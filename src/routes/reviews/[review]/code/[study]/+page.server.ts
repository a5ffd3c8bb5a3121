import { error, redirect } from '@sveltejs/kit';
import { writeClaimTexts, writeEstimateTexts, writeStudyTexts } from '#lib/core/coding/write-texts.ts';
import { linkOf } from '#lib/core/references/safe-url.ts';
import { requireReview } from '#lib/server/access.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { answerSave, answerUndo, readRowForm } from '#lib/server/http/row-form.ts';
import { listClaims } from '#lib/server/store/claims.ts';
import { loadCodebook } from '#lib/server/store/codebooks.ts';
import type { Versioned } from '#lib/server/store/db.ts';
import { listEstimates } from '#lib/server/store/estimates.ts';
import { requireReference } from '#lib/server/store/references.ts';
import { requireStudy } from '#lib/server/store/studies.ts';
import { listWithheld } from '#lib/server/store/withheld.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveClaim } from '#lib/server/usecases/save-claim.ts';
import { saveEstimate } from '#lib/server/usecases/save-estimate.ts';
import { saveStudy } from '#lib/server/usecases/save-study.ts';
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

const writeTexts = { study: writeStudyTexts, claim: writeClaimTexts, estimate: writeEstimateTexts };

/** What somebody else saved meanwhile, as the form has it. */
const asTexts = (noun: keyof typeof writeTexts) => (current: Versioned<object>) => ({
  version: current.version,
  texts: writeTexts[noun](current as never),
});

export const actions = {
  saveStudy: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readRowForm(event);
    return answerSave(saveStudy(acting, event.params.study, row?.version ?? 0, texts), asTexts('study'));
  },
  saveClaim: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readRowForm(event);
    return answerSave(saveClaim(acting, event.params.study, row, texts), asTexts('claim'));
  },
  saveEstimate: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readRowForm(event);
    return answerSave(saveEstimate(acting, event.params.study, row, texts), asTexts('estimate'));
  },
  remove: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { texts, row } = await readRowForm(event);
    const { noun } = texts;
    if (!row || (noun !== 'claim' && noun !== 'estimate' && noun !== 'study'))
      error(400, 'Nothing was named to remove.');
    const changeId = await answerKnownErrors(removeRow(acting, noun, row.id, row.version));
    if (noun === 'study') redirect(303, `/reviews/${acting.review.slug}/code`);
    return { removed: noun, changeId };
  },
  withhold: async (event) => {
    const acting = await requireReview(event, 'editor');
    const { texts, row } = await readRowForm(event);
    const { noun, state } = texts;
    if (!row || (noun !== 'study' && noun !== 'claim')) error(400, 'Nothing was named to keep out.');
    await answerKnownErrors(withhold(acting, { noun, id: row.id }, state === 'withhold'));
    return { withheld: row.id };
  },
  undo: async (event) => {
    const acting = await requireReview(event, 'coder');
    return answerUndo(acting, event);
  },
};
