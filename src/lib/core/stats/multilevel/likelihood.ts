/**
 * Log-likelihood of the multivariate random-effects model, full or restricted, with exact first and second derivatives.
 *
 * Legend: y effects, X design (k × p), V sampling covariances, M = V + Σ Z G Z' the marginal covariance, W = M⁻¹,
 * C = (X'WX)⁻¹, P = W − WXCX'W, β̂ = CX'Wy, g the distinct elements of all G, E = ∂M/∂g.
 *
 *   ML    l = −½ [k log 2π + log|M| + (y − Xβ̂)'W(y − Xβ̂)]
 *   REML  l = −½ [(k − p) log 2π − log|X'X| + log|M| + log|X'WX| + (y − Xβ̂)'W(y − Xβ̂)]
 *
 * (Harville 1977, JASA 72, 320–338; Searle, Casella & McCulloch 1992, Variance Components, section 6.6.) M is linear in g:
 *
 *   ∂l/∂g = −½ tr(PE) + ½ y'PEPy,   −∂²l/∂g∂g' = y'PEPE'Py − ½ tr(PEPE')     (REML; for ML, W in the traces)
 *
 * and the chain rule leads to the parameters of the structures. With Z all groups' levels ("slots") of a block side by
 * side, every trace is one of small matrices: S = Z'WZ, U = Z'WX, H = UCU', q = Z'Py.
 */
import type { Block, Term } from './blocks.ts';
import { cholesky, invertPositive, multiply, transpose, type SymmetricInverse } from './dense.ts';
import type { Derivatives } from './maximise.ts';
import type { Parametrisation } from './structures.ts';

export interface Model {
  blocks: Block[];
  terms: Term[];
  parametrisations: Parametrisation[];
  k: number;
  p: number;
  /** log|X'X| */
  logDesign: number;
}

/** What one set of covariance parameters gives. */
export interface Evaluation {
  logLikML: number;
  logLikREML: number;
  /** β̂, p. */
  beta: Float64Array;
  /** C, p × p. */
  covariance: Float64Array;
  /** By block: M⁻¹ and log|M|. */
  inverses: SymmetricInverse[];
  /** By block: WX, size × p. */
  weightedDesign: Float64Array[];
  /** By block: Py = W(y − Xβ̂). */
  weightedResiduals: Float64Array[];
  /** (y − Xβ̂)'W(y − Xβ̂) */
  residualSum: number;
}

/** Cuts the parameters of all terms into the terms' own. */
export function splitParameters(model: Model, parameters: Float64Array): Float64Array[] {
  let from = 0;
  return model.parametrisations.map(({ size }) => parameters.subarray(from, (from += size)));
}

/** Evaluates the likelihood; null where M is not positive definite. */
export function evaluate(model: Model, parameters: Float64Array): Evaluation | null {
  const { blocks, terms, k, p } = model;
  const matrices = splitParameters(model, parameters).map((own, t) =>
    model.parametrisations[t].toMatrix(own),
  );
  const inverses: SymmetricInverse[] = [];
  const weightedDesign: Float64Array[] = [];
  const information = new Float64Array(p * p);
  const right = new Float64Array(p);
  let logDeterminant = 0;
  for (const block of blocks) {
    const found = invertPositive(marginalCovariance(block, terms, matrices), block.size);
    if (!found) return null;
    inverses.push(found);
    logDeterminant += found.logDeterminant;
    const weighted = new Float64Array(block.size * p);
    for (const { row, column, value } of block.filled)
      for (let i = 0; i < block.size; i++)
        weighted[i * p + column] += found.inverse[row * block.size + i] * value;
    weightedDesign.push(weighted);
    for (const { row, column, value } of block.filled)
      for (let a = 0; a < p; a++) information[column * p + a] += value * weighted[row * p + a];
    for (let i = 0; i < block.size; i++)
      for (let a = 0; a < p; a++) right[a] += weighted[i * p + a] * block.effects[i];
  }
  const inverse =
    p > 0 ? invertPositive(information, p) : { inverse: new Float64Array(0), logDeterminant: 0 };
  if (!inverse) return null;
  const beta = multiply(inverse.inverse, right, p, p, 1);
  const weightedResiduals: Float64Array[] = [];
  let residualSum = 0;
  blocks.forEach((block, b) => {
    const residuals = Float64Array.from(block.effects);
    for (const { row, column, value } of block.filled) residuals[row] -= value * beta[column];
    const weighted = multiply(inverses[b].inverse, residuals, block.size, block.size, 1);
    weightedResiduals.push(weighted);
    for (let i = 0; i < block.size; i++) residualSum += residuals[i] * weighted[i];
  });
  const log2Pi = Math.log(2 * Math.PI);
  const logLikML = -0.5 * (k * log2Pi + logDeterminant + residualSum);
  const logLikREML =
    -0.5 * ((k - p) * log2Pi - model.logDesign + logDeterminant + inverse.logDeterminant + residualSum);
  if (!Number.isFinite(logLikML)) return null;
  return {
    logLikML,
    logLikREML,
    beta,
    covariance: inverse.inverse,
    inverses,
    weightedDesign,
    weightedResiduals,
    residualSum,
  };
}

