import { describe, expect, it } from 'vitest';
import { parseMarkup, plainText, toMarkup, withoutCaseMarks } from './markup.ts';

describe('parseMarkup', () => {
  it.each<[string, ReturnType<typeof parseMarkup>]>([
    ['plain', ['plain']],
    ['', []],
    ['a <i>b</i> c', ['a ', { mark: 'italic', children: ['b'] }, ' c']],
    ['CO<sub>2</sub>', ['CO', { mark: 'subscript', children: ['2'] }]],
    ['<b>x<sup>2</sup></b>', [{ mark: 'bold', children: ['x', { mark: 'superscript', children: ['2'] }] }]],
    ['<span style="font-variant:small-caps;">A</span>', [{ mark: 'small-caps', children: ['A'] }]],
    ['<span style="font-variant: small-caps">A</span>', [{ mark: 'small-caps', children: ['A'] }]],
    ['<span class="nocase">UK</span>', [{ mark: 'no-case', children: ['UK'] }]],
    ['<I>X</I>', [{ mark: 'italic', children: ['X'] }]],
  ])('reads %s', (text, segments) => {
    expect(parseMarkup(text)).toEqual(segments);
  });

  it.each([
    '<script>alert(1)</script>',
    '</script><script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<i onclick="x">a</i>',
    '<a href="javascript:x">a</a>',
    '<i>never closed',
    'closed</i> but not opened',
    'p < 0.05 and n > 3',
    '<span>no style</span>',
    '<i',
  ])('leaves %s the text it is', (text) => {
    expect(parseMarkup(text)).toEqual([text]);
    expect(plainText(text)).toBe(text);
  });

  it('closes what is nested wrongly and keeps the stray tag as text', () => {
    expect(parseMarkup('<i>a <b>b</i> c</b>')).toEqual([{ mark: 'italic', children: ['a <b>b'] }, ' c</b>']);
  });

  it('keeps a script inside a mark as text', () => {
    expect(parseMarkup('<i><script>x</script></i>')).toEqual([
      { mark: 'italic', children: ['<script>x</script>'] },
    ]);
  });

  it('takes very deep nesting for text', () => {
    expect(plainText(`${'<i>'.repeat(1000)}x${'</i>'.repeat(1000)}`)).toContain('x');
  });
});

describe('toMarkup', () => {
  it.each(['a <i>b</i>', '<b>x<sup>2</sup></b>', '<span class="nocase">UK</span>', 'p < 5 <script>'])(
    'writes %s as it was',
    (text) => {
      expect(toMarkup(parseMarkup(text))).toBe(text);
    },
  );
});

describe('withoutCaseMarks', () => {
  it('drops only them', () => {
    expect(withoutCaseMarks('<i>The <span class="nocase">UK</span></i>')).toBe('<i>The UK</i>');
  });
});
