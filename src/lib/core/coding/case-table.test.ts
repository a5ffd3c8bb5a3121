import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lipsetConditions, makeCasesDataset, makeLipsetTable } from '../../../../tests/datasets/lipset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { readCsv } from '../csv/read.ts';
import { caseHeader, writeCaseRows, writeCaseTableTexts } from './write-case-table.ts';
import { findWholeCases, mostCases } from './case-table.ts';
import { packDataset, unpackDataset } from './pack-dataset.ts';
import { readCaseTableFacts, type CaseTableFacts } from './read-case-table.ts';
import { readReviewTables } from './review-folder.ts';
import { writeReviewTables, writeTextTable } from './write-tables.ts';
import { writeCsv } from '../csv/write.ts';

const { codebook } = makeCasesDataset([]);
const index = new CodebookIndex(codebook);
const studies = new Set(['S1']);
const texts = {
  title: 'Partnerships',
  source: '',
  outcome: 'process',
  conditions: 'leadership;trust',
  expectations: 'leadership;~trust',
};
const read = (csv: string, more: Record<string, string> = {}) =>
  readCaseTableFacts({ ...texts, ...more }, readCsv(csv), index, studies);
const csv = 'case,citekey,outcome,leadership,trust\nOne,S1,1,0.8,0.2\nTwo,,0,NA,0\n';

describe('reading a case table', () => {
  it('keeps names, studies, memberships and holes', () => {
    const { facts, issues } = read(csv);
    expect(issues).toEqual([]);
    expect(facts).toEqual({
      title: 'Partnerships',
      source: '',
      outcome: { concept: 'process', anchors: null },
      conditions: [
        { concept: 'leadership', anchors: null, expected: 'present' },
        { concept: 'trust', anchors: null, expected: 'absent' },
      ],
      inclusionCut: 0.8,
      frequencyCut: 1,
      cases: [
        { name: 'One', study: 'S1', outcome: 1, conditions: [0.8, 0.2] },
        { name: 'Two', study: null, outcome: 0, conditions: [null, 0] },
      ],
    });
  });

  it('says line and column of what can’t be used, and keeps the other cases', () => {
    const { facts, issues } = read(
      'case,citekey,outcome,leadership,trust\nOne,S9,1,"0,8",0.2\nTwo,,2,0,0\n,,1,1,1\nOne,,1,1,1\nFive,,1,high,1\n',
    );
    expect(issues.map(({ code, where }) => [code, where?.line, where?.column])).toEqual([
      ['unknown-study', 2, 2],
      ['no-membership', 3, 3],
      ['missing-name', 4, 1],
      ['duplicate-case', 5, 1],
      ['not-a-number', 6, 4],
    ]);
    expect(facts!.cases).toEqual([{ name: 'One', study: null, outcome: 1, conditions: [0.8, 0.2] }]);
  });

  it.each([
    [{ title: '' }, 'missing-title'],
    [{ outcome: '' }, 'missing-outcome'],
    [{ outcome: 'luck' }, 'unknown-outcome'],
    [{ conditions: '' }, 'missing-conditions'],
    [{ conditions: 'leadership;luck' }, 'unknown-factor'],
    [{ conditions: 'leadership;leadership' }, 'duplicate-condition'],
    [{ expectations: 'power' }, 'unknown-condition'],
    [{ calibration: 'leadership=1 2' }, 'unusable-anchors'],
    [{ calibration: 'leadership=1 0 2' }, 'unusable-anchors'],
    [{ calibration: 'power=1 2 3' }, 'unknown-column'],
    [{ inclusion_cut: '80' }, 'out-of-range'],
    [{ frequency_cut: '0' }, 'out-of-range'],
  ])('refuses %j', (change, code) => {
    const { facts, issues } = read(csv, { expectations: '', ...change });
    expect(facts).toBeNull();
    expect(issues.map((issue) => issue.code)).toContain(code);
  });

  it('refuses more cases or conditions than a truth table can hold', () => {
    const rows = Array.from({ length: mostCases + 1 }, (_, at) => `${at},,1,1,1`).join('\n');
    const { facts, issues } = read(`case,citekey,outcome,leadership,trust\n${rows}\n`);
    expect([facts, issues[0].code]).toEqual([null, 'too-many-cases']);
    const many = Array.from({ length: 13 }, (_, at) => `f${at}`).join(';');
    expect(read(csv, { conditions: many }).issues.map(({ code }) => code)).toContain('too-many-conditions');
    expect(read('case,citekey,outcome,leadership\nOne,,1,1\n').issues[0].code).toBe('missing-column');
    expect(read('').issues[0].code).toBe('no-cases');
  });

  it('never throws, whatever is brought', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, text, (title, conditions, calibration, rows) => {
        const more = { title, conditions, calibration };
        const { facts, issues } = read(`case,citekey,outcome,leadership,trust\n${rows}`, more);
        expect(facts !== null || issues.length > 0).toBe(true);
      }),
    );
  });
});

