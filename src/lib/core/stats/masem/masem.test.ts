import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCorrelations, type CorrelationStudies } from './correlations.ts';
import { contradictingVariables, contradictionWithHoles } from './definite.ts';
import { correlationCovariance } from './olkin-finn.ts';
import { regressFromMatrix } from './regression.ts';
import { poolCorrelations, type PooledMatrix, type StageOneOptions } from './stage-one.ts';

/** Symmetric matrices from upper triangles, row by row. */
function matricesOf(
  count: number,
  triangles: readonly (readonly (number | null)[])[],
): (number | null)[][][] {
  return triangles.map((triangle) => {
    const matrix: (number | null)[][] = Array.from({ length: count }, (_, i) =>
      Array.from({ length: count }, (__, j) => (i === j ? 1 : null)),
    );
    let at = 0;
    for (let i = 0; i < count; i++)
      for (let j = i + 1; j < count; j++) {
        matrix[i][j] = triangle[at];
        matrix[j][i] = triangle[at++];
      }
    return matrix;
  });
}

/**
 * Mathematics, spatial and verbal ability: Becker & Schram (1994), in Cooper & Hedges, The Handbook of Research Synthesis,
 * chapter 23; Becker (1992), Journal of Educational Statistics 17, 341–362, the ten samples.
 */
const abilities: CorrelationStudies = {
  variables: ['math', 'spatial', 'verbal'],
  sizes: [74, 153, 48, 55, 51, 18, 27, 43, 35, 34],
  matrices: matricesOf(3, [
    [0.47, -0.21, -0.15],
    [0.28, 0.19, 0.18],
    [0.48, 0.41, 0.26],
    [0.37, 0.4, 0.27],
    [0.42, 0.48, 0.23],
    [0.41, 0.74, 0.44],
    [0.26, 0.72, 0.36],
    [0.32, 0.52, 0.1],
    [0.58, 0.64, 0.4],
    [0.34, 0.28, -0.03],
  ]),
};

/**
 * Anxiety, self-confidence and performance in sport: Craft et al. (2003), Journal of Sport & Exercise Psychology 25,
 * 44–65; the ten studies of Becker (2009), in The Handbook of Research Synthesis and Meta-Analysis, 2nd ed., chapter 20.
 */
const anxiety: CorrelationStudies = {
  variables: ['performance', 'cognitive', 'somatic', 'confidence'],
  sizes: [142, 37, 16, 14, 45, 100, 51, 128, 70, 30],
  matrices: matricesOf(4, [
    [-0.55, -0.48, 0.66, 0.47, -0.38, -0.46],
    [0.53, -0.12, 0.03, 0.52, -0.48, -0.4],
    [0.44, 0.46, null, 0.67, null, null],
    [-0.39, -0.17, 0.19, 0.21, -0.54, -0.43],
    [0.1, 0.31, -0.17, null, null, null],
    [0.23, 0.08, 0.51, 0.45, -0.29, -0.44],
    [-0.52, -0.43, 0.16, 0.57, -0.18, -0.26],
    [0.14, 0.02, 0.13, 0.56, -0.53, -0.27],
    [-0.01, -0.16, 0.42, 0.62, -0.46, -0.54],
    [-0.27, -0.13, 0.15, 0.63, -0.68, -0.71],
  ]),
};

function pool(input: CorrelationStudies, options: StageOneOptions): PooledMatrix {
  const pooled = poolCorrelations(input, options);
  if (!('matrix' in pooled)) throw new Error(pooled.message);
  return pooled;
}

