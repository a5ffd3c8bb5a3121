/**
 * Stage 1 of meta-analytic structural equation modelling: one correlation matrix from the patchy matrices of several
 * studies, as a multivariate meta-analysis of correlations whose sampling covariances are known (Becker 1992, Journal of
 * Educational Statistics 17, 341–362; Cheung & Chan 2005, Psychological Methods 10, 40–64; Cheung 2015, Meta-Analysis: A
 * Structural Equation Modeling Approach, chapter 7).
 *
 * Fixed: generalised least squares. Random-diag: correlations vary between studies independently, by ML, as metaSEM's
 * tssem1 with RE.type "Diag". Random-un: they vary together, by REML, as metafor's rma.mv with struct "UN".
 */
import { toRows } from '../multilevel/dense.ts';
import { fitMultivariate, type MultivariateFit } from '../multilevel/fit.ts';
import type { RandomTerm } from '../multilevel/blocks.ts';
import { observedCovariance } from '../multilevel/likelihood.ts';
import type { SamplingBlock } from '../multilevel/sampling.ts';
import {
  checkCorrelations,
  correlationOf,
  meanCorrelations,
  studiesOf,
  type CorrelationStudies,
} from './correlations.ts';
import { contradictingVariables, contradictionWithHoles } from './definite.ts';
import { allPairs, correlationCovariance, type Pair } from './olkin-finn.ts';

export interface StageOneOptions {
  model: 'fixed' | 'random-diag' | 'random-un';
  /**
   * At which correlations the sampling covariances are computed: the n-weighted mean of all studies over n (as metaSEM),
   * each study's own over n − 1 (as metafor's rcalc), or a matrix given, over n. The mean is steadier: with own
   * correlations a large one also gets a large weight.
   */
  covariance?: 'mean' | 'own' | readonly (readonly number[])[];
}

export interface PooledPair {
  /** Names of the variables. */
  a: string;
  b: string;
  /** Number of studies that report it. */
  studies: number;
  /** Cases in these. */
  cases: number;
}

export interface PooledMatrix {
  state: 'pooled' | 'not-positive-definite';
  variables: string[];
  /** Symmetric, unit diagonal. */
  matrix: number[][];
  pairs: PooledPair[];
  /** Covariance matrix of the pooled correlations, in the order of `pairs`. */
  covariance: number[][];
  /** fixed: empty; random-diag: one a pair; random-un: a matrix. */
  tau2: number[] | number[][];
  /** Homogeneity of the correlations. */
  Q: { statistic: number; df: number; pValue: number } | null;
  logLik: number;
  /** Names of variables that contradict each other; empty where the matrix is positive definite. */
  contradicting: string[];
  message: string | null;
  warnings: string[];
  /** The fit behind it; standard errors in it come from the expected information. */
  fit: MultivariateFit;
}

export interface NotPooled {
  state: 'no-studies' | 'missing-pairs' | 'too-few-studies' | 'not-identified' | 'not-converged';
  variables: string[];
  pairs: PooledPair[];
  /** Pairs of variables never measured together. */
  missing: [string, string][];
  message: string;
  warnings: string[];
}

/**
 * Pools the matrices.
 *
 * @returns The pooled matrix, or why there is none.
 * @throws RangeError for matrices that `checkCorrelations` finds fault with.
 */
