import { error } from '@sveltejs/kit';
import { longDate } from '#lib/core/words.ts';
import { getApp } from '#lib/server/app.ts';
import { escapeHtml, plainPage } from '#lib/server/publishing/plain-page.ts';
import { withdrawnSentence } from '#lib/server/publishing/status-words.ts';
import { readStatus } from '#lib/server/store/edition-status.ts';
import { findByHash } from '#lib/server/store/editions.ts';

/**
 * Whether an edition still stands, for whoever holds it: a file prints this address. The hash can't be guessed, and the answer
 * holds nothing of the edition or its review.
 */
export async function GET({ params, request }) {
  const { db } = getApp().open;
  const found = /^[0-9a-f]{64}$/.test(params.hash) ? await findByHash(db, params.hash) : undefined;
  if (!found) error(404, 'This server has published no edition with this hash.');
  const status = await readStatus(db, found.id);
  const { number, createdAt, newest } = found;
  const headers = { 'cache-control': 'no-store', 'access-control-allow-origin': '*' };
  if (!(request.headers.get('accept') ?? '').includes('text/html')) {
    const answer = { hash: params.hash, number, publishedAt: createdAt, ...status, newest };
    return Response.json(answer, { headers });
  }
  const isNewest = newest.number === number;
  const { html, policy } = plainPage(
    `Edition ${number} ${status.withdrawn ? 'was withdrawn' : isNewest ? 'stands' : 'stands, and there is a newer one'}`,
    `<p>It was published on ${longDate(createdAt)}. ${escapeHtml(withdrawnSentence(status) ?? '')} ${escapeHtml(status.withdrawn?.reason ?? '')}</p>
<p>${isNewest ? 'No newer edition has been published here.' : `The newest is edition ${newest.number}, of ${longDate(newest.createdAt)}. Ask whoever sent you this one.`}</p>
<p>SHA-256: <code>${params.hash}</code></p>
${status.isPublic ? `<p><a href="/p/${params.hash}">Read this edition</a></p>` : ''}`,
  );
  return new Response(html, {
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
}
