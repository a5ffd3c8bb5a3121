/**
 * Intervals and tests of single variance components from the likelihood itself: a component is held at a value while the
 * others are estimated anew (Venzon & Moolgavkar 1988, Applied Statistics 37, 87–94; as metafor's confint.rma.mv).
 */
import { chiSquareQuantile, chiSquareUpper } from '../distributions.ts';
import { maximiseFrom, type FittedComponents, type Unfitted } from './components.ts';

export interface ProfileInterval {
  estimate: number;
  lower: number;
  /** Infinity where the likelihood stays high however large the component is. */
  upper: number;
}

export interface LikelihoodRatioTest {
  statistic: number;
  df: number;
  pValue: number;
  logLikFull: number;
  logLikReduced: number;
}

/**
 * Which values of a component the data do not contradict: those where twice the fall of the (restricted) log-likelihood
 * is at most the χ²₁ quantile.
 *
 * @param parameter Position of the parameter in `fitted.parameters`: a variance of an intercept, DIAG or CS term, or the
 * correlation of a CS or HCS term.
 * @returns null where a fit on the way did not converge.
 * @throws RangeError for a parameter that is no quantity of its own (a factor's element, a standard deviation).
 */
export function profileInterval(
  fitted: FittedComponents,
  parameter: number,
  level = 0.95,
): ProfileInterval | null {
  const { term, offset } = findParameter(fitted, parameter);
  const { structure, size } = fitted.model.terms[term];
  const isCorrelation = (structure === 'CS' && offset === 1) || (structure === 'HCS' && offset === size);
  if (structure === 'UN' || (structure === 'HCS' && !isCorrelation)) {
    throw new RangeError(`parameter ${parameter} of a term with structure ${structure} has no profile.`);
  }
  const estimate = fitted.parameters[parameter];
  const least = isCorrelation ? fitted.model.parametrisations[term].lower[offset] : 0;
  const greatest = isCorrelation ? 1 : Infinity;
  const critical = chiSquareQuantile(level, 1);
  let warm = fitted.parameters;
  /** How far the fall of 2 l lies above the critical value. */
  const excess = (value: number): number | null => {
    const held = maximiseFrom(fitted.model, fitted.method, warm, [], new Map([[parameter, value]]));
    if (!held.converged) return null;
    warm = held.parameters;
    return 2 * (fitted.logLik - held.logLik) - critical;
  };
  const lower = findBound(excess, estimate, least, critical);
  warm = fitted.parameters;
  const upper = findBound(excess, estimate, greatest, critical, unitOf(fitted, estimate));
  return lower === null || upper === null ? null : { estimate, lower, upper };
}

/**
 * Likelihood-ratio test that a variance component (an intercept's, or a DIAG or CS term's) is 0. The p value is that of
 * χ²₁, as metafor's anova gives it; since 0 is the border of what a variance can be, it is too large, at most twofold
 * (Self & Liang 1987, JASA 82, 605–610).
 *
 * @returns The reason why there is no test, where the reduced model has no fit.
 */
export function testComponent(fitted: FittedComponents, parameter: number): LikelihoodRatioTest | Unfitted {
  const { term } = findParameter(fitted, parameter);
  const { structure } = fitted.model.terms[term];
  if (structure === 'UN' || structure === 'HCS') {
    throw new RangeError(`parameter ${parameter} of a term with structure ${structure} is no variance.`);
  }
  const held = new Map([[parameter, 0]]);
  if (structure === 'CS') held.set(parameter + 1, fitted.parameters[parameter + 1]);
  const reduced = maximiseFrom(fitted.model, fitted.method, fitted.parameters, [], held);
  if (!reduced.converged) return reduced;
  return compareFits(fitted, reduced);
}

/** Likelihood-ratio test of nested models; REML fits are comparable only with the same fixed effects. */
export function compareFits(full: FittedComponents, reduced: FittedComponents): LikelihoodRatioTest {
  if (full.method !== reduced.method) throw new RangeError('both fits must be by the same method.');
  const statistic = Math.max(0, 2 * (full.logLik - reduced.logLik));
  const df = full.freedom - reduced.freedom + (full.method === 'ML' ? full.model.p - reduced.model.p : 0);
  return {
    statistic,
    df,
    pValue: chiSquareUpper(statistic, df),
    logLikFull: full.logLik,
    logLikReduced: reduced.logLik,
  };
}

function findParameter(fitted: FittedComponents, parameter: number): { term: number; offset: number } {
  if (!(parameter in fitted.parameters)) throw new RangeError(`there is no parameter ${parameter}.`);
  const term = fitted.first.findLastIndex((first) => first <= parameter);
  return { term, offset: parameter - fitted.first[term] };
}

/** A step for the search upward: the estimate, or where it is 0 the mean sampling variance. */
function unitOf({ model }: FittedComponents, estimate: number): number {
  let sum = 0;
  for (const { sampling, size } of model.blocks) for (let i = 0; i < size; i++) sum += sampling[i * size + i];
  return Math.max(Math.abs(estimate), (0.1 * sum) / model.k) || 1;
}

/**
 * The point between `from` (inside) and `to` where `excess` changes its sign; `to` itself if it is inside as well.
 * An infinite `to` is approached by doubling from `unit`. Then false position, Illinois variant (Dowell & Jarratt 1971).
 */
function findBound(
  excess: (value: number) => number | null,
  from: number,
  to: number,
  critical: number,
  unit = 1,
): number | null {
  let [inside, insideExcess] = [from, -critical];
  let outside = to;
  let outsideExcess: number | null;
  if (Number.isFinite(to)) {
    if (from === to) return to;
    outsideExcess = excess(to);
    if (outsideExcess === null) return null;
    if (outsideExcess <= 0) return to;
  } else {
    for (let doubling = 0; ; doubling++) {
      if (doubling === 40) return Infinity;
      outside = from + unit * 2 ** doubling;
      outsideExcess = excess(outside);
      if (outsideExcess === null) return null;
      if (outsideExcess > 0) break;
      [inside, insideExcess] = [outside, outsideExcess];
    }
  }
  let lastSide = 0;
  for (let step = 0; step < 100; step++) {
    const at: number = (inside * outsideExcess - outside * insideExcess) / (outsideExcess - insideExcess);
    const value = excess(at);
    if (value === null) return null;
    if (Math.abs(value) < 1e-9 || Math.abs(outside - inside) < 1e-10 * Math.abs(outside)) return at;
    if (value > 0) {
      [outside, outsideExcess] = [at, value];
      if (lastSide > 0) insideExcess /= 2;
      lastSide = 1;
    } else {
      [inside, insideExcess] = [at, value];
      if (lastSide < 0) outsideExcess /= 2;
      lastSide = -1;
    }
  }
  return null;
}
