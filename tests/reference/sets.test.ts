/** Set-theoretic analyses against R's QCA 3.25.1: every data set of the reference, every tie. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseSets, type SetsAnalysis, type Solution } from '#lib/core/stats/sets/analyse-sets.ts';
import { calibrateCrisp, calibrateEndPoints, calibrateLogistic } from '#lib/core/stats/sets/calibrate.ts';
import { fitSufficiency } from '#lib/core/stats/sets/fit.ts';
import type { ModelFit } from '#lib/core/stats/sets/solution-fit.ts';
import { readSetData, type SetData } from '#lib/core/stats/sets/set-data.ts';
import { absent, readLiteral, termMembership } from '#lib/core/stats/sets/term.ts';
import { completeTruthTable, configurationOfRow } from '#lib/core/stats/sets/truth-table.ts';
import { recordDifference, writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';

const reference = '../shared/reference/qca';
const present = existsSync(reference);
const sets = present
  ? readdirSync(reference).filter((file) => /^[A-Z].*\.json$|^d\..*\.json$/.test(file))
  : [];

writeDifferencesOf('sets');

type Row = Record<string, string>;
type Cell = number | null;
interface Fit {
  inclS: Cell;
  PRI: Cell;
  covS: Cell;
}
interface TermFit extends Fit {
  term: string;
  covU: Cell;
  cases?: string;
}
interface Fits {
  terms: TermFit[];
  solution: [Fit];
}
interface Necessity {
  inclN: Cell;
  RoN: Cell;
  covN: Cell;
}
interface ReferenceSolution {
  solutions: string[][];
  PIs: string | string[];
  IC: Fits & { individual?: Fits[]; overall: TermFit[] };
}
interface ReferencePair {
  solutions: string[][];
  EC: string | string[];
  DC: string | string[];
  IC: Fits;
}
interface Reference {
  outcome: string;
  conditions: string[];
  incl_cut: number;
  n_cut: number;
  dir_exp: string[] | null;
  data: Record<string, string | number>[];
  truth_table: Row[];
  complex: ReferenceSolution;
  parsimonious: ReferenceSolution;
  intermediate?: { intermediate: Record<string, ReferencePair> };
  single_condition_pof: {
    condition: string;
    sufficiency?: Fit;
    sufficiency_neg: Fit;
    necessity: Necessity;
    necessity_neg: Necessity;
  }[];
  superSubset_necessity?: ({ expr: string } & Necessity)[];
}
interface ReferenceCalibration {
  raw: Record<string, string | number>[];
  direct: Record<string, { thresholds: string; logistic: number[]; linear: number[] }>;
  crisp: Record<string, { threshold: number; v: number[] }>;
}

/** What the reference holds and the product does not offer, with the reason. */
const notOffered: Record<string, string> = {
  'data_LC.csv, data_LF.csv, data_LM.csv': 'labels in place of numbers; the same data are in the JSON files',
};

describe.skipIf(!present)('the reference folder', () => {
  it('holds no file that is passed over unawares', () => {
    const files = readdirSync(reference).filter((file) => !sets.includes(file));
    expect(files).toEqual([
      '_versions.json',
      'calibration_LR.json',
      'data_LC.csv',
      'data_LF.csv',
      'data_LM.csv',
      'data_LR.csv',
    ]);
    expect(sets).toHaveLength(17);
    expect(Object.values(notOffered).every(Boolean)).toBe(true);
  });
});

