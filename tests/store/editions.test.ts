import { expect } from 'vitest';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import { sha256 } from '#lib/core/edition/make-edition.ts';
import { isPassphrase } from '#lib/server/accounts/passphrase.ts';
import { findLinkedEdition, listLinks } from '#lib/server/store/edition-links.ts';
import { addStatus, readStatus, readStatuses } from '#lib/server/store/edition-status.ts';
import { findByHash, listEditions, requireEdition } from '#lib/server/store/editions.ts';
import { listClaims } from '#lib/server/store/claims.ts';
import { listChanges } from '#lib/server/store/history.ts';
import { listStudies } from '#lib/server/store/studies.ts';
import { listWithheld, listWithheldMarks } from '#lib/server/store/withheld.ts';
import { loadSamplesWhenEmpty } from '#lib/server/load-sample.ts';
import { findReview } from '#lib/server/store/reviews.ts';
import { changeStatus } from '#lib/server/usecases/edition-status.ts';
import { previewEdition, publishEdition } from '#lib/server/usecases/publish-edition.ts';
import { importTables } from '#lib/server/usecases/import-tables.ts';
import { closeLink, digestToken, makeLink } from '#lib/server/usecases/share-link.ts';
import { withhold } from '#lib/server/usecases/withhold.ts';
import { describeOnBothEngines } from './engines.ts';

const reason = 'Two studies were coded twice.';

describeOnBothEngines('what becomes of an edition', (test) => {
  test('is kept beside it: its payload and hash stay what they were', async ({ inReview }) => {
    const { db, review } = inReview;
    const { id, hash } = await publishEdition(inReview, '');
    expect(await readStatus(db, id)).toEqual({ withdrawn: null, isPublic: false });
    await changeStatus(inReview, 1, { state: 'withdrawn', reason });
    await changeStatus(inReview, 1, { state: 'withdrawn', reason: 'Said twice, kept once.' });
    expect((await readStatus(db, id)).withdrawn).toMatchObject({ reason });
    await changeStatus(inReview, 1, { state: 'public', reason: '' });
    expect(await readStatus(db, id)).toMatchObject({ withdrawn: { reason }, isPublic: true });
    await changeStatus(inReview, 1, { state: 'reinstated', reason: 'They were not.' });
    expect(await readStatus(db, id)).toEqual({ withdrawn: null, isPublic: true });
    const { payload } = await requireEdition(db, review.id, 1);
    expect(await sha256(payload)).toBe(hash);
    const rows = await listChanges(db, review.id, { noun: 'edition_status' });
    expect(rows.map(({ after }) => (after as { state: string }).state)).toEqual([
      'reinstated',
      'public',
      'withdrawn',
    ]);
  });

  test('is only ever added to', async ({ inReview }) => {
    const { db, userId } = inReview;
    const { id: editionId } = await publishEdition(inReview, '');
    await addStatus(db, { editionId, state: 'withdrawn', reason, userId });
    await expect(db.updateTable('edition_status').set({ reason: '' }).execute()).rejects.toThrow(
      /only ever added/,
    );
    await expect(db.deleteFrom('edition_status').execute()).rejects.toThrow(/only ever added/);
    expect((await readStatuses(db, [])).size).toBe(0);
  });

  test('says of a hash how old it is beside the newest', async ({ inReview }) => {
    const { hash } = await publishEdition(inReview, '');
    await publishEdition(inReview, '');
    expect(await findByHash(inReview.db, hash)).toMatchObject({ number: 1, newest: { number: 2 } });
    expect(await findByHash(inReview.db, '0'.repeat(64))).toBeUndefined();
    await expect(changeStatus(inReview, 9, { state: 'withdrawn', reason })).rejects.toThrow(/edition/);
  });
});

describeOnBothEngines('a link', (test) => {
  test('opens until its end, and no longer', async ({ inReview }) => {
    const { db, review } = inReview;
    await publishEdition(inReview, '');
    const expiresAt = '2030-01-02T00:00:00.000Z';
    const { token } = await makeLink(inReview, 1, { expiresAt, passphrase: null });
    expect(Buffer.from(token, 'base64url')).toHaveLength(24);
    const at = (time: string) => findLinkedEdition(db, digestToken(token), time);
    expect(await at('2030-01-01T23:59:59.999Z')).toMatchObject({ number: 1, passphraseHash: null });
    expect(await at(expiresAt)).toBeUndefined();
    expect(await listLinks(db, review.id)).toMatchObject([{ expiresAt, asksPassphrase: false }]);
  });

  test('keeps no passphrase and no token, and recognises the right one', async ({ inReview }) => {
    const { db, review } = inReview;
    await publishEdition(inReview, '');
    const passphrase = 'vier Wörter sind genug';
    const { id, token } = await makeLink(inReview, 1, { expiresAt: null, passphrase });
    const found = await findLinkedEdition(db, digestToken(token));
    const everything = JSON.stringify([
      await db.selectFrom('edition_link').selectAll().execute(),
      await listChanges(db, review.id),
    ]);
    expect(everything).not.toContain(passphrase);
    expect(everything).not.toContain(token);
    expect(await isPassphrase(passphrase, found!.passphraseHash!)).toBe(true);
    expect(await isPassphrase(passphrase.normalize('NFD'), found!.passphraseHash!)).toBe(true);
    expect(await isPassphrase(`${passphrase} `, found!.passphraseHash!)).toBe(false);
    await closeLink(inReview, id);
    expect(await findLinkedEdition(db, digestToken(token))).toBeUndefined();
  });
});