export function poolCorrelations(
  input: CorrelationStudies,
  options: StageOneOptions,
): PooledMatrix | NotPooled {
  const [issue] = checkCorrelations(input);
  if (issue) throw new RangeError(issue.message);
  const warnings: string[] = [];
  const usable = leaveOutImpossible(input, warnings);
  const rows = gatherRows(usable, options.covariance ?? 'mean', warnings);
  const variables = [...input.variables];
  const pairs = describePairs(usable, rows);
  const failed = (
    state: NotPooled['state'],
    message: string,
    missing: [string, string][] = [],
  ): NotPooled => ({
    state,
    variables,
    pairs,
    missing,
    message,
    warnings,
  });
  if (rows.effects.length === 0)
    return failed('no-studies', 'No study reports a correlation that can be used.');
  const missing = pairs.filter(({ studies }) => studies === 0).map(({ a, b }): [string, string] => [a, b]);
  if (missing.length > 0) {
    const named = missing.map(([a, b]) => `${a} and ${b}`).join('; ');
    return failed('missing-pairs', `Never measured together: ${named}.`, missing);
  }
  const studies = new Set(rows.studies).size;
  if (options.model !== 'fixed' && studies < 2) {
    return failed('too-few-studies', 'One study cannot tell how correlations vary between studies.');
  }
  const labels = pairs.map(({ a, b }) => `${a}–${b}`);
  const fit = fitMultivariate({
    effects: rows.effects,
    sampling: rows.sampling,
    design: {
      names: labels,
      rows: rows.pairs.map((own) => labels.map((_, pair) => (pair === own ? 1 : 0))),
      hasIntercept: false,
      redundant: [],
    },
    random: options.model === 'fixed' ? [] : [randomTerm(options.model, labels, rows)],
    method: options.model === 'random-un' ? 'REML' : 'ML',
  });
  if (!fit.converged) {
    warnings.push(...fit.warnings);
    return failed(fit.reason === 'not-converged' ? 'not-converged' : 'not-identified', fit.message);
  }
  return describeFit(fit, options.model, variables, pairs, warnings);
}

function describeFit(
  fit: MultivariateFit,
  model: StageOneOptions['model'],
  variables: string[],
  pairs: PooledPair[],
  warnings: string[],
): PooledMatrix {
  const matrix: number[][] = variables.map((_, a) => variables.map((__, b) => (a === b ? 1 : 0)));
  allPairs(variables.length).forEach(([a, b], at) => {
    const { estimate } = fit.coefficients[at];
    matrix[a][b] = estimate;
    matrix[b][a] = estimate;
  });
  const contradicting = contradictingVariables(matrix).map((at) => variables[at]);
  const isDefinite = contradicting.length === 0;
  return {
    state: isDefinite ? 'pooled' : 'not-positive-definite',
    variables,
    matrix,
    pairs,
    covariance: (model === 'random-diag' && observedCovarianceOf(fit)) || fit.covariance,
    tau2:
      model === 'fixed'
        ? []
        : model === 'random-diag'
          ? fit.components[0].variances
          : fit.components[0].matrix,
    Q: fit.QE,
    logLik: (model === 'random-un' ? fit.fitREML : fit.fitML).logLik,
    contradicting,
    message: isDefinite
      ? null
      : `The pooled matrix is not positive definite: the correlations of ${contradicting.join(', ')} contradict each other.`,
    warnings: [...warnings, ...fit.warnings],
    fit,
  };
}

/**
 * By ML the covariance comes from the observed information, as metaSEM's; the estimates of variances at 0 are taken as
 * known. null where it is not positive definite: the expected information serves then.
 */
function observedCovarianceOf({ fitted, p }: MultivariateFit): number[][] | null {
  const free = [...fitted.parameters.keys()].filter((at) => fitted.parameters[at] > 0);
  const covariance = observedCovariance(fitted.model, fitted.at, fitted.parameters, free);
  return covariance && toRows(covariance, p, p);
}

function randomTerm(model: 'random-diag' | 'random-un', labels: string[], rows: Rows): RandomTerm {
  return {
    name: 'correlation | study',
    structure: model === 'random-diag' ? 'DIAG' : 'UN',
    outer: rows.studies.map(String),
    inner: rows.pairs.map((pair) => labels[pair]),
    levels: labels,
  };
}

