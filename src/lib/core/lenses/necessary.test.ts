import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCasesDataset, makeLipsetTable } from '../../../../tests/datasets/lipset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import type { CaseTable } from '../coding/case-table.ts';
import { analyseNca } from '../stats/nca/analyse-nca.ts';
import { analyseCases, analyseCasesInSteps, type CaseAnalysis } from './case-sets.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { necessary, noCasesReason } from './necessary.ts';
import { Selection } from './selection.ts';

const index = new CodebookIndex(makeCasesDataset([]).codebook);

function analyse(table: CaseTable, permutations = 0, seed = 1): CaseAnalysis {
  const result = analyseCases(table, index, { seed, permutations });
  if (!result.identified) throw new TypeError(result.reason);
  return result;
}

function look(tables: CaseTable[], draws = 0, choices = defaultChoices) {
  return necessary.compute(new Selection(indexEvidence(makeCasesDataset(tables)), choices, draws));
}

function rowOf(tables: CaseTable[], factor: string, draws = 0) {
  const result = look(tables, draws);
  if (!result.identified) throw new TypeError(result.reason);
  return result.rows.find((row) => row.factor === factor)!;
}

describe("Lipset's states, crisp (Rihoux and De Meur 2009)", () => {
  const analysis = analyse(makeLipsetTable('crisp'));

  it('has the published formulas, and the one between them', () => {
    const kinds = analysis.solutions.map(({ kinds, terms }) => [kinds, terms.map(({ term }) => term)]);
    // Developed, urban, literate, industrial, stable: −1 is not asked for.
    expect(kinds).toEqual([
      [
        ['complex'],
        [
          [1, 0, 1, -1, 1],
          [1, -1, 1, 1, 1],
        ],
      ],
      [['intermediate'], [[1, -1, 1, -1, 1]]],
      [['parsimonious'], [[1, -1, -1, -1, 1]]],
    ]);
    expect(analysis.solutions.map(({ fit }) => fit.inclS)).toEqual([1, 1, 1]);
  });

  it('puts the cases into rows, those that pass first', () => {
    expect(analysis.possible).toBe(32);
    const sizes = analysis.rows.map(({ out, cases }) => [out, cases.length]);
    expect(sizes.slice(0, 3).map(([out]) => out)).toEqual([1, 1, 1]);
    expect(sizes.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(18);
    expect(analysis.remainders).toBe(32 - analysis.rows.length);
    expect(analysis.rows.filter(({ isContradictory }) => isContradictory)).toEqual([]);
  });

  it('finds development, literacy and stability necessary: no state survived without them', () => {
    expect(analysis.conditions.map(({ necessity }) => necessity.inclN)).toEqual([1, 0.5, 1, 0.75, 1]);
    const effects = analysis.conditions.map(({ nca }) => ('reason' in nca ? null : nca.ceFdh.d));
    expect(effects).toEqual([1, 0, 1, 0, 1]);
  });
});

describe("Lipset's states, fuzzy (Ragin 2009)", () => {
  const analysis = analyse(makeLipsetTable('fuzzy'));

  it('has the two combinations of the reference between the complex and the parsimonious solution', () => {
    const between = analysis.solutions.find(({ kinds }) => kinds.includes('intermediate'))!;
    expect(between.terms.map(({ term }) => term)).toEqual([
      [1, 1, 1, -1, 1],
      [1, -1, 1, 0, 1],
    ]);
    expect(between.fit.inclS).toBeCloseTo(0.866, 2);
    expect(between.fit.covS).toBeCloseTo(0.66, 2);
  });

  it('names the cases that speak against it', () => {
    const [complex] = analysis.solutions;
    expect(complex.inconsistent).toEqual([]);
    expect(complex.uncovered).toEqual(['FR', 'SE']);
  });

  it('measures the empty corner of each condition as stats nca does', () => {
    const table = makeLipsetTable('fuzzy');
    const x = Float64Array.from(table.cases, ({ conditions }) => conditions[0]!);
    const y = Float64Array.from(table.cases, ({ outcome }) => outcome!);
    const { conditions } = analyse(table, 50);
    expect(conditions[0].nca).toEqual(analyseNca(x, y, { permutations: 50, seed: 1 }));
  });
});

describe('chance', () => {
  it('has the same digits at once and in steps, and others for another seed', () => {
    const table = makeLipsetTable('fuzzy');
    const once = analyse(table, 40);
    const steps = analyseCasesInSteps(table, index, { seed: 1, permutations: 40 });
    let step = steps.next();
    let pauses = 0;
    for (; !step.done; step = steps.next()) pauses++;
    expect(step.value).toEqual(once);
    expect(pauses).toBeGreaterThanOrEqual(40);
    const other = analyse(table, 40, 2);
    expect(other.solutions.map(({ p }) => p)).not.toEqual(once.solutions.map(({ p }) => p));
    expect(once.solutions.every(({ p }) => p! > 0 && p! <= 1)).toBe(true);
  });

  it('is left open where no draws are made', () => {
    expect(analyse(makeLipsetTable('crisp')).solutions.map(({ p }) => p)).toEqual([null, null, null]);
    expect(rowOf([makeLipsetTable('crisp')], 'leadership').p).toBeNull();
  });
});

describe('the lens', () => {
  it('has a row a top-level factor, of the largest table that has it', () => {
    const small = makeLipsetTable('fuzzy', {
      conditions: [{ concept: 'leadership.shared', anchors: null, expected: null }],
      cases: [
        { name: 'A', study: 'study-S1', outcome: 1, conditions: [1] },
        { name: 'B', study: null, outcome: 0, conditions: [0] },
      ],
    });
    const tables = [small, makeLipsetTable('crisp')];
    expect(rowOf(tables, 'leadership', 20)).toMatchObject({
      table: 'T001',
      outcome: 'process',
      condition: 'leadership',
      cases: 18,
      k: 1,
      tables: 2,
      effect: 1,
      inSolution: ['complex', 'intermediate', 'parsimonious'],
    });
    expect(rowOf(tables, 'trust')).toMatchObject({ inSolution: ['complex'], effect: 0 });
    expect(rowOf(tables, 'synergy')).toEqual({
      factor: 'synergy',
      table: null,
      outcome: null,
      condition: null,
      cases: 0,
      k: 0,
      tables: 0,
      necessity: null,
      sufficiency: null,
      effect: null,
      p: null,
      inSolution: [],
    });
    // A code below the focal factor speaks for it.
    expect(rowOf([small], 'leadership')).toMatchObject({
      condition: 'leadership.shared',
      cases: 2,
      effect: 1,
    });
  });

  it('says what to do where no case is coded', () => {
    expect(look([])).toEqual({ identified: false, reason: noCasesReason });
  });

  it('follows the outcomes that a reader looks at, and leaves composites out when asked to', () => {
    const of = (filters: Partial<typeof defaultChoices.filters>, more = {}) =>
      look([makeLipsetTable('crisp')], 0, {
        ...defaultChoices,
        ...more,
        filters: { ...defaultChoices.filters, ...filters },
      });
    expect(of({ outcome: ['health'] })).toMatchObject({ identified: false });
    expect(of({ outcome: ['process'] })).toMatchObject({ identified: true });
    const result = of({}, { leaveOutBundles: true });
    expect(result.identified && result.rows.map(({ factor }) => factor)).toEqual([
      'leadership',
      'trust',
      'power',
      'goals',
    ]);
  });

  it('says that every case has a hole, that all is the same, or that the codebook lacks a concept', () => {
    const holed = makeLipsetTable('crisp', {
      cases: [{ name: 'A', study: null, outcome: 1, conditions: [1, 1, 1, 1, null] }],
    });
    expect(look([holed])).toMatchObject({ identified: false, reason: /every case has a value that is not/ });
    const lone = analyse(makeLipsetTable('crisp', { cases: makeLipsetTable('crisp').cases.slice(0, 1) }));
    expect(lone.conditions[0].nca).toHaveProperty('reason');
    expect(lone.noSolution).not.toBeNull();
    const strange = makeLipsetTable('crisp', { outcome: { concept: 'luck', anchors: null } });
    expect(look([strange])).toMatchObject({ identified: false, reason: /codebook lacks/ });
  });

  it('leaves a case with a hole out and names it', () => {
    const table = makeLipsetTable('crisp');
    const [first, ...rest] = table.cases;
    const analysis = analyse({
      ...table,
      cases: [{ ...first, conditions: [null, 0, 1, 1, 0] }, ...rest],
    });
    expect(analysis.leftOut).toEqual([{ name: 'AU', missing: ['Leadership'] }]);
    expect(analysis.cases).toHaveLength(17);
  });

  it('names contradictory rows and cases that are neither in nor out', () => {
    const conditions = [{ concept: 'trust', anchors: null, expected: null }];
    const cases = [
      { name: 'A', study: null, outcome: 1, conditions: [1] },
      { name: 'B', study: null, outcome: 0, conditions: [1] },
      { name: 'C', study: null, outcome: 1, conditions: [0.5] },
      { name: 'D', study: null, outcome: 0, conditions: [0] },
    ];
    const { rows, unplaced } = analyse(makeLipsetTable('fuzzy', { conditions, cases }));
    expect(rows.map(({ isContradictory }) => isContradictory)).toEqual([true, false]);
    expect(unplaced).toEqual(['C']);
  });
});

const anyCases = fc.array(
  fc.record({
    outcome: fc.constantFrom(0, 0.2, 0.5, 0.8, 1, null),
    conditions: fc.array(fc.constantFrom(0, 0.3, 0.5, 0.9, 1, null), { minLength: 5, maxLength: 5 }),
  }),
  { maxLength: 14 },
);

describe('any cases', () => {
  const make = (drawn: { outcome: number | null; conditions: (number | null)[] }[]) =>
    makeLipsetTable('fuzzy', {
      cases: drawn.map((one, at) => ({ name: `Case ${at}`, study: null, ...one })),
    });

  it('count each case once, in a row, half in or left out, whatever their order', () => {
    fc.assert(
      fc.property(anyCases, (drawn) => {
        const table = make(drawn);
        const result = analyseCases(table, index, { seed: 1, permutations: 3 });
        if (!result.identified) return;
        const inRows = result.rows.reduce((sum, { cases }) => sum + cases.length, 0);
        expect(inRows + result.unplaced.length + result.leftOut.length).toBe(drawn.length);
        const turned = analyse({ ...table, cases: table.cases.toReversed() });
        expect(turned.solutions.map(({ terms }) => terms.map(({ term }) => term))).toEqual(
          result.solutions.map(({ terms }) => terms.map(({ term }) => term)),
        );
        expect(turned.conditions.map(({ necessity }) => necessity.inclN?.toFixed(9))).toEqual(
          result.conditions.map(({ necessity }) => necessity.inclN?.toFixed(9)),
        );
        expect(JSON.stringify(result)).not.toContain('NaN');
      }),
    );
    expect.hasAssertions();
  });
});
