/**
 * Multilevel and multivariate random-effects models with known sampling covariances, as metafor's rma.mv fits them.
 *
 * Sources: Konstantopoulos (2011), Research Synthesis Methods 2, 61–76 (three levels); Berkey et al. (1998), Statistics in
 * Medicine 17, 2537–2550 (several outcomes); Viechtbauer (2010), Journal of Statistical Software 36(3).
 */
import {
  fitComponents,
  type EffectsModel,
  type FittedComponents,
  type Method,
  type Unfitted,
} from './components.ts';
import { heterogeneity, type Heterogeneity } from './heterogeneity.ts';
import {
  containedDegreesOfFreedom,
  omnibusTest,
  testCoefficients,
  type Coefficient,
  type OmnibusTest,
} from './inference.ts';
import { toRows } from './dense.ts';
import { splitParameters } from './likelihood.ts';
import { chiSquareUpper, normalQuantile, tQuantile } from '../distributions.ts';

export type { EffectsModel, Unfitted } from './components.ts';

export interface FitOptions {
  test?: 'z' | 't';
  /** With t: k − p, or the number of groups within which a column does not vary, less p ("containment"). */
  degreesOfFreedom?: 'residual' | 'contain';
  /** Of the intervals; .95 unless told. */
  level?: number;
}

/** The estimated G of a term. */
export interface Component {
  name: string;
  structure: string;
  /** Names of the levels of G; [''] for an intercept. */
  levels: string[];
  groups: number;
  /** One a level; for CS one in all. */
  variances: number[];
  /** CS, HCS: one; UN: the pairs (1,2), (1,3) … (2,3) …; null where a variance is 0. */
  correlations: (number | null)[];
  matrix: number[][];
}

export interface FitStatistics {
  logLik: number;
  deviance: number;
  AIC: number;
  BIC: number;
  AICc: number;
}

export interface MultivariateFit {
  converged: true;
  k: number;
  p: number;
  method: Method;
  test: 'z' | 't';
  level: number;
  coefficients: Coefficient[];
  /** Of the coefficients, p × p. */
  covariance: number[][];
  components: Component[];
  /** Residual heterogeneity; null where a sampling variance is 0. */
  QE: { statistic: number; df: number; pValue: number } | null;
  /** All coefficients but the intercept; all where there is no other. */
  QM: OmnibusTest;
  /** Of the full likelihood at these estimates. */
  fitML: FitStatistics;
  /** Of the restricted likelihood at these estimates. */
  fitREML: FitStatistics;
  heterogeneity: Heterogeneity | null;
  /** Of a new true effect; only without moderators and with random intercepts. */
  prediction: [number, number] | null;
  iterations: number;
  warnings: string[];
  /** What profiles, robust variances and comparisons build on. */
  fitted: FittedComponents;
}

/**
 * Fits the model.
 *
 * @returns Estimates, or the reason why there are none: a fit that did not converge gives no number.
 * @throws RangeError where lengths differ, or a number is not finite.
 */
export function fitMultivariate(spec: EffectsModel, options: FitOptions = {}): MultivariateFit | Unfitted {
  const { test = 'z', degreesOfFreedom = 'residual', level = 0.95 } = options;
  const fitted = fitComponents(spec);
  if (!fitted.converged) return fitted;
  const { model, at, parameters } = fitted;
  const { k, p } = model;
  const { design } = spec;
  const warnings = [...fitted.warnings];
  const df =
    test === 'z'
      ? new Array<number>(p).fill(Infinity)
      : degreesOfFreedom === 'residual'
        ? new Array<number>(p).fill(Math.max(k - p, 1))
        : containedDegreesOfFreedom(design, spec.random);
  const beta = Array.from(at.beta);
  const covariance = toRows(at.covariance, p, p);
  const matrices = splitParameters(model, parameters).map((own, t) =>
    model.parametrisations[t].toMatrix(own),
  );
  const tested = design.names.map((_, a) => a).filter((a) => !(design.hasIntercept && a === 0 && p > 1));
  const spread = heterogeneity(fitted);
  if (!spread) warnings.push('A sampling variance is 0: QE and I² are not defined.');
  const coefficients = testCoefficients(design.names, beta, covariance, df, level);
  return {
    converged: true,
    k,
    p,
    method: spec.method,
    test,
    level,
    coefficients,
    covariance,
    components: model.terms.map((term, t) => describe(term, matrices[t])),
    QE: spread && {
      statistic: spread.QE,
      df: k - p,
      pValue: k > p ? chiSquareUpper(spread.QE, k - p) : 1,
    },
    QM: omnibusTest(
      beta,
      covariance,
      tested,
      test === 'z' ? Infinity : Math.min(...tested.map((a) => df[a])),
    ),
    fitML: fitStatistics(at.logLikML, k, p + fitted.freedom),
    fitREML: fitStatistics(at.logLikREML, k - p, p + fitted.freedom),
    heterogeneity: spread,
    prediction: predict(spec, fitted, coefficients, df, level),
    iterations: fitted.iterations,
    warnings,
    fitted,
  };
}

function describe(
  term: { name: string; structure: string; size: number; levels: string[]; groups: number },
  matrix: Float64Array,
): Component {
  const { name, structure, size, levels, groups } = term;
  const variance = (u: number) => matrix[u * size + u];
  const correlation = (u: number, v: number) => {
    const scale = Math.sqrt(variance(u) * variance(v));
    return scale > 0 ? matrix[u * size + v] / scale : null;
  };
  const pairs: [number, number][] = [];
  for (let u = 0; u < size; u++) for (let v = u + 1; v < size; v++) pairs.push([u, v]);
  const all = pairs.map(([u, v]) => correlation(u, v));
  return {
    name,
    structure,
    levels,
    groups,
    variances: Array.from({ length: structure === 'CS' ? 1 : size }, (_, u) => variance(u)),
    correlations:
      structure === 'UN'
        ? all
        : structure === 'CS' || structure === 'HCS'
          ? [all.find((value) => value !== null) ?? null]
          : [],
    matrix: toRows(matrix, size, size),
  };
}

/** As metafor's: for REML n is k − p. */
function fitStatistics(logLik: number, n: number, parameters: number): FitStatistics {
  const deviance = -2 * logLik;
  const enough = Math.max(n, parameters + 2);
  return {
    logLik,
    deviance,
    AIC: deviance + 2 * parameters,
    BIC: deviance + parameters * Math.log(n),
    AICc: deviance + (2 * parameters * enough) / (enough - parameters - 1),
  };
}

/** β̂ ± q √(se² + Σσ²), metafor's predict for models of random intercepts. */
function predict(
  { design, random }: EffectsModel,
  { parameters }: FittedComponents,
  coefficients: readonly Coefficient[],
  df: readonly number[],
  level: number,
): [number, number] | null {
  if (design.names.length !== 1 || !design.hasIntercept) return null;
  if (random.some(({ structure }) => structure !== 'intercept')) return null;
  const total = parameters.reduce((sum, variance) => sum + variance, 0);
  const [{ estimate, standardError }] = coefficients;
  const tail = (1 + level) / 2;
  const factor = df[0] === Infinity ? normalQuantile(tail) : tQuantile(tail, df[0]);
  const half = factor * Math.sqrt(standardError ** 2 + total);
  return [estimate - half, estimate + half];
}
