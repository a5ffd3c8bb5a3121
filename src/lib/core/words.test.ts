import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agree,
  count,
  grouped,
  decimals,
  isPlural,
  list,
  longDate,
  lowerFirst,
  percent,
  percentRange,
  points,
  signed,
  studies,
} from './words.ts';

const thin = '\u202f';
const joiner = '\u2060';

describe('numbers in words', () => {
  it.each([
    [0, `0${thin}%`],
    [-0, `0${thin}%`],
    [0.004, `<${thin}1${thin}%`],
    [0.005, `1${thin}%`],
    [0.336857, `34${thin}%`],
    [1, `100${thin}%`],
    [-0.1, `−10${thin}%`],
    [-0.004, `0${thin}%`],
  ])('a share of %f is %s', (share, words) => {
    expect(percent(share)).toBe(words);
  });

  it('a range does not break at its dash', () => {
    expect(percentRange([0.264, 0.418])).toBe(`26${joiner}–${joiner}42${thin}%`);
    expect(percentRange([0, 0.004])).toBe(`0${joiner}–${joiner}0${thin}%`);
  });

  it.each([
    [0.041, '+4 points'],
    [-0.01, '−1 point'],
    [0.01, '+1 point'],
    [-0.004, '0 points'],
    [0, '0 points'],
  ])('a difference of %f is %s', (difference, words) => {
    expect(points(difference)).toBe(words);
  });

  it.each([
    [3, '+3'],
    [-4, '−4'],
    [0, '0'],
    [-0, '0'],
  ])('%f is signed %s', (value, words) => expect(signed(value)).toBe(words));

  it.each([
    [0.4321, 2, '0.43'],
    [-0.1, 2, '−0.10'],
    [-0.001, 2, '0.00'],
    [1.005, 1, '1.0'],
  ])('%f has %i decimals in %s', (value, places, words) => expect(decimals(value, places)).toBe(words));

  it('a number never has a hyphen for a minus', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (value) => {
        for (const words of [
          percent(value),
          points(value),
          decimals(value),
          signed(Math.round(value * 100)),
        ]) {
          expect(words).not.toContain('-');
          expect(words).not.toMatch(/−0( |\u202f|$|\.00$)/);
        }
      }),
    );
    expect.hasAssertions();
  });
});

describe('counts, lists and dates', () => {
  it.each([
    [0, '0 studies'],
    [1, '1 study'],
    [1200, '1,200 studies'],
  ])('%i is %s', (number, words) => expect(studies(number)).toBe(words));

  it('counts anything', () => {
    expect([count(1, 'claim'), count(2, 'claim')]).toEqual(['1 claim', '2 claims']);
  });

  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j is "%s"', (items, words) => expect(list(items)).toBe(words));

  it.each([
    ['2026-11-23', '23 November 2026'],
    ['2026-01-05T23:59:59.999Z', '5 January 2026'],
    ['1999-12-31', '31 December 1999'],
  ])('%s is %s', (iso, words) => expect(longDate(iso)).toBe(words));

  it.each([
    ['Primary studies', 'primary studies'],
    ['ICT use', 'ICT use'],
    ['', ''],
    ['Ärzte', 'ärzte'],
  ])('"%s" within a sentence is "%s"', (text, words) => expect(lowerFirst(text)).toBe(words));
});

describe('labels that name one thing or many', () => {
  it.each([
    ...['Boundary spanners', 'Resources', 'Senior leaders', 'Small wins', 'Professional boundaries'],
    ...['Trust and relationships', 'Policy, mandate and context', 'Leadership + management', 'Goals & roles'],
    ...['Several sources of funding', 'Resources other than money', 'Costs of taking part', 'Silos', 'Fees'],
    ...[
      'Leadership behaviours, not specified',
      'Skilled staff',
      'People',
      'Continuity and credibility of leaders',
    ],
  ])('%s are', (label) => expect(isPlural(label)).toBe(true));

  it.each([
    ...['Leadership', 'Trust', 'Clarity of goals', 'Balance of vision and focus', 'Participation of users'],
    ...[
      'Task focus',
      'Progress',
      'Consensus',
      'Basis of trust',
      'Team effectiveness',
      'Ethos',
      'Bias',
      'News',
    ],
    ...[
      'Leadership through structures and processes',
      'Partnership functioning (bundles)',
      'Somatic anxiety',
    ],
    ...['Leadership effectiveness, forms not stated', 'Internal and external functioning', 'ICT', '', '()'],
    ...['Number of ties', 'Resilience', 'Face-to-face dialogue', 'Self-confidence'],
  ])('%s is', (label) => expect(isPlural(label)).toBe(false));

  it('choose the form of a word', () => {
    expect([agree('Trust', 'is', 'are'), agree('Goals', 'is', 'are')]).toEqual(['is', 'are']);
  });
});

it('sets thousands apart as British readers do', () => {
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (number) => {
      // A tiny negative number is 0, without a sign.
      const wanted = (Math.round(number * 1000) / 1000 + 0).toLocaleString('en-GB');
      expect(grouped(number)).toBe(wanted === '-0' ? '0' : wanted);
    }),
  );
  expect([0, 999, 1000, 20_000, 1_234_567].map(grouped)).toEqual([
    '0',
    '999',
    '1,000',
    '20,000',
    '1,234,567',
  ]);
});
