import { json, type RequestEvent } from '@sveltejs/kit';
import { OpenedEdition } from '#lib/core/api/opened-edition.ts';
import { apiResources } from '#lib/core/api/resources.ts';
import { nameBytes } from '../publishing/name-bytes.ts';
import { publishedData } from './headers.ts';
import type { LinkedEdition } from './open-edition.ts';

/** What can be asked of an edition, and whether it still stands. */
export async function answerIndex(event: RequestEvent, edition: LinkedEdition): Promise<Response> {
  const { payload, hash, status } = edition;
  const opened = new OpenedEdition(JSON.parse(await payload()), hash);
  const resources = apiResources.map(({ name, type, about }) => ({
    name,
    address: `${event.url.pathname.replace(/\/$/, '')}/${name}`,
    type,
    about,
  }));
  const body = {
    edition: opened.describe(),
    status: { ...status, address: `/p/${hash}/status` },
    resources,
  };
  return json(body, { headers: { ...publishedData, etag: nameBytes(JSON.stringify(body)) } });
}
