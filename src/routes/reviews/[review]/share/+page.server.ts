import { error } from '@sveltejs/kit';
import { readChoices, writeChoices } from '#lib/core/lenses/choices.ts';
import { requireReview } from '#lib/server/access.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { listLinks } from '#lib/server/store/edition-links.ts';
import { listEditions } from '#lib/server/store/editions.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { closeLink, makeLink } from '#lib/server/usecases/share-link.ts';

export async function load(event) {
  const { db, review } = await requireReview(event, 'viewer');
  return { editions: await listEditions(db, review.id), links: await listLinks(db, review.id) };
}

export const actions = {
  publish: async (event) => {
    const acting = await requireReview(event, 'editor');
    const form = await event.request.formData();
    // Read and written again, so that only known choices get into an edition.
    const view = writeChoices(readChoices(new URLSearchParams(String(form.get('view') ?? '')))).toString();
    const { number } = await publishEdition(acting, view);
    return { published: number };
  },
  link: async (event) => {
    const acting = await requireReview(event, 'editor');
    const number = readWhole((await event.request.formData()).get('edition'));
    if (number === null) error(400, 'No edition was named.');
    const { id, token } = await answerKnownErrors(makeLink(acting, number));
    return { linkId: id, address: `${event.url.origin}/e/${token}` };
  },
  close: async (event) => {
    const acting = await requireReview(event, 'editor');
    const id = String((await event.request.formData()).get('link') ?? '');
    await answerKnownErrors(closeLink(acting, id));
    return { closed: id };
  },
};