describe('covariance of correlations', () => {
  it('is (1 − r²)² for one correlation with itself', () => {
    const r = (a: number, b: number) => (a === b ? 1 : 0.6);
    expect(correlationCovariance(r, [0, 1], [0, 1])).toBeCloseTo((1 - 0.36) ** 2, 14);
  });

  // Steiger (1980), Psychological Bulletin 87, 245–251, equation 3
  it('agrees with the formula for two correlations with one variable in common', () => {
    const values: Record<string, number> = { '01': 0.5, '02': 0.4, '12': 0.3 };
    const r = (a: number, b: number) => (a === b ? 1 : values[[a, b].sort().join('')]);
    const [x, y, z] = [0.5, 0.4, 0.3];
    const expected = z * (1 - x ** 2 - y ** 2) - 0.5 * x * y * (1 - x ** 2 - y ** 2 - z ** 2);
    expect(correlationCovariance(r, [0, 1], [0, 2])).toBeCloseTo(expected, 12);
  });
});

describe('stage 1', () => {
  // metaSEM 1.5.5, tssem1 with RE.type "Zero" and "Diag"
  it('pools abilities, fixed', () => {
    const { matrix, covariance, Q } = pool(abilities, { model: 'fixed' });
    expect([matrix[0][1], matrix[0][2], matrix[1][2]]).toEqual([
      expect.closeTo(0.376301115, 8),
      expect.closeTo(0.309907063, 8),
      expect.closeTo(0.168066914, 8),
    ]);
    expect(Math.sqrt(covariance[0][0])).toBeCloseTo(0.037008143, 8);
    expect(Q).toMatchObject({ statistic: expect.closeTo(61.026354746, 7), df: 27 });
  });

  it('pools abilities, random-diag', () => {
    const { matrix, tau2, covariance } = pool(abilities, { model: 'random-diag' });
    expect([matrix[0][1], matrix[0][2], matrix[1][2]]).toEqual([
      expect.closeTo(0.37774907, 6),
      expect.closeTo(0.380784291, 6),
      expect.closeTo(0.170492732, 6),
    ]);
    expect(tau2).toEqual([
      expect.closeTo(0.0005038, 6),
      expect.closeTo(0.0416264, 6),
      expect.closeTo(0.006753956, 6),
    ]);
    expect(covariance.map((row, i) => Math.sqrt(row[i]))).toEqual([
      expect.closeTo(0.0395030165, 6),
      expect.closeTo(0.0784956059, 6),
      expect.closeTo(0.051354505, 6),
    ]);
  });

  // metafor 5.1-12: rcalc, rma.mv with struct "UN", matreg
  it('pools anxiety, random-un, and regresses performance on it', () => {
    const pooled = pool(anxiety, { model: 'random-un', covariance: 'own' });
    expect(pooled.matrix[0][1]).toBeCloseTo(-0.06, 4);
    expect(pooled.logLik).toBeCloseTo(20.2568, 4);
    expect(pooled.warnings.join()).toContain('study 5: left out');
    const found = regressFromMatrix(pooled.variables, pooled.matrix, pooled.covariance, 0);
    if (found.state !== 'estimated') throw new Error(found.message);
    expect(found.coefficients.map(({ estimate }) => estimate)).toEqual([
      expect.closeTo(0.1482, 4),
      expect.closeTo(-0.0536, 4),
      expect.closeTo(0.3637, 4),
    ]);
    expect(found.coefficients.map(({ standardError }) => standardError)).toEqual([
      expect.closeTo(0.1566, 4),
      expect.closeTo(0.0768, 4),
      expect.closeTo(0.091, 4),
    ]);
  });

  it('takes one triangle for both', () => {
    const upper = abilities.matrices.map((matrix) =>
      matrix.map((row, i) => row.map((r, j) => (j < i ? null : r))),
    );
    const one = pool({ ...abilities, matrices: upper }, { model: 'fixed' });
    expect(one.matrix).toEqual(pool(abilities, { model: 'fixed' }).matrix);
  });

  it('names pairs never measured together', () => {
    const matrices = matricesOf(3, [
      [0.3, 0.2, null],
      [0.4, null, null],
    ]);
    expect(poolCorrelations({ ...abilities, sizes: [50, 60], matrices }, { model: 'fixed' })).toMatchObject({
      state: 'missing-pairs',
      missing: [['spatial', 'verbal']],
      message: 'Never measured together: spatial and verbal.',
    });
  });

  it('names variables that contradict each other in the pooled matrix', () => {
    const matrices = matricesOf(4, [
      [0.9, null, 0.1, null, 0, null],
      [null, 0.9, 0, null, null, 0.1],
      [null, null, null, -0.9, 0, 0],
    ]);
    const variables = ['a', 'b', 'c', 'd'];
    const found = poolCorrelations({ variables, sizes: [90, 90, 90], matrices }, { model: 'fixed' });
    expect(found).toMatchObject({ state: 'not-positive-definite', contradicting: ['a', 'b', 'c'] });
  });

  it('leaves out a study whose matrix cannot be, and names it', () => {
    const matrices = [...abilities.matrices, ...matricesOf(3, [[0.9, 0.9, -0.9]])];
    const found = pool({ ...abilities, sizes: [...abilities.sizes, 40], matrices }, { model: 'fixed' });
    expect(found.warnings.join()).toContain('study 11 was left out');
    expect(found.matrix).toEqual(pool(abilities, { model: 'fixed' }).matrix);
  });

  it('needs two studies for random effects, and a study at all', () => {
    const one = { ...abilities, sizes: [74], matrices: abilities.matrices.slice(0, 1) };
    expect(poolCorrelations(one, { model: 'random-diag' })).toMatchObject({ state: 'too-few-studies' });
    const none = { ...abilities, sizes: [], matrices: [] };
    expect(poolCorrelations(none, { model: 'fixed' })).toMatchObject({ state: 'no-studies' });
  });

  it('takes a study of three', () => {
    const input = { ...abilities, sizes: [3, ...abilities.sizes.slice(1)] };
    expect(pool(input, { model: 'random-diag' }).state).toBe('pooled');
  });

  it('refuses an unstructured matrix with too many elements', () => {
    const variables = Array.from({ length: 8 }, (_, at) => `v${at}`);
    const matrices = matricesOf(
      8,
      [0.2, 0.3, 0.4].map((r) => new Array<number>(28).fill(r)),
    );
    const found = poolCorrelations({ variables, sizes: [50, 60, 70], matrices }, { model: 'random-un' });
    expect(found).toMatchObject({
      state: 'not-identified',
      message: expect.stringContaining('406 elements'),
    });
  });

  it('says which correlations never vary together, random-un', () => {
    const matrices = matricesOf(3, [
      [0.3, null, null],
      [0.4, 0.2, null],
      [0.3, 0.1, null],
      [null, null, 0.3],
      [null, null, 0.2],
    ]);
    const found = poolCorrelations(
      { ...abilities, sizes: [50, 60, 70, 80, 90], matrices },
      { model: 'random-un' },
    );
    expect(found).toMatchObject({
      state: 'not-identified',
      message: expect.stringContaining('spatial–verbal'),
    });
  });
});

