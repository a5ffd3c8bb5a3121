import { expect } from 'vitest';
import { sha256 } from '#lib/core/edition/make-edition.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { loadSampleWhenEmpty } from '#lib/server/load-sample.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { findLinkedEdition } from '#lib/server/store/edition-links.ts';
import { requireEdition } from '#lib/server/store/editions.ts';
import { listReviews } from '#lib/server/store/reviews.ts';
import { publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { closeLink, digestToken, makeLink } from '#lib/server/usecases/share-link.ts';
import { loadSampleDataset } from '../sample/sample-dataset.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: { title?: string }[]) => items.map(({ title }) => `Cited: ${title}`);

describeOnBothEngines('the sample review', (test) => {
  test('weighs the same from the database as from its files, to the last digit', async ({ acting }) => {
    await loadSampleWhenEmpty(acting, cite);
    const [review] = await listReviews(acting.db);
    const dataset = await loadDataset(acting.db, review);
    expect(review.slug).toBe('sample');
    const results = (from: typeof dataset) => {
      const { ladder, said, supported, direction } = weigh(
        new Selection(indexEvidence(from), defaultChoices, 200),
      );
      return { ladder, said, supported, direction };
    };
    expect(results(dataset)).toEqual(results(loadSampleDataset()));
    expect(dataset.references).toHaveLength(91);
    expect(dataset.references[0].citation).toMatch(/^Cited: /);
  });

  test('is loaded once', async ({ acting }) => {
    await loadSampleWhenEmpty(acting, cite);
    await loadSampleWhenEmpty(acting, cite);
    expect(await listReviews(acting.db)).toHaveLength(1);
  });

  test('is frozen whole, hashed, and opened by its link until that is closed', async ({ acting }) => {
    await loadSampleWhenEmpty(acting, cite);
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
