import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AllSubsets } from './all-subsets.ts';
import { analyseImportance, type Importance, type ImportanceNotIdentified } from './importance.ts';
import { bootstrapImportance, drawImportance, importanceNoiseBand } from './importance-bootstrap.ts';
import { moveOutcomeLast, pairPlace } from './pooled-correlations.ts';

/** Everything equal to the last digits that matter. */
const near = (value: number) => expect.closeTo(value, 10);

function analyse(matrix: number[][], names = matrix.slice(1).map((_, i) => `x${i + 1}`)): Importance {
  const result = analyseImportance(matrix, names);
  if (!result.identified) throw new Error(result.reason);
  return result;
}

function refuse(matrix: number[][], names = matrix.slice(1).map((_, i) => `x${i + 1}`)) {
  const result = analyseImportance(matrix, names);
  expect(result.identified).toBe(false);
  return result as ImportanceNotIdentified;
}

/** Correlations of random factors with random loadings: positive definite, with both signs. */
const matrices = fc
  .tuple(
    fc.integer({ min: 2, max: 6 }),
    fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 21, maxLength: 21 }),
  )
  .map(([size, loadings]) => {
    const rows = Array.from({ length: size }, (_, i) => loadings.slice(3 * i, 3 * i + 3).map((x) => x / 10));
    const product = (i: number, j: number) =>
      rows[i].reduce((sum, x, k) => sum + x * rows[j][k], i === j ? 0.5 : 0);
    return rows.map((_, i) =>
      rows.map((_, j) => (i === j ? 1 : product(i, j) / Math.sqrt(product(i, i) * product(j, j)))),
    );
  });

