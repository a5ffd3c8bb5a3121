import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from '../lenses/choices.ts';
import { indexEvidence } from '../lenses/evidence.ts';
import { computeLadder } from '../lenses/ladder.ts';
import { Selection } from '../lenses/selection.ts';
import { canonicalJson } from './canonical-json.ts';
import { citeEdition, describeGround } from './edition-words.ts';
import { makeEdition, sha256 } from './make-edition.ts';
import { redactDataset } from './redact.ts';

/** The same value with the keys of its objects in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, turned(inner)]);
  return Object.fromEntries(entries.reverse());
}

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    // The order of code units, not of numbers: RFC 8785, section 3.2.3.
    [{ 9: 1, 10: 2, '€': 3, '\r': 4, A: 5, a: 6 }, '{"\\r":4,"10":2,"9":1,"A":5,"a":6,"€":3}'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    [JSON.parse('{"__proto__": 1, "a": 2}'), '{"__proto__":1,"a":2}'],
    [[-0, 1e21, 0.1, 5e-324], '[0,1e+21,0.1,5e-324]'],
    ['"\\ \u2028 \ud800 </script>', '"\\"\\\\ \u2028 \\ud800 </script>"'],
    [{}, '{}'],
    [[], '[]'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([Number.NaN, Infinity, -Infinity])(
    'has no %f: it would be read back as something else',
    (value) => {
      expect(() => canonicalJson({ a: [value] })).toThrow(RangeError);
    },
  );

  it('does not depend on the order of keys, and is read back as the same value', () => {
    const any = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(
      fc.property(any, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turned(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(value);
      }),
    );
    expect.hasAssertions();
  });
});

const facts = {
  number: 3,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: 'bundles=out',
  software: 'Counterweight 0.1.0',
};
const reference = (id: string) => ({
  id,
  citeKey: id,
  label: id,
  citation: `${id}.`,
  year: 2001,
  url: null,
});
const dataset = makeDataset(
  [
    ['A', 'leadership', { note: 'a private doubt', finding: 'It helped.' }],
    ['B', 'trust'],
  ],
  { A: { references: ['r1', 'r2'], note: 'ask the author' }, B: {} },
  { references: [reference('r1'), reference('r2'), reference('unused')] },
);

describe('what is published', () => {
  it('has no notes, and only references that report a study', () => {
    const note = 'private';
    const full = {
      ...dataset,
      comparisons: [
        {
          id: 'h',
          key: 'H1',
          study: 'study-A',
          outcome: 'process',
          focalFactor: 'leadership',
          rivals: ['trust'],
          verdict: 'ahead',
          claims: ['claim-C0'],
          note,
        },
      ],
      estimates: [{ id: 'e', key: 'E1', note } as (typeof dataset.estimates)[number]],
    };
    const published = redactDataset(full);
    const text = JSON.stringify(published);
    for (const secret of ['doubt', 'ask the author', 'private', 'unused']) expect(text).not.toContain(secret);
    expect(published.references.map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect(published.claims[0]).toEqual({ ...dataset.claims[0], note: '' });
    expect(dataset.claims[0].note).toBe('a private doubt');
  });

  it('gives the same answer as the review', () => {
    fc.assert(
      fc.property(anyDataset, (given) => {
        const ladder = (of: typeof given) =>
          computeLadder(new Selection(indexEvidence(of), defaultChoices, 0));
        expect(ladder(redactDataset(given))).toEqual(ladder(given));
      }),
      { numRuns: 30 },
    );
    expect.hasAssertions();
  });
});

describe('an edition', () => {
  it('has the same bytes and hash whenever it is made, also from keys in another order', async () => {
    const first = await makeEdition(dataset, facts);
    const again = await makeEdition(turned(structuredClone(dataset)) as typeof dataset, {
      software: facts.software,
      view: facts.view,
      publishedAt: facts.publishedAt,
      number: facts.number,
    });
    expect(again).toMatchObject({ payload: first.payload, hash: first.hash });
    expect(JSON.parse(first.payload)).toEqual(first.edition);
    expect(first.edition).toMatchObject({ format: 'counterweight-edition', formatVersion: 2, ...facts });
  });

  it('has another hash for any other byte', async () => {
    const { payload, hash } = await makeEdition(dataset, facts);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await sha256(payload)).toBe(hash);
    for (const at of [0, Math.floor(payload.length / 2), payload.length - 1]) {
      const code = payload.charCodeAt(at) ^ 1;
      const changed = payload.slice(0, at) + String.fromCharCode(code) + payload.slice(at + 1);
      expect(await sha256(changed)).not.toBe(hash);
    }
    const changed = structuredClone(dataset);
    changed.claims[0].finding = 'It helped!';
    expect((await makeEdition(changed, facts)).hash).not.toBe(hash);
    expect((await makeEdition(dataset, { ...facts, number: 4 })).hash).not.toBe(hash);
  });

  it('keeps its hash where only a private note changed', async () => {
    const changed = structuredClone(dataset);
    changed.claims[0].note = 'another doubt';
    expect((await makeEdition(changed, facts)).hash).toBe((await makeEdition(dataset, facts)).hash);
  });

  // FIPS 180-4, and the UTF-8 bytes of other letters.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['é', '4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c'],
  ])('is hashed as the standard says: "%s"', async (text, hash) => {
    expect(await sha256(text)).toBe(hash);
  });

  it('is cited by title, number, date, program and hash', async () => {
    const { edition } = await makeEdition(dataset, facts);
    expect(citeEdition(edition, '0123456789abcdef')).toBe(
      'A small review (2026). Evidence map, edition 3, 23 November 2026 [Counterweight 0.1.0; 0123456789ab].',
    );
  });

  it('says on what ground it stands', () => {
    const ground = (of: typeof dataset) =>
      describeGround(computeLadder(new Selection(indexEvidence(of), defaultChoices, 0)));
    expect(ground(dataset)).toContain(
      'Of 2 studies, the Ladder leaves 0 to “order in time, or outcome rated by others” and 0 to “separate sources for cause and outcome”.',
    );
    expect(ground(makeDataset([]))).toBe('No study is left with these filters.');
    expect(ground({ ...dataset, rungs: dataset.rungs.slice(0, 1) })).not.toContain('Of 2 studies');
  });
});
