/**
 * Covariance structures of a random term: how few parameters θ make the matrix G of the term's levels (m × m; m = 1 for a
 * random intercept). The names are metafor's (rma.mv, argument `struct`).
 *
 * Parameters are chosen so that a component at its border is an ordinary point of a box: variances, standard deviations
 * and correlations with bounds, and for the unstructured matrix a factor, G = F F', which is positive semidefinite for
 * every F, singular matrices included.
 */
export type Structure = 'intercept' | 'CS' | 'HCS' | 'UN' | 'DIAG';

export interface Parametrisation {
  /** Number of parameters. */
  size: number;
  lower: number[];
  upper: number[];
  /** Number of parameters that are estimated: those held, and those that only turn a factor, not counted. */
  freedom: number;
  /** Parameters that give the levels these variances and, where one correlation serves for all, this correlation. */
  start(variances: readonly number[], correlation?: number): number[];
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
export function parametrise(
  structure: Structure,
  levels: number,
  single: readonly boolean[],
): Parametrisation {
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
    freedom: single.filter((is) => !is).length,
    start: (variances) => single.map((is, u) => (is ? 0 : variances[u])),
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
    freedom: 2,
    start: (variances, correlation = 0.5) => [
      variances.reduce((sum, variance) => sum + variance, 0) / levels,
      correlation,
    ],
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
    freedom: single.filter((is) => !is).length + 1,
    start: (variances, correlation = 0.5) => [
      ...single.map((is, u) => (is ? 0 : Math.sqrt(variances[u]))),
      correlation,
    ],
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

/**
 * θ = a square factor F row by row, G = F F'. Elements: the lower triangle of G.
 *
 * A square factor has more parameters than G has elements; turning it leaves G as it is. A triangular one has as many,
 * but where one of its leading pivots nears 0 it forces the whole row to 0 and makes maxima that the likelihood does not
 * have (seen on Craft et al. 2003); a square factor's maxima are those of G (Journée et al. 2010, SIAM Journal on
 * Optimization 20, 2327–2351).
 */
function unstructured(levels: number, single: readonly boolean[]): Parametrisation {
  const size = levels * levels;
  const elements = (levels * (levels + 1)) / 2;
  const at = triangleIndex;
  const free = single.flatMap((u) => single.map((v) => !u && !v));
  const freeLevels = single.filter((is) => !is).length;
  return {
    size,
    freedom: (freeLevels * (freeLevels + 1)) / 2,
    lower: free.map((is) => (is ? -Infinity : 0)),
    upper: free.map((is) => (is ? Infinity : 0)),
    start: (variances) =>
      free.map((is, i) => {
        const u = Math.floor(i / levels);
        return is && i % levels === u ? Math.sqrt(variances[u]) : 0;
      }),
    toMatrix(factor) {
      const matrix = new Float64Array(levels * levels);
      for (let u = 0; u < levels; u++) {
        for (let v = 0; v <= u; v++) {
          let sum = 0;
          for (let w = 0; w < levels; w++) sum += factor[u * levels + w] * factor[v * levels + w];
          matrix[u * levels + v] = sum;
          matrix[v * levels + u] = sum;
        }
      }
      return matrix;
    },
    elements,
    elementAt: at,
    jacobian(factor) {
      // ∂g(u,v)/∂f(a,b) = [a = u] f(v,b) + [a = v] f(u,b)
      const jacobian = new Float64Array(elements * size);
      for (let u = 0; u < levels; u++) {
        for (let v = 0; v <= u; v++) {
          const row = at(u, v) * size;
          for (let b = 0; b < levels; b++) {
            jacobian[row + u * levels + b] += factor[v * levels + b];
            jacobian[row + v * levels + b] += factor[u * levels + b];
          }
        }
      }
      return jacobian;
    },
    curvature(_, score) {
      // ∂²g(u,v)/∂f(a,b)∂f(c,b) = [a = u][c = v] + [a = v][c = u]
      const curvature = new Float64Array(size * size);
      for (let a = 0; a < levels; a++) {
        for (let c = 0; c < levels; c++) {
          const value = (a === c ? 2 : 1) * score[at(a, c)];
          for (let b = 0; b < levels; b++) curvature[(a * levels + b) * size + c * levels + b] = value;
        }
      }
      return curvature;
    },
  };
}

/**
 * The least ρ for which an m × m compound-symmetric matrix is positive semidefinite. metafor lets ρ go below, where no
 * study has all m levels, to a matrix that is no covariance matrix.
 */
export const leastCorrelation = (levels: number): number => (levels > 1 ? -1 / (levels - 1) : -1);

/** Position of (u, v) in the lower triangle, row by row. */
export const triangleIndex = (u: number, v: number): number =>
  u >= v ? (u * (u + 1)) / 2 + v : (v * (v + 1)) / 2 + u;
