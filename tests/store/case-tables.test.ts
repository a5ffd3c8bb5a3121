import { expect } from 'vitest';
import { writeReviewTables, writeTextTable } from '#lib/core/coding/write-tables.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { listCaseTables, requireCaseTable } from '#lib/server/store/case-tables.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { NotFoundError, StaleWriteError } from '#lib/server/store/db.ts';
import { listChanges } from '#lib/server/store/history.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { importTables } from '#lib/server/usecases/import-tables.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveCaseTable } from '#lib/server/usecases/save-case-table.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: object[]) => items.map(() => '');
const noun = 'case_table';
const cases = `case,citekey,outcome,leadership,trust
Northside,weiss2002,1,550,0.9
Southside,,0.2,200,
Harbour,,0,320.5,0
`;
const texts = {
  title: 'Health partnerships',
  source: 'Coded for this test',
  outcome: 'process',
  conditions: 'leadership;trust',
  expectations: 'leadership;~trust',
  calibration: 'leadership=100 300 600',
  inclusion_cut: '0.85',
  frequency_cut: '2',
  cases,
};

async function makeStudies(inReview: ActingInReview): Promise<void> {
  await importTables(inReview, { studies: 'citekey,label\nweiss2002,Weiss 2002\n' }, { cite });
}

async function saved(work: ReturnType<typeof saveCaseTable>) {
  const result = await work;
  if (!result.saved) throw new Error(JSON.stringify(result.issues));
  return result;
}

