/** The covariance parameters of a model: whether the data can tell them, their start and their maximum. */
import { makeBlocks, makeTerm, type RandomTerm, type Term } from './blocks.ts';
import type { Design } from './design.ts';
import {
  differentiate,
  evaluate,
  logDesignDeterminant,
  splitParameters,
  type Evaluation,
  type Model,
} from './likelihood.ts';
import { maximise } from './maximise.ts';
import { groupRows, variancesOf, type SamplingBlock } from './sampling.ts';
import { leastCorrelation, parametrise, type Structure } from './structures.ts';

export type Method = 'ML' | 'REML';

/** Why there are no numbers. */
export interface Unfitted {
  converged: false;
  reason: 'too-few-effects' | 'not-positive-definite' | 'not-identified' | 'not-converged';
  /** One sentence for the reader. */
  message: string;
  warnings: string[];
}

export interface FittedComponents {
  converged: true;
  model: Model;
  method: Method;
  parameters: Float64Array;
  /** Position of each term's first parameter. */
  first: number[];
  /** Number of covariance parameters that were estimated. */
  freedom: number;
  at: Evaluation;
  logLik: number;
  iterations: number;
  warnings: string[];
}

export interface EffectsModel {
  /** k effect sizes. */
  effects: readonly number[];
  /** Their sampling covariances. */
  sampling: readonly SamplingBlock[];
  design: Design;
  random: readonly RandomTerm[];
  method: Method;
}

const unfitted = (reason: Unfitted['reason'], message: string, warnings: string[] = []): Unfitted => ({
  converged: false,
  reason,
  message,
  warnings,
});

/** Estimates the covariance parameters by ML or REML. */
export function fitComponents(spec: EffectsModel): FittedComponents | Unfitted {
  const prepared = prepare(spec);
  if ('converged' in prepared) return prepared;
  const { model, warnings } = prepared;
  const restricted = spec.method === 'REML';
  const candidates = startingPoints(model, spec);
  let start: Float64Array | null = null;
  let atStart: Evaluation | null = null;
  let best = -Infinity;
  for (const candidate of candidates) {
    const at = evaluate(model, candidate);
    const value = at ? (restricted ? at.logLikREML : at.logLikML) : -Infinity;
    if (value > best) [start, atStart, best] = [candidate, at, value];
  }
  if (!start || !atStart) {
    return unfitted(
      'not-positive-definite',
      'The covariances of the effects are not positive definite.',
      warnings,
    );
  }
  const confounded = restricted ? confoundedTerm(model, start, atStart) : null;
  if (confounded) {
    return unfitted(
      'not-identified',
      `The moderators say as much as ${confounded} does: its variance cannot be told from them.`,
      warnings,
    );
  }
  return [start, ...alternativeStarts(spec, model, start)]
    .map((from) => maximiseFrom(model, spec.method, from, warnings))
    .reduce((best, next) => (next.converged && (!best.converged || next.logLik > best.logLik) ? next : best));
}

/**
 * Maximises from a start with some parameters held at given values (for profiles and likelihood-ratio tests).
 *
 * @param held Value by position of the parameter.
 */
export function maximiseFrom(
  model: Model,
  method: Method,
  start: Float64Array,
  warnings: string[],
  held: ReadonlyMap<number, number> = new Map(),
): FittedComponents | Unfitted {
  const restricted = method === 'REML';
  const lower = model.parametrisations.flatMap((parametrisation) => parametrisation.lower);
  const upper = model.parametrisations.flatMap((parametrisation) => parametrisation.upper);
  let newlyHeld = 0;
  for (const [at, value] of held) {
    if (lower[at] < upper[at]) newlyHeld++;
    [lower[at], upper[at]] = [value, value];
  }
  const from = start.map((value, i) => Math.min(Math.max(value, lower[i]), upper[i]));
  // The maximiser asks for the value of a point first, and for the derivatives of the one that it accepts.
  let last: { parameters: Float64Array; found: Evaluation | null } | null = null;
  const evaluateOnce = (at: Float64Array): Evaluation | null => {
    if (last?.parameters !== at) last = { parameters: at, found: evaluate(model, at) };
    return last.found;
  };
  const { parameters, value, converged, iterations } = maximise(
    {
      lower,
      upper,
      value(at) {
        const found = evaluateOnce(at);
        return found && (restricted ? found.logLikREML : found.logLikML);
      },
      derivatives: (at) => differentiate(model, at, restricted, evaluateOnce(at)),
    },
    from,
  );
  if (value === null) {
    return unfitted(
      'not-positive-definite',
      'The covariances of the effects are not positive definite.',
      warnings,
    );
  }
  if (!converged) {
    return unfitted('not-converged', `The fit did not converge in ${iterations} steps.`, warnings);
  }
  const first: number[] = [];
  model.parametrisations.reduce((sum, { size }) => {
    first.push(sum);
    return sum + size;
  }, 0);
  return {
    converged: true,
    model,
    method,
    parameters,
    first,
    freedom: model.parametrisations.reduce((sum, { freedom }) => sum + freedom, 0) - newlyHeld,
    at: evaluate(model, parameters)!,
    logLik: value,
    iterations,
    warnings,
  };
}

