import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { andOthers, type CslItem, type CslName, type CslType } from '../csl.ts';
import { parseReferences, writeReferences, type FormatId } from '../formats.ts';
import { plainText } from '../markup.ts';

/** Words with everything in them that means something to one of the formats. */
const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Leadership',
      'of',
      'Größe',
      'naïve',
      'Ωmega',
      '领导',
      'кооперация',
      'H2O',
      "children's",
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '{',
      '}',
      '\\',
      '%',
      '$5',
      '#1',
      'a_b',
      '^',
      '~',
      '&',
      '"x"',
      '<b',
      'x > y',
      '--',
      '``',
      '@article{x,',
      'TY  - JOUR',
      'ER  -',
      '</record>',
      '&amp',
      ';',
      '|',
      '=1+1',
      '\\emph{x}',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
);
const words = fc
  .array(word, { minLength: 1, maxLength: 8 })
  .map((list) => list.join(' ').replace(/\s+/g, ' ').trim().normalize('NFC'))
  // Entities are read as the characters they stand for, on purpose.
  .filter(
    (text) =>
      /[\p{L}\p{N}]/u.test(text) && !/&[#\w]+;/.test(text) && !/[\p{Cc}\p{Cs}\u00a0\u202f\ufeff]/u.test(text),
  );

const plain = words.map((text) => text.replace(/[<>]/g, '').replace(/\s+/g, ' ').trim());
const marked = fc.oneof(
  words,
  fc
    .tuple(plain, fc.constantFrom(['<i>', '</i>'], ['<sub>', '</sub>'], ['<sup>', '</sup>']), plain)
    .map(([before, [open, close], inside]) => `${before} ${open}${inside}${close}`),
);

const capitalised = fc.constantFrom(
  'Weiss',
  'O’Neill',
  'García Márquez',
  'Smith-Jones',
  "D'Angelo",
  'Ångström',
  'Li',
  'McKay',
);
const given = fc.constantFrom('Ana', 'J. R.', 'Élise', 'Jan-Erik', 'Mary Ann');
const institution = fc.constantFrom(
  'World Bank',
  'UNICEF',
  'Ministry of Health, Kenya',
  'Smith & Sons',
  'OECD/ITF',
  'Health and Safety Executive',
);
const person: fc.Arbitrary<CslName> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ family: capitalised, given }) },
  {
    weight: 1,
    arbitrary: fc.record({
      family: fc.constantFrom('Berg', 'Beethoven'),
      given,
      'non-dropping-particle': fc.constantFrom('van der', 'de la', 'von'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ family: capitalised, given, suffix: fc.constantFrom('Jr.', 'III') }) },
  { weight: 1, arbitrary: institution.map((literal) => ({ literal })) },
);
const authors = fc
  .tuple(
    fc.uniqueArray(person, { minLength: 1, maxLength: 4, selector: (name) => JSON.stringify(name) }),
    fc.boolean(),
  )
  .map(([names, goesOn]) => (goesOn ? [...names, andOthers] : names));

const doi = fc.constantFrom(
  '10.1000/xyz123',
  '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2',
  '10.1234/a_b%c',
);
const page = fc.constantFrom('12-34', 'e1004', 'S12-S19', '7');

const types: Record<string, CslType[]> = {
  bibtex: [
    'article-journal',
    'book',
    'chapter',
    'paper-conference',
    'report',
    'thesis',
    'manuscript',
    'document',
  ],
  biblatex: [
    'article-journal',
    'article-magazine',
    'article-newspaper',
    'book',
    'chapter',
    'paper-conference',
    'report',
    'thesis',
    'webpage',
    'dataset',
    'software',
    'patent',
    'manuscript',
    'document',
  ],
  ris: [
    'article-journal',
    'article-newspaper',
    'book',
    'chapter',
    'paper-conference',
    'report',
    'thesis',
    'webpage',
    'dataset',
    'software',
    'map',
    'document',
    'interview',
  ],
  nbib: ['article-journal', 'book', 'chapter', 'thesis'],
  'endnote-xml': [
    'article-journal',
    'article-newspaper',
    'book',
    'chapter',
    'paper-conference',
    'report',
    'thesis',
    'webpage',
    'dataset',
    'map',
    'document',
  ],
  csl: ['article-journal', 'book', 'chapter', 'speech', 'document'],
  csv: [
    'article-journal',
    'book',
    'chapter',
    'paper-conference',
    'report',
    'webpage',
    'dataset',
    'document',
    'speech',
  ],
};

const inContainer = new Set<CslType>([
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'chapter',
  'paper-conference',
]);

function itemOf(format: FormatId): fc.Arbitrary<CslItem> {
  return fc
    .record({
      type: fc.constantFrom(...types[format]),
      title: format === 'csv' ? plain : marked,
      author: authors,
      issued: fc.integer({ min: 1500, max: 2100 }).map((year) => ({ 'date-parts': [[year]] })),
      container: plain,
      volume: fc.constantFrom('1', '12', '3A'),
      issue: fc.constantFrom('2', '4-5', 'Suppl 1'),
      page,
      DOI: doi,
      abstract: plain,
    })
    .map(({ container, issue, ...rest }) => ({
      id: 'weiss2002',
      ...rest,
      ...(inContainer.has(rest.type) ? { 'container-title': container } : {}),
      ...(rest.type.startsWith('article') ? { issue } : {}),
    }));
}

const kept = [
  'type',
  'title',
  'author',
  'issued',
  'container-title',
  'volume',
  'issue',
  'page',
  'DOI',
  'abstract',
] as const;

describe.each(Object.keys(types) as FormatId[])('what is written as %s', (format) => {
  it('is read again as it was', () => {
    fc.assert(
      fc.property(fc.array(itemOf(format), { minLength: 1, maxLength: 3 }), (drafts) => {
        const items = drafts.map((item, index) => ({ ...item, id: `${item.id}-${index}` }));
        const written = writeReferences(items, format);
        const { references, counts } = parseReferences(written, { format });
        expect(counts).toEqual({ found: items.length, kept: items.length, repaired: 0, lost: 0 });
        references.forEach(({ csl }, index) => {
          for (const name of kept) {
            // Paging of whole books is not part of every format.
            if (name === 'page' && !inContainer.has(csl.type)) continue;
            expect([name, csl[name]]).toEqual([name, items[index][name]]);
          }
        });
      }),
      { numRuns: 150 },
    );
  });

  it('keeps the marks of a title or drops them cleanly', () => {
    const title =
      'The <i>E. coli</i> of CO<sub>2</sub> & <span style="font-variant:small-caps;">Xy</span> < 5';
    const written = writeReferences([{ id: 'a', type: 'book', title }], format);
    const [{ csl }] = parseReferences(written, { format }).references;
    expect(plainText(csl.title ?? '')).toBe('The E. coli of CO2 & Xy < 5');
  });
});
