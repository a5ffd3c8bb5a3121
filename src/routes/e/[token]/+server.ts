import { getApp } from '#lib/server/app.ts';
import { openEdition } from '#lib/server/http/open-edition.ts';
import { editionPolicy } from '#lib/server/publishing/edition-file.ts';

/** A published edition behind its link: the token is all the access there is, and it opens nothing else. */
export async function GET(event) {
  const edition = await openEdition(event);
  const html = await getApp().editions.fileOf(edition);
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${editionPolicy(html)}; frame-ancestors 'none'`,
    },
  });
}
