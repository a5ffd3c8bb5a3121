import { describe, expect, it } from 'vitest';
import { parseReferences } from '../formats.ts';

describe('PubMed', () => {
  const text = `
PMID- 30080086
OWN - NLM
IS  - 1939-148X (Electronic)
IS  - 1541-1559 (Linking)
VI  - 15
IP  - 3
DP  - 2018 Aug
TI  - Survivors support group: Preliminary findings from an
      open-label trial.
PG  - 289-297
LID - 10.1037/ser0000195 [doi]
AB  - First line
      second line.
FAU - Hom, Melanie A
AU  - Hom MA
CN  - The Study Group
FAU - Davis, Lisa
AU  - Davis L
LA  - eng
PT  - Journal Article
TA  - Psychol Serv
JT  - Psychological services
OT  - suicide
MH  - Adult
PMC - PMC123

PMID- 2
TI  - Another
AU  - Smith J
`;

  it('becomes CSL-JSON', () => {
    const { references, issues, counts } = parseReferences(text, { format: 'nbib' });
    expect(references[0]).toEqual({
      csl: {
        id: 'pmid30080086',
        type: 'article-journal',
        title: 'Survivors support group: Preliminary findings from an open-label trial.',
        'container-title': 'Psychological services',
        'container-title-short': 'Psychol Serv',
        author: [
          { family: 'Hom', given: 'Melanie A' },
          { literal: 'The Study Group' },
          { family: 'Davis', given: 'Lisa' },
        ],
        issued: { 'date-parts': [[2018, 8]] },
        volume: '15',
        issue: '3',
        page: '289-297',
        abstract: 'First line second line.',
        keyword: 'suicide, Adult',
        language: 'eng',
        ISSN: '1939-148X 1541-1559',
        PMID: '30080086',
        PMCID: 'PMC123',
        DOI: '10.1037/ser0000195',
      },
      outcome: 'kept',
      source: { line: 2, raw: expect.stringMatching(/^PMID- 30080086[\s\S]*PMC123$/) },
    });
    expect(references[1].csl.author).toEqual([{ family: 'Smith', given: 'J' }]);
    expect({ issues, counts }).toEqual({ issues: [], counts: { found: 2, kept: 2, repaired: 0, lost: 0 } });
  });
});

describe('EndNote import', () => {
  it('becomes CSL-JSON', () => {
    const text =
      '%0 Journal Article\n%A Weiss, Elisa\n%A World Bank,\n%T Title\n%J Journal\n%V 1\n%N 2\n%P 3-4\n%D 2002\n%R doi:10.1000/x\n%K a\nb\n%X Abs\n\n%0 Book Section\n%T Chapter\n%B Book\n%E Ed, A\n';
    const { references, counts } = parseReferences(text, { format: 'enw' });
    expect(references[0].csl).toEqual({
      id: 'weiss2002title',
      type: 'article-journal',
      title: 'Title',
      'container-title': 'Journal',
      volume: '1',
      issue: '2',
      page: '3-4',
      author: [{ family: 'Weiss', given: 'Elisa' }, { literal: 'World Bank' }],
      issued: { 'date-parts': [[2002]] },
      DOI: '10.1000/x',
      keyword: 'a, b',
      abstract: 'Abs',
    });
    expect(references[1].csl).toMatchObject({
      type: 'chapter',
      'container-title': 'Book',
      editor: [{ family: 'Ed', given: 'A' }],
    });
    expect(counts).toEqual({ found: 2, kept: 2, repaired: 0, lost: 0 });
  });

  it('reads refer, which has no types', () => {
    const { references } = parseReferences('%A A. Author\n%T One\n%J Journal\n\n%A B. Author\n%T Two\n', {
      format: 'enw',
    });
    expect(references.map(({ csl }) => [csl.type, csl.title])).toEqual([
      ['article-journal', 'One'],
      ['document', 'Two'],
    ]);
  });
});

describe('Web of Science', () => {
  it('becomes CSL-JSON', () => {
    const text =
      'FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Gupta, AK\n   Versteeg, SG\nAF Gupta, Aditya K.\n   Versteeg, Sarah G.\nTI A title\n   that goes on\nSO JOURNAL\nDT Article\nDE a; b\nSN 0001-0002\nEI 0003-0004\nPD JAN 3\nPY 2019\nVL 4\nBP 1\nEP 9\nDI 10.1000/x\nUT WOS:1\nER\n\nPT J\nAU Two, B\nTI Second\nPY 2020\nEF\n';
    const { references, issues, counts } = parseReferences(text, { format: 'wos' });
    expect(references[0].csl).toEqual({
      id: 'WOS:1',
      type: 'article-journal',
      title: 'A title that goes on',
      'container-title': 'JOURNAL',
      author: [
        { family: 'Gupta', given: 'Aditya K.' },
        { family: 'Versteeg', given: 'Sarah G.' },
      ],
      issued: { 'date-parts': [[2019, 1, 3]] },
      volume: '4',
      page: '1-9',
      keyword: 'a, b',
      ISSN: '0001-0002 0003-0004',
      DOI: '10.1000/x',
    });
    expect(counts).toEqual({ found: 2, kept: 1, repaired: 1, lost: 0 });
    expect(issues).toMatchObject([{ code: 'missing-end', where: { line: 24 } }]);
  });
});