describeOnBothEngines('case tables', (test) => {
  test('keep cases, raw values with their anchors, holes and where a case comes from', async ({
    inReview,
  }) => {
    await makeStudies(inReview);
    await saved(saveCaseTable(inReview, null, texts));
    const [study] = await listStudies(inReview.db, inReview.review.id);
    const { caseTables } = await loadDataset(inReview.db, inReview.review);
    expect(caseTables).toEqual([
      {
        id: expect.any(String),
        key: 'T001',
        title: 'Health partnerships',
        source: 'Coded for this test',
        outcome: { concept: 'process', anchors: null },
        conditions: [
          {
            concept: 'leadership',
            anchors: { exclusion: 100, crossover: 300, inclusion: 600 },
            expected: 'present',
          },
          { concept: 'trust', anchors: null, expected: 'absent' },
        ],
        inclusionCut: 0.85,
        frequencyCut: 2,
        cases: [
          { name: 'Northside', study: study.id, outcome: 1, conditions: [550, 0.9] },
          { name: 'Southside', study: null, outcome: 0.2, conditions: [200, null] },
          { name: 'Harbour', study: null, outcome: 0, conditions: [320.5, 0] },
        ],
      },
    ]);
  });

  test('say the line of what is wrong, and save nothing', async ({ inReview }) => {
    const result = await saveCaseTable(inReview, null, {
      ...texts,
      cases: 'case,citekey,outcome,leadership,trust\nA,,3,1,1\nB,,1,1,1\n',
    });
    expect(result).toMatchObject({
      saved: false,
      issues: [{ code: 'no-membership', where: { field: 'cases', line: 2, column: 3 } }],
    });
    expect(await listCaseTables(inReview.db, inReview.review.id)).toEqual([]);
  });

  test('refuse an edit of what somebody changed meanwhile, and show theirs', async ({ inReview }) => {
    const { db, review } = inReview;
    const { id } = await saved(saveCaseTable(inReview, null, texts));
    await saved(saveCaseTable(inReview, { id, version: 1 }, { ...texts, title: 'Theirs' }));
    const stale = saveCaseTable(inReview, { id, version: 1 }, { ...texts, title: 'Mine' });
    await expect(stale).rejects.toThrow(StaleWriteError);
    await expect(stale).rejects.toMatchObject({ current: { title: 'Theirs', version: 2 } });
    expect(await requireCaseTable(db, review.id, id)).toMatchObject({ title: 'Theirs' });
  });

  test('take changes and removals back, one by one', async ({ inReview }) => {
    const { db, review } = inReview;
    const made = await saved(saveCaseTable(inReview, null, texts));
    const before = await requireCaseTable(db, review.id, made.id);
    const row = { id: made.id, version: 1 };
    const shorter = {
      ...texts,
      conditions: 'trust',
      expectations: '',
      calibration: '',
      cases: 'case,citekey,outcome,trust\nOnly,,1,1\n',
    };
    const changed = await saved(saveCaseTable(inReview, row, shorter));
    expect((await requireCaseTable(db, review.id, made.id)).cases).toHaveLength(1);
    await undoChange(inReview, changed.changeId);
    expect(await requireCaseTable(db, review.id, made.id)).toEqual({ ...before, version: 3 });
    const removal = await removeRow(inReview, noun, made.id, 3);
    expect(await listCaseTables(db, review.id)).toEqual([]);
    await undoChange(inReview, removal);
    expect(await listCaseTables(db, review.id)).toEqual([{ ...before, version: 5 }]);
    expect((await listChanges(db, review.id, { noun })).map(({ verb }) => verb)).toEqual([
      'restore',
      'remove',
      'change',
      'change',
      'create',
    ]);
  });

  test('forget a study that is taken out, until it comes back', async ({ inReview }) => {
    const { db, review } = inReview;
    await makeStudies(inReview);
    const { id } = await saved(saveCaseTable(inReview, null, texts));
    const [study] = await listStudies(db, review.id);
    const removal = await removeRow(inReview, 'study', study.id, study.version);
    expect((await requireCaseTable(db, review.id, id)).cases[0].study).toBeNull();
    await undoChange(inReview, removal);
    expect((await requireCaseTable(db, review.id, id)).cases[0].study).toBe(study.id);
  });

  test('know nothing of another review', async ({ acting, inReview }) => {
    const { id } = await saved(saveCaseTable(inReview, null, texts));
    const other = await createReview(acting, { title: 'Another', codebook: readStandardCodebook() });
    const elsewhere = { ...acting, review: other };
    await expect(saveCaseTable(elsewhere, { id, version: 1 }, texts)).rejects.toThrow(NotFoundError);
    await expect(removeRow(elsewhere, noun, id, 1)).rejects.toThrow(NotFoundError);
    expect(await listCaseTables(acting.db, other.id)).toEqual([]);
  });

  test('are carried over as tables, and those that are there are left alone', async ({
    acting,
    inReview,
  }) => {
    await makeStudies(inReview);
    await saved(saveCaseTable(inReview, null, texts));
    await saved(saveCaseTable(inReview, null, { ...texts, conditions: 'leadership', expectations: '' }));
    const written = writeReviewTables(await loadDataset(inReview.db, inReview.review), new Map());
    const files = {
      caseTables: writeTextTable(written.caseTables),
      cases: writeTextTable(written.cases),
    };
    const review = await createReview(acting, { title: 'A copy', codebook: readStandardCodebook() });
    const copy = { ...acting, review };
    await makeStudies(copy);
    const { counts, issues } = await importTables(copy, files, { cite });
    expect([counts.caseTables, issues]).toEqual([2, []]);
    const again = writeReviewTables(await loadDataset(copy.db, review), new Map());
    expect([writeTextTable(again.caseTables), writeTextTable(again.cases)]).toEqual([
      files.caseTables,
      files.cases,
    ]);
    expect(await importTables(copy, files, { cite })).toMatchObject({
      counts: { caseTables: 0 },
      issues: [{ code: 'known-key' }],
    });
    const next = await saved(saveCaseTable(copy, null, texts));
    expect(await requireCaseTable(copy.db, review.id, next.id)).toMatchObject({ key: 'T003' });
  });

  test('hold a thousand cases of twelve conditions', async ({ inReview }) => {
    const codebook = readStandardCodebook();
    const keys = codebook.factors.slice(0, 12).map(({ key }) => key);
    const rows = Array.from({ length: 1000 }, (_, at) => `Case ${at},,1,${keys.map(() => '0.25').join(',')}`);
    const many = `case,citekey,outcome,${keys.join(',')}\n${rows.join('\n')}\n`;
    const large = { ...texts, conditions: keys.join(';'), expectations: '', calibration: '', cases: many };
    const { id } = await saved(saveCaseTable(inReview, null, large));
    const { cases: kept } = await requireCaseTable(inReview.db, inReview.review.id, id);
    expect(kept).toHaveLength(1000);
    expect(kept[999]).toMatchObject({ name: 'Case 999', conditions: keys.map(() => 0.25) });
  });
});
