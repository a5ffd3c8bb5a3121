import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, parseReferences, type FormatId } from './formats.ts';
import type { ParsedFile } from './parsed-file.ts';

/** Pieces of the formats' syntax, so that random texts come close to real files. */
const pieces: Record<FormatId, string[]> = {
  bibtex: [
    '@article{',
    '@string{',
    '@comment{',
    '@book(',
    'key',
    ',',
    '\n',
    ' = ',
    '{',
    '}',
    '"',
    '#',
    'title',
    'author',
    ' and ',
    '\\',
    "\\'e",
    '$',
    '%',
    '@',
    'jan',
    ')',
    'crossref = {key}',
  ],
  biblatex: [
    '@online{',
    'date = {2019/2020},',
    'author = {family=A, given=B},',
    '}',
    '\n',
    '{',
    'k,',
    'xdata = {k}',
  ],
  ris: [
    'TY  - JOUR\n',
    'ER  - \n',
    'TI  - ',
    'AU  - ',
    'x',
    ', ',
    '\n',
    'PY  - 2019',
    'SP  - ',
    'KW  - ',
    'UR  - javascript:x',
    '   ',
  ],
  nbib: ['PMID- 1\n', 'TI  - ', 'FAU - ', '      ', '\n', 'x', 'DP  - 2018 Jan', 'AID - 10.1/x [doi]'],
  'endnote-xml': [
    '<xml><records>',
    '<record>',
    '</record>',
    '<titles><title>',
    '</title></titles>',
    '<style face="italic">',
    'x',
    '&amp;',
    '<',
    '>',
    '<![CDATA[',
    ']]>',
    '<!--',
  ],
  enw: ['%0 Journal Article\n', '%T ', '%A ', 'x', '\n', '\n\n', '%D 2010', '%U http://x'],
  csl: [
    '[',
    ']',
    '{',
    '}',
    '"id":',
    '"x"',
    ',',
    '"title":',
    '"author":[{"family":',
    '\n',
    '\\',
    '"',
    '"issued":{"date-parts":[[',
    '2019',
  ],
  csv: ['title,author,year\n', 'id;title\n', '"', ',', ';', '\n', 'x', '=1+1', "'", '\t', '2019'],
  wos: ['FN ISI\n', 'PT J\n', 'ER\n', 'AU ', 'TI ', '   x', '\n', 'PY 2019', 'EF'],
};

function texts(id: FormatId): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...pieces[id]) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    // Names that every object has.
    {
      weight: 1,
      arbitrary: fc.constantFrom('constructor', '__proto__', 'toString', '\\constructor ', '&constructor;'),
    },
  );
  return fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
}

