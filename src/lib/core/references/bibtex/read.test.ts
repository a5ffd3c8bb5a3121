import { describe, expect, it } from 'vitest';
import type { CslItem } from '../csl.ts';
import { parseReferenceFiles, parseReferences, parseReferencesInSteps } from '../formats.ts';

function read(text: string) {
  return parseReferences(text, { format: 'bibtex', file: 'refs.bib' });
}

function first(text: string): CslItem {
  return read(text).references[0].csl;
}

const codes = (text: string) => read(text).issues.map(({ code }) => code);

describe('an entry', () => {
  it('becomes CSL-JSON', () => {
    const { references, issues, counts } = read(`@article{weiss2002,
  author = {Wei{\\ss}, Elisa S. and {World Bank} and others},
  title = {Making \\emph{partnerships} work},
  journal = {Health Education \\& Behavior},
  year = 2002, month = dec, volume = 29, number = {6}, pages = {683--698},
  doi = {https://doi.org/10.1177/109019802237938}, url = {https://example.org/a\\_b},
  issn = {1090-1981}, abstract = {Long.}, keywords = {a, b}, language = {english}, note = {N},
  mendeley-tags = {kept in the raw entry}
}`);
    expect(references[0].csl).toEqual({
      id: 'weiss2002',
      type: 'article-journal',
      title: 'Making <i>partnerships</i> work',
      author: [{ family: 'Weiß', given: 'Elisa S.' }, { literal: 'World Bank' }, { literal: 'others' }],
      'container-title': 'Health Education & Behavior',
      issued: { 'date-parts': [[2002, 12]] },
      volume: '29',
      issue: '6',
      page: '683-698',
      DOI: '10.1177/109019802237938',
      URL: 'https://example.org/a_b',
      ISSN: '1090-1981',
      abstract: 'Long.',
      keyword: 'a, b',
      language: 'english',
      note: 'N',
    });
    expect(references[0].source).toMatchObject({
      file: 'refs.bib',
      line: 1,
      raw: expect.stringContaining('mendeley-tags'),
    });
    expect({ issues, counts }).toEqual({ issues: [], counts: { found: 1, kept: 1, repaired: 0, lost: 0 } });
  });

  it.each<[string, string, Partial<CslItem>]>([
    [
      'a book',
      '@book{k, title={T}, editor={A, B}, publisher={Sage and Sons}, address={London}, edition={2}, series={S}, number={3}, isbn={1}}',
      {
        type: 'book',
        publisher: 'Sage and Sons',
        'publisher-place': 'London',
        edition: '2',
        'collection-title': 'S',
        'collection-number': '3',
        ISBN: '1',
      },
    ],
    [
      'a chapter',
      '@incollection{k, title={T}, booktitle={B}, pages={1--2}, chapter={4}}',
      { type: 'chapter', 'container-title': 'B', page: '1-2', 'chapter-number': '4' },
    ],
    [
      'a paper',
      '@inproceedings{k, title={T}, booktitle={Proc.}}',
      { type: 'paper-conference', 'container-title': 'Proc.' },
    ],
    [
      'a doctoral thesis',
      '@phdthesis{k, title={T}, school={MIT}}',
      { type: 'thesis', genre: 'PhD thesis', publisher: 'MIT' },
    ],
    [
      "a master's thesis",
      '@mastersthesis{k, title={T}, school={MIT}}',
      { type: 'thesis', genre: "Master's thesis" },
    ],
    [
      'a report',
      '@techreport{k, title={T}, institution={RAND}, number={12}}',
      { type: 'report', publisher: 'RAND', number: '12', genre: undefined },
    ],
    [
      'a page on the web',
      '@online{k, title={T}, date={2020-03-11}, urldate={2021-01-02}}',
      {
        type: 'webpage',
        issued: { 'date-parts': [[2020, 3, 11]] },
        accessed: { 'date-parts': [[2021, 1, 2]] },
      },
    ],
    [
      'an article of BibLaTeX',
      '@article{k, title={T}, subtitle={S}, journaltitle={J}, date={2019-05/2020}}',
      { title: 'T: S', 'container-title': 'J', issued: { 'date-parts': [[2019, 5], [2020]] } },
    ],
    [
      'what stands behind a title',
      '@book{k, title={T}, titleaddon={Audiobook}}\n',
      { title: 'T', genre: 'Audiobook' },
    ],
    ['an act', '@legislation{k, title={T Act}, titleaddon={of 2002}}', { title: 'T Act', genre: undefined }],
    [
      'a newspaper article',
      '@article{k, title={T}, journaltitle={The Times}, entrysubtype={newspaper}}',
      { type: 'article-newspaper' },
    ],
    [
      'a preprint',
      '@article{k, title={T}, eprint={2001.01234}, archiveprefix={arXiv}}',
      { type: 'article', number: 'arXiv:2001.01234', URL: 'https://arxiv.org/abs/2001.01234' },
    ],
    [
      'a record of PubMed',
      '@article{k, title={T}, journal={J}, pmid={123}, pmcid={PMC9}}',
      { PMID: '123', PMCID: 'PMC9' },
    ],
    ['an unknown type', '@web_page{k, title={T}, url={http://example.org}}', { type: 'webpage' }],
    ['a type nobody knows', '@commented{k, title={T}}', { type: 'book' }],
    [
      'the type that Scopus writes',
      '@article{k, title={T}, journal={J}, type={Article}, art_number={8}, author_keywords={a; b}}',
      { genre: undefined, number: '8', keyword: 'a; b' },
    ],
    [
      'the early access of Web of Science',
      '@article{k, title={T}, journal={J}, Early Access Date = {{DEC 2019}}}',
      { issued: { 'date-parts': [[2019, 12]] }, status: 'early access' },
    ],
    ['en dashes between pages', '@article{k, title={T}, journal={J}, pages={10–13}}', { page: '10-13' }],
    ['pages with blanks', '@article{k, title={T}, journal={J}, pages={pp. 500 - 510}}', { page: '500-510' }],
    [
      'an address in howpublished',
      '@misc{k, title={T}, howpublished={\\url{https://example.org/x}}}',
      { URL: 'https://example.org/x' },
    ],
    [
      'placeholders of exporting programs',
      '@article{k, title={T}, journal={J}, number={null}, volume={${volume}}}',
      { issue: undefined, volume: undefined },
    ],
    [
      'a journal in an astronomer’s macro',
      '@article{k, title={T}, journal={\\mnras}}',
      { 'container-title': 'Monthly Notices of the Royal Astronomical Society' },
    ],
  ])('reads %s', (_name, text, expected) => {
    const csl = first(text);
    for (const [name, value] of Object.entries(expected))
      expect([name, csl[name as keyof CslItem]]).toEqual([name, value]);
  });
});