describe('what is wrong with matrices as data', () => {
  const check = (change: (matrix: (number | null)[][]) => void) => {
    const [matrix] = matricesOf(3, [[0.3, 0.2, 0.1]]);
    change(matrix);
    return checkCorrelations({ variables: ['a', 'b', 'c'], sizes: [50], matrices: [matrix] });
  };

  it.each([
    [
      'not symmetric',
      (m: (number | null)[][]) => (m[1][0] = 0.4),
      /not symmetric: row 2 \(b\), column 1 \(a\)/,
    ],
    ['beyond 1', (m: (number | null)[][]) => (m[0][1] = 1.2), /row 1 \(a\), column 2 \(b\) is 1.2/],
    ['a covariance', (m: (number | null)[][]) => (m[0][0] = 2.5), /diagonal/],
    ['not a number', (m: (number | null)[][]) => (m[0][1] = NaN), /not a number/],
    ['wrong size', (m: (number | null)[][]) => m.pop(), /3 rows of 3/],
  ])('%s', (_, change, message) => {
    expect(check(change)[0].message).toMatch(message);
  });

  it('sizes', () => {
    const { variables, matrices } = abilities;
    expect(checkCorrelations({ variables, matrices, sizes: [1] })[0].message).toContain('10 matrices, but 1');
    expect(checkCorrelations({ ...abilities, sizes: abilities.sizes.map(() => 2) })[0].message).toContain(
      'at least 3',
    );
    expect(checkCorrelations(abilities)).toEqual([]);
  });
});

