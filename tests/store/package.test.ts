import { expect } from 'vitest';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { canonicalJson } from '#lib/core/edition/canonical-json.ts';
import { makeDataPackage } from '#lib/core/package/make-data-package.ts';
import { writeZip } from '#lib/core/package/zip.ts';
import type { Acting } from '#lib/server/acting.ts';
import { loadSamplesWhenEmpty } from '#lib/server/load-sample.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { findReview, listReviews } from '#lib/server/store/reviews.ts';
import { openPackage } from '#lib/server/usecases/open-package.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { saveCertainty } from '#lib/server/usecases/save-certainty.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: { title?: string }[]) => items.map(({ title }) => `Cited: ${title}`);

/** A dataset by the names that people use: ids, the codebook's count of versions, the last change and row order are its house's. */
function withoutHouse(dataset: Dataset): unknown {
  const studies = new Map(dataset.studies.map(({ id, key }) => [id, key]));
  const claims = new Map(dataset.claims.map(({ id, key }) => [id, key]));
  const references = new Map(dataset.references.map(({ id, citeKey }) => [id, citeKey]));
  const sorted = <Row extends { key: string }>(rows: Row[]) =>
    [...rows].sort((a, b) => (a.key < b.key ? -1 : 1)).map((row) => ({ ...row, id: '' }));
  const inStudy = <Row extends { study: string }>(row: Row) => ({ ...row, study: studies.get(row.study) });
  return {
    ...dataset,
    evidenceTo: null,
    codebook: { ...dataset.codebook, version: '' },
    studies: sorted(dataset.studies).map((study) => ({
      ...study,
      references: study.references.map((id) => references.get(id)),
    })),
    claims: sorted(dataset.claims).map(inStudy),
    estimates: sorted(dataset.estimates).map(inStudy),
    comparisons: sorted(dataset.comparisons).map((row) => ({
      ...inStudy(row),
      claims: row.claims.map((id) => claims.get(id)),
    })),
    certainty: sorted(dataset.certainty).map((row) => ({
      ...row,
      studies: row.studies.map((id) => studies.get(id)),
    })),
    references: dataset.references.map((reference) => ({ ...reference, id: '' })),
  };
}

async function publishSample(acting: Acting, slug: string) {
  await loadSamplesWhenEmpty(acting, cite);
  const review = (await findReview(acting.db, slug))!;
  const published = await publishEdition({ ...acting, review }, '');
  return { review, ...published };
}

describeOnBothEngines('a data package', (test) => {
  test.for(['sample', 'craft-2003'])(
    'makes a review like %s, with nothing lost',
    async (slug, { acting }) => {
      await loadSamplesWhenEmpty(acting, cite);
      const source = (await findReview(acting.db, slug))!;
      const { factors, outcomes } = (await loadDataset(acting.db, source)).codebook;
      const judged = await saveCertainty({ ...acting, review: source }, null, {
        approach: 'grade',
        factor: factors.find(({ parent }) => parent === null)!.key,
        outcome: outcomes.find(({ parent }) => parent === null)!.key,
        start: 'low',
        risk_of_bias: '-1',
        risk_of_bias_reason: '=no blinding',
      });
      expect(judged.saved).toBe(true);
      const { edition, hash } = await publishSample(acting, slug);
      const { review, issues, counts } = await openPackage(acting, makeDataPackage(edition, hash), {
        slug: 'copy',
      });
      expect(issues).toEqual([]);
      expect(counts).toMatchObject({ claims: edition.dataset.claims.length, certainty: 1 });
      expect(review!.slug).toBe('copy');
      const copy = await loadDataset(acting.db, review!);
      expect(canonicalJson(withoutHouse(copy))).toBe(canonicalJson(withoutHouse(edition.dataset)));
      // And once more: what is published of the copy holds the same records of references.
      const again = await publishEdition({ ...acting, review: review! }, '');
      const recordsOf = ({ dataset, library = [] }: typeof edition) =>
        library.map(({ id: _, ...item }, at) => [dataset.references[at].citeKey, item]);
      expect(recordsOf(again.edition)).toEqual(recordsOf(edition));
    },
  );

  test('that is broken changes nothing and says why', async ({ acting }) => {
    const { edition, hash } = await publishSample(acting, 'sample');
    const zip = makeDataPackage(edition, hash);
    const before = await listReviews(acting.db);
    const changed = zip.slice();
    changed[Math.floor(zip.length / 2)] ^= 4;
    const others = [
      zip.subarray(0, zip.length / 2),
      changed,
      new TextEncoder().encode('@article{a, title = {A}}'),
      writeZip([{ path: '../edition.json', bytes: new Uint8Array(3) }], '2026-01-01'),
    ];
    for (const bytes of others) {
      const { review, issues } = await openPackage(acting, bytes);
      expect(review).toBeNull();
      expect(issues[0].message).toMatch(/\w/);
    }
    expect(await listReviews(acting.db)).toEqual(before);
  });

  test('gives new rows names that are free', async ({ acting }) => {
    const { edition, hash } = await publishSample(acting, 'sample');
    const { review } = await openPackage(acting, makeDataPackage(edition, hash));
    const last = await acting.db
      .selectFrom('counter')
      .select(['noun', 'last'])
      .where('review_id', '=', review!.id)
      .execute();
    expect(new Map(last.map((row) => [row.noun, row.last])).get('comparison')).toBe(16);
  });
});
