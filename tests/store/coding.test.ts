import { expect } from 'vitest';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { NotFoundError, StaleWriteError } from '#lib/server/store/db.ts';
import { listChanges } from '#lib/server/store/history.ts';
import { listClaims, requireClaim } from '#lib/server/store/claims.ts';
import { listEstimates } from '#lib/server/store/estimates.ts';
import { requireStudy } from '#lib/server/store/studies.ts';
import type { ActingInReview } from '#lib/server/acting.ts';
import { importTables } from '#lib/server/usecases/import-tables.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { saveClaim } from '#lib/server/usecases/save-claim.ts';
import { saveEstimate } from '#lib/server/usecases/save-estimate.ts';
import { saveReviewSettings } from '#lib/server/usecases/save-review-settings.ts';
import { saveStudy } from '#lib/server/usecases/save-study.ts';
import { undoChange } from '#lib/server/usecases/undo-change.ts';
import { describeOnBothEngines } from './engines.ts';

const cite = async (items: object[]) => items.map(() => '');
const claim = {
  factor: 'leadership.boundary_spanner',
  outcome: 'process.synergy',
  direction: 'positive',
  strength: 'major',
  attribution_mode: 'measured_concurrent',
  stage: 'forming;operating',
  flag_success_only_sample: 'yes',
  finding: 'A finding that looks like {"json": true}.',
};

async function makeStudy(inReview: ActingInReview): Promise<string> {
  const studies =
    'citekey,label,design,n,n_unit\nweiss2002,Weiss 2002,cross_sectional_multi_site,26,partnerships\n';
  await importTables(inReview, { studies }, { cite });
  const { studies: found } = await loadDataset(inReview.db, inReview.review);
  return found[0].id;
}

async function saved(work: ReturnType<typeof saveClaim>) {
  const result = await work;
  if (!result.saved) throw new Error(JSON.stringify(result.issues));
  return result;
}

