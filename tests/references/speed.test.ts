/** How long large files take. The limits are generous: they are to catch a slow algorithm, not a slow machine. */
import { describe, expect, it } from 'vitest';
import { parseReferences } from '#lib/core/references/formats.ts';
import { corpusIsThere, readText } from './corpus.ts';

describe.skipIf(!corpusIsThere)('speed', () => {
  it('reads 2,000 entries in less than two seconds', () => {
    const text = readText('refs/bib-messy/mendeley_budisc/library.bib');
    const start = performance.now();
    const { counts } = parseReferences(text);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(counts).toMatchObject({ found: 2392, lost: 0 });
  });

  it('reads 68,732 entries in less than a minute', { timeout: 120_000 }, () => {
    const text = readText('large/bvitamins_pre.bib.gz');
    const start = performance.now();
    const { counts } = parseReferences(text);
    expect(performance.now() - start).toBeLessThan(60_000);
    expect(counts).toEqual({ found: 68_732, kept: 68_732, repaired: 0, lost: 0 });
  });
});
