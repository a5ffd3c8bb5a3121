import { expect } from 'vitest';
import { writeReviewTables, writeTextTable } from '#lib/core/coding/write-tables.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { listCertainty, listDeciders, nameJudges, requireCertainty } from '#lib/server/store/certainty.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { NotFoundError, StaleWriteError } from '#lib/server/store/db.ts';
import { listChanges } from '#lib/server/store/history.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { importTables } from '#lib/server/usecases/import-tables.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveCertainty } from '#lib/server/usecases/save-certainty.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: object[]) => items.map(() => '');
const noun = 'certainty_judgement';
const cell = { approach: 'grade', factor: 'leadership', outcome: 'process' };
const judged = {
  ...cell,
  start: 'low',
  risk_of_bias: '0',
  inconsistency: '-1',
  inconsistency_reason: 'The prediction interval holds 0.',
  indirectness: '0',
  imprecision: '0',
  publication_bias: '0',
};
const finding = {
  approach: 'cerqual',
  factor: 'trust',
  outcome: 'process.synergy',
  statement: 'Partners who had worked together before spoke of trust as a “given”.',
  studies: 'lasker2001;weiss2002',
  methodological_limitations: 'minor',
  methodological_limitations_reason: 'Recruitment is not described in one study.',
};

async function makeStudies(inReview: ActingInReview): Promise<void> {
  const studies = 'citekey,label\nweiss2002,Weiss 2002\nlasker2001,Lasker 2001\n';
  await importTables(inReview, { studies }, { cite });
}

async function saved(work: ReturnType<typeof saveCertainty>) {
  const result = await work;
  if (!result.saved) throw new Error(JSON.stringify(result.issues));
  return result;
}

