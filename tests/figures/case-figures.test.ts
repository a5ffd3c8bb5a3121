import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { necessityScene } from '#lib/core/figures/necessity.ts';
import type { Scene } from '#lib/core/figures/scene.ts';
import { truthTableScene } from '#lib/core/figures/truth-table.ts';
import { CodebookIndex } from '#lib/core/codebook/codebook.ts';
import type { CaseTable } from '#lib/core/coding/case-table.ts';
import { analyseCases } from '#lib/core/lenses/case-sets.ts';
import { lipsetConditions, makeCasesDataset, makeLipsetTable } from '../datasets/lipset.ts';
import { draw } from './draw.ts';
import { findCut, findOverlaps } from './find-faults.ts';

const widths = [320, 344, 680, 760, 1040, 1600];
const { codebook } = makeCasesDataset([]);
const studyKeys = new Map([['study-S1', 'S1']]);

function scenesOf(table: CaseTable, permutations = 200, labels: Record<string, string> = {}) {
  const named = codebook.factors.map((factor) => ({ ...factor, label: labels[factor.key] ?? factor.label }));
  const index = new CodebookIndex({ ...codebook, factors: named });
  const result = analyseCases(table, index, { seed: 1, permutations });
  const focal = index.concept('factor', 'leadership')!;
  return {
    'truth-table': (width: number) => truthTableScene({ result, focal, studyKeys, width }),
    necessity: (width: number, condition: string | null = null) =>
      necessityScene({ result, focal, condition, studyKeys, width }),
  };
}

const drawn = (['crisp', 'fuzzy'] as const).flatMap((kind) =>
  Object.entries(scenesOf(makeLipsetTable(kind))).map(
    ([name, makeScene]) => [`${name}-${kind}`, makeScene as (width: number) => Scene] as const,
  ),
);

describe.each(drawn)('the picture %s', (name, makeScene) => {
  it.each([1040, 344])('is drawn as before at %d px', async (width) => {
    await expect(draw(makeScene(width))).toMatchFileSnapshot(`__snapshots__/${name}-${width}.svg`);
  });

  it.each(widths)('has no text on another, and none that is cut off, at %i px', (width) => {
    expect(findOverlaps(makeScene(width))).toEqual([]);
    expect(findCut(makeScene(width))).toEqual([]);
  });

  it('has as many cells in every row of its table as columns', () => {
    const { table } = makeScene(1040);
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  });

  it('opens the study of a case that is known to come from one', () => {
    const opens = makeScene(1040).marks.flatMap((mark) => (mark.kind === 'target' ? [mark.opens] : []));
    expect(opens).toContain('study:S1');
  });
});

describe('the words of coded cases', () => {
  it('claim no more than chance allows', () => {
    const crisp = scenesOf(makeLipsetTable('crisp'), 500);
    expect(crisp['truth-table'](1040).title).toBe(
      'One combination goes with process in these 18 cases, leadership present; chance alone would seldom do as well',
    );
    expect(crisp.necessity(1040).title).toBe(
      'Much process is not seen with little leadership in these 18 cases; chance alone would seldom leave so empty a corner',
    );
    expect(crisp.necessity(1040, 'trust').title).toBe(
      'Process is reached without trust: nothing here says that it is needed',
    );
    const few = makeLipsetTable('crisp', { cases: makeLipsetTable('crisp').cases.slice(0, 4) });
    const scenes = scenesOf(few, 500);
    expect(scenes['truth-table'](1040).title).toMatch(/chance alone could well have done the same$/);
    expect(scenes.necessity(1040, 'functioning').title).toMatch(
      /can’t be told from chance in these 4 cases$/,
    );
  });

  it('say combinations in words, with what chance does', () => {
    const { 'truth-table': scene } = scenesOf(makeLipsetTable('crisp'), 500);
    const words = scene(1040).marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(words).toContain('Leadership present AND power present AND functioning present → process');
    expect(words.join(' ')).toMatch(/by chance as good in [1-9] of 1,000 deals \(p = 0\.00\d, 500 draws\)/);
    expect(scene(1040).caption.join(' ')).toContain('9 of 32 possible combinations hold cases');
  });

  it('say so where nothing can be told', () => {
    const none = makeLipsetTable('crisp', { cases: [] });
    for (const makeScene of Object.values(scenesOf(none))) expect(makeScene(344).marks).toEqual([]);
    const alike = makeLipsetTable('crisp', {
      cases: makeLipsetTable('crisp').cases.map((one) => ({ ...one, outcome: 1 })),
    });
    expect(scenesOf(alike)['truth-table'](1040).title).toBe(
      'No combination of these conditions sets cases with process apart',
    );
    expect(scenesOf(alike).necessity(1040).title).toBe(
      'Whether leadership is needed for process can’t be told: process is the same in every case',
    );
  });
});

const membership = fc.constantFrom(0, 0.2, 0.33, 0.5, 0.9, 1, null);
const anyTable = fc
  .record({
    factors: fc.shuffledSubarray([...lipsetConditions, 'leadership.shared', 'synergy'], { minLength: 1 }),
    rows: fc.array(fc.array(membership, { minLength: 8, maxLength: 8 }), { maxLength: 70 }),
    frequencyCut: fc.constantFrom(1, 2),
    isWordy: fc.boolean(),
  })
  .map(({ factors, rows, frequencyCut, isWordy }) => ({
    labels: isWordy
      ? Object.fromEntries(
          factors.map((key) => [key, `Collaborative intersectoral ${key} infrastructure and its governance`]),
        )
      : {},
    table: makeLipsetTable('fuzzy', {
      frequencyCut,
      conditions: factors.map((concept) => ({ concept, anchors: null, expected: 'present' })),
      cases: rows.map((row, at) => ({
        name: `Partnership number ${at}`,
        study: at % 3 === 0 ? 'study-S1' : null,
        outcome: row[7],
        conditions: row.slice(0, factors.length),
      })),
    }),
  }));

it('draw any cases, in numbers, with no text on another', () => {
  fc.assert(
    fc.property(anyTable, fc.constantFrom(...widths), ({ table, labels }, width) => {
      for (const makeScene of Object.values(scenesOf(table, 3, labels))) {
        const scene = makeScene(width);
        const { marks, title, subtitle, summary, caption } = scene;
        expect([title, subtitle, summary, ...caption].join(' ')).not.toMatch(/NaN|undefined|Infinity/);
        expect(findCut(scene)).toEqual([]);
        expect(findOverlaps(scene)).toEqual([]);
        expect(JSON.stringify(marks)).not.toMatch(/NaN|Infinity|null/);
        const keys = marks.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }
    }),
    { numRuns: 60 },
  );
  expect.hasAssertions();
});
