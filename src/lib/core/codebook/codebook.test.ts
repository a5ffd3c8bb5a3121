import { describe, expect, it } from 'vitest';
import { CodebookIndex } from './codebook.ts';
import { findConcepts } from './find-concepts.ts';
import { readCodebook } from './read-codebook.ts';

const factor = (key: string, parent: string | null = null, more: object = {}) => ({
  key,
  label: key,
  parent,
  ...more,
});
const book = (change: object = {}) => ({
  focalFactor: 'leadership',
  factors: [factor('leadership'), factor('leadership.shared', 'leadership'), factor('trust')],
  outcomes: [factor('process')],
  ...change,
});

describe('reading a codebook', () => {
  it('fills in what is not said', () => {
    const { codebook, issues } = readCodebook(book());
    expect(issues).toEqual([]);
    expect(codebook).toMatchObject({ version: '1', lists: { designs: [], verdicts: [] }, evidenceNotes: [] });
    expect(codebook!.factors[1]).toMatchObject({
      kind: 'factor',
      role: 'factor',
      retired: false,
      parent: 'leadership',
    });
  });

  it.each([
    ['nothing', null, 'codebook-shape'],
    ['a list', [], 'codebook-shape'],
    ['no factors', book({ factors: [] }), 'codebook-shape'],
    ['a key with blanks', book({ factors: [factor('leader ship')] }), 'codebook-shape'],
    ['a key twice', book({ factors: [factor('leadership'), factor('leadership')] }), 'duplicate-key'],
    ['a missing parent', book({ outcomes: [factor('process', 'nowhere')] }), 'missing-parent'],
    ['a parent that is itself', book({ factors: [factor('leadership', 'leadership')] }), 'parent-circle'],
    ['an unknown focal factor', book({ focalFactor: 'luck' }), 'unknown-focal-factor'],
    [
      'a code twice',
      book({
        lists: {
          designs: [
            { key: 'rct', label: 'A' },
            { key: 'rct', label: 'B' },
          ],
        },
      }),
      'duplicate-key',
    ],
  ])('refuses %s', (_what, value, code) => {
    const { codebook, issues } = readCodebook(value);
    expect(codebook).toBeNull();
    expect(issues.map((issue) => issue.code)).toContain(code);
  });
});

describe('wider meanings of the focal factor', () => {
  const read = (widenings?: unknown) => readCodebook(book({ widenings }));

  it('may be listed or not', () => {
    expect(read().codebook!.widenings).toBeUndefined();
    expect(read([['trust'], []]).codebook!.widenings).toEqual([['trust'], []]);
  });

  it('that name a factor which is not there are read with a warning', () => {
    const { codebook, issues } = read([['luck']]);
    expect(codebook).not.toBeNull();
    expect(issues).toMatchObject([{ code: 'unknown-widening', severity: 'warning' }]);
  });

  it('are refused where they are no lists of keys', () => {
    expect(read(['trust']).codebook).toBeNull();
  });
});

describe('looking things up', () => {
  const index = new CodebookIndex(readCodebook(book()).codebook!);

  it('finds the top of a concept, and nothing for an unknown one', () => {
    expect(index.topLevelKey('factor', 'leadership.shared')).toBe('leadership');
    expect(index.topLevelKey('factor', 'luck')).toBeUndefined();
    expect(index.topLevelKey('outcome', 'leadership')).toBeUndefined();
  });

  it('names a code by its key where no list knows it', () => {
    expect(index.codeLabel('designs', 'unheard_of')).toBe('unheard_of');
  });
});

describe('type-ahead', () => {
  const concepts = readCodebook(
    book({
      factors: [
        { key: 'leadership', label: 'Leadership', parent: null },
        { key: 'leadership.boundary_spanner', label: 'Boundary spanners', parent: 'leadership' },
        { key: 'trust', label: 'Trust and relationships', parent: null, definition: 'Leaders are trusted.' },
        { key: 'network', label: 'Réseau', parent: null },
        { key: 'old', label: 'Leadership as it was', parent: null, retired: true },
      ],
    }),
  ).codebook!.factors;
  const found = (query: string) => findConcepts(concepts, query).map(({ concept }) => concept.key);

  it.each([
    ['lead', ['leadership', 'leadership.boundary_spanner', 'trust']],
    ['span', ['leadership.boundary_spanner']],
    ['reseau', ['network']],
    ['trust rel', ['trust']],
    ['nothing of the kind', []],
    ['', ['leadership', 'leadership.boundary_spanner', 'trust', 'network']],
  ])('finds for "%s"', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });
});
