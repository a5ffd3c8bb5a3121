/**
 * Cluster-robust variances of the coefficients, which hold when the working model of the dependence is wrong
 * (conventions of R's clubSandwich).
 *
 *   V = C [ Σⱼ Xⱼ'Wⱼ Aⱼ eⱼ eⱼ' Aⱼ' Wⱼ Xⱼ ] C,   C = (X'WX)⁻¹, W = M⁻¹ (the fitted marginal covariance's inverse)
 *
 * CR0: A = I. CR1: CR0 × m/(m − 1) for m clusters. CR1p: CR0 × m/(m − p), metafor's default. CR2, the bias-reduced
 * linearisation of Bell & McCaffrey (2002): Aⱼ = Dⱼ'Bⱼ^(−1/2)Dⱼ with Mⱼ = Dⱼ'Dⱼ (Cholesky) and Bⱼ = Dⱼ(Mⱼ − XⱼCXⱼ')Dⱼ',
 * so that the estimate is unbiased when the working model is right.
 *
 * Degrees of freedom after Satterthwaite and the approximate Hotelling test HTZ: Pustejovsky & Tipton (2018), Journal of
 * Business & Economic Statistics 36, 672–683, section 3 and appendix; Tipton (2015), Psychological Methods 20, 375–393.
 */
import { fUpper } from '../distributions.ts';
import type { FittedComponents } from './components.ts';
import { cholesky, flatten, multiply, symmetricPower, toRows, transpose } from './dense.ts';
import { testCoefficients, waldStatistic, type Coefficient } from './inference.ts';
import { marginalCovariance, splitParameters } from './likelihood.ts';
import { groupRows } from './sampling.ts';

export type RobustType = 'CR0' | 'CR1' | 'CR1p' | 'CR2';

export interface HotellingTest {
  F: number;
  df: number;
  /** Satterthwaite type; null where no approximation exists (too few clusters speak for the coefficients). */
  df2: number | null;
  pValue: number | null;
}

export interface RobustResult {
  type: RobustType;
  clusters: number;
  covariance: number[][];
  /** t tests with Satterthwaite degrees of freedom. */
  coefficients: Coefficient[];
  /** The same with clusters − p degrees of freedom, metafor's default. */
  naive: Coefficient[];
  /** HTZ test of all coefficients but the intercept; all where there is no other. */
  omnibus: HotellingTest;
}

export interface NotRobust {
  reason: 'not-nested' | 'too-few-clusters';
  message: string;
}

/**
 * @param fitted The working model.
 * @param names Of the coefficients; the first is the intercept if `hasIntercept`.
 * @param labels k labels of the cluster of each effect.
 * @returns A reason where clusters cut through effects that the model holds dependent, or where there are not more
 * clusters than coefficients.
 */
