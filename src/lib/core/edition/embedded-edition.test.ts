import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { embedEdition, findEmbedded } from './embedded-edition.ts';
import { makeEdition } from './make-edition.ts';

const facts = {
  number: 1,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: '',
  software: 'Counterweight 0.1.0',
};

/** So many claims that they would make a page heavy. */
const many = makeDataset(Array.from({ length: 2000 }, (_, at) => [`S${at}`, 'trust']));

describe('the edition inside a page', () => {
  it.each([
    ['as it is', makeDataset([['A', 'trust']], {}, { title: 'A </script><!-- title' }), 'application/json'],
    ['packed', many, 'text/plain'],
  ])('stands there %s and is read back whole', async (_how, dataset, type) => {
    const { edition, hash } = await makeEdition(dataset, facts);
    const html = `<p>Words</p>${embedEdition({ edition, hash, firmness: ['It stays.'] })}<p>Words</p>`;
    expect(html).toContain(`<script type="${type}"`);
    expect(html.match(/<\/script/g)).toHaveLength(1);
    expect(findEmbedded(html)).toEqual({ edition, hash, firmness: ['It stays.'] });
  });

  it.each([
    '',
    '<script type="application/json" id="edition">{"edition":{}}</script>',
    '<script type="text/plain" id="edition">x!</script>',
  ])('is missed where there is none: %s', (html) => {
    expect(findEmbedded(html)).toBeNull();
  });
});
