import { error, type RequestEvent } from '@sveltejs/kit';
import type { ApiResource } from '#lib/core/api/resources.ts';
import { getApp } from '../app.ts';
import { BusyError } from '../publishing/edition-renderer.ts';
import { linkedApi } from './headers.ts';
import type { LinkedEdition } from './open-edition.ts';

/** Answers with something that is made of an edition. Files of their own come with a name to be kept under. */
export async function answerLinkedResource(
  event: RequestEvent,
  edition: LinkedEdition,
  resource: ApiResource,
): Promise<Response> {
  const view = resource.takesView ? event.url.searchParams.get('view') : null;
  const body = await makeOrWait(event, edition, resource.name, view);
  return new Response(body as BodyInit, {
    headers: { ...linkedApi, 'content-type': resource.type, ...keepAs(resource) },
  });
}

async function makeOrWait(
  event: RequestEvent,
  edition: LinkedEdition,
  name: string,
  view: string | null,
): Promise<string | Uint8Array> {
  if (name === 'edition.json') return edition.payload;
  try {
    return await getApp().editions.productOf(edition, name, view);
  } catch (problem) {
    if (!(problem instanceof BusyError)) throw problem;
    event.setHeaders({ 'retry-after': '5' });
    error(503, problem.message);
  }
}

function keepAs({ name, type }: ApiResource): Record<string, string> {
  const isFile = !type.includes('json') && !type.startsWith('text/html');
  return isFile ? { 'content-disposition': `attachment; filename="${name}"` } : {};
}
