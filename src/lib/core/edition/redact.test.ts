import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { cutQuote, defaultRules, previewRedaction, redactDataset } from './redact.ts';

describe('a quotation that is too long', () => {
  it.each([
    ['short enough', 20, 'short enough'],
    ['exactly twelve', 14, 'exactly twelve'],
    ['one two three four', 9, 'one two […]'],
    ['one two three four', 7, 'one two […]'],
    ['Donaudampfschiff und mehr', 8, 'Donaudam […]'],
    ['ab🙂🙂🙂', 3, 'ab […]'],
  ])('“%s” of at most %i is “%s”', (text, longest, cut) => {
    expect(cutQuote(text, longest)).toBe(cut);
  });

  it('is never longer than the limit and its sign, nor half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 30 }), (text, longest) => {
        const cut = cutQuote(text, longest);
        expect(cut.replace(/ \[…\]$/, '').length).toBeLessThanOrEqual(
          Math.max(longest, cut === text ? text.length : 0),
        );
        expect(cut.isWellFormed()).toBe(true);
        expect(text.startsWith(cut === text ? text : cut.slice(0, -4))).toBe(true);
      }),
    );
  });
});

const quote = 'They said that it had been the money, and nothing else but the money, all along.';
const dataset = makeDataset(
  [
    ['A', 'leadership', { finding: quote, findingIs: 'quote', note: 'doubtful' }],
    ['A', 'trust', { finding: quote, findingIs: 'own_words' }],
    ['B', 'trust', { finding: 'It helped.', findingIs: 'quote' }],
  ],
  { A: { references: ['r1'] }, B: { references: ['r2'], note: 'ask' } },
  {
    references: ['r1', 'r2'].map((id) => ({
      id,
      citeKey: id,
      label: id,
      citation: id,
      year: null,
      url: null,
    })),
  },
);
const rules = (longestQuote: number, ...ids: string[]) => ({ longestQuote, withheld: new Set(ids) });

describe('what is redacted by rule', () => {
  it('is the name of a withheld study in the codebook too', () => {
    const [concept, ...others] = dataset.codebook.factors;
    const sources = ['A', 'r1', 'B', 'r2', 'Weiss 2002'];
    const codebook = { ...dataset.codebook, factors: [{ ...concept, sources }, ...others] };
    const sourcesLeft = (...withheld: string[]) =>
      redactDataset({ ...dataset, codebook }, rules(300, ...withheld)).codebook.factors[0].sources;
    expect(sourcesLeft()).toEqual(sources);
    expect(sourcesLeft(dataset.studies[0].id)).toEqual(['B', 'r2', 'Weiss 2002']);
    // A withheld claim leaves its study published.
    expect(sourcesLeft(dataset.claims[0].id)).toEqual(sources);
  });

  it('are long quotations; own words stay whole', () => {
    const [cut, own, short] = redactDataset(dataset, rules(40)).claims;
    expect(cut.finding).toBe('They said that it had been the money, […]');
    expect(own.finding).toBe(quote);
    expect(short.finding).toBe('It helped.');
    expect(redactDataset(dataset).claims[0].finding).toBe(quote);
  });

  it('is what is withheld, with all that rests on it alone', () => {
    const published = redactDataset(dataset, rules(300, 'study-A', 'claim-C2'));
    expect(published.studies.map(({ key }) => key)).toEqual(['B']);
    expect(published.claims).toEqual([]);
    expect(published.references.map(({ id }) => id)).toEqual(['r2']);
  });

  it('is shown before it happens, in numbers and examples', () => {
    expect(previewRedaction(dataset, rules(40, 'claim-C2'))).toMatchObject({
      leaves: { studies: 2, claims: 2, quotes: 1, references: 2 },
      stays: { notes: 2, quotes: 1, studies: 0, claims: 1, references: 0 },
      cutQuotes: [
        { claim: 'C0', study: 'A', before: quote, after: 'They said that it had been the money, […]' },
      ],
      keptNotes: [
        { row: 'B', note: 'ask' },
        { row: 'C0', note: 'doubtful' },
      ],
      withheld: [{ row: 'C2', name: 'B' }],
    });
    expect(previewRedaction(dataset, defaultRules).stays.quotes).toBe(0);
  });
});