describe('importance', () => {
  // Pooled correlations of cognitive anxiety, somatic anxiety, self-confidence and performance (Craft et al. 2003; Becker
  // 2009, Handbook of Research Synthesis, 2nd ed., chapter 20), as metafor's dat.craft2003 pools them, to four digits.
  it('divides R² of the regression from pooled correlations of anxiety and performance', () => {
    const { general, standardized, R2, beta } = analyse([
      [1, 0.5671, -0.4888, -0.06],
      [0.5671, 1, -0.475, -0.1423],
      [-0.4888, -0.475, 1, 0.3167],
      [-0.06, -0.1423, 0.3167, 1],
    ]);
    expect(general.reduce((sum, part) => sum + part)).toBeCloseTo(R2, 12);
    [0.1482, -0.0536, 0.3637].forEach((value, i) => expect(beta[i]).toBeCloseTo(value, 3));
    [0.068, 0.09, 0.842].forEach((value, i) => expect(standardized[i]).toBeCloseTo(value, 3));
  });

  // By hand, with r1 = .5, r2 = .3, r12 = .2: R² = (.25 + .09 − 2 · .5 · .3 · .2) / .96 = .28 / .96.
  it('agrees with the formulas for two predictors', () => {
    const result = analyse([
      [1, 0.2, 0.5],
      [0.2, 1, 0.3],
      [0.5, 0.3, 1],
    ]);
    const R2 = 0.28 / 0.96;
    expect(result.R2).toBeCloseTo(R2, 14);
    expect(result.unexplained).toBeCloseTo(1 - R2, 14);
    expect(result.general).toEqual([near((0.25 + R2 - 0.09) / 2), near((0.09 + R2 - 0.25) / 2)]);
    expect(result.conditional).toEqual([
      [near(0.25), near(R2 - 0.09)],
      [near(0.09), near(R2 - 0.25)],
    ]);
    expect(result.complete).toEqual([
      [null, 1],
      [0, null],
    ]);
    expect(result.beta).toEqual([near(0.44 / 0.96), near(0.2 / 0.96)]);
  });

  it('gives a single predictor all of R²', () => {
    const { R2, general, relative, standardized } = analyse([
      [1, -0.6],
      [-0.6, 1],
    ]);
    expect([R2, general[0], relative[0], standardized[0]]).toEqual([near(0.36), near(0.36), near(0.36), 1]);
  });

  it('divides nothing where nothing is explained', () => {
    const { R2, general, standardized, complete } = analyse([
      [1, 0.3, 0],
      [0.3, 1, 0],
      [0, 0, 1],
    ]);
    expect(R2).toBe(0);
    expect(general).toEqual([0, 0]);
    expect(standardized).toEqual([null, null]);
    expect(complete[0][1]).toBe(0.5);
  });

  it('names collinear predictors', () => {
    const { predictors, reason } = refuse(
      [
        [1, 0.2, 1, 0.4],
        [0.2, 1, 0.2, 0.3],
        [1, 0.2, 1, 0.4],
        [0.4, 0.3, 0.4, 1],
      ],
      ['trust', 'power', 'confidence'],
    );
    expect(predictors).toEqual(['trust', 'confidence']);
    expect(reason).toContain('trust and confidence are collinear');
  });

  it('names the parts of a sum that is a predictor beside them, and predictors that nearly are', () => {
    const root = Math.SQRT1_2;
    const sum = [
      [1, 0, root, 0, 0.3],
      [0, 1, root, 0, 0.3],
      [root, root, 1, 0, 0.3],
      [0, 0, 0, 1, 0.3],
      [0.3, 0.3, 0.3, 0.3, 1],
    ];
    expect(refuse(sum).predictors).toEqual(['x1', 'x2', 'x3']);
    const almost = [
      [1, 1 - 1e-10, 0.1, 0.3],
      [1 - 1e-10, 1, 0.1, 0.3],
      [0.1, 0.1, 1, 0.3],
      [0.3, 0.3, 0.3, 1],
    ];
    expect(refuse(almost).predictors).toEqual(['x1', 'x2']);
    almost[0][1] = almost[1][0] = 0.98;
    expect(analyse(almost).warnings[0]).toContain('x1 and x2 can hardly be told');
  });

  it('says that correlations can not hold together', () => {
    const predictors = [
      [1, 0.9, -0.9, 0.1],
      [0.9, 1, 0.9, 0.1],
      [-0.9, 0.9, 1, 0.1],
      [0.1, 0.1, 0.1, 1],
    ];
    expect(refuse(predictors)).toMatchObject({
      predictors: ['x1', 'x2', 'x3'],
      reason: expect.stringContaining('not positive definite'),
    });
    const outcome = [
      [1, 0, 0.8],
      [0, 1, 0.8],
      [0.8, 0.8, 1],
    ];
    expect(refuse(outcome).reason).toContain('would explain 128 %');
  });

  it('says which correlation is missing', () => {
    const matrix = [
      [1, NaN, 0.3],
      [NaN, 1, 0.3],
      [0.3, 0.3, 1],
    ];
    expect(refuse(matrix)).toMatchObject({
      predictors: ['x1', 'x2'],
      reason: expect.stringContaining('x1 and x2'),
    });
    expect(analyseImportance([[1]], []).identified).toBe(false);
    expect(() => analyseImportance([[1]], ['x1'])).toThrow(RangeError);
  });

  it('has parts that are not negative and sum to R², whatever the order', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 1, max: 5 }), (matrix, shift) => {
        const p = matrix.length - 1;
        const here = analyse(matrix);
        const order = [...Array(p).keys()].map((i) => (i + shift) % p).concat(p);
        const there = analyse(order.map((i) => order.map((j) => matrix[i][j])));
        expect(here.general.reduce((sum, part) => sum + part)).toBeCloseTo(here.R2, 9);
        expect(here.relative.reduce((sum, part) => sum + part)).toBeCloseTo(here.R2, 9);
        for (let i = 0; i < p; i++) {
          expect(here.general[i]).toBeGreaterThan(-1e-12);
          expect(there.general[i]).toBeCloseTo(here.general[order[i]], 9);
          expect(there.relative[i]).toBeCloseTo(here.relative[order[i]], 9);
          expect(there.beta[i]).toBeCloseTo(here.beta[order[i]], 8);
          for (let j = 0; j < p; j++) expect(there.complete[i][j]).toBe(here.complete[order[i]][order[j]]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not mind which pole of a predictor was measured', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const turned = matrix.map((row, i) => row.map((r, j) => ((i === 0) === (j === 0) ? r : -r)));
        const [here, there] = [analyse(matrix), analyse(turned)];
        here.general.forEach((part, i) => expect(there.general[i]).toBeCloseTo(part, 9));
        expect(there.beta[0]).toBeCloseTo(-here.beta[0], 8);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses more predictors than subsets can be walked', () => {
    expect(() => new AllSubsets(21)).toThrow(RangeError);
    const size = 22;
    const matrix = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => Number(i === j)),
    );
    expect(refuse(matrix).reason).toContain('21 predictors');
  });
});

/** Equal correlations, each known with the same error, from studies that share nothing. */
function equal(predictorCount: number, r: number, variance: number) {
  const size = predictorCount + 1;
  const pairs = (size * predictorCount) / 2;
  const square = (length: number, cell: (i: number, j: number) => number) =>
    Array.from({ length }, (_, i) => Array.from({ length }, (_, j) => cell(i, j)));
  return {
    matrix: square(size, (i, j) => (i === j ? 1 : r)),
    vcov: square(pairs, (i, j) => (i === j ? variance : 0)),
  };
}

