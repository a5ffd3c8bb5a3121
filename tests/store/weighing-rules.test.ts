import { expect } from 'vitest';
import { defaultRubric } from '#lib/core/coding/rubric.ts';
import { defaultRungs } from '#lib/core/coding/rungs.ts';
import { NotFoundError, StaleWriteError } from '#lib/server/store/db.ts';
import { findReview } from '#lib/server/store/reviews.ts';
import { saveReviewSettings } from '#lib/server/usecases/save-review-settings.ts';
import { saveWeighingRules } from '#lib/server/usecases/save-weighing-rules.ts';
import { undoSettings } from '#lib/server/usecases/undo-settings.ts';
import { describeOnBothEngines } from './engines.ts';

describeOnBothEngines('rules of weighing', (test) => {
  test('are saved whole, refused where stale or wrong, and taken back as far as they went', async ({
    inReview: first,
  }) => {
    const read = async () => (await findReview(first.db, first.review.slug))!;
    const inReview = async () => ({ ...first, review: await read() });
    const [all, , measured] = defaultRungs;
    const rubric = { ...defaultRubric, combination: 'product' as const };

    const wrong = await saveWeighingRules(await inReview(), 1, { rungs: [], rubric });
    expect(wrong.problems).toEqual(['A Ladder needs at least one rung.']);
    expect((await read()).version).toBe(1);

    const saved = await saveWeighingRules(await inReview(), 1, { rungs: [measured, all], rubric });
    expect(saved.problems).toEqual([]);
    expect(await read()).toMatchObject({ version: 2, rungs: [measured, all], rubric });

    const stale = saveWeighingRules(await inReview(), 1, { rungs: [all], rubric });
    await expect(stale).rejects.toThrow(StaleWriteError);

    // Settings do not touch rules, and the other way round.
    const { question, caveat, focalFactor } = await read();
    await saveReviewSettings(await inReview(), 2, { title: 'Other', question, caveat, focalFactor });
    expect(await read()).toMatchObject({ title: 'Other', version: 3, rungs: [measured, all] });
    await expect(undoSettings(await inReview(), saved.changeId!)).rejects.toThrow(StaleWriteError);

    const again = await saveWeighingRules(await inReview(), 3, { rungs: [all], rubric: defaultRubric });
    await undoSettings(await inReview(), again.changeId!);
    expect(await read()).toMatchObject({ title: 'Other', version: 5, rungs: [measured, all], rubric });
    await expect(undoSettings(await inReview(), 999_999)).rejects.toThrow(NotFoundError);
  });
});
