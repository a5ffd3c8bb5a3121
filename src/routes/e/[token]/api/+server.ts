import { json } from '@sveltejs/kit';
import { OpenedEdition } from '#lib/core/api/opened-edition.ts';
import { apiResources } from '#lib/core/api/resources.ts';
import { linkedApi, publishedData } from '#lib/server/http/headers.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';

/** What can be asked of an edition. */
export async function GET(event) {
  const { payload, hash } = await openEdition(event);
  const opened = new OpenedEdition(JSON.parse(await payload()), hash);
  const resources = apiResources.map(({ name, type, about }) => ({
    name,
    address: `${event.url.pathname.replace(/\/$/, '')}/${name}`,
    type,
    about,
  }));
  return json({ edition: opened.describe(), resources }, { headers: { ...linkedApi, ...publishedData } });
}
