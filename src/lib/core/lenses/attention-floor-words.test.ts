import { expect, it } from 'vitest';
import type { Interval } from '../stats/proportion-intervals.ts';
import { floorSentences } from './attention-floor-words.ts';

const low: Interval = [0.1, 0.2];
const holds: Interval = [0.25, 0.35];
const high: Interval = [0.4, 0.5];
const say = (within: Interval | null, between: Interval | null, label = 'Leadership') =>
  floorSentences(0.3, { within, between }, label).map((line) =>
    line.replaceAll('\u202f', ' ').replaceAll('\u2060', ''),
  );

it('says what each floor asks, and what a factor has', () => {
  expect(say(holds, high).slice(0, 2)).toEqual([
    'Within studies: were what each study carries dealt anew over the factors that it names, leadership would have 25–35 % of what is supported. With 30 % it carries as much as the factors named beside it.',
    'Between studies: were it dealt over all studies, leadership would have 40–50 %. With 30 % it carries less than attention alone would bring.',
  ]);
});

it.each([
  [holds, holds, 'The two agree: neither tells this share from what attention alone would bring.'],
  [
    high,
    high,
    'The two agree: the evidence carries less than attention alone would bring, also within the same studies.',
  ],
  [
    holds,
    high,
    'The two disagree: the difference lies between studies. Beside the factors of the same studies nothing is amiss, but it is named in weaker studies than others.',
  ],
  [
    low,
    holds,
    'The two disagree: the difference lies within studies. There the claims about it are stronger than others of the same studies; over all studies that does not show.',
  ],
  [
    high,
    low,
    'The two disagree: the claims about it are weaker than others of the same studies, in studies that are stronger than others.',
  ],
])('%j and %j', (within, between, sentence) => {
  expect(say(within, between)[2]).toBe(sentence);
});

it('speaks of many in the plural', () => {
  expect(say(holds, high, 'Boundary spanners').join(' ')).toMatch(
    /With 30 % they carry as much as the factors named beside them\..*but they are named in weaker studies/,
  );
});

it('says nothing of floors that are not known', () => {
  expect(say(null, holds)).toEqual([]);
});