describe('macros', () => {
  it('are expanded, joined and used by one another', () => {
    expect(
      first('@string{a = "Journal"}\n@STRING(b = A # " of X")\n@article{k, title={T}, journal = b # {!}}')[
        'container-title'
      ],
    ).toBe('Journal of X!');
  });

  it('may be defined behind their use and in another file', () => {
    const { references, issues } = parseReferenceFiles([
      { text: '@article{k, title={T}, journal = jx}', file: 'a.bib' },
      { text: '@string{jx = "Journal of X"}', file: 'b.bib' },
    ]);
    expect(references[0].csl['container-title']).toBe('Journal of X');
    expect(issues.map(({ code }) => code)).toEqual(['no-references']);
  });

  it('may be defined anew', () => {
    const { references } = read(
      '@string{j="A"}@article{a, title={T}, journal=j}\n@string{j="B"}@article{b, title={T}, journal=j}',
    );
    expect(references.map(({ csl }) => csl['container-title'])).toEqual(['A', 'B']);
  });

  it('that nobody defined are kept as text', () => {
    const text = '@article{k, title={T}, journal = jgcd}';
    expect(first(text)['container-title']).toBe('jgcd');
    expect(read(text).issues).toMatchObject([
      { code: 'undefined-macro', outcome: 'repaired', where: { line: 1, key: 'k' } },
    ]);
  });
});

