import { error } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { linkedPage } from '#lib/server/http/headers.ts';
import { editionPolicy } from '#lib/server/publishing/edition-file.ts';
import { findLinkedEdition } from '#lib/server/store/edition-links.ts';
import { digestToken } from '#lib/server/usecases/share-link.ts';

/** A published edition behind its link: the token is all the access there is, and it opens nothing else. */
export async function GET({ params }) {
  const { open, editions } = getApp();
  const edition = await findLinkedEdition(open.db, digestToken(params.token));
  if (!edition) error(404, 'This link leads nowhere: it was closed, or never existed.');
  const html = await editions.fileOf(edition);
  return new Response(html, {
    headers: {
      ...linkedPage,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${editionPolicy(html)}; frame-ancestors 'none'`,
    },
  });
}