describeOnBothEngines('what is not for publication', (test) => {
  test('stays in the house, and editions before keep what they have', async ({ acting }) => {
    await loadSamplesWhenEmpty(acting, async (items) => items.map(({ title }) => `Cited: ${title}`));
    const inReview = { ...acting, review: (await findReview(acting.db, 'sample'))! };
    const { db, review } = inReview;
    const first = await publishEdition(inReview, '');
    const [study] = await listStudies(db, review.id);
    const claims = await listClaims(db, review.id);
    const other = claims.find((claim) => claim.study !== study.id)!;
    await withhold(inReview, { noun: 'study', id: study.id }, true);
    await withhold(inReview, { noun: 'claim', id: other.id }, true);
    await withhold(inReview, { noun: 'claim', id: other.id }, true);
    expect(await listWithheld(db, review.id)).toEqual(new Set([study.id, other.id]));
    const preview = await previewEdition(inReview);
    expect(preview.withheld).toHaveLength(2);

    const second = await publishEdition(inReview, '', { longestQuote: 100 });
    const { dataset, face } = completeEdition(second.edition);
    const text = JSON.stringify(dataset);
    expect(text).not.toContain(study.id);
    expect(text).not.toContain(other.id);
    expect(JSON.stringify(second.edition)).not.toContain(study.label);
    const gone = 1 + claims.filter((claim) => claim.study === study.id).length;
    expect(dataset.claims).toHaveLength(claims.length - gone);
    expect(preview.leaves.claims).toBe(dataset.claims.length);
    expect(face.redaction).toMatchObject({ studies: 1, claims: gone, longestQuote: 100 });
    expect(face.changes).toMatchObject({
      since: { number: 1, hash: first.hash },
      studies: { added: [], removed: [], unnamed: 1 },
      claims: { added: 0, removed: gone },
    });
    expect(completeEdition(first.edition).face.changes).toBeNull();
    const kept = JSON.parse((await requireEdition(db, review.id, 1)).payload) as Edition;
    expect(kept.dataset.claims).toHaveLength(claims.length);

    const marks = await listWithheldMarks(db, review.id);
    expect([...marks.keys()].sort()).toEqual([study.id, other.id].sort());
    expect(marks.get(study.id)).toEqual({ by: '', at: expect.stringMatching(/^2\d{3}-.*Z$/) });

    await withhold(inReview, { noun: 'study', id: study.id }, false);
    expect(await listWithheld(db, review.id)).toEqual(new Set([other.id]));
    await expect(withhold(inReview, { noun: 'study', id: 'elsewhere' }, true)).rejects.toThrow(/study/);
    expect(await listEditions(db, review.id)).toHaveLength(2);
  });

  test('comes in with the tables of a folder, by name and date, and never goes by them', async ({
    inReview,
  }) => {
    const { db, review } = inReview;
    const at = '2026-11-01T10:00:00.000Z';
    const bring = (texts: object) => importTables(inReview, texts, { cite: async () => [] });
    const first = await bring({
      studies: 'citekey,label\nnew2001,New 2001\nnew2002,New 2002\n',
      withheld: `kind,key,withheld_by,withheld_at\nstudy,new2001,Ada Lee,${at}\nstudy,new2001,,\n`,
    });
    expect(first).toMatchObject({ counts: { studies: 2, withheld: 1 } });
    expect(first.issues.filter(({ code }) => code !== 'no-reference')).toEqual([]);
    expect([...(await listWithheldMarks(db, review.id)).values()]).toEqual([{ by: 'Ada Lee', at }]);
    const second = await bring({ withheld: 'kind,key\nstudy,new2002\nclaim,nothing\n' });
    expect(second.counts.withheld).toBe(1);
    expect(second.issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['unknown-claim', 'error'],
      ['withheld-now', 'warning'],
    ]);
    await bring({ withheld: 'kind,key\n' });
    expect(await listWithheld(db, review.id)).toHaveLength(2);
  });
});