/** M of a block. */
export function marginalCovariance(
  block: Block,
  terms: readonly Term[],
  matrices: readonly Float64Array[],
): Float64Array {
  const { size, rows, sampling } = block;
  const marginal = Float64Array.from(sampling);
  terms.forEach(({ outer, inner, size: levels }, t) => {
    const matrix = matrices[t];
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) {
        if (outer[rows[i]] !== outer[rows[j]]) continue;
        const value = matrix[inner[rows[i]] * levels + inner[rows[j]]];
        marginal[i * size + j] += value;
        if (i !== j) marginal[j * size + i] += value;
      }
    }
  });
  return marginal;
}

/**
 * Value and derivatives with respect to the parameters; null where M is not positive definite.
 *
 * @param at The evaluation at the parameters, where it is known.
 */
export function differentiate(
  model: Model,
  parameters: Float64Array,
  restricted: boolean,
  at: Evaluation | null = evaluate(model, parameters),
): Derivatives | null {
  if (!at) return null;
  const elements = differentiateElements(model, at, restricted);
  return {
    value: restricted ? at.logLikREML : at.logLikML,
    ...toParameters(model, splitParameters(model, parameters), elements),
  };
}

/**
 * Covariance of β̂ from the observed information of coefficients and covariance parameters together, for ML: the
 * uncertainty of the variances is carried into that of the coefficients. With B = X'WEPy for each element,
 *
 *   C + C B J (J'IJ)⁻¹ J'B' C,
 *
 * J'IJ the observed information of the parameters that are estimated and not at a bound (Efron & Hinkley 1978, Biometrika
 * 65, 457–487, on observed rather than expected information).
 *
 * @param free Positions of those parameters.
 * @returns null where the information is not positive definite.
 */
export function observedCovariance(
  model: Model,
  at: Evaluation,
  parameters: Float64Array,
  free: readonly number[],
): Float64Array | null {
  const { p } = model;
  const m = free.length;
  const elements = differentiateElements(model, at, false);
  const { information, jacobian, size } = toParameters(model, splitParameters(model, parameters), elements);
  const inverse = invertPositive(
    Float64Array.from({ length: m * m }, (_, i) => information[free[Math.floor(i / m)] * size + free[i % m]]),
    m,
  );
  if (!inverse) return null;
  const cross = new Float64Array(p * m); // C B J
  elements.designParts.forEach((part, e) => {
    const turned = multiply(at.covariance, part, p, p, 1);
    for (let a = 0; a < p; a++)
      for (let i = 0; i < m; i++) cross[a * m + i] += turned[a] * jacobian[e * size + free[i]];
  });
  const added = multiply(multiply(cross, inverse.inverse, p, m, m), transpose(cross, p, m), p, m, p);
  return added.map((value, i) => at.covariance[i] + value);
}

interface ElementDerivatives {
  count: number;
  /** By element: X'WE Py, p. */
  designParts: Float64Array[];
  score: Float64Array;
  observed: Float64Array;
  expected: Float64Array;
}

/** Score and information of the elements of all G, numbered through the terms. */
function differentiateElements(model: Model, at: Evaluation, restricted: boolean): ElementDerivatives {
  const { parametrisations, p } = model;
  const first: number[] = [];
  let count = 0;
  for (const { elements } of parametrisations) {
    first.push(count);
    count += elements;
  }
  const score = new Float64Array(count);
  // Of these two the lower triangle is filled.
  const traces = new Float64Array(count * count); // tr(PEPE'), or tr(WEWE')
  const squares = new Float64Array(count * count); // y'PEPE'Py
  const designParts = Array.from({ length: count }, () => new Float64Array(p)); // X'WE Py
  const designTraces = restricted ? Array.from({ length: count }, () => new Float64Array(p * p)) : []; // X'WEWX
  model.blocks.forEach((block, b) => {
    const slots = slotMatrices(block, at, b, p, restricted);
    const patterns = elementPatterns(model, block, first);
    addBlock(patterns, slots, block.slotCount, p, count, {
      score,
      traces,
      squares,
      designParts,
      designTraces,
    });
  });
  const observed = new Float64Array(count * count);
  const expected = new Float64Array(count * count);
  const turned = designParts.map((part) => multiply(at.covariance, part, p, p, 1));
  const turnedTraces = designTraces.map((part) => multiply(at.covariance, part, p, p, p));
  for (let e = 0; e < count; e++) {
    for (let f = 0; f <= e; f++) {
      let trace = traces[e * count + f];
      let square = squares[e * count + f];
      for (let a = 0; a < p; a++) square -= designParts[e][a] * turned[f][a];
      if (restricted) {
        const [left, right] = [turnedTraces[e], turnedTraces[f]];
        for (let a = 0; a < p; a++) for (let c = 0; c < p; c++) trace += left[a * p + c] * right[c * p + a];
      }
      const value = square - trace / 2;
      observed[e * count + f] = value;
      observed[f * count + e] = value;
      expected[e * count + f] = trace / 2;
      expected[f * count + e] = trace / 2;
    }
  }
  return { count, designParts, score, observed, expected };
}