function prepare(spec: EffectsModel): { model: Model; warnings: string[] } | Unfitted {
  const { effects, sampling, design, random } = spec;
  const k = effects.length;
  const p = design.names.length;
  checkLengths(spec);
  if (k === 0) return unfitted('too-few-effects', 'There are no effects.');
  if (k < p) return unfitted('too-few-effects', `${k} effects are too few for ${p} coefficients.`);
  const warnings: string[] = [];
  if (design.redundant.length > 0) {
    warnings.push(`Left out, since other moderators say the same: ${design.redundant.join(', ')}.`);
  }
  const variances = variancesOf(sampling);
  const negative = variances.findIndex((variance) => !(variance >= 0) || variance === Infinity);
  if (negative >= 0) {
    return unfitted(
      'not-positive-definite',
      `The sampling variance of effect ${negative + 1} is ${variances[negative]}.`,
    );
  }
  const terms = random.map(makeTerm);
  const problem = unidentified(terms);
  if (problem) return unfitted('not-identified', problem, warnings);
  const parametrisations = terms.map((term) =>
    parametrise(term.structure, term.size, singles(term, warnings)),
  );
  const free = parametrisations.some(({ lower, upper }) => lower.some((low, i) => low < upper[i]));
  if (free && k === p) {
    return unfitted(
      'not-identified',
      `With as many coefficients as effects (${k}) nothing is left to estimate variances from.`,
      warnings,
    );
  }
  const blocks = makeBlocks(effects, sampling, design, terms);
  const logDesign = p > 0 ? logDesignDeterminant(blocks, p) : 0;
  if (logDesign === null) {
    return unfitted('not-identified', 'The moderators are linear combinations of one another.', warnings);
  }
  return { model: { blocks, terms, parametrisations, k, p, logDesign }, warnings };
}

/** Misuse by code. */
function checkLengths({ effects, sampling, design, random }: EffectsModel): void {
  const k = effects.length;
  const wrong = effects.findIndex((effect) => !Number.isFinite(effect));
  if (wrong >= 0)
    throw new RangeError(`effects[${wrong}] is ${effects[wrong]}; leave out what is not known.`);
  if (design.rows.length !== k) throw new RangeError(`design has ${design.rows.length} rows, not ${k}.`);
  const covered = sampling.flatMap(({ rows }) => rows);
  if (covered.length !== k || new Set(covered).size !== k || covered.some((row) => !(row in effects))) {
    throw new RangeError(`sampling must name each of the ${k} effects once.`);
  }
  for (const { name, outer, inner } of random) {
    if (outer.length !== k) throw new RangeError(`random term ${name} has ${outer.length} labels, not ${k}.`);
    if (inner && inner.length !== k) {
      throw new RangeError(`random term ${name} has ${inner.length} inner labels, not ${k}.`);
    }
  }
}

/** Correlations of 7 variables. A matrix of more levels has hundreds of elements, and takes minutes. */
const mostLevels = 21;

/** What no data of this layout could tell; null where there is nothing of the kind. */
function unidentified(terms: readonly Term[]): string | null {
  const intercepts = terms.filter(({ structure, groups }) => structure === 'intercept' && groups > 1);
  for (const [at, term] of intercepts.entries()) {
    const twin = intercepts.slice(0, at).find((other) => samePartition(other, term));
    if (twin)
      return `${twin.name} and ${term.name} group the effects alike: their variances cannot be told apart.`;
  }
  for (const { name, structure, levels, outer, inner } of terms) {
    if (structure === 'intercept' || structure === 'DIAG') continue;
    if (structure === 'UN' && levels.length > mostLevels) {
      return `${name}: an unstructured matrix of ${levels.length} levels has ${(levels.length * (levels.length + 1)) / 2} elements, too many to be told; at most ${mostLevels} levels are taken.`;
    }
    const together = new Set<number>();
    for (const rows of groupRows(outer).values()) {
      const present = [...new Set(rows.map((row) => inner[row]))];
      for (const u of present) for (const v of present) together.add(u * levels.length + v);
    }
    const missing: string[] = [];
    for (let u = 0; u < levels.length; u++)
      for (let v = u + 1; v < levels.length; v++)
        if (!together.has(u * levels.length + v)) missing.push(`${levels[u]} with ${levels[v]}`);
    const pairs = (levels.length * (levels.length - 1)) / 2;
    if (structure === 'UN' ? missing.length > 0 : pairs > 0 && missing.length === pairs) {
      return `${name}: correlations of levels that no group has together cannot be told: ${missing.join(', ')}.`;
    }
  }
  return null;
}

function samePartition(a: Term, b: Term): boolean {
  if (a.groups !== b.groups) return false;
  const matched = new Map<number, number>();
  return a.outer.every((group, row) => {
    const other = matched.get(group);
    if (other === undefined) matched.set(group, b.outer[row]);
    return other === undefined || other === b.outer[row];
  });
}

