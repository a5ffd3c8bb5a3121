/** What a column or an engine can't hold is refused or mended before it gets there, on both engines alike. */
import { expect } from 'vitest';
import { readReviewFacts } from '#lib/core/coding/review-facts.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { findReview } from '#lib/server/store/reviews.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { importReferences } from '#lib/server/usecases/import-references.ts';
import { importTables } from '#lib/server/usecases/import-tables.ts';
import { saveClaim } from '#lib/server/usecases/save-claim.ts';
import { saveEstimate } from '#lib/server/usecases/save-estimate.ts';
import { saveStudy } from '#lib/server/usecases/save-study.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: object[]) => items.map(() => '');

async function makeStudy(inReview: ActingInReview): Promise<string> {
  await importTables(inReview, { studies: 'citekey,label\nweiss2002,Weiss 2002\n' }, { cite });
  return (await loadDataset(inReview.db, inReview.review)).studies[0].id;
}

describeOnBothEngines('what is too much', (test) => {
  test.for(['99999999999', '1e300', '2147483648'])(
    'a sample of %s is refused, with the reason',
    async (n, { inReview }) => {
      const study = await makeStudy(inReview);
      const result = await saveStudy(inReview, study, 1, { label: 'Weiss', n, n_unit: 'people' });
      expect(result).toMatchObject({
        saved: false,
        issues: [{ code: 'out-of-range', where: { field: 'n' } }],
      });
      const estimate = { concept_a: 'trust', concept_b: 'process', type: 'pearson_r', value: '0.2', n };
      expect(await saveEstimate(inReview, study, null, estimate)).toMatchObject({ saved: false });
    },
  );

  test('any seed that a review may have is kept', async ({ acting }) => {
    const { facts } = readReviewFacts({ seed: 2 ** 31 - 1 });
    const review = await createReview(acting, {
      title: 'Seeded',
      codebook: readStandardCodebook(),
      seed: facts!.seed,
    });
    expect((await findReview(acting.db, review.slug))?.seed).toBe(2 ** 31 - 1);
    expect(readReviewFacts({ seed: 2 ** 31 }).facts).toBeNull();
  });

  test('signs that no text has are left out of what is typed and brought', async ({ inReview }) => {
    const study = await makeStudy(inReview);
    const claim = { factor: 'trust', outcome: 'process', finding: 'It\0 helped\u0007 a lot.\n\tReally.' };
    expect(await saveClaim(inReview, study, null, claim)).toMatchObject({ saved: true });
    const claims = 'claim_id,citekey,factor,outcome,finding\nX\0 1,weiss2002,trust,process,"A\0B"\n';
    expect(await importTables(inReview, { claims }, { cite })).toMatchObject({ counts: { claims: 1 } });
    const { claims: kept } = await loadDataset(inReview.db, inReview.review);
    expect(kept.map(({ key, finding }) => [key, finding])).toEqual([
      ['C001', 'It helped a lot.\n\tReally.'],
      ['X 1', 'AB'],
    ]);
  });

  test('letters of every script and half letters are kept or mended', async ({ inReview }) => {
    const study = await makeStudy(inReview);
    const finding = 'Führung 领导力 القيادة 🤝 \ud83e end';
    expect(
      await saveClaim(inReview, study, null, { factor: 'trust', outcome: 'process', finding }),
    ).toMatchObject({ saved: true });
    const [{ finding: kept }] = (await loadDataset(inReview.db, inReview.review)).claims;
    expect(kept).toMatch(/^Führung 领导力 القيادة 🤝 .* end$/);
    expect(kept.isWellFormed()).toBe(true);
  });

  test('a reference with hostile signs everywhere comes in whole', async ({ inReview }) => {
    const file = [
      '@article{a\0b, title = {Null\0 byte and bell\u0007}, author = {O\u0000ne, A.}, year = {99999999999}}',
      '@article{c, title = {Year before Christ}, year = {-300}}',
      '@article{d, title = {Half \ud83e letter}, year = 2001, doi = {10.1/\0x}}',
    ].join('\n');
    const { batch, taken } = await importReferences(inReview, {
      name: 'odd.bib',
      bytes: new TextEncoder().encode(file),
    });
    expect(batch.failure).toBeNull();
    expect(taken).toBe(3);
  });
});
