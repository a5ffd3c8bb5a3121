import { error, fail } from '@sveltejs/kit';
import { isDay, readPublishAnswers, type FieldName } from '#lib/core/edition/edition-face.ts';
import { quoteLimits } from '#lib/core/edition/redact.ts';
import { readChoices, writeChoices } from '#lib/core/lenses/choices.ts';
import { requireReview } from '#lib/server/access.ts';
import { longestPassphrase, shortestPassphrase } from '#lib/server/accounts/passphrase.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { publicOrigin } from '#lib/server/http/public-origin.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { now } from '#lib/server/new-id.ts';
import { listLinks } from '#lib/server/store/edition-links.ts';
import { readStatuses } from '#lib/server/store/edition-status.ts';
import { listEditions } from '#lib/server/store/editions.ts';
import { changeStatus, longestReason, shortestReason } from '#lib/server/usecases/edition-status.ts';
import { previewEdition, publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { closeLink, makeLink } from '#lib/server/usecases/share-link.ts';

export async function load(event) {
  const acting = await requireReview(event, 'viewer');
  const { db, review, role } = acting;
  const mayPublish = role === 'editor' || role === 'owner';
  const quotes = readWhole(event.url.searchParams.get('quotes'));
  const isFit = quotes !== null && quotes >= quoteLimits.least && quotes <= quoteLimits.most;
  const editions = await listEditions(db, review.id);
  const statuses = await readStatuses(
    db,
    editions.map(({ id }) => id),
  );
  return {
    now: now(),
    view: readView(event.url.searchParams.get('view')),
    editions: editions.map((edition) => ({ ...edition, status: statuses.get(edition.id)! })),
    links: await listLinks(db, review.id),
    preview: mayPublish ? await previewEdition(acting, isFit ? quotes : undefined) : null,
  };
}

/** Read and written again, so that only known choices get into an edition. */
function readView(text: unknown): string {
  return writeChoices(readChoices(new URLSearchParams(typeof text === 'string' ? text : ''))).toString();
}

const fieldNames: FieldName[] = ['authors', 'doi', 'nextUpdate', 'evidenceTo', 'longestQuote', 'license'];

export const actions = {
  publish: async (event) => {
    const acting = await requireReview(event, 'editor');
    const form = await event.request.formData();
    const given = Object.fromEntries(fieldNames.map((name) => [name, String(form.get(name) ?? '')]));
    const { answers, problems } = readPublishAnswers(given, now().slice(0, 10));
    if (problems) return fail(400, { problems, given });
    const { number } = await publishEdition(acting, readView(form.get('view')), {
      ...answers,
      checkAt: publicOrigin(),
    });
    return { published: number };
  },
  link: async (event) => {
    const acting = await requireReview(event, 'editor');
    const form = await event.request.formData();
    const number = readWhole(form.get('edition'));
    if (number === null) error(400, 'No edition was named.');
    const passphrase = String(form.get('passphrase') ?? '');
    const until = String(form.get('until') ?? '');
    if (
      passphrase !== '' &&
      (passphrase.length < shortestPassphrase || passphrase.length > longestPassphrase)
    )
      return fail(400, {
        linkProblem: `A passphrase has ${shortestPassphrase} to ${longestPassphrase} characters.`,
      });
    if (until !== '' && (!isDay(until) || until < now().slice(0, 10)))
      return fail(400, { linkProblem: 'A link ends today or later.' });
    const terms = {
      // The day that was chosen is the last on which it opens.
      expiresAt: until === '' ? null : `${until}T23:59:59.999Z`,
      passphrase: passphrase || null,
    };
    const { id, token } = await answerKnownErrors(makeLink(acting, number, terms));
    return { linkId: id, address: `${event.url.origin}/e/${token}` };
  },
  close: async (event) => {
    const acting = await requireReview(event, 'editor');
    const id = String((await event.request.formData()).get('link') ?? '');
    await answerKnownErrors(closeLink(acting, id));
    return { closed: id };
  },
  withdraw: async (event) => {
    const acting = await requireReview(event, 'editor');
    const form = await event.request.formData();
    const number = readWhole(form.get('edition'));
    if (number === null) error(400, 'No edition was named.');
    const reason = String(form.get('reason') ?? '')
      .replace(/\s+/g, ' ')
      .trim();
    const state = form.get('state') === 'reinstated' ? 'reinstated' : 'withdrawn';
    if (reason.length < shortestReason || reason.length > longestReason)
      return fail(400, {
        statusProblem: `Say why in ${shortestReason} to ${longestReason} characters: readers will see it.`,
        edition: number,
      });
    await answerKnownErrors(changeStatus(acting, number, { state, reason }));
    return { standing: number };
  },
  makePublic: async (event) => {
    const acting = await requireReview(event, 'editor');
    const form = await event.request.formData();
    const number = readWhole(form.get('edition'));
    if (number === null) error(400, 'No edition was named.');
    if (form.get('sure') !== 'for good')
      return fail(400, { statusProblem: 'Tick the box first: this can’t be taken back.', edition: number });
    await answerKnownErrors(changeStatus(acting, number, { state: 'public', reason: '' }));
    return { madePublic: number };
  },
};