describe.skipIf(!present).each(sets)('%s', (file) => {
  const expected: Reference = JSON.parse(readFileSync(`${reference}/${file}`, 'utf8'));
  const data = readData(expected);
  const analysis = analyse(data, expected);

  it('truth table', () => {
    const rows = new Map(completeTruthTable(analysis.table, data).map((row) => [String(row.row), row]));
    expect(expected.truth_table.length).toBeGreaterThan(0);
    for (const wanted of expected.truth_table) {
      const row = rows.get(wanted.row)!;
      expect(data.conditions.map((_, at) => String(row.configuration[at]))).toEqual(
        data.conditions.map(({ name }) => wanted[name]),
      );
      expect(String(row.out), `row ${wanted.row}`).toBe(wanted.OUT);
      expect(row.n).toBe(Number(wanted.n));
      expect(row.cases.join()).toBe(wanted.cases);
      expectNear('truth table', row.incl, wanted.incl);
      expectNear('truth table', row.PRI, wanted.PRI);
    }
    const observed = expected.truth_table.filter(({ n }) => n !== '0');
    expect(analysis.table).toHaveLength(observed.length);
  });

  it('complex solution', () => compareSolution('complex solution', analysis.complex!, expected.complex));

  it('parsimonious solution', () =>
    compareSolution('parsimonious solution', analysis.parsimonious!, expected.parsimonious));

  if (expected.intermediate !== undefined) {
    it('intermediate solution', () => {
      const pairs = Object.entries(expected.intermediate!.intermediate);
      expect(pairs).toHaveLength(analysis.intermediate!.pairs.length);
      for (const [name, wanted] of pairs) {
        const [, complex, parsimonious] = /^C(\d+)P(\d+)$/.exec(name)!.map(Number);
        const pair = analysis.intermediate!.pairs.find(
          (one) => one.complex === complex - 1 && one.parsimonious === parsimonious - 1,
        )!;
        const solutions = pair.models.map((at) => analysis.intermediate!.solutions[at]);
        expect(recordDifference('intermediate solution', solutions.length, wanted.solutions.length)).toBe(0);
        expect(inOrder(solutions)).toEqual(inOrder(wanted.solutions));
        compareFit(analysis.intermediate!.fits[pair.models[0]], wanted.IC);
        const { easy, difficult } = counterfactuals(analysis, data, pair);
        expect(easy).toEqual([wanted.EC].flat().map(Number));
        expect(difficult).toEqual([wanted.DC].flat().map(Number));
      }
    });
  }

  it('sufficiency of each condition', () => {
    const outcome = file.includes('_neg_') ? data.outcome.map((y) => 1 - y) : data.outcome;
    const binary = expected.single_condition_pof.filter((one) => one.sufficiency);
    expect(binary.length).toBeGreaterThan(0);
    for (const wanted of binary) {
      for (const [value, fit] of [
        [1, wanted.sufficiency!],
        [0, wanted.sufficiency_neg],
      ] as const) {
        const term = data.conditions.map(({ name }) => (name === wanted.condition ? value : absent));
        const seen = fitSufficiency(termMembership(data, term), outcome);
        expectNear('sufficiency', seen.inclS, fit.inclS);
        expectNear('sufficiency', seen.PRI, fit.PRI);
        expectNear('sufficiency', seen.covS, fit.covS);
      }
    }
  });

  it('necessity of each condition', () => {
    // For the negated outcome the reference holds these figures against the outcome itself.
    const { necessity } = file.includes('_neg_') ? analyse(readData(expected, false), expected) : analysis;
    const multivalued = data.conditions.some(({ levels }) => levels > 2);
    const binary = expected.single_condition_pof.filter((one) => one.sufficiency);
    for (const wanted of binary) {
      for (const [value, fit] of [
        [1, wanted.necessity],
        [0, wanted.necessity_neg],
      ] as const) {
        const sign = value === 1 ? '' : '~';
        const term = multivalued ? `${wanted.condition}[${value}]` : `${sign}${wanted.condition}`;
        const seen = necessity.find((one) => one.term === term)!;
        expectNear('necessity', seen.inclN, fit.inclN);
        expectNear('necessity', seen.RoN, fit.RoN);
        expectNear('necessity', seen.covN, fit.covN);
      }
    }
    expect(necessity).toHaveLength(data.conditions.reduce((sum, { levels }) => sum + levels, 0));
  });

  it('necessary conjunctions and disjunctions', () => {
    const wanted = expected.superSubset_necessity ?? [];
    expect(analysis.necessaryExpressions.map(({ term }) => term).sort()).toEqual(
      wanted.map(({ expr }) => expr).sort(),
    );
    for (const one of wanted) {
      const seen = analysis.necessaryExpressions.find(({ term }) => term === one.expr)!;
      expectNear('necessity', seen.inclN, one.inclN);
      expectNear('necessity', seen.RoN, one.RoN);
      expectNear('necessity', seen.covN, one.covN);
    }
  });
});

describe.skipIf(!present)('calibration_LR.json', () => {
  const { raw, direct, crisp }: ReferenceCalibration = present
    ? JSON.parse(readFileSync(`${reference}/calibration_LR.json`, 'utf8'))
    : { raw: [], direct: {}, crisp: {} };
  const column = (name: string) => Float64Array.from(raw, (row) => Number(row[name]));

  it.each(Object.keys(direct))('%s, direct: logistic and end points', (name) => {
    const anchor = (letter: string) =>
      Number(new RegExp(`${letter}=(-?[\\d.]+)`).exec(direct[name].thresholds)![1]);
    const anchors = { exclusion: anchor('e'), crossover: anchor('c'), inclusion: anchor('i') };
    expectAllNear('calibration', calibrateLogistic(column(name), anchors), direct[name].logistic);
    expectAllNear('calibration', calibrateEndPoints(column(name), anchors), direct[name].linear);
  });

  it.each(Object.keys(crisp))('%s, crisp', (name) => {
    expect([...calibrateCrisp(column(name), [crisp[name].threshold])]).toEqual(crisp[name].v);
  });
});

