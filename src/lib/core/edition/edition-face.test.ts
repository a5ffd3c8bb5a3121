import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { writeBibtex } from '../references/write/bibtex.ts';
import { changedStudies, changeSentences, rankMoveWords } from './change-sentences.ts';
import { apaCitation, bibtexEntry } from './citation.ts';
import { compareEditions } from './compare-editions.ts';
import { readPublishAnswers } from './edition-face.ts';
import { explainWords } from './glossary.ts';
import { makeEdition } from './make-edition.ts';
import { readEdition } from './read-edition.ts';

const today = '2026-11-23';

describe('what is filled in before publishing', () => {
  it('may all stay empty', () => {
    expect(readPublishAnswers({}, today)).toEqual({
      answers: {
        fields: { authors: '', doi: null, nextUpdate: null, license: null },
        evidenceTo: null,
        longestQuote: 300,
      },
      problems: null,
    });
  });

  it.each([
    ['10.5281/zenodo.123', '10.5281/zenodo.123'],
    ['https://doi.org/10.5281/ZENODO.123', '10.5281/zenodo.123'],
    ['doi:10.1000/a(b)c', '10.1000/a(b)c'],
  ])('takes the DOI %s', (doi, kept) => {
    expect(readPublishAnswers({ doi }, today).answers?.fields.doi).toBe(kept);
  });

  it('takes a licence of the list', () => {
    expect(readPublishAnswers({ license: 'CC0-1.0' }, today).answers?.fields.license).toBe('CC0-1.0');
  });

  it.each([
    ['doi', 'zenodo.123'],
    ['doi', '10.12/too-short'],
    ['doi', 'javascript:10.5281/x y'],
    ['nextUpdate', '2026-11-23'],
    ['nextUpdate', '2027-02-30'],
    ['nextUpdate', 'soon'],
    ['evidenceTo', '2026-11-24'],
    ['longestQuote', '39'],
    ['longestQuote', '1e9'],
    ['longestQuote', 'x'],
    ['authors', 'a'.repeat(501)],
    ['license', 'MIT'],
    ['license', '__proto__'],
  ] as const)('says what is wrong with %s: %s', (name, value) => {
    const { answers, problems } = readPublishAnswers({ [name]: value }, today);
    expect(answers).toBeNull();
    expect(Object.keys(problems!)).toEqual([name]);
  });
});

describe('what changed since the edition before', () => {
  const before = makeDataset([
    ['A', 'leadership'],
    ['B', 'leadership'],
    ['C', 'trust'],
  ]);
  const earlier = {
    number: 1,
    publishedAt: '2026-05-01T00:00:00.000Z',
    hash: 'f'.repeat(64),
    dataset: before,
  };

  it('is nothing where nothing did', () => {
    const changes = compareEditions(earlier, structuredClone(before));
    expect(changes).toMatchObject({
      studies: { added: [], removed: [] },
      claims: { added: 0, removed: 0, changed: 0 },
      ranks: [],
    });
    expect(changeSentences(changes)).toEqual([
      'Since edition 1 (1 May 2026), no study and no claim is different.',
    ]);
  });

  it('are studies, claims and places, told from before to after', () => {
    const after = makeDataset([
      ['A', 'leadership', { direction: 'negative' }],
      ['D', 'trust', { id: 'claim-new-1' }],
      ['C', 'trust'],
      ['E', 'power', { id: 'claim-new-2' }],
    ]);
    const changes = compareEditions(earlier, after);
    expect(changes.studies).toEqual({
      added: [
        { key: 'D', label: 'D' },
        { key: 'E', label: 'E' },
      ],
      removed: [{ key: 'B', label: 'B' }],
    });
    expect(changes.claims).toEqual({ added: 2, removed: 1, changed: 1 });
    expect(changes.ranks.map(rankMoveWords)).toEqual([
      'Trust: from place 2 to place 1',
      'Leadership: from place 1 to place 2',
      'Power: new, at place 2',
    ]);
    expect(changeSentences(changes)[0]).toBe(
      'Since edition 1 (1 May 2026), 2 studies are new, 1 study was taken out, 2 claims are new, 1 claim was taken out and 1 claim was coded anew.',
    );
    expect(changedStudies(changes)).toEqual([
      { title: 'New studies', studies: ['D', 'E'] },
      { title: 'Taken out', studies: ['B'] },
    ]);
  });

  it('count a study that is kept out of publication now, and never name it', async () => {
    const label = 'Secret <b>2001</b>';
    const [a, b, c] = before.studies;
    const then = { ...before, studies: [a, { ...b, label }, c] };
    const facts = {
      number: 2,
      publishedAt: '2026-11-23T10:00:00.000Z',
      view: '',
      software: 'Counterweight 0.1.0',
      previous: { ...earlier, dataset: then },
    };
    const rules = { longestQuote: 300, withheld: new Set([b.id]) };
    const now = {
      ...then,
      studies: [a, then.studies[1]],
      claims: then.claims.filter(({ study }) => study !== c.id),
    };
    const { edition, payload } = await makeEdition(now, { ...facts, rules });
    const changes = edition.face!.changes!;
    expect(changes.studies).toEqual({ added: [], removed: [{ key: c.key, label: c.label }], unnamed: 1 });
    expect(payload).not.toContain('Secret');
    expect(changeSentences(changes)[0]).toContain('2 studies were taken out');
    expect(changedStudies(changes)).toEqual([
      { title: 'Taken out', studies: ['C', '1 study that is not named'] },
    ]);
    expect(readEdition(JSON.parse(payload)).issues).toEqual([]);
    const alone = compareEditions(facts.previous, { ...now, studies: [a, c] }, rules.withheld);
    expect(changeSentences(alone)[0]).toContain('1 study was taken out');
    expect(changedStudies(alone)).toEqual([{ title: 'Taken out', studies: ['1 study that is not named'] }]);
  });
});

