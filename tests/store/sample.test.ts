import { expect } from 'vitest';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { sha256 } from '#lib/core/edition/make-edition.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { loadSamplesWhenEmpty } from '#lib/server/load-sample.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { findLinkedEdition } from '#lib/server/store/edition-links.ts';
import { requireEdition } from '#lib/server/store/editions.ts';
import { listReviews } from '#lib/server/store/reviews.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { closeLink, digestToken, makeLink } from '#lib/server/usecases/share-link.ts';
import { loadCraftDataset, loadSampleDataset } from '../sample/sample-dataset.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: { title?: string }[]) => items.map(({ title }) => `Cited: ${title}`);

function results(from: Dataset) {
  const { ladder, said, supported, direction } = weigh(
    new Selection(indexEvidence(from), defaultChoices, 200),
  );
  return { ladder, said, supported, direction };
}

describeOnBothEngines('the sample review', (test) => {
  test('weighs the same from the database as from its files, to the last digit', async ({ acting }) => {
    await loadSamplesWhenEmpty(acting, cite);
    const [review] = await listReviews(acting.db);
    const dataset = await loadDataset(acting.db, review);
    expect(review.slug).toBe('sample');
    expect(results(dataset)).toEqual(results(loadSampleDataset()));
    expect(dataset.references).toHaveLength(91);
    expect(dataset.references[0].citation).toMatch(/^Cited: /);
  });

  test('keeps how widely its focal factor may be meant, and not for another factor', async ({ acting }) => {
    await loadSamplesWhenEmpty(acting, cite);
    const [review] = await listReviews(acting.db);
    const wideningsOf = async (focalFactor: string) =>
      (await loadDataset(acting.db, { ...review, focalFactor })).codebook.widenings;
    expect(await wideningsOf('leadership')).toEqual([['management'], ['governance']]);
    expect(await wideningsOf('trust')).toBeUndefined();
  });

  test('is loaded once', async ({ acting }) => {
    await loadSamplesWhenEmpty(acting, cite);
    await loadSamplesWhenEmpty(acting, cite);
    expect((await listReviews(acting.db)).map(({ slug }) => slug)).toEqual(['sample', 'craft-2003']);
  });

  test('is left out where somebody has a review of their own', async ({ acting }) => {
    const { codebook } = loadSampleDataset();
    await createReview(acting, { title: 'My own', codebook });
    await loadSamplesWhenEmpty(acting, cite);
    expect((await listReviews(acting.db)).map(({ title }) => title)).toEqual(['My own']);
  });

  test('does not come again once it was removed, and brings what a first start was cut off from', async ({
    acting,
  }) => {
    await loadSamplesWhenEmpty(acting, cite);
    const remove = (slug: string) =>
      acting.db.updateTable('review').set({ removed_at: '2026-01-01' }).where('slug', '=', slug).execute();
    await remove('sample');
    await loadSamplesWhenEmpty(acting, cite);
    expect((await listReviews(acting.db)).map(({ slug }) => slug)).toEqual(['craft-2003']);
    await acting.db.updateTable('review').set({ slug: 'x' }).where('slug', '=', 'craft-2003').execute();
    await remove('x');
    await loadSamplesWhenEmpty(acting, cite);
    expect((await listReviews(acting.db)).map(({ slug }) => slug)).toEqual(['craft-2003']);
  });

  test('has a second beside it, with its caveat, whose weights are the same as from its files', async ({
    acting,
  }) => {
    await loadSamplesWhenEmpty(acting, cite);
    const [, review] = await listReviews(acting.db);
    const dataset = await loadDataset(acting.db, review);
    expect(review.caveat).toMatch(/^Another field/);
    expect(dataset.estimates).toHaveLength(54);
    expect(dataset.references.map(({ citeKey }) => citeKey).sort()).toEqual([
      'becker2019model',
      'craft2003relationship',
    ]);
    expect(dataset.studies.every(({ references }) => references.length === 2)).toBe(true);
    expect(results(dataset)).toEqual(results(loadCraftDataset()));
  });

  test('is frozen whole, hashed, and opened by its link until that is closed', async ({ acting }) => {
    await loadSamplesWhenEmpty(acting, cite);
    const [review] = await listReviews(acting.db);
    const inReview = { ...acting, review };
    const { number, hash, edition } = await publishEdition(inReview, 'bundles=out');
    expect(edition).toMatchObject({ number: 1, view: 'bundles=out', dataset: { title: review.title } });
    expect(edition.dataset.claims.every(({ note }) => note === '')).toBe(true);
    const { payload } = await requireEdition(acting.db, review.id, number);
    expect(await sha256(payload)).toBe(hash);
    expect(JSON.parse(payload)).toEqual(edition);
    const { id, token } = await makeLink(inReview, number);
    expect(await findLinkedEdition(acting.db, digestToken(token))).toMatchObject({ hash });
    expect(await findLinkedEdition(acting.db, digestToken(`${token}x`))).toBeUndefined();
    await closeLink(inReview, id);
    expect(await findLinkedEdition(acting.db, digestToken(token))).toBeUndefined();
    expect((await publishEdition(inReview, '')).number).toBe(2);
  });
});