function readData(expected: Reference, negate = expected.outcome.startsWith('~')): SetData {
  const outcome = expected.outcome.replace('~', '');
  const names: string[] = [...expected.conditions, outcome];
  const read = readSetData({
    cases: expected.data.map((row) => String(row.case)),
    columns: new Map(names.map((name) => [name, expected.data.map((row) => Number(row[name]))])),
    outcome,
    conditions: expected.conditions,
    negate,
  });
  if ('problem' in read) throw new TypeError(JSON.stringify(read.problem));
  return read.data;
}

function analyse(data: SetData, expected: Reference): SetsAnalysis {
  const expectations = new Map<number, number[]>();
  for (const text of expected.dir_exp ?? []) {
    const literal = readLiteral(text, data.conditions);
    if ('reason' in literal) throw new TypeError(literal.reason);
    expectations.set(literal.condition, literal.values);
  }
  return analyseSets(data, { inclCut: expected.incl_cut, nCut: expected.n_cut, expectations });
}

function compareSolution(kind: string, seen: Solution, wanted: ReferenceSolution): void {
  expect(seen.complete && seen.minimal).toBe(true);
  expect(recordDifference(kind, seen.total, wanted.solutions.length)).toBe(0);
  expect(inOrder(seen.solutions)).toEqual(inOrder(wanted.solutions));
  expect([...seen.primes].sort()).toEqual([wanted.PIs].flat().sort());
  if (!wanted.IC.individual) return compareFit(seen.fits[0], wanted.IC);
  expect(wanted.IC.individual).toHaveLength(seen.fits.length);
  for (const individual of wanted.IC.individual) {
    const terms = individual.terms.map(({ term }) => term).sort();
    const fit = seen.fits.find(
      (one) =>
        one.terms
          .map(({ term }) => term)
          .sort()
          .join() === terms.join(),
    )!;
    compareFit(fit, individual);
  }
  compareTerms(seen.overall, wanted.IC.overall);
}

function compareFit(seen: ModelFit, wanted: Fits): void {
  const [whole] = wanted.solution;
  expectNear('sufficiency', seen.inclS, whole.inclS);
  expectNear('sufficiency', seen.PRI, whole.PRI);
  expectNear('sufficiency', seen.covS, whole.covS);
  compareTerms(seen, wanted.terms);
}

function compareTerms(seen: ModelFit, wanted: TermFit[]): void {
  expect(seen.terms.map(({ term }) => term).sort()).toEqual(wanted.map(({ term }) => term).sort());
  for (const one of wanted) {
    const term = seen.terms.find((other) => other.term === one.term)!;
    expectNear('sufficiency', term.inclS, one.inclS);
    expectNear('sufficiency', term.PRI, one.PRI);
    expectNear('sufficiency', term.covS, one.covS);
    expectNear('unique coverage', term.covU, one.covU);
    if (one.cases !== undefined)
      expect([...term.cases].sort().join()).toBe(
        one.cases
          .split(/[,;] ?/)
          .sort()
          .join(),
      );
  }
}

/** Row numbers of the remainders that an intermediate model rests on, and of those only the parsimonious one does. */
function counterfactuals(
  { table, parsimonious }: SetsAnalysis,
  data: SetData,
  pair: { parsimonious: number; union: readonly (readonly number[])[] },
) {
  const covers = (terms: readonly (readonly number[])[], row: readonly number[]) =>
    terms.some((term) => term.every((value, at) => value === absent || value === row[at]));
  const remainders = completeTruthTable(table, data).filter(({ out }) => out === '?');
  const rows = remainders.map(({ row }) => ({ row, configuration: configurationOfRow(row, data) }));
  const easy = rows.filter(({ configuration }) => covers(pair.union, configuration));
  const assumed = rows.filter(({ configuration }) =>
    covers(parsimonious!.models[pair.parsimonious], configuration),
  );
  return {
    easy: easy.map(({ row }) => row),
    difficult: assumed.filter((one) => !easy.includes(one)).map(({ row }) => row),
  };
}

function inOrder(solutions: string[][]): string[] {
  return solutions.map((model) => [...model].sort().join(' + ')).sort();
}

function expectNear(method: string, seen: number | null, wanted: string | number | null): void {
  if (wanted === null || wanted === '-') return expect(seen).toBeNull();
  expect(seen).not.toBeNull();
  expect(recordDifference(method, seen!, Number(wanted))).toBeLessThan(tolerances.closedForm);
}

function expectAllNear(method: string, seen: Float64Array, wanted: number[]): void {
  expect(seen).toHaveLength(wanted.length);
  wanted.forEach((value, at) => expectNear(method, seen[at], value));
}
