import { json } from '@sveltejs/kit';
import { writeTarget } from '#lib/core/lenses/behind.ts';
import { requireReview } from '#lib/server/access.ts';
import { findInReview } from '#lib/server/store/find.ts';

/** References, studies and factors by name, with the addresses that show them: what the command palette asks for. */
export async function GET(event) {
  const { db, dialect, review } = await requireReview(event, 'viewer');
  const found = await findInReview(db, dialect, review.id, event.url.searchParams.get('q') ?? '');
  const base = `/reviews/${review.slug}`;
  const answer = {
    studies: found.studies.map(({ id, label, title }) => ({
      label,
      hint: title,
      href: `${base}/code/${id}`,
    })),
    references: found.references.map(({ id, label, title }) => ({
      label,
      hint: title,
      href: `${base}/library/${id}`,
    })),
    factors: found.factors.map(({ key, label, top }) => ({
      label,
      hint: key === top.key ? 'what is claimed of it' : `in ${top.label}`,
      href: `${base}/weigh?open=${encodeURIComponent(writeTarget({ factor: top.key }))}`,
    })),
  };
  return json(answer, { headers: { 'cache-control': 'private, no-store' } });
}
