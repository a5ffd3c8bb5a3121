import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ease, moveMarks, type ShownMark } from './move-marks.ts';
import type { DotMark, DrawnMark, PathMark, TextMark } from './scene.ts';

const dot = (key: string, x: number, y = 0, more: Partial<DotMark> = {}): DotMark => ({
  key,
  kind: 'dot',
  x,
  y,
  radius: 4,
  tone: 'ink',
  ...more,
});
const text = (key: string, x: number, words: string): TextMark => ({
  key,
  kind: 'text',
  x,
  y: 0,
  text: words,
  tone: 'ink',
  size: 11,
});
const path = (d: string): PathMark => ({ key: 'band', kind: 'path', d, tone: 'band', fill: true });
const find = (marks: readonly ShownMark[], key: string) => marks.find((mark) => mark.key === key);

describe('moveMarks', () => {
  it('moves what both have, and shows the next words and tones at once', () => {
    const moment = moveMarks(
      [dot('a', 0), text('share', 0, '34 %')],
      [dot('a', 100, 40, { tone: 'focal' }), text('share', 100, '7 %')],
    )!;
    expect(find(moment(0), 'a')).toMatchObject({ x: 0, y: 0, tone: 'focal' });
    expect(find(moment(0.25), 'a')).toMatchObject({ x: 25, y: 10 });
    expect(find(moment(0), 'share')).toMatchObject({ x: 0, text: '7 %' });
  });

  it('fades in what comes and out what goes', () => {
    const moment = moveMarks([dot('old', 5)], [dot('new', 9)])!;
    expect(find(moment(0.25), 'old')).toMatchObject({ x: 5, opacity: 0.75 });
    expect(find(moment(0.25), 'new')).toMatchObject({ x: 9, opacity: 0.25 });
    expect(moment(1)).toEqual([dot('new', 9)]);
  });

  it('begins where a way was left', () => {
    const there = moveMarks([dot('a', 0), dot('gone', 1)], [dot('a', 100)])!(0.5);
    const back = moveMarks(there, [dot('a', 0), dot('gone', 1)])!;
    expect(find(back(0), 'a')).toMatchObject({ x: 50 });
    expect(find(back(0), 'gone')).toMatchObject({ opacity: 0.5 });
    expect(find(back(0.5), 'gone')).toMatchObject({ opacity: 0.75 });
    expect(back(1)).toEqual([dot('a', 0), dot('gone', 1)]);
  });

  it('moves outlines with the same commands and changes others at once', () => {
    const moved = moveMarks([path('M0,0L10,-5Z')], [path('M10,0L20,5Z')])!;
    expect(find(moved(0.5), 'band')).toMatchObject({ d: 'M5,0L15,0Z' });
    expect(moveMarks([path('M0,0L10,5Z')], [path('M0,0L10,5L7,7Z')])).toBeNull();
  });

  it('leaves marks that stay untouched, so that they cost nothing', () => {
    const still = dot('still', 1);
    const next = [still, dot('a', 5)];
    expect(moveMarks([dot('still', 1), dot('a', 0)], next)!(0.5)[0]).toBe(still);
    expect(moveMarks(next, next)).toBeNull();
  });

  it('neither moves nor fades what is shown only while it is looked at', () => {
    const hidden = dot('hidden', 0, 0, { onlyActive: true });
    expect(moveMarks([hidden], [{ ...hidden, x: 50 }])).toBeNull();
    expect(moveMarks([hidden], [])).toBeNull();
  });

  it('does not begin a way that a frame could not draw', () => {
    const many = Array.from({ length: 3000 }, (_, at) => dot(`d${at}`, at));
    expect(
      moveMarks(
        many,
        many.map((mark) => ({ ...mark, y: 5 })),
      ),
    ).toBeNull();
  });

  it('ends in the next drawing and never leaves the numbers between the two', () => {
    const drawing = fc.uniqueArray(
      fc.record({ key: fc.constantFrom(...'abcdef'), x: fc.integer({ min: -500, max: 500 }) }),
      { selector: ({ key }) => key },
    );
    fc.assert(
      fc.property(drawing, drawing, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, t) => {
        const before: DrawnMark[] = from.map(({ key, x }) => dot(key, x));
        const after: DrawnMark[] = to.map(({ key, x }) => dot(key, x));
        const moment = moveMarks(before, after);
        if (!moment) return;
        expect(moment(1)).toEqual(after);
        const keys = moment(t).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const mark of moment(t) as DotMark[]) {
          const ends = [find(before, mark.key), find(after, mark.key)].flatMap((end) =>
            end ? (end as DotMark).x : [],
          );
          expect(mark.x).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9);
          expect(mark.x).toBeLessThanOrEqual(Math.max(...ends) + 1e-9);
        }
      }),
    );
  });
});

describe('ease', () => {
  it('goes from 0 to 1, is half-way at half time, and never turns back', () => {
    expect([ease(-1), ease(0), ease(0.5), ease(1), ease(2)]).toEqual([0, 0, 0.5, 1, 1]);
    const steps = Array.from({ length: 101 }, (_, at) => ease(at / 100));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });
});
