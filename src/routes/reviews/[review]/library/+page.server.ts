import { requireReview } from '#lib/server/access.ts';
import { readWhole } from '#lib/server/http/read-whole.ts';
import { listBatches } from '#lib/server/store/import-batches.ts';
import { referenceSorts, searchReferences, type ReferenceSort } from '#lib/server/store/references.ts';

const perPage = 50;

export async function load(event) {
  const { db, dialect, review } = await requireReview(event, 'viewer');
  const { searchParams } = event.url;
  const text = searchParams.get('q') ?? '';
  const wanted = searchParams.get('sort') ?? '';
  const sort: ReferenceSort = referenceSorts.includes(wanted as ReferenceSort)
    ? (wanted as ReferenceSort)
    : 'label';
  const descending = searchParams.get('order') === 'down';
  const page = Math.max(1, readWhole(searchParams.get('page')) ?? 1);
  const query = { text, sort, descending, limit: perPage, offset: (page - 1) * perPage };
  const { lines, total } = await searchReferences(db, dialect, review.id, query);
  const batches = await listBatches(db, review.id);
  return {
    lines,
    total,
    text,
    sort,
    descending,
    page,
    pages: Math.max(1, Math.ceil(total / perPage)),
    batches: batches
      .slice(0, 20)
      .map(({ id, fileName, state, counts, createdAt }) => ({ id, fileName, state, counts, createdAt })),
  };
}
