import { error, type RequestEvent } from '@sveltejs/kit';
import type { ApiResource } from '#lib/core/api/resources.ts';
import { getApp } from '../app.ts';
import { publicApiProduct } from '../publishing/edition-products.ts';
import { BusyError, type FrozenEdition } from '../publishing/edition-renderer.ts';
import { nameBytes } from '../publishing/name-bytes.ts';
import { statusBanner } from '../publishing/status-words.ts';
import type { EditionStatus } from '../store/edition-status.ts';
import { publishedData } from './headers.ts';

export interface AnsweredEdition extends FrozenEdition {
  number: number;
  status: EditionStatus;
}

/**
 * Answers with something that is made of an edition. Files of their own come with a name to be kept under.
 *
 * @param nameBefore What stands before the resource's name in that of a file.
 * @param isPublic Whether it is reached by the hash of a public edition.
 */
export async function answerResource(
  event: RequestEvent,
  edition: AnsweredEdition,
  resource: ApiResource,
  { nameBefore = '', isPublic = false } = {},
): Promise<Response> {
  const view = resource.takesView ? event.url.searchParams.get('view') : null;
  const product = isPublic && resource.name === 'openapi.json' ? publicApiProduct : resource.name;
  const made = await makeOrWait(event, edition, product, view);
  const body = resource.name === 'brief.html' ? withStanding(String(made), edition) : made;
  return new Response(body as BodyInit, {
    headers: {
      ...publishedData,
      'content-type': resource.type,
      etag: nameBytes(body),
      ...keepAs(resource, nameBefore),
    },
  });
}

/** A brief is read on its own: one of a withdrawn edition says so on top. Texts in it are escaped, so that it has one main. */
function withStanding(html: string, { number, status }: AnsweredEdition): string {
  return html.replace('<main>', () => `<main>\n${statusBanner(number, status)}`);
}

async function makeOrWait(
  event: RequestEvent,
  edition: FrozenEdition,
  name: string,
  view: string | null,
): Promise<string | Uint8Array> {
  if (name === 'edition.json')
    return typeof edition.payload === 'string' ? edition.payload : edition.payload();
  try {
    return await getApp().editions.productOf(edition, name, view);
  } catch (problem) {
    if (!(problem instanceof BusyError)) throw problem;
    event.setHeaders({ 'retry-after': '5' });
    error(503, problem.message);
  }
}

function keepAs({ name, type }: ApiResource, nameBefore: string): Record<string, string> {
  const isFile = !type.includes('json') && !type.startsWith('text/html');
  return isFile ? { 'content-disposition': `attachment; filename="${nameBefore}${name}"` } : {};
}