export function robustVariance(
  fitted: FittedComponents,
  { names, hasIntercept }: { names: readonly string[]; hasIntercept: boolean },
  labels: readonly string[],
  type: RobustType,
  level = 0.95,
): RobustResult | NotRobust {
  const { model, at } = fitted;
  const { p, k } = model;
  if (labels.length !== k) throw new RangeError(`labels has ${labels.length} entries, not ${k}.`);
  const cut = model.blocks.find(({ rows }) => rows.some((row) => labels[row] !== labels[rows[0]]));
  if (cut) {
    const message =
      'The clusters cut through effects that the model holds dependent: random effects and sampling covariances must lie within clusters.';
    return { reason: 'not-nested', message };
  }
  const clusters = gatherClusters(fitted, labels);
  const m = clusters.length;
  if (m <= p) {
    return {
      reason: 'too-few-clusters',
      message: `${m} clusters are too few for robust variances of ${p} coefficients.`,
    };
  }
  const factor = { CR0: 1, CR1: m / (m - 1), CR1p: m / (m - p), CR2: 1 }[type];
  const matrix = new Float64Array(p * p);
  // By cluster: A'WX C (size × p), X'A'WXC (p × p), and the product with M.
  const parts = clusters.map((cluster) => {
    const adjusted = type === 'CR2' ? adjust(cluster, at.covariance, p) : cluster.weightedDesign;
    const influence = multiply(adjusted, at.covariance, cluster.size, p, p);
    const score = new Float64Array(p);
    for (let i = 0; i < cluster.size; i++)
      for (let a = 0; a < p; a++) score[a] += influence[i * p + a] * cluster.residuals[i];
    for (let a = 0; a < p; a++) for (let b = 0; b < p; b++) matrix[a * p + b] += factor * score[a] * score[b];
    const spread = multiply(cluster.covariance, influence, cluster.size, cluster.size, p);
    return {
      own: multiply(transpose(influence, cluster.size, p), spread, p, cluster.size, p),
      cross: multiply(transpose(cluster.design, cluster.size, p), influence, p, cluster.size, p),
    };
  });
  const covariance = toRows(matrix, p, p);
  const estimates = Array.from(at.beta);
  const products = pairProducts(parts, at.covariance, p);
  const satterthwaite = names.map((_, a) => degreesOfFreedom(products, a, p, m));
  const tested = names.map((_, a) => a).filter((a) => !(hasIntercept && a === 0 && p > 1));
  return {
    type,
    clusters: m,
    covariance,
    coefficients: testCoefficients(names, estimates, covariance, satterthwaite, level),
    naive: testCoefficients(names, estimates, covariance, new Array<number>(p).fill(m - p), level),
    omnibus: hotelling(products, estimates, covariance, tested, p, m),
  };
}

interface Cluster {
  size: number;
  /** size × p */
  design: Float64Array;
  /** WX, size × p */
  weightedDesign: Float64Array;
  /** y − Xβ̂ */
  residuals: Float64Array;
  /** M, size × size */
  covariance: Float64Array;
}

/** Blocks put together where a cluster holds several. */
function gatherClusters({ model, at, parameters }: FittedComponents, labels: readonly string[]): Cluster[] {
  const { blocks, terms, parametrisations, p } = model;
  const matrices = splitParameters(model, parameters).map((own, t) => parametrisations[t].toMatrix(own));
  const byCluster = groupRows(blocks.map(({ rows }) => labels[rows[0]]));
  return [...byCluster.values()].map((members) => {
    const size = members.reduce((sum, b) => sum + blocks[b].size, 0);
    const cluster: Cluster = {
      size,
      design: new Float64Array(size * p),
      weightedDesign: new Float64Array(size * p),
      residuals: new Float64Array(size),
      covariance: new Float64Array(size * size),
    };
    let from = 0;
    for (const b of members) {
      const block = blocks[b];
      const marginal = marginalCovariance(block, terms, matrices);
      cluster.design.set(block.design, from * p);
      cluster.weightedDesign.set(at.weightedDesign[b], from * p);
      for (let i = 0; i < block.size; i++) {
        let fittedValue = 0;
        for (let a = 0; a < p; a++) fittedValue += block.design[i * p + a] * at.beta[a];
        cluster.residuals[from + i] = block.effects[i] - fittedValue;
        for (let j = 0; j < block.size; j++)
          cluster.covariance[(from + i) * size + from + j] = marginal[i * block.size + j];
      }
      from += block.size;
    }
    return cluster;
  });
}

/** A'WX of CR2 (A is symmetric). */
function adjust(
  { size, design, weightedDesign, covariance }: Cluster,
  bread: Float64Array,
  p: number,
): Float64Array {
  const lower = cholesky(covariance, size)!;
  const upper = transpose(lower, size, size);
  const left = multiply(upper, design, size, size, p);
  const inner = multiply(upper, lower, size, size, size);
  const hat = multiply(multiply(left, bread, size, p, p), transpose(left, size, p), size, p, size);
  // D M D' = (DD')² with DD' = upper · lower.
  const squared = multiply(inner, inner, size, size, size);
  const root = symmetricPower(
    squared.map((value, i) => value - hat[i]),
    size,
    -0.5,
  );
  const right = multiply(upper, weightedDesign, size, size, p);
  return multiply(lower, multiply(root, right, size, size, p), size, size, p);
}