/** Levels for which one effect speaks; a note says that their variance is held at 0. */
function singles(term: Term, warnings: string[]): boolean[] {
  if (term.structure === 'intercept') {
    if (term.groups === 1) {
      warnings.push(`${term.name} has one group only; its variance was held at 0.`);
    }
    return [term.groups === 1];
  }
  const counts = new Array<number>(term.size).fill(0);
  for (const level of term.inner) counts[level]++;
  if (term.structure === 'CS') return counts.map(() => false);
  const single = counts.map((count) => count === 1);
  if (single.some(Boolean)) {
    const names = term.levels.filter((_, level) => single[level]).join(', ');
    warnings.push(`${term.name}: a single effect has the level ${names}; its variance was held at 0.`);
  }
  return single;
}

/**
 * A rough total variance (that of the least-squares residuals, less the mean sampling variance) given to the terms in
 * equal parts, or mostly to one of them, and a fifth of it: the best of these is the start.
 */
function startingPoints(model: Model, { effects, sampling, design }: EffectsModel): Float64Array[] {
  const { parametrisations, k, p } = model;
  const count = parametrisations.length;
  if (count === 0) return [new Float64Array(0)];
  const unweighted = evaluateLeastSquares(model, effects, design);
  const spread = k > p ? unweighted / (k - p) : 0;
  const variances = variancesOf(sampling);
  const mean = variances.reduce((sum, variance) => sum + variance, 0) / k;
  const total = Math.max(spread - mean, 0.1 * spread, 0.01 * mean) || 1;
  const shares = [new Array<number>(count).fill(1 / count)];
  if (count > 1) {
    for (let t = 0; t < count; t++) {
      shares.push(Array.from({ length: count }, (_, other) => (other === t ? 0.9 : 0.1 / (count - 1))));
    }
  }
  return [1, 0.2].flatMap((size) =>
    shares.map((share) =>
      Float64Array.from(
        parametrisations.flatMap(({ start }, t) =>
          start(new Array<number>(model.terms[t].size).fill(total * size * share[t])),
        ),
      ),
    ),
  );
}

/**
 * Structures with correlations can have several maxima: further starts with the variances of the fit without correlations
 * and with small, large and negative correlations. Variances of 0 start a little above.
 */
function alternativeStarts(spec: EffectsModel, model: Model, start: Float64Array): Float64Array[] {
  const has = (...structures: Structure[]) =>
    model.terms.some(({ structure }) => structures.includes(structure));
  if (!has('CS', 'HCS', 'UN')) return [];
  const isFree = (structure: Structure) => structure === 'HCS' || structure === 'UN';
  const random = spec.random.map((term) =>
    isFree(term.structure) ? { ...term, structure: 'DIAG' as const } : term,
  );
  const diagonal = has('HCS', 'UN') ? fitComponents({ ...spec, random }) : null;
  const simpler = diagonal?.converged ? splitParameters(diagonal.model, diagonal.parameters) : null;
  const own = splitParameters(model, start);
  const fractions = has('CS', 'HCS') ? [0, 0.5, 0.95, -0.95] : [0];
  return fractions.map((fraction) =>
    Float64Array.from(
      model.parametrisations.flatMap((parametrisation, t) => {
        const { structure, size } = model.terms[t];
        const correlation = fraction < 0 ? -fraction * leastCorrelation(size) : fraction;
        if (structure === 'CS') {
          return parametrisation.start(new Array<number>(size).fill(own[t][0]), correlation);
        }
        if (!isFree(structure)) return Array.from(own[t]);
        const variances = simpler?.[t] ?? new Float64Array(size);
        const mean = variances.reduce((sum, variance) => sum + variance, 0) / size;
        if (!(mean > 0)) return Array.from(own[t]);
        return parametrisation.start(
          Array.from(variances, (variance) => Math.max(variance, 0.05 * mean)),
          correlation,
        );
      }),
    ),
  );
}

/** Residual sum of squares of an unweighted regression. */
function evaluateLeastSquares(model: Model, effects: readonly number[], design: Design): number {
  const rows = effects.map((_, row) => row);
  const blocks = makeBlocks(
    effects,
    rows.map((row) => ({ rows: [row], covariance: [[1]] })),
    design,
    [],
  );
  const at = evaluate({ ...model, blocks, terms: [], parametrisations: [] }, new Float64Array(0));
  return at ? at.residualSum : 0;
}

/** The name of a term about which the restricted likelihood says nothing, as the fixed effects explain it away. */
function confoundedTerm(model: Model, start: Float64Array, atStart: Evaluation): string | null {
  const restricted = differentiate(model, start, true, atStart);
  const full = differentiate(model, start, false, atStart);
  if (!restricted || !full) return null;
  let at = 0;
  for (const [t, { size, lower, upper }] of model.parametrisations.entries()) {
    for (let i = 0; i < size; i++, at++) {
      if (lower[i] < upper[i] && full.scale[at] > 0 && restricted.scale[at] < 1e-9 * full.scale[at]) {
        return model.terms[t].name;
      }
    }
  }
  return null;
}
