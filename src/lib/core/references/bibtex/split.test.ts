import { describe, expect, it } from 'vitest';
import type { BibEntry } from './blocks.ts';
import { splitBibtex } from './split.ts';

function entries(text: string): BibEntry[] {
  return [...splitBibtex(text)].filter((block) => block.kind === 'entry');
}

/** type{key: name=value, …} and the problems, to be compared at a glance. */
function sketch(text: string): string[] {
  return entries(text).map(({ type, key, fields, problems }) => {
    const shown = fields.map(
      ({ name, parts }) =>
        `${name}=${parts.map(({ kind, text: part }) => (kind === 'bare' ? `\`${part}\`` : part)).join('#')}`,
    );
    const codes = problems.map(({ code }) => code).join(' ');
    return `${type}{${key}: ${shown.join(', ')}}${codes && ` ! ${codes}`}`;
  });
}

describe('splitBibtex', () => {
  it.each<[string, string, string[]]>([
    ['braces', '@Article{k, Title = {A {B} C}, year = 2002}', ['article{k: title=A {B} C, year=`2002`}']],
    ['quotes', '@article{k, title = "A {"}B{"} C"}', ['article{k: title=A {"}B{"} C}']],
    ['parentheses', '@book(k, title = {A})', ['book{k: title=A}']],
    [
      'concatenation',
      '@article{k, journal = a # " of " # b, month = jan # "~15"}',
      ['article{k: journal=`a`# of #`b`, month=`jan`#~15}'],
    ],
    ['a comma at the end', '@book{k, title = {A},}', ['book{k: title=A}']],
    ['nothing but a key', '@misc{k}\n@misc{l,}', ['misc{k: }', 'misc{l: }']],
    ['a key on its own line', '@\n book\n {\n k\n ,\n title = {A}}', ['book{k: title=A}']],
    ['no key', '@book{, title = {A}}\n@book{title = {B}}', ['book{: title=A}', 'book{: title=B}']],
    [
      'odd keys',
      '@book{SALAZAR SILVA2018, title = {A}}\n@book{O’Gorman:9.8+a/b, title = {B}}',
      ['book{SALAZAR SILVA2018: title=A}', 'book{O’Gorman:9.8+a/b: title=B}'],
    ],
    [
      'a key with its comma missing',
      '@book{k\n  title = {A}}\n@book{l title = {B}}',
      ['book{k: title=A} ! missing-comma', 'book{l: title=B} ! missing-comma'],
    ],
    [
      'text between entries',
      'Hello me@x.org, see @ and\n@book{k, title={A}} more\n@book{l, title={B}}',
      ['book{k: title=A}', 'book{l: title=B}'],
    ],
    [
      'two entries on one line',
      '@book{k, title={A}} @book{l, title={B}}@book{m, title={C}}',
      ['book{k: title=A}', 'book{l: title=B}', 'book{m: title=C}'],
    ],
    [
      'comments that go',
      '@comment{@book{k, title={A}}}\n@Comment{jabref-meta: x:{y;};}\n% @book{l, title={B}}\n@book{m, title={C}}',
      ['book{m: title=C}'],
    ],
    ['a comment that is never closed', '@comment{ x\n@book{m, title={C}}', ['book{m: title=C}']],
    ['a comment without braces', '@comment this\n@book{m, title={C}}', ['book{m: title=C}']],
    ['types that begin like a comment', '@commented{m, title={C}}', ['commented{m: title=C}']],
    [
      'comments between fields',
      '@book{k,\n % no\n title={A}, % yes\n year=1}',
      ['book{k: title=A, year=`1`}'],
    ],
    [
      'names of fields with spaces and signs',
      '@book{k, funding_text 1={A}, Early Access Date = {B}, author+an:x={1="y"}}',
      ['book{k: funding_text 1=A, early access date=B, author+an:x=1="y"}'],
    ],
    ['an empty value', '@book{k, title = , year = {1}}', ['book{k: title=, year=1}']],
  ])('reads %s', (_name, text, expected) => {
    expect(sketch(text)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    [
      'a brace that is never closed costs one entry only',
      '@book{a,\n title = {Unclosed,\n year = {2001}\n}\n\n@book{b,\n title = {Good}\n}',
      ['book{a: title=Unclosed, year=2001} ! unclosed-value', 'book{b: title=Good}'],
    ],
    [
      'the last brace missing',
      '@book{a,\n title = {A}\n\n@book{b,\n title = {B}\n}',
      ['book{a: title=A} ! unclosed-entry', 'book{b: title=B}'],
    ],
    [
      'an entry cut off by the end of the file',
      '@book{a,\n title = {A},\n author = {B and',
      ['book{a: title=A, author=B and} ! unclosed-value'],
    ],
    [
      'one brace too many',
      '@book{a,\n title = {A}},\n year = {1}\n}\n@book{b, title = {B}}',
      ['book{a: title=A, year=1} ! stray-brace', 'book{b: title=B}'],
    ],
    [
      'quotes in quotes',
      '@book{a,\n title = "The "good" life",\n year = "1"\n}',
      ['book{a: title=The "good" life, year=1} ! unbalanced-quotes'],
    ],
    [
      'a quote that is never closed',
      '@book{a,\n title = "A,\n year = "1"\n}\n@book{b, title={B}}',
      ['book{a: title=A, year=1} ! unbalanced-quotes', 'book{b: title=B}'],
    ],
    [
      'escaped quotes',
      '@book{a, author = "M\\"uller", year = 1}',
      ['book{a: author=M\\"uller, year=`1`} ! unbalanced-quotes'],
    ],
    [
      'a missing comma',
      '@book{a,\n title = {A}\n year = {1}\n}',
      ['book{a: title=A, year=1} ! missing-comma'],
    ],
    ['two commas', '@book{a,, title = {A},, year = {1}}', ['book{a: title=A, year=1}']],
    [
      'words without quotes',
      '@book{a, title = On the road, year = 1}',
      ['book{a: title=On the road, year=`1`} ! unquoted-value'],
    ],
    ['words that are no field', '@book{a,17,\n title = {A}\n}', ['book{a: title=A} ! unreadable-text']],
    [
      'a missing opening brace',
      '@book a,\n title = {A}\n}\n@book{b, title={B}}',
      ['book{a: title=A} ! missing-opening-brace', 'book{b: title=B}'],
    ],
    [
      'the wrong delimiter',
      '@book{a, title = {A})\n@book{b, title = {B}}',
      ['book{a: title=A} ! wrong-delimiter', 'book{b: title=B}'],
    ],
    ['a string that is never closed', '@string{x = {A\n@book{b, title={B}}', ['book{b: title=B}']],
  ])('mends %s', (_name, text, expected) => {
    expect(sketch(text)).toEqual(expected);
  });

  it('takes an entry inside a value for text when the braces match', () => {
    const text =
      '@misc{a, abstract = {Write it so:\n@book{x, title = {y}}\nand be happy.}, year = {1}}\n@book{b, title = {B}}';
    expect(entries(text).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('keeps the macros in their order', () => {
    const blocks = [...splitBibtex('@string{a = "A"}\n@STRING(b = a # {B})\n@preamble{"x"}')];
    expect(blocks.map((block) => block.kind)).toEqual(['macro', 'macro']);
  });

  it('tells where an entry begins and ends', () => {
    const text = 'x\n@book{k, title={A}} y';
    const [entry] = entries(text);
    expect(text.slice(entry.start, entry.end)).toBe('@book{k, title={A}}');
  });
});
