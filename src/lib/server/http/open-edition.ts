import { error, type RequestEvent } from '@sveltejs/kit';
import { getApp } from '../app.ts';
import { findLinkedEdition } from '../store/edition-links.ts';
import { digestToken } from '../usecases/share-link.ts';
import { linkedPage } from './headers.ts';

export interface LinkedEdition {
  id: string;
  hash: string;
  payload: string;
}

/**
 * The edition behind the token in the address. Everything that is served through a link asks here first, so that a closed
 * link closes all of it. Also what it refuses is kept by nobody.
 */
export async function openEdition(event: RequestEvent): Promise<LinkedEdition> {
  event.setHeaders(linkedPage);
  const { open } = getApp();
  const edition = await findLinkedEdition(open.db, digestToken(event.params.token ?? ''));
  if (!edition) error(404, 'This link leads nowhere: it was closed, or never existed.');
  return edition;
}
