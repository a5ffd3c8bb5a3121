/**
 * Maximum of a smooth function in a box, with gradient and second derivatives.
 *
 * Newton steps in the eigenvectors of the Hessian, with negative eigenvalues turned round (so that no step climbs down to
 * a saddle: Nocedal & Wright, Numerical Optimization, 2nd ed., section 3.4, "modified eigenvalues"), scaled by the
 * expected information so that units do not matter; steps are projected on the box and halved until the function rises
 * (section 16.7, gradient projection). A parameter at a bound whose gradient points outward is held there.
 */
import { eigen } from './dense.ts';

export interface Derivatives {
  value: number;
  gradient: Float64Array;
  /** Minus the matrix of second derivatives, size × size. */
  information: Float64Array;
  /** Its expectation's diagonal, or any other positive measure of each parameter's scale. */
  scale: Float64Array;
}

export interface Problem {
  /** null where the function is not defined. */
  value(parameters: Float64Array): number | null;
  derivatives(parameters: Float64Array): Derivatives | null;
  lower: ArrayLike<number>;
  upper: ArrayLike<number>;
}

export interface Maximum {
  parameters: Float64Array;
  value: number | null;
  converged: boolean;
  iterations: number;
}

/** The gain that a Newton step promises is below this: the log-likelihood is at its top. */
const negligibleGain = 1e-13;
/** Where rounding stops every step before, the top is taken as reached if the promised gain is below this. */
const tolerableGain = 1e-9;

/** @param start Inside the box; where the function is not defined there, the value is null and nothing is found. */
export function maximise(problem: Problem, start: ArrayLike<number>, maxIterations = 200): Maximum {
  let parameters = project(Float64Array.from(start), problem);
  let here = problem.derivatives(parameters);
  if (!here) return { parameters, value: null, converged: false, iterations: 0 };
  for (let iterations = 0; iterations < maxIterations; iterations++) {
    const free = freeParameters(parameters, here, problem);
    const { step, gain, isConcave } = newtonStep(here, free);
    if (gain < negligibleGain && isConcave)
      return { parameters, value: here.value, converged: true, iterations };
    const next = climb(problem, parameters, here, step, free);
    if (!next) {
      return { parameters, value: here.value, converged: gain < tolerableGain && isConcave, iterations };
    }
    const at = problem.derivatives(next);
    if (!at) return { parameters, value: here.value, converged: false, iterations };
    parameters = next;
    here = at;
  }
  return { parameters, value: here.value, converged: false, iterations: maxIterations };
}

function project(parameters: Float64Array, { lower, upper }: Problem): Float64Array {
  return parameters.map((value, i) => Math.min(Math.max(value, lower[i]), upper[i]));
}

/** The parameters that are not held; one that has come to a bound but for rounding is put on it. */
function freeParameters(
  parameters: Float64Array,
  { gradient, scale }: Derivatives,
  { lower, upper }: Problem,
) {
  const free: number[] = [];
  parameters.forEach((value, i) => {
    if (!(lower[i] < upper[i])) return;
    const near = scale[i] > 0 ? 1e-10 / Math.sqrt(scale[i]) : 0;
    if (value <= lower[i] + near && gradient[i] <= 0) parameters[i] = lower[i];
    else if (value >= upper[i] - near && gradient[i] >= 0) parameters[i] = upper[i];
    else free.push(i);
  });
  return free;
}

/** The step for all parameters (0 for those held), the gain that it promises, and whether the function curves down. */
function newtonStep({ gradient, information, scale }: Derivatives, free: number[]) {
  const size = gradient.length;
  const m = free.length;
  const step = new Float64Array(size);
  if (m === 0) return { step, gain: 0, isConcave: true };
  const units = free.map((i) => (scale[i] > 0 ? 1 / Math.sqrt(scale[i]) : 1));
  const scaled = new Float64Array(m * m);
  for (let a = 0; a < m; a++)
    for (let b = 0; b < m; b++)
      scaled[a * m + b] = information[free[a] * size + free[b]] * units[a] * units[b];
  const { values, vectors } = eigen(scaled, m);
  const largest = Math.max(...values.map(Math.abs));
  const floor = 1e-8 * largest || 1;
  let gain = 0;
  for (let c = 0; c < m; c++) {
    let along = 0;
    for (let a = 0; a < m; a++) along += vectors[a * m + c] * gradient[free[a]] * units[a];
    const length = along / Math.max(Math.abs(values[c]), floor);
    gain += (along * length) / 2;
    for (let a = 0; a < m; a++) step[free[a]] += units[a] * vectors[a * m + c] * length;
  }
  // Flat directions (a factor of a singular matrix can be turned) are not a saddle.
  return { step, gain, isConcave: values.every((value) => value >= -1e-5 * largest) };
}

/** The first point along the projected, halved step at which the function has risen; null where it rises nowhere. */
function climb(
  problem: Problem,
  parameters: Float64Array,
  { value, gradient }: Derivatives,
  step: Float64Array,
  free: number[],
): Float64Array | null {
  for (let length = 1; length > 1e-12; length /= 2) {
    const next = project(
      parameters.map((at, i) => at + length * step[i]),
      problem,
    );
    let promised = 0;
    for (const i of free) promised += gradient[i] * (next[i] - parameters[i]);
    const there = problem.value(next);
    if (there !== null && there > value + 1e-4 * Math.max(promised, 0)) return next;
  }
  return null;
}
