import { describe, expect, it } from 'vitest';
import { parseReferences } from '../formats.ts';

const read = (records: string) =>
  parseReferences(`<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n${records}\n</records></xml>`, {
    format: 'endnote-xml',
    file: 'a.xml',
  });

describe('EndNote XML', () => {
  it('becomes CSL-JSON', () => {
    const style = (text: string, face = 'normal') =>
      `<style face="${face}" font="default" size="100%">${text}</style>`;
    const { references, issues, counts } =
      read(`<record><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author>${style('Weiss, Elisa')}</author><author>World Bank,</author></authors>
<secondary-authors><author>Ed, A</author></secondary-authors></contributors>
<titles><title>${style('The ')}${style('E. coli', 'italic')}${style(' &amp; CO')}${style('2', 'subscript')}</title><secondary-title>Journal</secondary-title></titles>
<periodical><full-title>Journal</full-title><abbr-1>J.</abbr-1></periodical><pages>1-9</pages><volume>2</volume><number>3</number>
<keywords><keyword>a</keyword><keyword>b</keyword></keywords><dates><year>2002</year><pub-dates><date>May 3</date></pub-dates></dates>
<isbn>0001-0002</isbn><electronic-resource-num>10.1000/x</electronic-resource-num><accession-num>12345678</accession-num>
<abstract>Abs</abstract><notes>one&#xD;two</notes><urls><related-urls><url>https://example.org</url></related-urls></urls><language>eng</language></record>`);
    expect(references[0].csl).toEqual({
      id: 'weiss2002e',
      type: 'article-journal',
      title: 'The <i>E. coli</i> & CO<sub>2</sub>',
      'container-title': 'Journal',
      'container-title-short': 'J.',
      author: [{ family: 'Weiss', given: 'Elisa' }, { literal: 'World Bank' }],
      editor: [{ family: 'Ed', given: 'A' }],
      issued: { 'date-parts': [[2002, 5, 3]] },
      page: '1-9',
      volume: '2',
      issue: '3',
      keyword: 'a, b',
      ISSN: '0001-0002',
      PMID: '12345678',
      DOI: '10.1000/x',
      URL: 'https://example.org',
      abstract: 'Abs',
      note: 'one two',
      language: 'eng',
    });
    expect(references[0].source.line).toBe(3);
    expect({ issues, counts }).toEqual({ issues: [], counts: { found: 1, kept: 1, repaired: 0, lost: 0 } });
  });

  it('keeps a record that is not closed, and the ones after it', () => {
    const { references, issues, counts } = read(
      '<record><titles><title>One\n<record><titles><title>Two</title></titles></record>\n<record></record>',
    );
    expect(references.map(({ csl }) => csl.title)).toEqual(['One', 'Two']);
    expect(counts).toEqual({ found: 3, kept: 1, repaired: 1, lost: 1 });
    expect(
      issues.filter(({ outcome }) => outcome !== 'kept').map(({ code, where }) => [code, where.line]),
    ).toEqual([
      ['unclosed-entry', 3],
      ['empty-entry', 5],
    ]);
  });

  it('reads CDATA and escaped tags as text', () => {
    const { references } = read(
      '<record><titles><title><![CDATA[A <b>bold</b> & x]]> &lt;script&gt;</title></titles></record>',
    );
    expect(references[0].csl.title).toBe('A <b>bold</b> & x <script>');
  });
});