describe('inheritance', () => {
  it('gives papers the title and editor of their proceedings, but not their DOI', () => {
    const csl = first(`@inproceedings{p, title={Paper}, crossref={v}}
@proceedings{v, title={Volume}, editor={A, B}, year=2010, doi={10.1000/v}, publisher={ACM}}`);
    expect(csl).toMatchObject({
      title: 'Paper',
      'container-title': 'Volume',
      publisher: 'ACM',
      issued: { 'date-parts': [[2010]] },
    });
    expect(csl).toHaveProperty('editor');
    expect(csl).not.toHaveProperty('DOI');
  });

  it.each([
    [
      'a booktitle in the parent',
      '@inproceedings{p, title={P}, crossref={v}}@book{v, title={X}, booktitle={Y}}',
      { 'container-title': 'Y' },
    ],
    [
      'a journal',
      '@article{p, title={P}, crossref={v}}@periodical{v, title={J}}',
      { 'container-title': 'J' },
    ],
    [
      'data containers',
      '@article{p, title={P}, xdata={d, e}}@xdata{d, journaltitle={J}, xdata={f}}@xdata{e, volume=1}@xdata{f, number=2}',
      { 'container-title': 'J', volume: '1', issue: '2' },
    ],
    [
      'a key in other letters',
      '@inproceedings{p, title={P}, crossref={V}}@book{v, title={X}}',
      { 'container-title': 'X' },
    ],
  ])('follows %s', (_name, text, expected) => {
    expect(first(text)).toMatchObject(expected);
  });

  it('says when there is nobody to inherit from', () => {
    expect(codes('@inproceedings{p, title={P}, crossref={none}}')).toEqual(['missing-crossref']);
  });

  it('takes the DOI that SciELO writes into crossref', () => {
    expect(first('@article{p, title={P}, journal={J}, crossref = {10.15517/aie.v19i1.35379}}').DOI).toBe(
      '10.15517/aie.v19i1.35379',
    );
  });
});