function expectPromisesKept({ counts, references, issues }: ParsedFile): void {
  expect(counts.found).toBe(counts.kept + counts.repaired + counts.lost);
  expect(references).toHaveLength(counts.kept + counts.repaired);
  expect(new Set(references.map(({ csl }) => csl.id)).size).toBe(references.length);
  const repairedLines = new Set(
    issues.filter(({ outcome }) => outcome === 'repaired').map(({ where }) => where.line),
  );
  const silent = references.filter(
    ({ outcome, source }) => outcome === 'repaired' && !repairedLines.has(source.line),
  );
  expect(silent).toEqual([]);
  expect(references.filter(({ csl }) => csl.id === '' || !/^https?:\/\//.test(csl.URL ?? 'http://'))).toEqual(
    [],
  );
  expect(issues.filter(({ outcome }) => outcome === 'lost').length).toBeGreaterThanOrEqual(counts.lost);
}

describe.each(formats.map(({ id }) => id))('reading any text as %s', (id) => {
  it('never throws and keeps the promises of a parsed file', () => {
    fc.assert(
      fc.property(texts(id), (text) => expectPromisesKept(parseReferences(text, { format: id }))),
      {
        numRuns: 300,
      },
    );
  });

  it('never throws on texts of the other formats', () => {
    const others = fc.oneof(...formats.map((format) => texts(format.id)));
    fc.assert(
      fc.property(others, (text) => expectPromisesKept(parseReferences(text, { format: id }))),
      {
        numRuns: 100,
      },
    );
  });

  it('detects some format or says that it is none, without throwing', () => {
    fc.assert(
      fc.property(texts(id), (text) => expectPromisesKept(parseReferences(text))),
      { numRuns: 100 },
    );
  });
});

/** Each of these is one kind of input on which a careless parser takes quadratic time or overflows the stack. */
const hard: [name: string, id: FormatId, text: string][] = [
  ['unclosed entries', 'bibtex', '@article{key, title = {x\n'.repeat(20_000)],
  ['unclosed entries on one line', 'bibtex', '@article{key, title = {x '.repeat(20_000)],
  ['unclosed values', 'bibtex', `@article{key,\n${'title = {x,\n'.repeat(20_000)}`],
  ['unclosed values on one line', 'bibtex', `@article{key, ${'title = {x, '.repeat(20_000)}`],
  ['unbalanced quotes', 'bibtex', `@article{key,\n${'title = "x "y" z,\n'.repeat(20_000)}}`],
  ['unclosed comments', 'bibtex', '@comment{ x\n'.repeat(20_000)],
  ['unclosed strings', 'bibtex', '@string{a = {x\n'.repeat(20_000)],
  ['deep braces', 'bibtex', `@article{key, title = {${'{'.repeat(50_000)}x${'}'.repeat(50_000)}}}`],
  ['deep commands', 'bibtex', `@article{key, title = {${'\\emph{'.repeat(20_000)}x${'}'.repeat(20_000)}}}`],
  ['one key, many times', 'bibtex', '@article{key, title = {x}}\n'.repeat(20_000)],
  ['many names', 'bibtex', `@article{key, author = {${Array(20_000).fill('A, B').join(' and ')}}}`],
  ['blanks between names', 'bibtex', `@article{key, author = {A ${' '.repeat(200_000)} B}}`],
  ['commas between names', 'bibtex', `@article{key, author = {${'A, '.repeat(50_000)}}}`],
  ['dollars', 'bibtex', `@article{key, title = {${'$ a '.repeat(20_000)}}}`],
  ['circular cross-references', 'bibtex', '@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n'],
  [
    'a chain of cross-references',
    'bibtex',
    Array.from({ length: 5_000 }, (_, n) => `@book{k${n}, crossref = {k${n + 1}}}\n`).join(''),
  ],
  [
    'macros that double',
    'bibtex',
    `@string{a0 = "x"}\n${Array.from({ length: 60 }, (_, n) => `@string{a${n + 1} = a${n} # a${n}}\n`).join('')}@book{k, title = a60}`,
  ],
  ['blank lines', 'bibtex', `@article{key, title = {x\n${'\n'.repeat(100_000)}`],
  ['records without end', 'ris', 'TY  - JOUR\nTI  - x\n'.repeat(20_000)],
  ['continuation lines', 'ris', `TY  - JOUR\nAB  - x\n${'y\n'.repeat(100_000)}ER  - \n`],
  ['unclosed records', 'endnote-xml', '<xml><records>' + '<record><titles><title>x'.repeat(20_000)],
  ['deep elements', 'endnote-xml', `<xml><records><record>${'<a>'.repeat(50_000)}x`],
  ['open angle brackets', 'endnote-xml', `<xml><records><record>${'<a '.repeat(50_000)}`],
  ['unclosed items', 'csl', `[${'{"title": "x",\n'.repeat(20_000)}`],
  ['unclosed strings in items', 'csl', `[${'{"title": "x},\n'.repeat(20_000)}`],
  ['deep items', 'csl', `[${'{"a":'.repeat(50_000)}`],
  ['unclosed quotes in cells', 'csv', `title,year\n${'"x,2019\n'.repeat(20_001)}`],
  ['quotes in cells', 'csv', `title,year\n"${'x"y'.repeat(50_000)}",2019\n`],
  ['tags in a title', 'csl', `[{"title": "${'<i>'.repeat(50_000)}x"}]`],
];

/** Values that are long in one way, in every field of a record. */
const longValues: [name: string, value: string][] = [
  ['blanks', `x${' '.repeat(50_000)}y`],
  ['letters', 'x'.repeat(50_000)],
  ['capitals', 'X'.repeat(50_000)],
  ['words', 'word Word '.repeat(10_000)],
  ['digits', '1'.repeat(50_000)],
  ['years', '2002 '.repeat(10_000)],
  ['hyphens', '-'.repeat(50_000)],
  ['quotes', "'".repeat(50_000)],
  ['a list that never ends', `['${"a 'b ".repeat(10_000)}`],
  ['backslashes', '\\verb|x '.repeat(5_000)],
  ['addresses', 'http://a.org/x '.repeat(5_000)],
  ['DOIs', '10.1000/x)'.repeat(5_000)],
  ['ampersands', 'A & B, '.repeat(10_000)],
  ['semicolons', 'A; '.repeat(20_000)],
  ['dots', 'A. '.repeat(20_000)],
];

const recordOf: Record<string, (value: string) => string> = {
  bibtex: (value) =>
    `@article{k, ${'author editor title journal year month date pages volume doi url keywords note abstract howpublished eprint publisher type'
      .split(' ')
      .map((name) => `${name} = {${value}}`)
      .join(', ')}}`,
  ris: (value) =>
    `TY  - JOUR\n${'AU A2 TI T2 PY DA Y1 SP EP VL IS DO UR KW N1 AB SN M3 C7 AN'
      .split(' ')
      .map((tag) => `${tag}  - ${value}\n`)
      .join('')}ER  - \n`,
  csl: (value) =>
    JSON.stringify([
      {
        id: value,
        title: value,
        author: [value],
        issued: value,
        page: value,
        DOI: value,
        URL: value,
        note: value,
      },
    ]),
  csv: (value) =>
    `title,authors,year,pages,doi,url,keywords,source,issn\n${Array(9)
      .fill(`"${value.replaceAll('"', '""')}"`)
      .join(',')}\n`,
  'endnote-xml': (value) =>
    `<xml><records><record><contributors><authors><author>${value}</author></authors></contributors><titles><title>${value}</title></titles><dates><year>${value}</year></dates><pages>${value}</pages><isbn>${value}</isbn><electronic-resource-num>${value}</electronic-resource-num><urls><related-urls><url>${value}</url></related-urls></urls></record></records></xml>`,
};

describe.each(Object.keys(recordOf) as FormatId[])('long values in %s', (id) => {
  it.each(longValues)('%s take less than two seconds', (_name, value) => {
    const start = performance.now();
    const parsed = parseReferences(recordOf[id](value), { format: id });
    expect(performance.now() - start).toBeLessThan(2_000);
    expectPromisesKept(parsed);
  });
});

const hardToDetect: [name: string, text: string][] = [
  ['blank lines', '\n'.repeat(300_000)],
  ['blanks', ' '.repeat(300_000)],
  ['indented lines', '   x\n'.repeat(100_000)],
  ['at signs', '@'.repeat(300_000)],
  ['at signs on lines', '@a \n'.repeat(100_000)],
  ['quotes', '"'.repeat(300_001)],
  ['commas', ','.repeat(300_000)],
  ['angle brackets', '<'.repeat(300_000)],
  ['open comments', '<!--'.repeat(100_000)],
  ['braces', '{"a":'.repeat(100_000)],
  ['percent signs', '%0\n'.repeat(100_000)],
  ['one long word', 'x'.repeat(500_000)],
];

describe('hard inputs of unknown format', () => {
  it.each(hardToDetect)('%s take less than two seconds', (_name, text) => {
    const start = performance.now();
    const parsed = parseReferences(text);
    expect(performance.now() - start).toBeLessThan(2_000);
    expectPromisesKept(parsed);
  });
});

describe('hard inputs', () => {
  it.each(hard)('%s (%s) take less than two seconds', (_name, id, text) => {
    const start = performance.now();
    const parsed = parseReferences(text, { format: id });
    expect(performance.now() - start).toBeLessThan(2_000);
    expectPromisesKept(parsed);
  });
});
