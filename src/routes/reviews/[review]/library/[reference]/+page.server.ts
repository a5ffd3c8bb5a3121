import { redirect } from '@sveltejs/kit';
import { citationStyles, type CitationStyle } from '#lib/core/references/citation-styles.ts';
import { normaliseDoi } from '#lib/core/references/identity.ts';
import { parseMarkup } from '#lib/core/references/markup.ts';
import { doiUrl, safeUrl } from '#lib/core/references/safe-url.ts';
import { requireReview } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { requireReference } from '#lib/server/store/references.ts';
import { studyIdsByReference } from '#lib/server/store/studies.ts';
import { createStudy } from '#lib/server/usecases/create-study.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const reference = await answerKnownErrors(requireReference(db, review.id, event.params.reference));
  const { csl } = reference;
  const wanted = event.url.searchParams.get('style');
  const style: CitationStyle = citationStyles.find(({ id }) => id === wanted)?.id ?? 'apa';
  const [citation] = await getApp().references.format([csl], style);
  const studies = await studyIdsByReference(db, review.id);
  return {
    id: reference.id,
    citeKey: reference.citeKey,
    label: reference.label,
    title: parseMarkup(csl.title ?? ''),
    citation,
    style,
    styles: citationStyles,
    links: [
      { label: normaliseDoi(csl.DOI), url: doiUrl(csl.DOI) },
      { label: csl.URL, url: safeUrl(csl.URL) },
    ].flatMap(({ label, url }) => (label && url ? [{ label, url }] : [])),
    abstract: csl.abstract ?? '',
    keywords: csl.keyword ?? '',
    note: csl.note ?? '',
    raw: reference.raw,
    rawFormat: reference.rawFormat,
    rawLine: reference.rawLine,
    batchId: reference.batchId,
    studyId: studies.get(reference.id) ?? null,
  };
}

export const actions = {
  code: async (event) => {
    const acting = await requireReview(event, 'coder');
    const { references } = getApp();
    const study = await answerKnownErrors(
      createStudy(acting, event.params.reference, (items) => references.cite(items)),
    );
    redirect(303, `/reviews/${acting.review.slug}/code/${study.id}`);
  },
};
