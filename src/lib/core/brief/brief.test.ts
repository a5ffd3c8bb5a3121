import { describe, expect, it } from 'vitest';
import type { Dataset } from '../coding/dataset.ts';
import { makeEdition } from '../edition/make-edition.ts';
import { OpenedEdition } from '../api/opened-edition.ts';
import { loadCraftDataset, loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import type { Brief } from './brief.ts';
import { composeBrief } from './compose-brief.ts';
import { explanations } from './explanations.ts';
import { Statement } from './statement.ts';
import { writeBriefHtml } from './write-html.ts';

const facts = {
  number: 3,
  publishedAt: '2026-11-23T10:00:00.000Z',
  view: '',
  software: 'Counterweight 0.1.0',
};

async function brief(dataset: Dataset, view = ''): Promise<Brief> {
  const { edition, hash } = await makeEdition(dataset, facts);
  return composeBrief(new OpenedEdition(edition, hash, view));
}

function statementsOf({ parts }: Brief, key = 'key_messages') {
  return parts
    .filter((part) => part.key === key)
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === 'statements' ? block.statements : []))
    .map((statement) => statement.parts());
}

const sampleBrief = await brief({ ...loadSampleDataset(), evidenceTo: '2026-11-20T00:00:00.000Z' });

/** Syllables as runs of vowels, less a silent e: close enough for a mean over a page. */
function syllables(word: string): number {
  const bare = word.toLowerCase().replace(/[^a-z]/g, '');
  if (bare.length <= 3) return 1;
  const spoken = bare.replace(/(?:[^laeiouy]es|[^aeioudt]ed|[^laeiouy]e)$/, (end) => end[0]);
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

/** Flesch–Kincaid grade level (Kincaid et al. 1975). */
function gradeOf(text: string): number {
  const sentences = text.split(/[.?!]+(?:\s|$)/).filter((part) => /[a-z]/i.test(part)).length;
  const words = text.match(/[\p{L}][\p{L}’'-]*/gu) ?? [];
  const all = words.reduce((sum, word) => sum + syllables(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (all / words.length) - 15.59;
}

describe('the key messages', () => {
  it('answer the question in sentences that carry what they rest on', () => {
    const said = statementsOf(sampleBrief);
    expect(said[0].sentence.replaceAll('\u202f', ' ')).toBe(
      'Leadership is the cause that studies name most. It gets 34 % of all naming.',
    );
    expect(said.length).toBeGreaterThanOrEqual(7);
    for (const { caveat } of said) {
      expect(caveat).toMatch(/^\d+ of \d+ stud(y|ies); /);
      expect(caveat).toMatch(/95\u202f% interval of .+ .+;|no interval: .+;/);
      expect(caveat).toMatch(/signs to watch in \d+ claims?:|no claim behind it/);
      expect(caveat).toMatch(/evidence to 20 November 2026; edition 3\.$/);
    }
    expect(said[0].caveat).toMatch(/^49 of 91 studies; 95\u202f% interval of its share 26\S*42/);
  });

  it('are plain enough for a reader of fourteen', async () => {
    // The measure itself, on a sentence of a known grade (Kincaid’s formula by hand: 6 words, 1 sentence, 6 syllables).
    expect(gradeOf('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59, 6);
    for (const one of [
      sampleBrief,
      await brief(loadCraftDataset()),
      await brief(loadSampleDataset(), 'stage=ending'),
    ]) {
      const text = statementsOf(one)
        .map(({ sentence }) => sentence)
        .join(' ');
      expect(gradeOf(text), text).toBeLessThanOrEqual(9);
    }
    for (const text of Object.values(explanations)) expect(gradeOf(text), text).toBeLessThanOrEqual(9);
  });

  it('say nothing of what no study says', async () => {
    const empty = statementsOf(await brief(loadSampleDataset(), 'stage=ending'));
    expect(empty.map(({ sentence }) => sentence)).toEqual([
      'No study is left with these filters, so we can say nothing.',
    ]);
    const dataset = loadSampleDataset();
    const silent = {
      ...dataset,
      claims: dataset.claims.filter(({ factor }) => !factor.startsWith('leadership')),
    };
    expect(statementsOf(await brief(silent))[0].sentence).toBe('No study here names leadership.');
  });
});

describe('a brief', () => {
  it('has a page, two pages and tables, with the tables that journals ask for', () => {
    expect(sampleBrief.parts.map(({ key }) => key)).toEqual(['key_messages', 'findings', 'tables']);
    const tables = sampleBrief.parts[2].blocks.flatMap((block) =>
      block.kind === 'table' ? [block.table] : [],
    );
    expect(tables.map(({ title }) => title.split(':')[0])).toEqual([
      'The Ladder',
      'Said and supported, by factor',
      'Effect direction, by factor',
      'SWiM',
      'GRADE',
      'GRADE-CERQual',
      'Characteristics of studies',
    ]);
    for (const { header, rows } of tables) for (const row of rows) expect(row).toHaveLength(header.length);
    expect(tables[6].rows).toHaveLength(91);
    expect(statementsOf(sampleBrief, 'findings').length).toBeGreaterThan(12);
  });

  it('can’t be written with a sentence that carries nothing', () => {
    const basis = {
      interval: { none: 'x' },
      flags: { claims: 0, yes: {} as never, unsaid: 0 },
      evidenceTo: null,
      edition: 1,
    };
    expect(() => new Statement(' ', { ...basis, k: 1, of: 2 })).toThrow(RangeError);
    expect(() => new Statement('More studies than there are.', { ...basis, k: 3, of: 2 })).toThrow(
      RangeError,
    );
    const bare = {
      ...sampleBrief,
      parts: structuredClone([{ key: 'findings', title: 'T', blocks: [] }]),
    } as Brief;
    bare.parts[0].blocks.push({
      kind: 'statements',
      // @ts-expect-error a sentence alone is no statement
      statements: [{ sentence: 'Leadership works.', caveat: '' }],
    });
    expect(() => writeBriefHtml(bare)).toThrow(TypeError);
  });

  it('keeps hostile titles text', async () => {
    const hostile = '</title><script>alert(1)</script><img src=x onerror=alert(1)> & "quotes" \u0000\ud800';
    const dataset = loadSampleDataset();
    const study = dataset.studies[0];
    const html = writeBriefHtml(
      await brief({
        ...dataset,
        title: hostile,
        question: hostile,
        caveat: hostile,
        studies: [{ ...study, label: hostile }, ...dataset.studies.slice(1)],
        references: [
          {
            id: study.references[0],
            citeKey: 'x',
            label: 'x',
            citation: hostile,
            year: 1,
            url: 'javascript:alert(1)',
          },
        ],
      }),
    );
    expect(html).not.toMatch(/<script|<img|onerror=alert\(1\)>|href="javascript/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    // eslint-disable-next-line no-control-regex -- what must not be there
    expect(html).not.toMatch(/\u0000|\ud800(?![\udc00-\udfff])/);
  });

  it('says at its foot under what it may be used, and where to ask whether it stands', async () => {
    const terms = { ...facts, fields: { license: 'CC-BY-4.0' } as const, checkAt: 'https://maps.example' };
    const { edition, hash } = await makeEdition(loadSampleDataset(), terms);
    const html = writeBriefHtml(composeBrief(new OpenedEdition(edition, hash)));
    expect(html).toContain('Licensed under Creative Commons Attribution 4.0 International (CC BY 4.0).');
    expect(html).toContain('<a href="https://creativecommons.org/licenses/by/4.0/">');
    expect(html).toContain(`<a href="https://maps.example/p/${hash}/status">`);
    expect(writeBriefHtml(sampleBrief)).toContain('No licence was stated.');
    expect(writeBriefHtml(sampleBrief)).not.toContain('/status');
  });

  it('is one page of HTML without scripts that prints its parts on sheets of their own', () => {
    const html = writeBriefHtml(sampleBrief);
    expect(html).not.toMatch(/<script|@import|url\(|src=/);
    expect(html).toContain('size: A4');
    expect(html.match(/<section/g)).toHaveLength(3);
    expect(html.match(/class="caveat"/g)!.length).toBe(html.match(/class="sentence"/g)!.length);
  });
});