/** Studies whose matrix cannot be that of any data are left out, as metaSEM does, with a warning that names them. */
function leaveOutImpossible(input: CorrelationStudies, warnings: string[]): CorrelationStudies {
  const kept = input.matrices.flatMap((matrix, study) => {
    const contradicting = contradictionWithHoles(matrix);
    if (contradicting.length === 0) return [study];
    const name = input.names?.[study] ?? `study ${study + 1}`;
    const named = contradicting.map((at) => input.variables[at]).join(', ');
    warnings.push(
      `${name} was left out: its correlations of ${named} contradict each other (not positive definite).`,
    );
    return [];
  });
  return {
    variables: input.variables,
    sizes: kept.map((study) => input.sizes[study]),
    matrices: kept.map((study) => input.matrices[study]),
    names: kept.map((study) => input.names?.[study] ?? `study ${study + 1}`),
  };
}

/** The correlations as effects, one a row. */
interface Rows {
  effects: number[];
  /** Position of the study and of the pair of each row. */
  studies: number[];
  pairs: number[];
  sampling: SamplingBlock[];
}

function gatherRows(
  input: CorrelationStudies,
  at: 'mean' | 'own' | readonly (readonly number[])[],
  warnings: string[],
): Rows {
  const { variables, matrices, sizes, names } = input;
  const pairs = allPairs(variables.length);
  const shared =
    at === 'own' ? null : at === 'mean' ? toMatrix(variables.length, meanCorrelations(input)) : at;
  const rows: Rows = { effects: [], studies: [], pairs: [], sampling: [] };
  matrices.forEach((matrix, study) => {
    /** null where it was not measured. */
    const correlation = (a: number, b: number): number | null =>
      a === b ? 1 : shared ? shared[a][b] : correlationOf(matrix, [a, b]);
    let reported = pairs.flatMap((pair, index) => (correlationOf(matrix, pair) === null ? [] : [index]));
    const unknown = shared
      ? []
      : reported.filter((first) =>
          reported.some((second) => !isKnown(correlation, pairs[first], pairs[second])),
        );
    if (unknown.length > 0) {
      const named = unknown
        .map((index) => `${variables[pairs[index][0]]}–${variables[pairs[index][1]]}`)
        .join(', ');
      warnings.push(
        `${names?.[study] ?? `study ${study + 1}`}: left out ${named}; their covariances need correlations that the study does not report.`,
      );
      reported = reported.filter((index) => !unknown.includes(index));
    }
    if (reported.length === 0) return;
    const cases = shared ? sizes[study] : sizes[study] - 1;
    const from = rows.effects.length;
    for (const index of reported) {
      rows.effects.push(correlationOf(matrix, pairs[index])!);
      rows.studies.push(study);
      rows.pairs.push(index);
    }
    // A correlation never measured leaves a pair missing, and no fit is made; 0 holds its place until that is said.
    const at0 = (a: number, b: number) => correlation(a, b) ?? 0;
    rows.sampling.push({
      rows: reported.map((_, place) => from + place),
      covariance: reported.map((first) =>
        reported.map((second) => correlationCovariance(at0, pairs[first], pairs[second]) / cases),
      ),
    });
  });
  return rows;
}

function toMatrix(count: number, values: readonly (number | null)[]): (number | null)[][] {
  const matrix: (number | null)[][] = Array.from({ length: count }, () =>
    new Array<number | null>(count).fill(1),
  );
  allPairs(count).forEach(([a, b], at) => {
    matrix[a][b] = values[at];
    matrix[b][a] = values[at];
  });
  return matrix;
}

function isKnown(correlation: (a: number, b: number) => number | null, [s, t]: Pair, [u, v]: Pair): boolean {
  return [s, t].every((first) => [u, v].every((second) => correlation(first, second) !== null));
}

function describePairs(input: CorrelationStudies, rows: Rows): PooledPair[] {
  const used = new Set(rows.pairs.map((pair, row) => `${rows.studies[row]} ${pair}`));
  return studiesOf(input).map(({ pair: [a, b], studies }, index) => {
    const counted = studies.filter((study) => used.has(`${study} ${index}`));
    return {
      a: input.variables[a],
      b: input.variables[b],
      studies: counted.length,
      cases: counted.reduce((sum, study) => sum + input.sizes[study], 0),
    };
  });
}