describe('uncertainty of importance', () => {
  const range = { seed: 7, draws: 400 };

  it('gives the same digits from two workers as from one', () => {
    const pooled = equal(4, 0.3, 0.004);
    const all = drawImportance(pooled, range)!.values;
    const first = drawImportance(pooled, { ...range, to: 150 })!.values;
    const second = drawImportance(pooled, { ...range, from: 150 })!.values;
    expect([...first, ...second]).toEqual([...all]);
  });

  // 8 equal factors, 10 studies of n = 100 and τ = .15: a share ranges from about 3 to 28 %, where 12.5 % is even.
  it('draws the noise band of eight equal predictors', () => {
    const variance = ((1 - 0.3 ** 2) ** 2 / 100 + 0.15 ** 2) / 10;
    const band = importanceNoiseBand(equal(8, 0.3, variance), { seed: 1, draws: 2000 });
    if (!band.identified) throw new Error(band.reason);
    for (const [low, high] of band.standardized) {
      expect(low).toBeGreaterThan(0.02);
      expect(low).toBeLessThan(0.04);
      expect(high).toBeGreaterThan(0.26);
      expect(high).toBeLessThan(0.31);
    }
  });

  it('makes the band of what would be equal, and ignores poles', () => {
    const pooled = equal(3, 0.3, 0.004);
    const uneven = { ...pooled, matrix: pooled.matrix.map((row) => [...row]) };
    uneven.matrix[0][3] = uneven.matrix[3][0] = 0.5;
    uneven.matrix[1][3] = uneven.matrix[3][1] = 0.1;
    const band = importanceNoiseBand(uneven, range);
    expect(band).toEqual(importanceNoiseBand(pooled, range));
    const turned = {
      ...pooled,
      matrix: pooled.matrix.map((row, i) => row.map((r, j) => ((i === 1) === (j === 1) ? r : -r))),
    };
    expect(importanceNoiseBand(turned, range)).toEqual(band);
  });

  it('ranks: probabilities of a predictor and of a rank sum to one, and the clear leader leads', () => {
    const pooled = equal(3, 0.2, 0.001);
    pooled.matrix[0][3] = pooled.matrix[3][0] = 0.6;
    const result = bootstrapImportance(pooled, range);
    if (!result.identified) throw new Error(result.reason);
    for (let i = 0; i < 3; i++) {
      expect(result.ranks[i].reduce((sum, part) => sum + part)).toBeCloseTo(1, 12);
      expect(result.ranks.reduce((sum, row) => sum + row[i], 0)).toBeCloseTo(1, 12);
    }
    expect(result.ranks[0][0]).toBe(1);
    expect(result.unexplainedLargest).toBeGreaterThan(0.9);
    expect(result.impossible).toBe(0);
  });

  it('is a point where nothing varies', () => {
    const pooled = equal(3, 0.3, 0);
    const { R2, general } = analyse(pooled.matrix);
    const result = bootstrapImportance(pooled, { seed: 1, draws: 10 });
    expect(result).toMatchObject({
      R2: [near(R2), near(R2)],
      general: general.map((part) => [near(part), near(part)]),
    });
  });

  it('counts impossible matrices, and gives up where most are', () => {
    const some = bootstrapImportance(equal(3, 0.7, 0.02), range);
    expect(some).toMatchObject({ identified: true, draws: 400 });
    if (some.identified) expect(some.impossible).toBeGreaterThan(10);
    expect(bootstrapImportance(equal(5, 0.8, 0.3), { seed: 1, draws: 20 })).toMatchObject({
      identified: false,
      reason: expect.stringContaining('impossible'),
    });
  });

  it('refuses what is no covariance', () => {
    const pooled = equal(2, 0.3, 0.004);
    pooled.vcov[0][1] = pooled.vcov[1][0] = 0.01;
    expect(bootstrapImportance(pooled, range)).toMatchObject({ identified: false });
  });

  it('puts the outcome last', () => {
    const pooled = equal(3, 0.3, 0.004);
    pooled.matrix[0][2] = pooled.matrix[2][0] = 0.5;
    pooled.vcov[pairPlace(0, 2, 4)][pairPlace(0, 2, 4)] = 0.009;
    const moved = moveOutcomeLast(pooled, 0);
    expect(moved.matrix[1][3]).toBe(0.5);
    expect(moved.vcov[pairPlace(1, 3, 4)][pairPlace(1, 3, 4)]).toBe(0.009);
    expect(() => moveOutcomeLast(pooled, 4)).toThrow(RangeError);
  });
});