describe('a citation', () => {
  const facts = {
    number: 3,
    publishedAt: '2026-11-23T10:00:00.000Z',
    view: '',
    software: 'Counterweight 0.1.0',
  };
  const hash = '0123456789abcdef';

  it('is a line of APA, with and without authors and DOI', async () => {
    const { edition } = await makeEdition(makeDataset([]), facts);
    expect(apaCitation(edition, hash)).toBe(
      'A small review (Edition 3) [Evidence map]. (2026). Counterweight 0.1.0. SHA-256 0123456789ab.',
    );
    const fields = { authors: 'Chen, A., & Okafor, B.', doi: '10.5281/zenodo.1', nextUpdate: null };
    const named = await makeEdition(makeDataset([]), { ...facts, fields });
    expect(apaCitation(named.edition, hash)).toBe(
      'Chen, A., & Okafor, B. (2026). A small review (Edition 3) [Evidence map]. Counterweight 0.1.0. https://doi.org/10.5281/zenodo.1 SHA-256 0123456789ab.',
    );
    expect(bibtexEntry(named.edition, hash)).toMatch(/author = \{Chen, A\. and Okafor, B\.\}/);
    expect(bibtexEntry(named.edition, hash)).toContain('doi = {10.5281/zenodo.1}');
  });

  it('keeps hostile titles and names text in BibTeX', async () => {
    const title = 'Trust}, note = {owned} \\input{x} & 100 % #1';
    const fields = { authors: 'The {Group} of 3 & 4', doi: null, nextUpdate: null };
    const { edition } = await makeEdition(makeDataset([], {}, { title }), { ...facts, fields });
    const entry = bibtexEntry(edition, hash);
    const harmless = writeBibtex([{ id: 'x', type: 'document', title }], 'bibtex');
    // As any reference's title is written: the braces of a title close nothing.
    const written = /title = (\{.*)\},\n/.exec(harmless)![1];
    expect(entry).toContain(written.slice(0, 20));
    expect(entry.match(/^ {2}note = /gm)).toHaveLength(1);
    expect(entry).not.toMatch(/(?<!\\)\\input/);
  });
});

describe('technical words', () => {
  it('are explained once each, and the text stays what it was', () => {
    const text = 'A factor and other factors: a 95 % interval of its share.';
    const pieces = explainWords(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter(({ term }) => term).map((piece) => piece.text)).toEqual([
      'factor',
      '95 % interval',
      'share',
    ]);
  });

  it('are whole words', () => {
    expect(
      explainWords('Manufactory, shareholders and disclaimers.').every(({ term }) => term === null),
    ).toBe(true);
  });
});