describeOnBothEngines('certainty', (test) => {
  test('keeps what was decided, why, by whom and when', async ({ inReview }) => {
    const { db, review } = inReview;
    await saved(saveCertainty(inReview, null, judged));
    const [judgement] = await listCertainty(db, review.id);
    expect(judgement).toMatchObject({
      key: 'J001',
      approach: 'grade',
      factor: 'leadership',
      outcome: 'process',
      start: 'low',
      level: 'very_low',
      version: 1,
    });
    expect(judgement.domains.find(({ domain }) => domain === 'inconsistency')).toEqual({
      domain: 'inconsistency',
      rating: '-1',
      reason: 'The prediction interval holds 0.',
      userId: 'local',
      decidedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
  });

  test('keeps a qualitative finding with the studies behind it, in their order', async ({ inReview }) => {
    await makeStudies(inReview);
    await saved(saveCertainty(inReview, null, finding));
    const { certainty, studies } = await loadDataset(inReview.db, inReview.review);
    expect(certainty).toMatchObject([{ approach: 'cerqual', statement: finding.statement, level: null }]);
    const keyOf = new Map(studies.map(({ id, key }) => [id, key]));
    expect(certainty[0].studies.map((id) => keyOf.get(id))).toEqual(['lasker2001', 'weiss2002']);
  });

  test('tells a dataset what was decided, but not who decided', async ({ inReview }) => {
    await saved(saveCertainty(inReview, null, judged));
    const { certainty } = await loadDataset(inReview.db, inReview.review);
    expect(certainty[0]).not.toHaveProperty('version');
    expect(JSON.stringify(certainty)).not.toContain('local');
    expect(Object.keys(certainty[0].domains[0]).sort()).toEqual(['decidedAt', 'domain', 'rating', 'reason']);
  });

  test('says what is wrong beside its field, and saves nothing', async ({ inReview }) => {
    const result = await saveCertainty(inReview, null, { ...judged, imprecision: '-2' });
    expect(result).toMatchObject({
      saved: false,
      issues: [{ where: { field: 'imprecision_reason' }, code: 'missing-reason' }],
    });
    expect(await listCertainty(inReview.db, inReview.review.id)).toEqual([]);
  });

  test('refuses an edit of what somebody changed meanwhile, and shows theirs', async ({ inReview }) => {
    const { db, review } = inReview;
    const { id } = await saved(saveCertainty(inReview, null, judged));
    await saved(saveCertainty(inReview, { id, version: 1 }, { ...judged, start: 'high' }));
    const stale = saveCertainty(inReview, { id, version: 1 }, { ...judged, imprecision: '' });
    await expect(stale).rejects.toThrow(StaleWriteError);
    await expect(stale).rejects.toMatchObject({ current: { start: 'high', level: 'moderate', version: 2 } });
    expect(await requireCertainty(db, review.id, id)).toMatchObject({ level: 'moderate', version: 2 });
  });

  test('refuses a second judgement of one body of evidence, and shows the first', async ({ inReview }) => {
    const { id } = await saved(saveCertainty(inReview, null, judged));
    const second = saveCertainty(inReview, null, { ...judged, start: 'high' });
    await expect(second).rejects.toThrow(StaleWriteError);
    await expect(second).rejects.toMatchObject({ current: { id, start: 'low' } });
    await makeStudies(inReview);
    await saved(saveCertainty(inReview, null, finding));
    await saved(saveCertainty(inReview, null, finding));
    expect(await listCertainty(inReview.db, inReview.review.id)).toHaveLength(3);
  });

  test('has one judgement of a body of evidence when two people save at once', async ({ inReview }) => {
    const both = await Promise.allSettled([
      saveCertainty(inReview, null, judged),
      saveCertainty(inReview, null, { ...judged, start: 'high' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: expect.any(StaleWriteError),
    });
    expect(await listCertainty(inReview.db, inReview.review.id)).toHaveLength(1);
  });

  test('judges what it judged: an edit can’t move it to another cell', async ({ inReview }) => {
    const { db, review } = inReview;
    const { id } = await saved(saveCertainty(inReview, null, judged));
    const moved = { ...judged, factor: 'trust', approach: 'cerqual' };
    await saved(saveCertainty(inReview, { id, version: 1 }, moved));
    expect(await requireCertainty(db, review.id, id)).toMatchObject({
      factor: 'leadership',
      approach: 'grade',
    });
  });

  test('a domain that stays as it was keeps who decided it and when', async ({ inReview }) => {
    const { db, review } = inReview;
    const { id } = await saved(saveCertainty(inReview, null, judged));
    const before = await requireCertainty(db, review.id, id);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const later = { ...inReview, userId: 'somebody-else' };
    await saved(
      saveCertainty(
        later,
        { id, version: 1 },
        { ...judged, imprecision: '-1', imprecision_reason: 'N = 90.' },
      ),
    );
    const { domains } = await requireCertainty(db, review.id, id);
    const of = (name: string, all: typeof domains) => all.find(({ domain }) => domain === name)!;
    expect(of('inconsistency', domains)).toEqual(of('inconsistency', before.domains));
    expect(of('imprecision', domains)).toMatchObject({ rating: '-1', userId: 'somebody-else' });
    expect(of('imprecision', domains).decidedAt > of('imprecision', before.domains).decidedAt).toBe(true);
  });

  test('takes changes and removals back, one by one', async ({ inReview }) => {
    const { db, review } = inReview;
    const made = await saved(saveCertainty(inReview, null, judged));
    const changed = await saved(
      saveCertainty(inReview, { id: made.id, version: 1 }, { ...cell, start: 'high' }),
    );
    await undoChange(inReview, changed.changeId);
    const back = await requireCertainty(db, review.id, made.id);
    expect(back).toMatchObject({ start: 'low', level: 'very_low', version: 3 });
    expect(back.domains).toHaveLength(5);
    const removal = await removeRow(inReview, noun, made.id, 3);
    expect(await listCertainty(db, review.id)).toEqual([]);
    await undoChange(inReview, removal);
    expect(await listCertainty(db, review.id)).toMatchObject([{ level: 'very_low', version: 5 }]);
    expect((await listChanges(db, review.id, { noun })).map(({ verb }) => verb)).toEqual([
      'restore',
      'remove',
      'change',
      'change',
      'create',
    ]);
  });

  test('a removed judgement does not come back beside its successor', async ({ inReview }) => {
    const { db, review } = inReview;
    const first = await saved(saveCertainty(inReview, null, judged));
    const removal = await removeRow(inReview, noun, first.id, 1);
    const second = await saved(saveCertainty(inReview, null, { ...judged, start: 'high' }));
    await expect(undoChange(inReview, removal)).rejects.toMatchObject({ current: { id: second.id } });
    expect(await listCertainty(db, review.id)).toMatchObject([{ id: second.id, key: 'J002' }]);
  });

  test('knows nothing of another review', async ({ acting, inReview }) => {
    const { id } = await saved(saveCertainty(inReview, null, judged));
    const other = await createReview(acting, { title: 'Another', codebook: readStandardCodebook() });
    const elsewhere = { ...acting, review: other };
    await expect(saveCertainty(elsewhere, { id, version: 1 }, judged)).rejects.toThrow(NotFoundError);
    await expect(removeRow(elsewhere, noun, id, 1)).rejects.toThrow(NotFoundError);
    expect(await listCertainty(acting.db, other.id)).toEqual([]);
  });

  test('is carried over as a table, and rows that are there are left alone', async ({ acting, inReview }) => {
    await makeStudies(inReview);
    await saved(saveCertainty(inReview, null, judged));
    await saved(saveCertainty(inReview, null, finding));
    const dataset = await loadDataset(inReview.db, inReview.review);
    const tables = writeReviewTables(dataset, new Map());
    const certainty = writeTextTable(tables.certainty);
    const review = await createReview(acting, { title: 'A copy', codebook: readStandardCodebook() });
    const copy = { ...acting, review };
    await makeStudies(copy);
    const { counts, issues } = await importTables(copy, { certainty }, { cite });
    expect([counts.certainty, issues]).toEqual([2, []]);
    const copied = await loadDataset(copy.db, review);
    expect(writeTextTable(writeReviewTables(copied, new Map()).certainty)).toBe(certainty);
    const again = await importTables(copy, { certainty }, { cite });
    expect(again).toMatchObject({ counts: { certainty: 0 }, issues: [{ code: 'known-key' }] });
    const renamed = await importTables(copy, { certainty: certainty.replace('J001', 'J901') }, { cite });
    expect(renamed.issues.map(({ code }) => code)).toEqual(['known-key', 'judged-already']);
    const next = await saved(saveCertainty(copy, null, finding));
    expect(await requireCertainty(copy.db, review.id, next.id)).toMatchObject({ key: 'J003' });
  });

  test('a table carries who decided and when, and older tables without are read as before', async ({
    acting,
    inReview,
  }) => {
    await makeStudies(inReview);
    await saved(saveCertainty(inReview, null, judged));
    await saved(saveCertainty(inReview, null, finding));
    const of = async ({ db, review }: ActingInReview) =>
      writeTextTable(
        writeReviewTables(await loadDataset(db, review), new Map(), await nameJudges(db, review.id))
          .certainty,
      );
    const plain = await of(inReview);
    // A program without accounts has no name to give.
    expect(plain).toContain('risk_of_bias_by');
    expect(plain).not.toContain('This computer');
    const make = async (title: string) => {
      const review = await createReview(acting, { title, codebook: readStandardCodebook() });
      await makeStudies({ ...acting, review });
      return { ...acting, review };
    };
    const { header, rows } = writeReviewTables(
      await loadDataset(inReview.db, inReview.review),
      new Map(),
      (_judgement, domain) => (domain === 'imprecision' ? 'Ann O’Neil,  PhD' : '=SUM(1)'),
    ).certainty;
    rows[0].imprecision_at = '2024-05-31';
    rows[0].inconsistency_at = '2024-02-31';
    const copy = await make('A copy');
    const { issues } = await importTables(copy, { certainty: writeTextTable({ header, rows }) }, { cite });
    expect(issues).toMatchObject([
      { code: 'bad-date', severity: 'warning', where: { file: 'certainty.csv', key: 'J001' } },
    ]);
    const [first] = await listCertainty(copy.db, copy.review.id);
    const names = await listDeciders(copy.db, copy.review.id);
    const decided = (domain: string) => first.domains.find((one) => one.domain === domain)!;
    expect(names[decided('imprecision').userId]).toBe('Ann O’Neil, PhD');
    expect(decided('imprecision').decidedAt).toBe('2024-05-31T00:00:00.000Z');
    expect(names[decided('risk_of_bias').userId]).toBe('=SUM(1)');
    // A second journey changes nothing, and no dataset holds a name.
    const travelled = await of(copy);
    const again = await make('Another copy');
    expect(await importTables(again, { certainty: travelled }, { cite })).toMatchObject({ issues: [] });
    expect(await of(again)).toBe(travelled);
    expect(JSON.stringify(await loadDataset(again.db, again.review))).not.toContain('Neil');

    const older = await make('An older table');
    const known = header.filter((name) => !/_(by|at)$/.test(name));
    const before = { header: known, rows };
    expect(await importTables(older, { certainty: writeTextTable(before) }, { cite })).toMatchObject({
      counts: { certainty: 2 },
      issues: [],
    });
    const [old] = await listCertainty(older.db, older.review.id);
    expect(old.domains.every(({ userId }) => userId === 'local')).toBe(true);
  });
});
