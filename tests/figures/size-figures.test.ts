import { describe, expect, it } from 'vitest';
import { albatrossScene } from '#lib/core/figures/albatross.ts';
import { forestScene } from '#lib/core/figures/forest.ts';
import { funnelScene } from '#lib/core/figures/funnel.ts';
import { sizesScene } from '#lib/core/figures/sizes.ts';
import { sourceBoundScene } from '#lib/core/figures/source-bound.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { placePValues } from '#lib/core/lenses/p-values.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { sizeOfFactor, sizeRows } from '#lib/core/lenses/size.ts';
import { checkSmallStudies } from '#lib/core/lenses/small-studies.ts';
import { boundSources } from '#lib/core/lenses/source-bound.ts';
import { makeDataset } from '../datasets/make-dataset.ts';
import { makeEstimate } from '../datasets/make-estimate.ts';
import { makeSizedDataset } from '../datasets/sized-dataset.ts';
import { loadSampleDataset } from '../sample/sample-dataset.ts';
import { draw } from './draw.ts';

function scenes(dataset: Dataset, key = 'leadership') {
  const selection = new Selection(indexEvidence(dataset), defaultChoices, 0);
  const { factors, codebook } = selection.evidence;
  const factor = factors.find((one) => one.key === key)!;
  const size = sizeOfFactor(selection, key);
  const smallStudies = checkSmallStudies(size.all.effects);
  const pValues = placePValues(size.effects);
  const bound = boundSources(selection, key, size.all.effects);
  const isFocal = true;
  return {
    sizes: (width: number) => sizesScene({ rows: sizeRows(selection), focal: factor, factors, width }),
    forest: (width: number) => forestScene({ size, factor, isFocal, codebook, width }),
    funnel: (width: number) => funnelScene({ smallStudies, factor, isFocal, width }),
    albatross: (width: number) => albatrossScene({ pValues, factor, isFocal, width }),
    'source-bound': (width: number) => sourceBoundScene({ bound, factor, isFocal, width }),
  };
}

const { funnel, ...ofSample } = scenes(loadSampleDataset());
const drawn = [
  ...Object.entries(ofSample),
  ...Object.entries(scenes(makeSizedDataset())).map(
    ([name, makeScene]) => [`${name}-of-many`, makeScene] as const,
  ),
];

describe.each(drawn)('the picture %s', (name, makeScene) => {
  it.each([1040, 344])('is drawn as before at %d px', async (width) => {
    await expect(draw(makeScene(width))).toMatchFileSnapshot(`__snapshots__/${name}-${width}.svg`);
  });

  it('keeps its marks apart by their keys', () => {
    for (const width of [1040, 344]) {
      const keys = makeScene(width).marks.map(({ key }) => key);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    }
  });

  it('has as many cells in every row of its table as columns', () => {
    const { table } = makeScene(1040);
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });
});

describe('the words of sizes', () => {
  const titlesOf = (values: number[], n = 100) => {
    const estimates = values.map((value, at) => makeEstimate(`E${at}`, `S${at}`, { value, n }));
    const studies = Object.fromEntries(values.map((_, at) => [`S${at}`, {}]));
    const { sizes, forest } = scenes(makeDataset([], studies, { estimates }));
    return { sizes: sizes(1040).title, forest: forest(1040).title };
  };

  it('claim no more than the interval allows', () => {
    const clear = titlesOf([0.3, 0.32, 0.28, 0.31]);
    expect(clear.sizes).toMatch(/^Leadership and its outcomes rise together \(r = 0\.30/);
    expect(clear.forest).toMatch(
      /^Correlations of leadership with outcomes run from 0\.28 to 0\.32; together r = 0\.30/,
    );
    expect(titlesOf([-0.3, -0.32, -0.28]).sizes).toMatch(/move in opposite ways \(r = −0\.30/);
    const unclear = titlesOf([0.5, -0.4, 0.1]);
    expect(unclear.sizes).toMatch(/^Leadership shows no clear correlation with outcomes/);
    expect(unclear.forest).toMatch(/run from −0\.40 to 0\.50; together they are not clear \(r = /);
    expect(titlesOf([0.1, 0.7, 0.5, 0.2, 0.6]).sizes).toMatch(
      /5 studies\); a new study may well find no link$/,
    );
    expect(titlesOf([0.4]).forest).toMatch(
      /^One study alone correlates leadership with an outcome \(r = 0\.40/,
    );
    expect(titlesOf([]).forest).toBe('No study here puts a number on leadership');
  });

  it('say of the sample that nothing can be sized, and why', () => {
    expect(ofSample.forest(1040).title).toBe(
      'No correlation of leadership with an outcome can be pooled here',
    );
    expect(ofSample.sizes(1040).title).toBe(
      'No factor can be sized here: none has correlations from two studies',
    );
    expect(funnel(1040).subtitle).toContain('and here is none');
    expect(funnel(1040).marks).toEqual([]);
  });

  it('say so where no study reports a number', () => {
    const nothing = scenes(makeDataset([['A', 'leadership']]));
    expect(nothing.forest(1040).subtitle).toBe(
      'No study here reports a number; 1 study names it in words. Words can’t be pooled.',
    );
    const { 'source-bound': bound, ...ofNumbers } = nothing;
    for (const makeScene of Object.values(ofNumbers)) expect(makeScene(344).marks).toEqual([]);
    expect(bound(344).subtitle).toContain('1 not stated');
  });
});

describe('the words of what the same source may add', () => {
  const sceneOf = (claims: Parameters<typeof makeDataset>[0], values: [number, string | null][] = []) => {
    const estimates = values.map(([value, sameSource], at) =>
      makeEstimate(`E${at}`, `S${at}`, { value, sameSource }),
    );
    const studies = Object.fromEntries(values.map((_, at) => [`S${at}`, {}]));
    return scenes(makeDataset(claims, studies, { estimates }))['source-bound'](1040);
  };

  it('name a range only where there is one', () => {
    expect(sceneOf([['A', 'leadership', { sameSource: 'no' }]]).title).toBe(
      'Every claim on leadership has separate sources for cause and outcome',
    );
    expect(sceneOf([['A', 'leadership', { sameSource: 'yes' }]]).title).toMatch(
      /^Nothing of leadership is left/,
    );
    expect(
      sceneOf([
        ['A', 'leadership', { sameSource: 'no' }],
        ['B', 'leadership'],
        ['B', 'trust'],
      ]).title,
    ).toMatch(/^Without claims from the same people, the share of leadership may be anything in 50.+100.%/);
  });

  it('say of a lowered correlation that it rests on an assumption', () => {
    const { caption } = sceneOf([], [[0.5, 'yes']]);
    expect(caption.join(' ')).toMatch(/An assumption, not a finding: if 26.% of each measure/);
    expect(caption.join(' ')).toMatch(/Of r = 0\.50.+ r = 0\.24.+would be left/);
    expect(sceneOf([], [[0.3, 'yes']]).caption.join(' ')).toContain('could then come from that alone');
  });

  it('need a claim or a correlation', () => {
    expect(sceneOf([]).marks).toEqual([]);
  });
});