describeOnBothEngines('coding', (test) => {
  test('keeps a claim as it was stated', async ({ inReview }) => {
    const { db, review } = inReview;
    const study = await makeStudy(inReview);
    await saved(saveClaim(inReview, study, null, claim));
    expect(await listClaims(db, review.id)).toMatchObject([
      {
        key: 'C001',
        study,
        factor: 'leadership.boundary_spanner',
        outcome: 'process.synergy',
        direction: 'positive',
        factorPole: 'presence',
        stages: ['forming', 'operating'],
        flags: { success_only_sample: 'yes' },
        finding: 'A finding that looks like {"json": true}.',
        version: 1,
      },
    ]);
  });

  test('says what is wrong with a claim beside its field, and saves nothing', async ({ inReview }) => {
    const study = await makeStudy(inReview);
    const result = await saveClaim(inReview, study, null, { ...claim, outcome: '', strength: 'enormous' });
    expect(result.saved).toBe(false);
    const fields = result.issues.map(({ code, where }) => [where?.field, code]);
    expect(fields).toEqual([
      ['outcome', 'missing-outcome'],
      ['strength', 'unknown-code'],
    ]);
    expect(await listClaims(inReview.db, inReview.review.id)).toEqual([]);
  });

  test('refuses an edit of what somebody changed meanwhile, and shows theirs', async ({ inReview }) => {
    const { db, review } = inReview;
    const study = await makeStudy(inReview);
    const { id } = await saved(saveClaim(inReview, study, null, claim));
    await saved(saveClaim(inReview, study, { id, version: 1 }, { ...claim, direction: 'negative' }));
    const stale = saveClaim(inReview, study, { id, version: 1 }, { ...claim, direction: 'mixed' });
    await expect(stale).rejects.toThrow(StaleWriteError);
    await expect(stale).rejects.toMatchObject({ current: { direction: 'negative', version: 2 } });
    expect(await requireClaim(db, review.id, id)).toMatchObject({ direction: 'negative', version: 2 });
  });

  test('knows nothing of another review, whatever id is asked for', async ({ acting, inReview }) => {
    const study = await makeStudy(inReview);
    const { id } = await saved(saveClaim(inReview, study, null, claim));
    const { createReview } = await import('#lib/server/usecases/create-review.ts');
    const { readStandardCodebook } = await import('#lib/server/standard-codebook.ts');
    const other = await createReview(acting, { title: 'Another', codebook: readStandardCodebook() });
    const elsewhere = { ...acting, review: other };
    await expect(saveClaim(elsewhere, study, null, claim)).rejects.toThrow(NotFoundError);
    await expect(requireClaim(acting.db, other.id, id)).rejects.toThrow(NotFoundError);
    await expect(removeRow(elsewhere, 'claim', id, 1)).rejects.toThrow(NotFoundError);
  });

  test('takes changes back, one by one, and back again', async ({ inReview }) => {
    const { db, review } = inReview;
    const study = await makeStudy(inReview);
    const made = await saved(saveClaim(inReview, study, null, claim));
    const changed = await saved(
      saveClaim(inReview, study, { id: made.id, version: 1 }, { ...claim, direction: 'null' }),
    );
    await undoChange(inReview, changed.changeId);
    expect(await requireClaim(db, review.id, made.id)).toMatchObject({
      direction: 'positive',
      stages: ['forming', 'operating'],
      version: 3,
    });
    const removal = await removeRow(inReview, 'claim', made.id, 3);
    expect(await listClaims(db, review.id)).toEqual([]);
    await undoChange(inReview, removal);
    expect(await listClaims(db, review.id)).toMatchObject([{ direction: 'positive', version: 5 }]);
    const [back] = await listChanges(db, review.id, { noun: 'claim' });
    await undoChange(inReview, back.id);
    expect(await listClaims(db, review.id)).toEqual([]);
    await expect(undoChange(inReview, made.changeId)).rejects.toThrow(StaleWriteError);
  });

  test('writes down who changed what from what to what', async ({ inReview }) => {
    const { db, review } = inReview;
    const study = await makeStudy(inReview);
    const { id } = await saved(saveClaim(inReview, study, null, claim));
    await saved(saveClaim(inReview, study, { id, version: 1 }, { ...claim, direction: 'mixed' }));
    expect(await listChanges(db, review.id, { noun: 'claim' })).toMatchObject([
      { verb: 'change', userId: 'local', before: { direction: 'positive' }, after: { direction: 'mixed' } },
      { verb: 'create', before: null, after: { direction: 'positive' } },
    ]);
  });

  test('saves facts of a study and takes the tier from the design', async ({ inReview }) => {
    const { db, review } = inReview;
    const study = await makeStudy(inReview);
    expect(await requireStudy(db, review.id, study)).toMatchObject({
      tier: 'C',
      n: 26,
      nUnit: 'partnerships',
    });
    const facts = { label: 'Weiss', design: 'pre_post', forms: 'community_coalition;pooled_budget', n: '0' };
    const refused = await saveStudy(inReview, study, 1, facts);
    expect(refused).toMatchObject({
      saved: false,
      issues: [{ where: { field: 'n' }, code: 'out-of-range' }],
    });
    await saveStudy(inReview, study, 1, { ...facts, n: '12', n_unit: 'people' });
    expect(await requireStudy(db, review.id, study)).toMatchObject({
      tier: 'B',
      forms: ['community_coalition', 'pooled_budget'],
      version: 2,
    });
  });

  test('keeps estimates, and refuses impossible ones', async ({ inReview }) => {
    const { db, review } = inReview;
    const study = await makeStudy(inReview);
    const estimate = {
      concept_a: 'leadership',
      concept_b: 'process',
      type: 'pearson_r',
      value: '1.4',
      p: '<0.01',
    };
    const refused = await saveEstimate(inReview, study, null, estimate);
    expect(refused).toMatchObject({
      saved: false,
      issues: [{ where: { field: 'value' }, code: 'out-of-range' }],
    });
    await saveEstimate(inReview, study, null, { ...estimate, value: '-0,25' });
    expect(await listEstimates(db, review.id)).toMatchObject([
      {
        key: 'E001',
        a: { kind: 'factor', key: 'leadership' },
        value: -0.25,
        p: { relation: '<', value: 0.01 },
      },
    ]);
  });

  test('goes on counting where imported keys end', async ({ inReview }) => {
    const study = await makeStudy(inReview);
    const claims =
      'claim_id,citekey,factor,outcome\nC199,weiss2002,trust,process\nX7,weiss2002,power,process\n';
    await importTables(inReview, { claims }, { cite });
    await saved(saveClaim(inReview, study, null, claim));
    const keys = (await listClaims(inReview.db, inReview.review.id)).map(({ key }) => key);
    expect(keys.sort()).toEqual(['C199', 'C200', 'X7']);
  });

  test('imports what can be read, says what can not, and writes nothing in a dry run', async ({
    inReview,
  }) => {
    await makeStudy(inReview);
    const claims = [
      'claim_id,citekey,factor,outcome,direction',
      'C1,weiss2002,trust,process,positive',
      'C2,weiss2002,no_such_factor,process,positive',
      'C3,nobody1999,trust,process,positive',
      'C1,weiss2002,power,process,positive',
      ',weiss2002,power,process,positive',
    ].join('\n');
    const dry = await importTables(inReview, { claims }, { cite, dryRun: true });
    expect(dry.counts.claims).toBe(1);
    expect(await listClaims(inReview.db, inReview.review.id)).toEqual([]);
    const { counts, issues } = await importTables(inReview, { claims }, { cite });
    expect(counts.claims).toBe(1);
    expect(issues.map(({ code, where }) => [where?.line, code])).toEqual([
      [3, 'unknown-factor'],
      [6, 'missing-key'],
      [4, 'unknown-study'],
      [5, 'duplicate-key'],
    ]);
  });

  test('refuses stale settings of a review', async ({ inReview }) => {
    const given = { title: 'New title', question: '', caveat: '', focalFactor: 'trust' };
    expect(await saveReviewSettings(inReview, 1, given)).toBeNull();
    await expect(saveReviewSettings(inReview, 1, given)).rejects.toThrow(StaleWriteError);
    expect(await saveReviewSettings(inReview, 2, { ...given, focalFactor: 'trust.conflict' })).toMatch(
      /top-level/,
    );
  });
});
