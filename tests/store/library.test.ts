import { expect } from 'vitest';
import { StaleWriteError, type Db } from '#lib/server/store/db.ts';
import { listEntries } from '#lib/server/store/import-entries.ts';
import { countReferences, searchReferences, streamReferences } from '#lib/server/store/references.ts';
import { commitImport } from '#lib/server/usecases/commit-import.ts';
import { createStudy } from '#lib/server/usecases/create-study.ts';
import { importReferences } from '#lib/server/usecases/import-references.ts';
import { undoImport } from '#lib/server/usecases/undo-import.ts';
import { describeOnBothEngines } from './engines.ts';

const library = `
@article{weiss2002, author = {Weiss, Elisa S. and Anderson, Rebecca}, title = {Making the Most of Collaboration},
  journal = {Health Education \\& Behavior}, year = 2002, doi = {10.1177/109019802237938}}
@article{ansell2008, author = {Ansell, Chris and Gash, Alison}, title = {Collaborative Governance in Theory and Practice},
  journal = {JPART}, year = 2008, doi = {10.1093/jopart/mum032}}
@book{oeuvre, author = {{World Bank}}, title = {Œuvre: 100 % of {\\"U}berblick}, year = {in press}}
`;
const again = `
@article{other, author = {Weiss, E.}, title = {Making the most of collaboration.}, year = {2002}}
@article{third, author = {Gash, A.}, title = {Another title}, year = 1999, doi = {https://doi.org/10.1093/JOPART/mum032}}
@article{fresh, author = {Fresh, F.}, title = {Something new}, year = 2020}
`;
const cite = async (items: object[]) => items.map(() => 'A citation');
const file = (text: string, name = 'library.bib') => ({ name, bytes: new TextEncoder().encode(text) });
const everything = { text: '', sort: 'year', descending: false, limit: 50, offset: 0 } as const;

async function labels(db: Db, reviewId: string): Promise<string[]> {
  const found = [];
  for await (const { label } of streamReferences(db, reviewId)) found.push(label);
  return found.sort();
}

describeOnBothEngines('the library', (test) => {
  test('takes a file in, and knows its works again', async ({ inReview }) => {
    const first = await importReferences(inReview, file(library));
    expect(first).toMatchObject({ taken: 3, entries: { new: 3, duplicate: 0, lost: 0 } });
    const second = await importReferences(inReview, file(again, 'again.bib'));
    expect(second).toMatchObject({ taken: 1, entries: { new: 1, duplicate: 2 } });
    const entries = await listEntries(inReview.db, second.batch.id, { limit: 10 });
    expect(entries.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['duplicate', 'Same title and year as Weiss and Anderson 2002'],
      ['duplicate', 'Same DOI as Ansell and Gash 2008'],
      ['new', null],
    ]);
    expect(await countReferences(inReview.db, inReview.review.id)).toBe(4);
  });

  test('searches every word, whatever its accents, and sorts', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    await importReferences(inReview, file(library));
    const search = async (text: string) =>
      (await searchReferences(db, dialect, review.id, { ...everything, text })).lines.map(
        ({ citeKey }) => citeKey,
      );
    expect(await search('')).toEqual(['weiss2002', 'ansell2008', 'oeuvre']);
    expect(await search('collaborat')).toEqual(['weiss2002', 'ansell2008']);
    expect(await search('uberblick')).toEqual(['oeuvre']);
    expect(await search('Überblick oeuvre')).toEqual(['oeuvre']);
    expect(await search('10.1093/jopart')).toEqual(['ansell2008']);
    expect(await search('100 %')).toEqual(['oeuvre']);
    expect(await search('_ %')).toHaveLength(3);
    expect(await search('weiss_2')).toEqual([]);
    expect(await search("' or 1=1 --")).toEqual([]);
    const { lines } = await searchReferences(db, dialect, review.id, { ...everything, descending: true });
    expect(lines.map(({ year }) => year)).toEqual([2008, 2002, null]);
  });

  test('gives an import back, but keeps what is coded', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    const { batch } = await importReferences(inReview, file(library));
    const { lines } = await searchReferences(db, dialect, review.id, everything);
    await createStudy(inReview, lines[0].id, cite);
    expect(await undoImport(inReview, batch.id)).toEqual({ removed: 2, keptBecauseCoded: 1 });
    expect(await labels(db, review.id)).toEqual(['Weiss and Anderson 2002']);
    await expect(undoImport(inReview, batch.id)).rejects.toThrow(StaleWriteError);
    await expect(commitImport(inReview, batch.id)).rejects.toThrow(StaleWriteError);
  });

  test('takes all of an import or nothing', async ({ inReview }) => {
    const { db, review } = inReview;
    const { batch } = await importReferences(inReview, file(library), { dryRun: true });
    await expect(commitImport(inReview, batch.id)).rejects.toThrow();
    expect(await countReferences(db, review.id)).toBe(0);
  });

  test('makes one study of a reference, however often it is asked to', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    await importReferences(inReview, file(library));
    const { lines } = await searchReferences(db, dialect, review.id, everything);
    const study = await createStudy(inReview, lines[1].id, cite);
    expect(study).toMatchObject({
      key: 'ansell2008',
      label: 'Ansell and Gash 2008',
      references: [lines[1].id],
    });
    expect((await createStudy(inReview, lines[1].id, cite)).id).toBe(study.id);
  });

  test('fails a file without references, and says why', async ({ inReview }) => {
    const { batch, taken } = await importReferences(inReview, file('%PDF-1.7 nothing here', 'paper.pdf'));
    expect(taken).toBe(0);
    expect(batch.state).toBe('failed');
    expect(batch.failure).toMatch(/\S/);
  });
});
