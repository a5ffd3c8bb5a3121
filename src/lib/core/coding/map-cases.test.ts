import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCasesDataset } from '../../../../tests/datasets/lipset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { guessColumns, placeColumns, readBroughtTable } from './map-cases.ts';
import { readCaseTableFacts } from './read-case-table.ts';

const index = new CodebookIndex(makeCasesDataset([]).codebook);

describe('a table that somebody brings', () => {
  it.each([
    ['State,Leadership,power,Process\nFinland,"0,5",1,1\n', 'commas'],
    ['State\tLeadership\tpower\tProcess\nFinland\t0,5\t1\t1\n', 'tabs'],
    ['State;Leadership;power;Process\nFinland;0,5;1;1\n', 'semicolons'],
  ])('is read and its columns are guessed: %s', (text) => {
    const table = readBroughtTable(text);
    const uses = guessColumns(table, index);
    expect(uses).toEqual([
      { use: 'case' },
      { use: 'condition', concept: 'leadership' },
      { use: 'condition', concept: 'power' },
      { use: 'outcome', concept: 'process' },
    ]);
    const { outcome, conditions, cases } = placeColumns(table, uses);
    const texts = { title: 'T', outcome, conditions: conditions.join(';') };
    const { facts } = readCaseTableFacts(texts, cases, index, new Set());
    expect(facts!.cases).toEqual([{ name: 'Finland', study: null, outcome: 1, conditions: [0.5, 1] }]);
  });

  it('keeps the lines of what was brought in what is wrong', () => {
    const table = readBroughtTable('name,trust,process\nOne,1,1\n\nTwo,9,1\n');
    const { outcome, conditions, cases } = placeColumns(table, guessColumns(table, index));
    const texts = { title: 'T', outcome, conditions: conditions.join(';') };
    const { issues } = readCaseTableFacts(texts, cases, index, new Set());
    expect(issues).toMatchObject([{ code: 'no-membership', where: { line: 4 } }]);
  });

  it('takes a concept once, and says that two columns have one name', () => {
    const table = readBroughtTable('case,trust,Trust,trust\nOne,1,0,1\n');
    expect(guessColumns(table, index).map(({ use }) => use)).toEqual(['case', 'condition', 'none', 'none']);
    expect(table.issues).toMatchObject([{ code: 'duplicate-column' }]);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const table = readBroughtTable(text);
        expect(placeColumns(table, guessColumns(table, index)).cases.rows).toHaveLength(table.rows.length);
      }),
    );
  });
});
