import { describe, expect, it } from 'vitest';
import { cleanText } from './text-cleanup.ts';

describe('cleanText', () => {
  it.each([
    ['A &amp; B &lt;x&gt; &#233; &#xE9; &nbsp; C', 'A & B <x> é é C'],
    ['&constructor; &unknown; & &;', '&constructor; &unknown; & &;'],
    ['&#0;&#xD800;&#99999999;', '&#0;&#xD800;&#99999999;'],
    ['one&#xD;two', 'one two'],
    ['H<inf>2</inf>O <em>x</em> <STRONG>y</STRONG>', 'H<sub>2</sub>O <i>x</i> <b>y</b>'],
    ['  a \n\t b\u00a0c\u202fd ', 'a b c d'],
    ['e\u0301', 'é'],
    ['a\u0001b\u0000c\u007fd', 'abcd'],
    ['\u0093quoted\u0094 \u0096 it\u0092s', '“quoted” – it’s'],
  ])('makes %j tidy', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});
