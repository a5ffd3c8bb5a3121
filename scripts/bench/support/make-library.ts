/** A BibTeX file as reference managers export it, the same at every call: accents, abstracts, initials, all kinds of work. */
const families = [
  'M{\\"u}ller',
  'Okafor',
  'Lindqvist',
  "O'Neill",
  "Garc{\\'\\i}a",
  'van der Berg',
  'Chen',
  'Novak',
];
const given = ['Zo{\\"e}', 'N. K.', 'Anna-Lena', 'J. R.', "Mar{\\'\\i}a", 'Sander', 'Wei', 'P.'];
const subjects = [
  'Leadership',
  'Trust',
  'Shared governance',
  'Boundary spanners',
  'Funding',
  'Membership size',
];
const objects = ['health partnerships', 'community coalitions', 'regional networks', 'child services'];
const journals = ['Public Administration Review', 'Social Science \\& Medicine', 'Local Government Studies'];
const sentence =
  'We surveyed partners of inter-agency arrangements twice and compared what they credited with what followed. ';

/** Text of a BibTeX file with `count` entries, each a different work. */
export function makeLibrary(count: number): string {
  return Array.from({ length: count }, (_, at) => makeEntry(at)).join('\n');
}

function makeEntry(at: number): string {
  const pick = <Value>(values: readonly Value[], step: number) =>
    values[Math.floor(at / step) % values.length];
  const authors = [0, 1, 2]
    .slice(0, 1 + (at % 3))
    .map(
      (more) => `${families[(at + more * 3) % families.length]}, ${given[(at + more * 5) % given.length]}`,
    );
  const shared = {
    author: authors.join(' and '),
    title: `${pick(subjects, 1)} in {${pick(objects, 6)}}: study ${at + 1}`,
    year: String(1980 + (at % 45)),
    doi: `10.5555/bench.${at}`,
    abstract: sentence.repeat(6),
    keywords: 'partnership, leadership, evaluation',
  };
  const kinds: [string, Record<string, string>][] = [
    [
      'article',
      { journal: pick(journals, 2), volume: String(1 + (at % 60)), pages: `${at + 1}--${at + 12}` },
    ],
    ['book', { publisher: 'Policy Press', address: 'Bristol' }],
    ['incollection', { booktitle: 'Handbook of Collaboration', publisher: 'Policy Press', pages: '1--20' }],
  ];
  const [type, own] = kinds[at % 5 === 3 ? 1 : at % 5 === 4 ? 2 : 0];
  const fields = Object.entries({ ...shared, ...own }).map(([name, value]) => `  ${name} = {${value}}`);
  return `@${type}{work${at},\n${fields.join(',\n')}\n}\n`;
}