interface SlotMatrices {
  /** S, or S − H when restricted. */
  kernel: Float64Array;
  /** S */
  plain: Float64Array;
  /** H, only when restricted. */
  correction: Float64Array | null;
  /** U, slots × p. */
  design: Float64Array;
  /** q */
  residuals: Float64Array;
}

function slotMatrices(block: Block, at: Evaluation, b: number, p: number, restricted: boolean): SlotMatrices {
  const { size, slotOf, slotCount } = block;
  const { inverse } = at.inverses[b];
  const half = new Float64Array(slotCount * size); // Z'W
  const design = new Float64Array(slotCount * p);
  const residuals = new Float64Array(slotCount);
  for (const slots of slotOf) {
    for (let i = 0; i < size; i++) {
      const slot = slots[i];
      for (let j = 0; j < size; j++) half[slot * size + j] += inverse[i * size + j];
      for (let a = 0; a < p; a++) design[slot * p + a] += at.weightedDesign[b][i * p + a];
      residuals[slot] += at.weightedResiduals[b][i];
    }
  }
  const plain = new Float64Array(slotCount * slotCount);
  for (const slots of slotOf)
    for (let s = 0; s < slotCount; s++)
      for (let j = 0; j < size; j++) plain[s * slotCount + slots[j]] += half[s * size + j];
  if (!restricted) return { kernel: plain, plain, correction: null, design, residuals };
  const left = multiply(design, at.covariance, slotCount, p, p);
  const correction = new Float64Array(slotCount * slotCount);
  for (let s = 0; s < slotCount; s++) {
    for (let r = 0; r < slotCount; r++) {
      let sum = 0;
      for (let a = 0; a < p; a++) sum += left[s * p + a] * design[r * p + a];
      correction[s * slotCount + r] = sum;
    }
  }
  return { kernel: plain.map((value, i) => value - correction[i]), plain, correction, design, residuals };
}

/** Where an element stands in a block: for each slot j that it touches as a column, the slots i with E(i, j) = 1. */
interface Pattern {
  element: number;
  columns: { slot: number; rows: number[] }[];
}

function elementPatterns(model: Model, block: Block, first: readonly number[]): Pattern[] {
  const patterns = new Map<number, Map<number, number[]>>();
  model.terms.forEach((_, t) => {
    const { elementAt } = model.parametrisations[t];
    const slots = block.slots[t];
    slots.forEach((column, j) =>
      slots.forEach((row, i) => {
        if (row.group !== column.group) return;
        const own = elementAt(row.level, column.level);
        if (own < 0) return;
        let columns = patterns.get(first[t] + own);
        if (!columns) patterns.set(first[t] + own, (columns = new Map()));
        const rows = columns.get(block.firstSlot[t] + j);
        if (rows) rows.push(block.firstSlot[t] + i);
        else columns.set(block.firstSlot[t] + j, [block.firstSlot[t] + i]);
      }),
    );
  });
  return [...patterns].map(([element, columns]) => ({
    element,
    columns: [...columns].map(([slot, rows]) => ({ slot, rows })),
  }));
}