describe('memberships', () => {
  it('come from raw values by the direct method, with .05, .5 and .95 at the anchors', () => {
    const { facts } = read(
      'case,citekey,outcome,leadership,trust\nOne,,1,400,1\nTwo,,1,550,1\nThree,,0,900,0\n',
      { calibration: 'leadership=400 550 900', expectations: '' },
    );
    const { whole } = findWholeCases({ ...facts!, id: 't', key: 'T001' });
    expect(whole.map(({ conditions }) => conditions[0].toFixed(3))).toEqual(['0.050', '0.500', '0.950']);
    // What was entered stays as it was.
    expect(facts!.cases[0].conditions[0]).toBe(400);
  });

  it('leave a case with a hole out, and name what is missing', () => {
    const { facts } = read(csv);
    const found = findWholeCases({ ...facts!, id: 't', key: 'T001' });
    expect(found.whole.map(({ name }) => name)).toEqual(['One']);
    expect(found.leftOut).toEqual([{ name: 'Two', missing: ['leadership'] }]);
  });
});

const anchors = fc.constantFrom(null, { exclusion: 0, crossover: 2.5, inclusion: 9 });
const anyTable: fc.Arbitrary<CaseTableFacts> = fc
  .record({
    factors: fc.subarray([...lipsetConditions], { minLength: 1 }),
    anchors: fc.array(anchors, { minLength: 6, maxLength: 6 }),
    expected: fc.array(fc.constantFrom('present' as const, 'absent' as const, null), {
      minLength: 6,
      maxLength: 6,
    }),
    inclusionCut: fc.constantFrom(0.75, 0.8, 1),
    values: fc.array(
      fc.array(fc.constantFrom(0, 0.25, 0.333, 1, 1e-7, null), { minLength: 6, maxLength: 6 }),
      { minLength: 1, maxLength: 6 },
    ),
    title: fc.constantFrom('=1+1', 'A table; with "signs", </script>', '−0.5'),
  })
  .map(({ factors, anchors, expected, inclusionCut, values, title }) => ({
    title,
    source: '@SUM(A1)',
    outcome: { concept: 'process', anchors: anchors[5] },
    conditions: factors.map((concept, at) => ({ concept, anchors: anchors[at], expected: expected[at] })),
    inclusionCut,
    frequencyCut: 2,
    cases: values.map((row, at) => ({
      name: `=case ${at}, "x"`,
      study: at === 0 ? 'S1' : null,
      outcome: row[5],
      conditions: row.slice(0, factors.length),
    })),
  }));

describe('a case table as texts', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(anyTable, (facts) => {
        const header = caseHeader(facts.conditions.map(({ concept }) => concept));
        const rows = writeCaseRows(facts).map((row) => header.map((name) => row[name]));
        const back = readCaseTableFacts(
          writeCaseTableTexts(facts),
          readCsv(writeCsv(header, rows)),
          index,
          studies,
        );
        expect(back.facts).toEqual(facts);
      }),
    );
  });

  it('goes through a review folder, several tables in two files', () => {
    fc.assert(
      fc.property(fc.array(anyTable, { maxLength: 3 }), (all) => {
        const caseTables = all.map((facts, at) => ({
          ...facts,
          cases: facts.cases.map((one) => ({ ...one, study: one.study && 'study-S1' })),
          id: `t${at}`,
          key: `T00${at}`,
        }));
        const tables = writeReviewTables(makeCasesDataset(caseTables), new Map());
        const files = {
          caseTables: writeTextTable(tables.caseTables),
          cases: writeTextTable(tables.cases),
        };
        const back = readReviewTables(files, index, ['S1']);
        expect(back.caseTables.map(({ key, facts }) => [key, facts])).toEqual(
          all.map((facts, at) => [`T00${at}`, facts]),
        );
        expect(back.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
    );
  });

  it('goes through the packed dataset', () => {
    const dataset = makeCasesDataset([makeLipsetTable('fuzzy')]);
    expect(unpackDataset(packDataset(dataset))).toEqual(dataset);
  });
});

describe('the files of a folder', () => {
  it('say what is missing or belongs to nothing', () => {
    const cases = 'table_id,case,citekey,outcome,leadership,trust\nT1,One,,1,1,1\nT9,Two,,1,1,1\n';
    expect(readReviewTables({ cases }, index).issues).toMatchObject([
      { code: 'missing-file', where: { file: 'cases.csv' } },
    ]);
    const caseTables = 'table_id,title,outcome,conditions\nT1,One,process,leadership;trust\n';
    const read = readReviewTables({ cases, caseTables }, index);
    expect(read.caseTables).toMatchObject([{ key: 'T1', facts: { cases: [{ name: 'One' }] } }]);
    expect(read.issues).toMatchObject([
      { code: 'unknown-table', where: { file: 'cases.csv', line: 3, key: 'T9' } },
    ]);
    const bad = readReviewTables({ cases: cases.replace('1,1,1', '1,7,1'), caseTables }, index);
    expect(bad.issues[0]).toMatchObject({
      code: 'no-membership',
      where: { file: 'cases.csv', line: 2, column: 5 },
    });
    expect(readReviewTables({ cases, caseTables: 'title\nOne\n' }, index).issues).toMatchObject([
      { code: 'missing-column', where: { file: 'case-tables.csv' } },
    ]);
  });
});
