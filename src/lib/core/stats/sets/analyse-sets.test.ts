import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crispLipset as crisp,
  fuzzyLipset as fuzzy,
  lipsetStates as states,
} from '../../../../../tests/datasets/lipset-scores.ts';
import { analyseSets, type SetsOptions } from './analyse-sets.ts';
import { readSetData, type SetData } from './set-data.ts';
import { readLiteral, termMembership, unionMembership } from './term.ts';

const names = ['DEV', 'URB', 'LIT', 'IND', 'STB'];

function makeData(rows: readonly (readonly number[])[], conditions = names, negate = false): SetData {
  const columns = [...conditions, 'SURV'].map((name, at) => [name, rows.map((row) => row[at])] as const);
  const read = readSetData({
    cases: rows.map((_, at) => (rows.length === states.length ? states[at] : `case ${at + 1}`)),
    columns: new Map(columns),
    outcome: 'SURV',
    conditions,
    negate,
  });
  if ('problem' in read) throw new TypeError(read.problem.reason);
  return read.data;
}

function expecting(data: SetData, ...literals: string[]): SetsOptions['expectations'] {
  return new Map(
    literals.map((text) => {
      const literal = readLiteral(text, data.conditions);
      if ('reason' in literal) throw new TypeError(literal.reason);
      return [literal.condition, literal.values];
    }),
  );
}

describe("Lipset's theory, crisp (Rihoux and De Meur 2009)", () => {
  const data = makeData(crisp);
  const { complex, parsimonious, intermediate } = analyseSets(data, {
    inclCut: 1,
    expectations: expecting(data, ...names),
  });

  it('has the published minimal formula', () => {
    expect(complex!.solutions).toEqual([['DEV*~URB*LIT*STB', 'DEV*LIT*IND*STB']]);
    expect(complex!.fits[0]).toMatchObject({ inclS: 1, PRI: 1, covS: 1 });
    expect(complex!.fits[0].terms.map(({ covS, covU }) => [covS, covU])).toEqual([
      [0.5, 0.25],
      [0.75, 0.5],
    ]);
  });

  it('has the published formula with logical remainders', () => {
    expect(parsimonious!.solutions).toEqual([['DEV*STB']]);
    expect(parsimonious!.fits[0].terms[0].covU).toBeNull();
  });

  it('lies between them with easy counterfactuals', () => {
    expect(intermediate!.solutions).toEqual([['DEV*LIT*STB']]);
  });

  it('has the published formula of breakdown with logical remainders', () => {
    const negated = makeData(crisp, names, true);
    expect(analyseSets(negated, { inclCut: 1 }).parsimonious!.solutions).toEqual([['~DEV', '~STB']]);
  });
});

describe("Lipset's theory, fuzzy (Ragin 2009)", () => {
  // Figures: R 4.2.2, QCA 3.25.1, minimize(truthTable(LF, "SURV", incl.cut = 0.8), include = "?", dir.exp = names).
  const data = makeData(fuzzy);
  const analysis = analyseSets(data, { inclCut: 0.8, expectations: expecting(data, ...names) });

  it('puts the cases into nine rows, of which two pass', () => {
    expect(analysis.table.map(({ row }) => row)).toEqual([1, 2, 5, 6, 22, 23, 24, 31, 32]);
    expect(analysis.table.filter(({ out }) => out === 1).map(({ cases }) => cases)).toEqual([
      ['FI', 'IE'],
      ['BE', 'CZ', 'NL', 'UK'],
    ]);
    expect(analysis.table.at(-1)!.incl).toBeCloseTo(0.9042, 2);
  });

  it('has the solutions of the reference', () => {
    expect(analysis.complex!.solutions).toEqual([['DEV*~URB*LIT*~IND*STB', 'DEV*URB*LIT*IND*STB']]);
    expect(analysis.parsimonious!.solutions).toEqual([['DEV*~IND', 'URB*STB']]);
    expect(analysis.intermediate!.solutions).toEqual([['DEV*URB*LIT*STB', 'DEV*LIT*~IND*STB']]);
    // The published scores are rounded to two digits, the reference's are not.
    expect(analysis.intermediate!.fits[0].inclS).toBeCloseTo(0.866, 2);
    expect(analysis.intermediate!.fits[0].covS).toBeCloseTo(0.66, 2);
  });

  it('finds literacy and stability necessary', () => {
    const found = analysis.necessaryExpressions.map(({ term }) => term);
    expect(found).toEqual(['LIT', 'STB', 'LIT*STB', 'DEV + URB + IND']);
  });

  it('is the complex solution where nothing is expected, and the parsimonious one where nothing speaks for a literal', () => {
    const plain = analyseSets(data, { inclCut: 0.8 });
    expect(plain.intermediate!.solutions).toEqual(plain.complex!.solutions);
    const against = analyseSets(data, {
      inclCut: 0.8,
      expectations: expecting(data, '~DEV', '~LIT', '~STB', 'IND'),
    });
    // URB and ~URB stay, for nothing is expected of them, and IND, for it is; ~IND and STB are the parsimonious terms' own.
    expect(against.intermediate!.solutions).toEqual([['DEV*~URB*~IND', 'URB*IND*STB']]);
  });
});

