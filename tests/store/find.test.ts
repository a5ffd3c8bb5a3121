import { expect } from 'vitest';
import { findInReview } from '#lib/server/store/find.ts';
import { searchReferences } from '#lib/server/store/references.ts';
import { createReview } from '#lib/server/usecases/create-review.ts';
import { createStudy } from '#lib/server/usecases/create-study.ts';
import { importReferences } from '#lib/server/usecases/import-references.ts';
import { removeRow } from '#lib/server/usecases/remove-row.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';
import { describeOnBothEngines } from './engines.ts';

const library = `
@article{weiss2002, author = {Weiss, Elisa S. and Anderson, Rebecca}, title = {Making the Most of Collaboration},
  journal = {Health Education}, year = 2002}
@article{muller2010, author = {M{\\"u}ller, Jörg}, title = {{\\"U}ber Zusammenarbeit: 100 % of it}, year = 2010}
`;
const file = { name: 'library.bib', bytes: new TextEncoder().encode(library) };
const cite = async (items: object[]) => items.map(() => 'A citation');
const everything = { text: '', sort: 'label', descending: false, limit: 50, offset: 0 } as const;
const nothing = { references: [], studies: [], factors: [] };

describeOnBothEngines('the palette’s search', (test) => {
  test('finds references, studies and factors by name, whatever the accents', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    await importReferences(inReview, file);
    const { lines } = await searchReferences(db, dialect, review.id, everything);
    const find = (text: string) => findInReview(db, dialect, review.id, text);
    expect((await find('collaboration weiss')).references.map(({ label }) => label)).toEqual([
      'Weiss and Anderson 2002',
    ]);
    expect((await find('uber')).studies).toEqual([]);
    const muller = lines.find(({ citeKey }) => citeKey === 'muller2010')!;
    const study = await createStudy(inReview, muller.id, cite);
    for (const text of ['uber 2010', 'MÜLLER', 'zusammenarbeit']) {
      expect((await find(text)).studies, text).toMatchObject([{ id: study.id, title: muller.title }]);
    }
    expect((await find('weiss uber')).studies).toEqual([]);
  });

  test('puts factors that begin as typed first, and knows where each belongs', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    const { factors } = await findInReview(db, dialect, review.id, 'Leader');
    expect(factors[0]).toEqual({
      key: 'leadership',
      label: 'Leadership',
      top: { key: 'leadership', label: 'Leadership' },
    });
    const spanners = await findInReview(db, dialect, review.id, 'boundary spanners');
    expect(spanners.factors[0]).toMatchObject({ label: 'Boundary spanners', top: { key: 'leadership' } });
  });

  test('answers nothing to nothing, and takes signs as signs', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    await importReferences(inReview, file);
    const find = (text: string) => findInReview(db, dialect, review.id, text);
    expect(await find('  ')).toEqual(nothing);
    expect(await find('%')).toEqual(nothing);
    expect(await find("' or 1=1 --")).toEqual(nothing);
    expect((await find('weiss_2')).references).toEqual([]);
    expect((await find('leader%')).factors).toEqual([]);
    expect(await find(`${'xyzzy '.repeat(5000)}`)).toEqual(nothing);
  });

  test('gives a few of each, of this review alone, and nothing that was removed', async ({ inReview }) => {
    const { db, dialect, review } = inReview;
    await importReferences(inReview, file);
    expect((await findInReview(db, dialect, review.id, 'e', 3)).factors).toHaveLength(3);
    const other = await createReview(inReview, { title: 'Another', codebook: readStandardCodebook() });
    expect((await findInReview(db, dialect, other.id, 'weiss')).references).toEqual([]);
    const { lines } = await searchReferences(db, dialect, review.id, everything);
    const study = await createStudy(inReview, lines[0].id, cite);
    expect((await findInReview(db, dialect, review.id, lines[0].title)).studies).toHaveLength(1);
    expect((await findInReview(db, dialect, other.id, lines[0].title)).studies).toEqual([]);
    await removeRow(inReview, 'study', study.id, 1);
    expect((await findInReview(db, dialect, review.id, lines[0].title)).studies).toEqual([]);
  });
});