/**
 * For clusters i and j the p × p matrix of the covariances of their contributions under the working model:
 * δᵢⱼ Fᵢ'MᵢFᵢ − (Xᵢ'Fᵢ)' C (Xⱼ'Fⱼ), with F = A'WXC.
 */
interface PairProducts {
  own: Float64Array[];
  /** (X'F)' */
  left: Float64Array[];
  /** C X'F */
  right: Float64Array[];
}

function pairProducts(
  parts: readonly { own: Float64Array; cross: Float64Array }[],
  bread: Float64Array,
  p: number,
): PairProducts {
  return {
    own: parts.map(({ own }) => own),
    left: parts.map(({ cross }) => transpose(cross, p, p)),
    right: parts.map(({ cross }) => multiply(bread, cross, p, p, p)),
  };
}

/** The p × p product of clusters i and j, contracted with row vectors c (q × p) on both sides: q × q. */
function contracted({ own, left, right }: PairProducts, contrasts: Float64Array, q: number, p: number) {
  const turned = transpose(contrasts, q, p);
  const owns = own.map((matrix) => multiply(multiply(contrasts, matrix, q, p, p), turned, q, p, q));
  const lefts = left.map((matrix) => multiply(contrasts, matrix, q, p, p));
  const rights = right.map((matrix) => multiply(matrix, turned, p, p, q));
  return (i: number, j: number): Float64Array => {
    const product = multiply(lefts[i], rights[j], q, p, q);
    for (let a = 0; a < q * q; a++) product[a] = (i === j ? owns[i][a] : 0) - product[a];
    return product;
  };
}

/** (Σ pᵢᵢ)² / Σ pᵢⱼ² for one coefficient. */
function degreesOfFreedom(products: PairProducts, coefficient: number, p: number, clusters: number): number {
  const contrast = new Float64Array(p);
  contrast[coefficient] = 1;
  const at = contracted(products, contrast, 1, p);
  let trace = 0;
  let squares = 0;
  for (let i = 0; i < clusters; i++) {
    trace += at(i, i)[0];
    for (let j = 0; j < clusters; j++) squares += at(i, j)[0] ** 2;
  }
  return trace ** 2 / squares;
}

/** HTZ: q(q + 1) over the summed variances of the standardised estimate gives the Wishart's degrees of freedom. */
function hotelling(
  products: PairProducts,
  estimates: readonly number[],
  covariance: readonly (readonly number[])[],
  tested: readonly number[],
  p: number,
  clusters: number,
): HotellingTest {
  const q = tested.length;
  const contrasts = flatten(tested.map((a) => Array.from({ length: p }, (_, b) => (a === b ? 1 : 0))));
  const plain = contracted(products, contrasts, q, p);
  const expected = new Float64Array(q * q);
  for (let i = 0; i < clusters; i++) plain(i, i).forEach((value, a) => (expected[a] += value));
  const root = symmetricPower(expected, q, -0.5);
  const standard = contracted(products, multiply(root, contrasts, q, q, p), q, p);
  let variances = 0;
  for (let i = 0; i < clusters; i++) {
    for (let j = 0; j < clusters; j++) {
      const product = standard(i, j);
      for (let s = 0; s < q; s++)
        for (let t = 0; t < q; t++)
          variances += product[s * q + t] * product[t * q + s] + product[s * q + s] * product[t * q + t];
    }
  }
  const freedom = (q * (q + 1)) / variances;
  const square = waldStatistic(estimates, covariance, tested);
  const df2 = freedom - q + 1;
  if (!(df2 > 0) || !Number.isFinite(square)) return { F: square / q, df: q, df2: null, pValue: null };
  const F = (df2 / (freedom * q)) * square;
  return { F, df: q, df2, pValue: fUpper(F, q, df2) };
}