/** Adds a block's part of every sum. */
function addBlock(
  patterns: readonly Pattern[],
  { kernel, plain, correction, design, residuals }: SlotMatrices,
  slotCount: number,
  p: number,
  count: number,
  sums: {
    score: Float64Array;
    traces: Float64Array;
    squares: Float64Array;
    designParts: Float64Array[];
    designTraces: Float64Array[];
  },
): void {
  // By element: E q, the columns of (S − H) E and of H E, by slot.
  const parts = patterns.map(({ columns }) => ({
    turned: columns.map(({ rows }) => sumOver(residuals, rows)),
    kernel: columns.map(({ rows }) => sumRows(kernel, rows, slotCount)),
    correction: correction && columns.map(({ rows }) => sumRows(correction, rows, slotCount)),
  }));
  patterns.forEach(({ element, columns }, e) => {
    const part = parts[e];
    columns.forEach(({ slot, rows }, c) => {
      sums.score[element] += (residuals[slot] * part.turned[c] - part.kernel[c][slot]) / 2;
      for (let a = 0; a < p; a++) sums.designParts[element][a] += design[slot * p + a] * part.turned[c];
      if (correction) {
        const target = sums.designTraces[element];
        for (const row of rows)
          for (let a = 0; a < p; a++)
            for (let d = 0; d < p; d++) target[a * p + d] += design[row * p + a] * design[slot * p + d];
      }
    });
    for (let f = 0; f < patterns.length; f++) {
      const other = patterns[f];
      if (other.element > element) continue;
      let trace = 0;
      let square = 0;
      columns.forEach(({ slot: j }, c) => {
        const own = part.kernel[c];
        const ownCorrection = part.correction?.[c];
        other.columns.forEach(({ slot: i }, d) => {
          trace += own[i] * parts[f].kernel[d][j];
          if (ownCorrection) trace -= ownCorrection[i] * parts[f].correction![d][j];
          square += part.turned[c] * plain[j * slotCount + i] * parts[f].turned[d];
        });
      });
      sums.traces[element * count + other.element] += trace;
      sums.squares[element * count + other.element] += square;
    }
  });
}

function sumOver(values: Float64Array, at: readonly number[]): number {
  let sum = 0;
  for (const i of at) sum += values[i];
  return sum;
}

/** Sum of rows of a symmetric matrix, which is a sum of its columns. */
function sumRows(matrix: Float64Array, rows: readonly number[], size: number): Float64Array {
  if (rows.length === 1) return matrix.subarray(rows[0] * size, (rows[0] + 1) * size);
  const sum = new Float64Array(size);
  for (const row of rows) for (let j = 0; j < size; j++) sum[j] += matrix[row * size + j];
  return sum;
}

/** The chain rule from the elements of G to the parameters of the structures. */
function toParameters(
  model: Model,
  own: readonly Float64Array[],
  { count, score, observed, expected }: ElementDerivatives,
): Omit<Derivatives, 'value'> & { jacobian: Float64Array; size: number } {
  const size = model.parametrisations.reduce((sum, { size: add }) => sum + add, 0);
  const jacobian = new Float64Array(count * size);
  const curvature = new Float64Array(size * size);
  let element = 0;
  let parameter = 0;
  model.parametrisations.forEach((parametrisation, t) => {
    const part = parametrisation.jacobian(own[t]);
    const scores = score.subarray(element, element + parametrisation.elements);
    const bend = parametrisation.curvature(own[t], scores);
    const { size: width, elements } = parametrisation;
    for (let e = 0; e < elements; e++)
      for (let a = 0; a < width; a++) jacobian[(element + e) * size + parameter + a] = part[e * width + a];
    for (let a = 0; a < width; a++)
      for (let c = 0; c < width; c++) curvature[(parameter + a) * size + parameter + c] = bend[a * width + c];
    element += elements;
    parameter += width;
  });
  const gradient = new Float64Array(size);
  for (let e = 0; e < count; e++)
    for (let a = 0; a < size; a++) gradient[a] += jacobian[e * size + a] * score[e];
  const turned = transform(jacobian, observed, count, size);
  const scale = transform(jacobian, expected, count, size);
  return {
    jacobian,
    size,
    gradient,
    information: turned.map((value, i) => value - curvature[i]),
    scale: Float64Array.from({ length: size }, (_, a) => scale[a * size + a]),
  };
}

/** J'AJ. */
function transform(jacobian: Float64Array, matrix: Float64Array, count: number, size: number): Float64Array {
  const right = multiply(matrix, jacobian, count, count, size);
  const result = new Float64Array(size * size);
  for (let e = 0; e < count; e++) {
    for (let a = 0; a < size; a++) {
      const value = jacobian[e * size + a];
      if (value === 0) continue;
      for (let c = 0; c < size; c++) result[a * size + c] += value * right[e * size + c];
    }
  }
  return result;
}

/** log|X'X|; null where the columns of X are not independent. */
export function logDesignDeterminant(blocks: readonly Block[], p: number): number | null {
  const cross = new Float64Array(p * p);
  for (const { design, filled } of blocks)
    for (const { row, column, value } of filled)
      for (let a = 0; a < p; a++) cross[column * p + a] += value * design[row * p + a];
  const factor = cholesky(cross, p);
  if (!factor) return null;
  let sum = 0;
  for (let a = 0; a < p; a++) sum += 2 * Math.log(factor[a * p + a]);
  return sum;
}
