/**
 * Covariance structures of a random term: how few parameters θ make the matrix G of the term's levels (m × m; m = 1 for a
 * random intercept). The names are metafor's (rma.mv, argument `struct`).
 *
 * Parameters are chosen so that a component at its border is an ordinary point of a box: variances, standard deviations
 * and correlations with bounds, and for the unstructured matrix a triangular factor, G = L L', which is positive
 * semidefinite for every L, singular matrices included.
 */
export type Structure = 'intercept' | 'CS' | 'HCS' | 'UN' | 'DIAG';

export interface Parametrisation {
  /** Number of parameters. */
  size: number;
  lower: number[];
  upper: number[];
  /** Parameters that give every level about this variance. */
  start(variance: number): number[];
  /** G, m × m. */
  toMatrix(parameters: ArrayLike<number>): Float64Array;
  /** Number of distinct elements of G. */
  elements: number;
  /** Which element stands at (u, v); −1 where G is 0 by definition. */
  elementAt(u: number, v: number): number;
  /** Derivatives of the elements: elements × size. */
  jacobian(parameters: ArrayLike<number>): Float64Array;
  /** Σₑ scoreₑ ∂²gₑ/∂θ∂θ', size × size. */
  curvature(parameters: ArrayLike<number>, score: ArrayLike<number>): Float64Array;
}

/**
 * @param levels m.
 * @param single For each level, whether a single effect speaks for it: its variance can't be told from the effect's own
 * deviation and is held at 0, as in metafor.
 */
export function parametrise(structure: Structure, levels: number, single: readonly boolean[]): Parametrisation {
  switch (structure) {
    case 'intercept':
    case 'DIAG':
      return diagonal(levels, single);
    case 'CS':
      return compoundSymmetric(levels);
    case 'HCS':
      return heterogeneous(levels, single);
    case 'UN':
      return unstructured(levels, single);
  }
}

/** θ = the variances. */
function diagonal(levels: number, single: readonly boolean[]): Parametrisation {
  const identity = new Float64Array(levels * levels);
  for (let u = 0; u < levels; u++) identity[u * levels + u] = 1;
  return {
    size: levels,
    lower: new Array<number>(levels).fill(0),
    upper: single.map((is) => (is ? 0 : Infinity)),
    start: (variance) => single.map((is) => (is ? 0 : variance)),
    toMatrix(parameters) {
      const matrix = new Float64Array(levels * levels);
      for (let u = 0; u < levels; u++) matrix[u * levels + u] = parameters[u];
      return matrix;
    },
    elements: levels,
    elementAt: (u, v) => (u === v ? u : -1),
    jacobian: () => identity,
    curvature: () => new Float64Array(levels * levels),
  };
}

/** θ = τ², ρ. Elements: the variance, the covariance ρτ². */
function compoundSymmetric(levels: number): Parametrisation {
  return {
    size: 2,
    lower: [0, leastCorrelation(levels)],
    upper: [Infinity, 1],
    start: (variance) => [variance, 0.5],
    toMatrix([variance, correlation]: ArrayLike<number> & Iterable<number>) {
      const matrix = new Float64Array(levels * levels).fill(correlation * variance);
      for (let u = 0; u < levels; u++) matrix[u * levels + u] = variance;
      return matrix;
    },
    elements: 2,
    elementAt: (u, v) => (u === v ? 0 : 1),
    jacobian: (parameters) => Float64Array.of(1, 0, parameters[1], parameters[0]),
    curvature: (_, score) => Float64Array.of(0, score[1], score[1], 0),
  };
}

