import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { measureAgreement, type AgreementOptions } from '#lib/core/stats/agreement/agreement.ts';
import type { Agreement } from '#lib/core/stats/agreement/coefficient.ts';
import type { MeasurementLevel } from '#lib/core/stats/agreement/krippendorff.ts';
import type { Rating } from '#lib/core/stats/agreement/rating-table.ts';
import { recordDifference, writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';

const file = '../shared/reference/agreement/agreement_reference.json';
const reference = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

interface GroupSet {
  ratings: Record<string, Rating>[];
  kripp: Record<MeasurementLevel, number>;
  fleiss: { kappa: number };
  percent_agree_all: number;
}
interface PairSet {
  ratings: Record<string, Rating>[];
  kripp: Record<MeasurementLevel, number>;
  table: { mat: number[][] };
  cohen: { kappa: number; n: number };
  weighted_equal: { kappa: number };
  weighted_squared: { kappa: number };
  percent_agree: number;
  psych: { kappa: number; weighted: number; var_kappa: number; ci: number[][] };
}

const sets = Object.entries<PairSet | GroupSet>(reference).filter(([, set]) => 'ratings' in set);
const pairs = sets.filter((entry): entry is [string, PairSet] => 'cohen' in entry[1]);
const groups = sets.filter((entry): entry is [string, GroupSet] => 'fleiss' in entry[1]);

/**
 * In the reference, and not offered: coefficients that no text of the product names (Conger, Light, Kendall's W, ICC,
 * Maxwell, α of ratios), tests of κ = 0 (z, p, detail), which nobody who lets two people rate asks.
 */
const notOffered = ['fleiss_exact_conger', 'light', 'kendallW', 'icc', 'maxwell'];

writeDifferencesOf('agreement');

function compare(method: string, seen: number | null, expected: number): void {
  expect(recordDifference(method, seen ?? NaN, expected)).toBeLessThan(tolerances.closedForm);
}

const read = (set: PairSet | GroupSet): Rating[][] => set.ratings.map((row) => Object.values(row));
const measure = (ratings: Rating[][], options: AgreementOptions = {}) =>
  measureAgreement(ratings, { draws: 20, ...options });
const errorOf = (agreement: Agreement) => (agreement.value === null ? null : agreement.standardError);

/** Weighted κ of a table of counts in which one cell is changed: 1 − weighted distances observed / expected. */
function quadraticKappa(table: number[][], atRow: number, atColumn: number, change: number): number {
  const cells = table.map((row, i) => row.map((n, j) => n + (i === atRow && j === atColumn ? change : 0)));
  const rows = cells.map((row) => row.reduce((sum, n) => sum + n));
  const columns = cells[0].map((_, j) => cells.reduce((sum, row) => sum + row[j], 0));
  const total = rows.reduce((sum, n) => sum + n);
  let observed = 0;
  let expected = 0;
  cells.forEach((row, i) =>
    row.forEach((n, j) => {
      observed += n * (i - j) ** 2;
      expected += (rows[i] * columns[j] * (i - j) ** 2) / total;
    }),
  );
  return 1 - observed / expected;
}

/** R works with the places of the categories where they are text. */
function toPlaces(ratings: Rating[][]): Rating[][] {
  const { categories } = measure(ratings);
  return ratings.map((row) =>
    row.map((rating) => categories.findIndex((category) => String(category) === String(rating)) + 1),
  );
}

describe.skipIf(sets.length === 0)('agreement agrees with R', () => {
  describe.each(pairs)('%s', (_, set) => {
    const ratings = read(set);

    it('percent agreement, over the same items', () => {
      const seen = measure(ratings);
      expect(seen.items).toBe(set.cohen.n);
      compare('Percent agreement', 100 * seen.percent.value!, set.percent_agree);
    });

    it("Cohen's κ, unweighted, linear and quadratic", () => {
      compare("Cohen's κ", measure(ratings).cohen.value, set.cohen.kappa);
      compare("Cohen's κ", measure(ratings).cohen.value, set.psych.kappa);
      compare("Cohen's κ", measure(ratings, { weights: 'linear' }).cohen.value, set.weighted_equal.kappa);
      const quadratic = measure(ratings, { weights: 'quadratic' }).cohen.value;
      compare("Cohen's κ", quadratic, set.weighted_squared.kappa);
      compare("Cohen's κ", quadratic, set.psych.weighted);
    });

    it("the error and the interval of Cohen's κ", () => {
      const { cohen } = measure(ratings);
      compare("Standard error of Cohen's κ", errorOf(cohen), Math.sqrt(set.psych.var_kappa));
      const [from, , to] = set.psych.ci[0];
      expect(cohen).toMatchObject({ interval: [expect.closeTo(from, 8), expect.closeTo(to, 8)] });
    });

    /*
     * psych 2.2.9's variance of a weighted κ (var_weighted) is not that of Fleiss, Cohen and Everitt (1969): on these sets
     * it is from .2 to 19 times as large. The delta method, with the slope of κ found by moving each cell a little,
     * decides between the two.
     */
    it("the error of weighted κ is that of the delta method, and not psych's", () => {
      const error = errorOf(measure(ratings, { weights: 'quadratic' }).cohen)!;
      const table = set.table.mat;
      const slopes = table.map((row, i) =>
        row.map((_, j) => (quadraticKappa(table, i, j, 0.01) - quadraticKappa(table, i, j, -0.01)) / 0.02),
      );
      const variance = table.flatMap((row, i) => row.map((count, j) => count * slopes[i][j] ** 2));
      expect(error ** 2 / variance.reduce((sum, part) => sum + part)).toBeCloseTo(1, 5);
    });
  });

  describe.each(groups)('%s', (_, set) => {
    it("Fleiss' κ and unanimity", () => {
      const seen = measure(read(set));
      compare("Fleiss' κ", seen.fleiss.value, set.fleiss.kappa);
      compare('Percent agreement', 100 * seen.unanimous!, set.percent_agree_all);
    });
  });

  it.each(sets)("Krippendorff's α of %s", (_, set) => {
    const ratings = read(set);
    const raters = ratings[0].length;
    /*
     * Without missing ratings irr 0.84.1 does not divide the pairs of an item by m − 1, so that it counts m − 1 times as
     * many values as there are; α is (values − 1) / values of the disagreement. Only two raters are spared.
     */
    const values = ratings.length * raters;
    const counted = values * (raters - 1);
    const undo = (alpha: number) => 1 - (1 - alpha) * ((values - 1) / values / ((counted - 1) / counted));
    for (const measurement of ['nominal', 'ordinal', 'interval'] as const) {
      const input = measurement === 'interval' ? toPlaces(ratings) : ratings;
      const seen = measure(input, { measurement }).krippendorff.value;
      compare("Krippendorff's α", seen, undo(set.kripp[measurement]));
    }
  });

  it("Krippendorff's α with missing ratings", () => {
    const { ratings_by_rater: byRater, alpha } = reference.krippendorff_canonical;
    const ratings = (byRater[0] as unknown[]).map((_, item) => byRater.map((row: Rating[]) => row[item]));
    for (const measurement of ['nominal', 'ordinal', 'interval'] as const) {
      compare("Krippendorff's α", measure(ratings, { measurement }).krippendorff.value, alpha[measurement]);
    }
  });

  it('the table of Cohen (1960)', () => {
    const { table, kappa, var_kappa, ci, weighted } = reference.cohen1960_table;
    const ratings = (table as number[][]).flatMap((row, i) =>
      row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])),
    );
    const { cohen } = measure(ratings);
    compare("Cohen's κ", cohen.value, kappa);
    compare("Standard error of Cohen's κ", errorOf(cohen), Math.sqrt(var_kappa));
    expect(cohen).toMatchObject({ interval: [expect.closeTo(ci[0][0], 8), expect.closeTo(ci[0][2], 8)] });
    compare("Cohen's κ", measure(ratings, { weights: 'quadratic' }).cohen.value, weighted);
  });

  it('leaves out nothing of the reference unsaid', () => {
    const compared = [
      'id',
      'ratings',
      'table',
      'cohen',
      'weighted_equal',
      'weighted_squared',
      'percent_agree',
    ];
    compared.push('psych', 'kripp', 'fleiss', 'percent_agree_all');
    const names = sets.flatMap(([, set]) => Object.keys(set));
    expect(names.filter((name) => !compared.includes(name) && !notOffered.includes(name))).toEqual([]);
  });
});
