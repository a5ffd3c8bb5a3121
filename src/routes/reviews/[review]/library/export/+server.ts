import { error } from '@sveltejs/kit';
import { IdRegister } from '#lib/core/references/collector.ts';
import type { CslItem } from '#lib/core/references/csl.ts';
import { formatById, writeReferences, type FormatId } from '#lib/core/references/formats.ts';
import { requireReview } from '#lib/server/access.ts';
import { streamReferences } from '#lib/server/store/references.ts';

const mediaTypes: Partial<Record<string, string>> = {
  bibtex: 'application/x-bibtex',
  biblatex: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  csl: 'application/vnd.citationstyles.csl+json',
  csv: 'text/csv',
};
/** References written at a time, so that a large library does not hold others up. */
const atATime = 200;

/** The whole library in a format that other programs read. */
export async function GET(event) {
  const { db, review } = await requireReview(event, 'viewer');
  const id = event.url.searchParams.get('format') ?? 'bibtex';
  const mediaType = mediaTypes[id];
  if (!mediaType) error(400, `The library is exported as ${Object.keys(mediaTypes).join(', ')}.`);
  const format = formatById(id as FormatId);
  const items: CslItem[] = [];
  // Two imports may have brought the same cite key for different works; a file needs it once.
  const keys = new IdRegister();
  for await (const { csl, citeKey } of streamReferences(db, review.id)) {
    items.push({ ...csl, id: keys.take(citeKey, { line: items.length }).id });
  }
  return new Response(await write(items, format.id), {
    headers: {
      'content-type': `${mediaType}; charset=utf-8`,
      'content-disposition': `attachment; filename="${review.slug}.${format.extensions[0]}"`,
      'cache-control': 'private, no-store',
    },
  });
}

async function write(items: CslItem[], id: FormatId): Promise<string> {
  // Formats with something around their records are written whole.
  if (id === 'csl' || id === 'csv') return writeReferences(items, id);
  const parts: string[] = [];
  for (let at = 0; at < items.length; at += atATime) {
    parts.push(writeReferences(items.slice(at, at + atATime), id));
    await new Promise(setImmediate);
  }
  return parts.join('\n');
}