describe('what is wrong is kept and told', () => {
  it('keeps all entries with one key under different ids', () => {
    const { references, issues, counts } = read(
      '@book{a, title={X}}\n@book{a, title={Y}}\n@book{a, title={Z}}',
    );
    expect(references.map(({ csl }) => csl.id)).toEqual(['a', 'a-2', 'a-3']);
    expect(counts).toEqual({ found: 3, kept: 1, repaired: 2, lost: 0 });
    expect(issues.map(({ code, where }) => [code, where.line])).toEqual([
      ['duplicate-key', 2],
      ['duplicate-key', 3],
    ]);
  });

  it('makes a key where there is none', () => {
    expect(read('@book{, title={The Art of X}, author={Weiß, E.}, year=2002}').references[0]).toMatchObject({
      csl: { id: 'weiss2002art' },
      outcome: 'repaired',
    });
  });

  it('keeps "in press" as it is written', () => {
    const { references, issues } = read('@article{k, title={T}, journal={J}, year={in press}}');
    expect(references[0].csl.issued).toEqual({ literal: 'in press' });
    expect(issues).toMatchObject([{ code: 'no-year', outcome: 'repaired', where: { line: 1 } }]);
  });

  it('reads the year out of odd ones', () => {
    const { references, issues } = read('@article{k, title={T}, journal={J}, year={2021a}}');
    expect(references[0].csl.issued).toEqual({ 'date-parts': [[2021]] });
    expect(issues.map(({ code }) => code)).toEqual(['odd-year']);
  });

  it.each([
    ['url = {javascript:alert(1)}', 'unsafe-link'],
    ['url = {JavaScript:alert(1)//http://x.org}', 'unsafe-link'],
    ['url = {java\tscript:alert(1)}', 'unsafe-link'],
    ['url = {&#106;avascript:alert(1)}', 'unsafe-link'],
    ['url = {data:text/html,x}', 'unsafe-link'],
    ['url = {file:///etc/passwd}', 'unsafe-link'],
    ['url = {ftp://example.org/x}', 'unsafe-link'],
    ['url = {a@example.org}', 'not-an-address'],
    ['doi = {javascript:alert(1)}', 'unsafe-link'],
    ['doi = {javascript:alert(1)//10.1000/x}', 'unsafe-link'],
  ])('leaves out %s', (field, code) => {
    const text = `@misc{k, title={T}, ${field}}`;
    const [{ csl, source }] = read(text).references;
    expect(csl).not.toHaveProperty('URL');
    expect(csl).not.toHaveProperty('DOI');
    expect(codes(text)).toEqual([code]);
    expect(source.raw).toContain(field);
  });

  it.each([
    ['doi = {doi:10.1000/x}', { DOI: '10.1000/x' }],
    ['doi = {http://doi.acm.org/10.1145/1137627.1137631}', { DOI: '10.1145/1137627.1137631' }],
    [
      'doi = {10.1175/1520-0493(1987)115{\\textless}1606:GARSPP{\\textgreater}2.0.CO;2}',
      { DOI: '10.1175/1520-0493(1987)115<1606:GARSPP>2.0.CO;2' },
    ],
    ['doi = {10.1007/978\\_3\\_540}', { DOI: '10.1007/978_3_540' }],
    ['url = {https://doi.org/10.1000/x}', { DOI: '10.1000/x', URL: 'https://doi.org/10.1000/x' }],
    ['url = {www.example.org/a}', { URL: 'http://www.example.org/a' }],
    ['url = {http://a.org/x; http://b.org}', { URL: 'http://a.org/x' }],
    ['url = {\\url{http://a.org/~x}}', { URL: 'http://a.org/~x' }],
    ['url = {Available from www.a.org/x.}', { URL: 'http://www.a.org/x' }],
    ['doi = {https://example.org/x}', { URL: 'https://example.org/x' }],
    ['doi = {DOI 1}', { DOI: 'DOI 1' }],
  ])('makes the best of %s', (field, expected) => {
    expect(first(`@misc{k, title={T}, ${field}}`)).toMatchObject(expected);
  });

  it('keeps scripts in names and titles the text they are', () => {
    const csl = first(
      '@book{k, author={<script>alert(1)</script>, Eve}, title={A </script><script>alert(2)</script> B}}',
    );
    expect(csl.author).toEqual([{ family: '<script>alert(1)</script>', given: 'Eve' }]);
    expect(csl.title).toBe('A </script><script>alert(2)</script> B');
  });

  it('keeps an entry without fields, and loses one without anything', () => {
    expect(read('@misc{k}').counts).toEqual({ found: 1, kept: 1, repaired: 0, lost: 0 });
    expect(read('@misc{}')).toMatchObject({
      counts: { found: 1, lost: 1 },
      issues: [{ code: 'empty-entry', outcome: 'lost', where: { line: 1 } }],
    });
  });

  it('places the issues of an entry on the line it begins on', () => {
    const { issues } = read('\n@book{a,\n title = {A},\n year = {2001}\n\n@book{b,\n title = {B}\n}');
    expect(issues).toMatchObject([
      { code: 'unclosed-entry', where: { file: 'refs.bib', line: 2, column: 1, key: 'a' } },
    ]);
  });
});

describe('parseReferencesInSteps', () => {
  it('tells how far it is and returns what parseReferences does', () => {
    const text = Array.from({ length: 250 }, (_, index) => `@book{k${index}, title={T${index}}}`).join('\n');
    const steps = parseReferencesInSteps(text);
    const told: number[] = [];
    let step = steps.next();
    while (!step.done) {
      told.push(step.value.done);
      step = steps.next();
    }
    expect(told).toEqual([100, 200]);
    expect(step.value).toEqual(parseReferences(text));
  });
});