describe('contradictions', () => {
  it('is a smallest set', () => {
    const matrix = [
      [1, 0.1, 0.9, 0.9],
      [0.1, 1, 0, 0],
      [0.9, 0, 1, -0.9],
      [0.9, 0, -0.9, 1],
    ];
    expect(contradictingVariables(matrix)).toEqual([0, 2, 3]);
    expect(contradictingVariables([[1, 0.2], [0.2, 1]])).toEqual([]); // prettier-ignore
  });

  it('is found beside holes', () => {
    const matrix = matricesOf(4, [[null, 0.9, 0.9, 0.1, null, -0.9]])[0];
    expect(contradictionWithHoles(matrix)).toEqual([0, 2, 3]);
  });
});

describe('stage 2', () => {
  it('is the simple correlation with one predictor', () => {
    const found = regressFromMatrix(['x', 'y'], [[1, 0.4], [0.4, 1]], [[0.01]], 1); // prettier-ignore
    expect(found).toMatchObject({
      state: 'estimated',
      R2: expect.closeTo(0.16, 12),
      R2StandardError: expect.closeTo(0.08, 12),
    });
    if (found.state === 'estimated') expect(found.coefficients[0].standardError).toBeCloseTo(0.1, 12);
  });

  it('says what contradicts', () => {
    const matrix = [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]]; // prettier-ignore
    const none = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]; // prettier-ignore
    expect(regressFromMatrix(['a', 'b', 'c'], matrix, none, 0)).toMatchObject({
      state: 'not-positive-definite',
    });
  });

  it('has the derivatives that small changes show', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -0.4, max: 0.4, noNaN: true }), { minLength: 3, maxLength: 3 }),
        (r) => {
          const matrixOf = ([a, b, c]: number[]) => [[1, a, b], [a, 1, c], [b, c, 1]]; // prettier-ignore
          const none = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]; // prettier-ignore
          const beta = (values: number[], covariance = none) => {
            const found = regressFromMatrix(['y', 'b', 'c'], matrixOf(values), covariance, 0);
            if (found.state !== 'estimated') throw new Error(found.message);
            return found;
          };
          for (let at = 0; at < 3; at++) {
            const covariance = none.map((row, i) => row.map((_, j) => (i === at && j === at ? 1 : 0)));
            const moved = (by: number) => beta(r.map((value, i) => (i === at ? value + by : value)));
            const { coefficients, R2StandardError } = beta(r, covariance);
            const [up, down] = [moved(1e-6), moved(-1e-6)];
            coefficients.forEach(({ standardError }, c) => {
              const slope = (up.coefficients[c].estimate - down.coefficients[c].estimate) / 2e-6;
              expect(standardError).toBeCloseTo(Math.abs(slope), 6);
            });
            expect(R2StandardError).toBeCloseTo(Math.abs((up.R2 - down.R2) / 2e-6), 6);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('properties', () => {
  it('the order of studies and of variables does not matter', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 10 }), (order) => {
        const shuffled = {
          ...abilities,
          sizes: order.map((at) => abilities.sizes[at]),
          matrices: order.map((at) => abilities.matrices[at].toReversed().map((row) => row.toReversed())),
        };
        const found = pool(shuffled, { model: 'random-diag' }).matrix;
        const plain = pool(abilities, { model: 'random-diag' }).matrix;
        for (let i = 0; i < 3; i++)
          for (let j = 0; j < 3; j++) expect(found[2 - i][2 - j]).toBeCloseTo(plain[i][j], 8);
      }),
      { numRuns: 10 },
    );
  });
});
