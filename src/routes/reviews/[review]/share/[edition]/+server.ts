import { requireReview } from '#lib/server/access.ts';
import { getApp } from '#lib/server/app.ts';
import { answerKnownErrors } from '#lib/server/http/answer-errors.ts';
import { linkedPage } from '#lib/server/http/headers.ts';
import { editionPolicy, headMark } from '#lib/server/publishing/edition-file.ts';
import { statusBanner, statusMark } from '#lib/server/publishing/status-words.ts';
import { readStatus } from '#lib/server/store/edition-status.ts';
import { requireEdition } from '#lib/server/store/editions.ts';

/** An edition for those who work in its review: to look at, or to take along as one file. */
export async function GET(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const number = /^\d{1,9}$/.test(event.params.edition) ? Number(event.params.edition) : -1;
  const edition = await answerKnownErrors(requireEdition(db, review.id, number));
  const file = await getApp().editions.fileOf(edition);
  const banner = statusBanner(number, await readStatus(db, edition.id));
  const html = file.replace(headMark, () => '').replace(statusMark, () => banner);
  const disposition: Record<string, string> = event.url.searchParams.has('download')
    ? { 'content-disposition': `attachment; filename="${review.slug}-edition-${number}.html"` }
    : {};
  return new Response(html, {
    headers: {
      ...linkedPage,
      ...disposition,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${editionPolicy(html)}; frame-ancestors 'none'`,
    },
  });
}
