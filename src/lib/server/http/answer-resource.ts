import { error, type RequestEvent } from '@sveltejs/kit';
import type { ApiResource } from '#lib/core/api/resources.ts';
import { getApp } from '../app.ts';
import { BusyError, type FrozenEdition } from '../publishing/edition-renderer.ts';
import { publishedData } from './headers.ts';

/**
 * Answers with something that is made of an edition. Files of their own come with a name to be kept under.
 *
 * @param nameBefore What stands before the resource's name in that of a file.
 */
export async function answerResource(
  event: RequestEvent,
  edition: FrozenEdition,
  resource: ApiResource,
  nameBefore = '',
): Promise<Response> {
  const view = resource.takesView ? event.url.searchParams.get('view') : null;
  const body = await makeOrWait(event, edition, resource.name, view);
  return new Response(body as BodyInit, {
    headers: { ...publishedData, 'content-type': resource.type, ...keepAs(resource, nameBefore) },
  });
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
