import { describe, expect, it } from 'vitest';
import { citationStyles } from './citation-styles.ts';
import { citationText, formatCitation, warmCitations } from './citation.ts';
import { andOthers, type CslItem } from './csl.ts';
import { segmentsToText } from './markup.ts';

const item: CslItem = {
  id: 'weiss2002',
  type: 'article-journal',
  title: 'Making partnerships work',
  author: [
    { family: 'Weiss', given: 'Elisa S.' },
    { family: 'Anderson', given: 'Rebecca' },
  ],
  issued: { 'date-parts': [[2002]] },
  'container-title': 'Health Education & Behavior',
  volume: '29',
  issue: '6',
  page: '683-698',
  DOI: '10.1177/109019802237938',
};

describe('formatCitation', () => {
  it('gives segments, not HTML', () => {
    expect(formatCitation(item)).toEqual([
      'Weiss, E. S., & Anderson, R. (2002). Making partnerships work. ',
      { mark: 'italic', children: ['Health Education & Behavior'] },
      ', ',
      { mark: 'italic', children: ['29'] },
      '(6), 683–698. https://doi.org/10.1177/109019802237938',
    ]);
  });

  it.each([
    [
      'apa',
      'Weiss, E. S., & Anderson, R. (2002). Making partnerships work. Health Education & Behavior, 29(6), 683–698. https://doi.org/10.1177/109019802237938',
    ],
    [
      'vancouver',
      'Weiss ES, Anderson R. Making partnerships work. Health Education & Behavior. 2002;29(6):683–98. doi:10.1177/109019802237938',
    ],
    [
      'harvard1',
      'Weiss, E.S. and Anderson, R. (2002) “Making partnerships work,” Health Education & Behavior, 29(6), pp. 683–698. Available at: https://doi.org/10.1177/109019802237938.',
    ],
  ])('knows the style %s', (style, text) => {
    expect(citationText([item], style)).toEqual([text]);
  });

  it('shows others as et al.', () => {
    const open = { ...item, author: [...item.author!, andOthers] };
    expect(citationText([open], 'apa')[0]).toMatch(/^Weiss, E\. S\., Anderson, R\., et al\. \(2002\)/);
    expect(citationText([open], 'vancouver')[0]).toMatch(/^Weiss ES, Anderson R, et al\. Making/);
    expect(citationText([{ ...item, author: [item.author![0], andOthers] }], 'harvard1')[0]).toMatch(
      /^Weiss, E\.S\.,? et al\. \(2002\)/,
    );
  });

  it.each(citationStyles.map(({ id }) => id))('never lets text become a tag in %s', (style) => {
    const attack: CslItem = {
      ...item,
      title: '</div><script>alert(1)</script> & <img src=x onerror=alert(1)> of <i>E. coli</i>',
      author: [{ family: '<script>x</script>', given: 'A' }],
      URL: 'javascript:alert(1)',
    };
    const segments = formatCitation(attack, style);
    const text = segmentsToText(segments);
    expect(text).toContain('</div><script>alert(1)</script> & <img src=x onerror=alert(1)> of E. coli');
    const marks = segments.flatMap((segment) => (typeof segment === 'string' ? [] : [segment.mark]));
    expect(['italic', 'bold', 'superscript', 'subscript', 'small-caps', 'no-case']).toEqual(
      expect.arrayContaining(marks),
    );
  });

  it('cites each for itself, without 2002a and 2002b', () => {
    const [first, second] = citationText([item, { ...item, id: 'other', title: 'Another' }]);
    expect(first).toContain('(2002)');
    expect(second).toContain('(2002)');
  });

  it('keeps the order, even where ids repeat', () => {
    expect(
      citationText([
        { ...item, title: 'Zeta' },
        { ...item, title: 'Alpha' },
      ]).map((text) => /Zeta|Alpha/.exec(text)?.[0]),
    ).toEqual(['Zeta', 'Alpha']);
  });

  it('says something of a reference without anything', () => {
    expect(citationText([{ id: 'x', type: 'document' }], 'vancouver')).toEqual(['Untitled n.d.']);
  });

  it('throws for a style that is not there', () => {
    expect(() => formatCitation(item, 'chicago')).toThrow(RangeError);
  });
});

describe('warmCitations', () => {
  it('makes the next citation quick', () => {
    warmCitations();
    const start = performance.now();
    formatCitation(item);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