/** θ = τ₁ … τₘ, ρ (standard deviations). Elements: the lower triangle, row by row. */
function heterogeneous(levels: number, single: readonly boolean[]): Parametrisation {
  const size = levels + 1;
  return {
    size,
    lower: [...new Array<number>(levels).fill(0), leastCorrelation(levels)],
    upper: [...single.map((is) => (is ? 0 : Infinity)), 1],
    start: (variance) => [...single.map((is) => (is ? 0 : Math.sqrt(variance))), 0.5],
    toMatrix(parameters) {
      const matrix = new Float64Array(levels * levels);
      for (let u = 0; u < levels; u++)
        for (let v = 0; v < levels; v++)
          matrix[u * levels + v] = parameters[u] * parameters[v] * (u === v ? 1 : parameters[levels]);
      return matrix;
    },
    elements: (levels * (levels + 1)) / 2,
    elementAt: triangleIndex,
    jacobian(parameters) {
      const jacobian = new Float64Array(((levels * (levels + 1)) / 2) * size);
      const correlation = parameters[levels];
      for (let u = 0; u < levels; u++) {
        jacobian[triangleIndex(u, u) * size + u] = 2 * parameters[u];
        for (let v = 0; v < u; v++) {
          const row = triangleIndex(u, v) * size;
          jacobian[row + u] = correlation * parameters[v];
          jacobian[row + v] = correlation * parameters[u];
          jacobian[row + levels] = parameters[u] * parameters[v];
        }
      }
      return jacobian;
    },
    curvature(parameters, score) {
      const curvature = new Float64Array(size * size);
      const add = (a: number, b: number, value: number) => {
        curvature[a * size + b] += value;
        if (a !== b) curvature[b * size + a] += value;
      };
      for (let u = 0; u < levels; u++) {
        add(u, u, 2 * score[triangleIndex(u, u)]);
        for (let v = 0; v < u; v++) {
          const value = score[triangleIndex(u, v)];
          add(u, v, parameters[levels] * value);
          add(u, levels, parameters[v] * value);
          add(v, levels, parameters[u] * value);
        }
      }
      return curvature;
    },
  };
}

/** θ = the lower triangle of L row by row, G = L L'. Elements: the lower triangle of G. */
function unstructured(levels: number, single: readonly boolean[]): Parametrisation {
  const size = (levels * (levels + 1)) / 2;
  const at = triangleIndex;
  const free = (u: number, v: number) => !single[u] && !single[v];
  const bound = (value: number) => {
    const bounds = new Array<number>(size).fill(0);
    for (let u = 0; u < levels; u++) for (let v = 0; v <= u; v++) if (free(u, v)) bounds[at(u, v)] = value;
    return bounds;
  };
  return {
    size,
    lower: bound(-Infinity),
    upper: bound(Infinity),
    start(variance) {
      const start = new Array<number>(size).fill(0);
      for (let u = 0; u < levels; u++) if (free(u, u)) start[at(u, u)] = Math.sqrt(variance);
      return start;
    },
    toMatrix(factor) {
      const matrix = new Float64Array(levels * levels);
      for (let u = 0; u < levels; u++) {
        for (let v = 0; v <= u; v++) {
          let sum = 0;
          for (let w = 0; w <= v; w++) sum += factor[at(u, w)] * factor[at(v, w)];
          matrix[u * levels + v] = sum;
          matrix[v * levels + u] = sum;
        }
      }
      return matrix;
    },
    elements: size,
    elementAt: at,
    jacobian(factor) {
      // ∂g(u,v)/∂l(a,b) = [a = u] l(v,b) + [a = v] l(u,b)
      const jacobian = new Float64Array(size * size);
      for (let u = 0; u < levels; u++) {
        for (let v = 0; v <= u; v++) {
          const row = at(u, v) * size;
          for (let b = 0; b <= v; b++) {
            jacobian[row + at(u, b)] += factor[at(v, b)];
            jacobian[row + at(v, b)] += factor[at(u, b)];
          }
        }
      }
      return jacobian;
    },
    curvature(_, score) {
      // ∂²g(u,v)/∂l(a,b)∂l(c,b) = [a = u][c = v] + [a = v][c = u]
      const curvature = new Float64Array(size * size);
      for (let a = 0; a < levels; a++) {
        for (let c = 0; c < levels; c++) {
          const value = (a === c ? 2 : 1) * score[at(a, c)];
          for (let b = 0; b <= Math.min(a, c); b++) curvature[at(a, b) * size + at(c, b)] += value;
        }
      }
      return curvature;
    },
  };
}

/** The least ρ for which an m × m compound-symmetric matrix is positive semidefinite. */
const leastCorrelation = (levels: number): number => (levels > 1 ? -1 / (levels - 1) : -1);

/** Position of (u, v) in the lower triangle, row by row. */
export const triangleIndex = (u: number, v: number): number =>
  u >= v ? (u * (u + 1)) / 2 + v : (v * (v + 1)) / 2 + u;