describe('what is told instead of a solution', () => {
  it('no row passes', () => {
    const { complex, reason } = analyseSets(makeData(crisp), { inclCut: 1, nCut: 5 });
    expect(complex).toBeNull();
    expect(reason).toContain('no row');
  });

  it('all rows pass', () => {
    const { parsimonious, reason, table } = analyseSets(makeData(crisp), { inclCut: 0 });
    expect(table.every(({ out }) => out === 1)).toBe(true);
    expect(parsimonious).toBeNull();
    expect(reason).toContain('every row');
  });

  it('a constant outcome', () => {
    const always = makeData(crisp.map((row) => [...row.slice(0, 5), 1]));
    const { reason, warnings } = analyseSets(always, { inclCut: 0.8 });
    expect(reason).toContain('every row');
    expect(warnings).toContain('SURV is the same in every case: there is nothing to explain.');
    const never = makeData(crisp.map((row) => [...row.slice(0, 5), 0]));
    expect(analyseSets(never, { inclCut: 0.8 }).reason).toContain('no row');
  });

  it('a constant condition is said, and in no parsimonious term', () => {
    const { warnings, parsimonious } = analyseSets(makeData(crisp.map(([, ...row]) => [1, ...row])), {
      inclCut: 1,
    });
    expect(warnings).toContain('DEV is the same in every case: it can explain nothing.');
    expect(parsimonious!.solutions.flat().some((term) => term.includes('DEV'))).toBe(false);
  });

  it('cases in no row at all', () => {
    const { table, reason, warnings } = analyseSets(makeData(crisp.map((row) => [0.5, ...row.slice(1)])), {
      inclCut: 1,
    });
    expect(table).toEqual([]);
    expect(reason).toContain('no row');
    expect(warnings[0]).toContain('0.5');
  });

  it('too many ties: how many there are', () => {
    // Twelve binary conditions and two cases that differ in all of them: each literal alone is a model.
    const rows = [Array(13).fill(1), Array(13).fill(0)];
    const conditions = Array.from({ length: 12 }, (_, at) => `C${at}`);
    const { parsimonious, warnings } = analyseSets(makeData(rows, conditions), {
      inclCut: 1,
      limits: { covers: 5 },
    });
    expect(parsimonious!.total).toBe(12);
    expect(parsimonious!.solutions).toEqual([['C0'], ['C1'], ['C2'], ['C3'], ['C4']]);
    expect(warnings).toContain('12 parsimonious models tie; the first 5 are shown.');
  });
});

const tables = fc
  .array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 20 }))), {
    minLength: 2,
    maxLength: 12,
  })
  .map((rows) => rows.map((row) => row.map((value) => value / 20)));

describe('properties', () => {
  const conditions = ['A', 'B', 'C'];
  const solve = (rows: readonly number[][]) => analyseSets(makeData(rows, conditions), { inclCut: 0.75 });

  it('the order of the cases does not matter', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const [one, other] = [solve(rows), solve(rows.toReversed())];
        expect(other.table.map(({ row, out }) => [row, out])).toEqual(
          one.table.map(({ row, out }) => [row, out]),
        );
        expect(other.parsimonious?.solutions).toEqual(one.parsimonious?.solutions);
        expect(other.complex?.solutions).toEqual(one.complex?.solutions);
      }),
    );
  });

  it('a negated condition is only named otherwise', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const flipped = rows.map(([a, ...rest]) => [1 - a, ...rest]);
        const swap = (term: string) => (term.startsWith('~A') ? term.slice(1) : term.replace(/^A/, '~A'));
        const sorted = (models: string[][] | undefined, name = (term: string) => term) =>
          models?.map((model) => model.map(name).sort().join()).sort();
        expect(sorted(solve(flipped).parsimonious?.solutions, swap)).toEqual(
          sorted(solve(rows).parsimonious?.solutions),
        );
      }),
    );
  });

  it('each solution covers what the one before covers, and its parts add up', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const data = makeData(rows, conditions);
        const { complex, parsimonious } = solve(rows);
        if (!complex || !parsimonious) return;
        for (const { inclS, covS, terms } of [...complex.fits, ...parsimonious.fits]) {
          expect(inclS).toBeLessThanOrEqual(1 + 1e-12);
          expect(covS).toBeLessThanOrEqual(1 + 1e-12);
          const unique = terms.reduce((sum, { covU }) => sum + (covU ?? 0), 0);
          expect(unique).toBeLessThanOrEqual(covS! + 1e-12);
        }
        // Unique coverage by its definition: what the model loses with the term.
        const [model] = complex.models;
        const parts = model.map((term) => termMembership(data, term));
        const covered = (some: Float64Array[]) =>
          unionMembership(some, rows.length).reduce((sum, x, at) => sum + Math.min(x, data.outcome[at]), 0) /
          data.outcome.reduce((sum, y) => sum + y, 0);
        if (model.length > 1) {
          const lost = parts.map((part) => covered(parts) - covered(parts.filter((other) => other !== part)));
          complex.fits[0].terms.forEach(({ covU }, at) => expect(covU).toBeCloseTo(lost[at], 12));
        }
      }),
    );
  });
});
