/** What a pooled estimate can be asked for. */

/**
 * EE: equal effects (one true effect). The others estimate τ², the variance of the true effects: DL DerSimonian–Laird,
 * HE Hedges, HS Hunter–Schmidt, HSk the same with a small-sample correction, SJ Sidik–Jonkman, ML and REML likelihood,
 * EB empirical Bayes, PM Paule–Mandel, PMM its median-unbiased form.
 */
export const poolMethods = ['EE', 'DL', 'HE', 'HS', 'HSk', 'SJ', 'ML', 'REML', 'EB', 'PM', 'PMM'] as const;
export type PoolMethod = (typeof poolMethods)[number];

/** z normal; t with k − p degrees of freedom; knha Knapp and Hartung (2003); adhoc the same, never narrower than t. */
export const poolTests = ['z', 't', 'knha', 'adhoc'] as const;
export type PoolTest = (typeof poolTests)[number];

/** default: normal with z, t with k − p otherwise; riley: t with k − p − 1 (Riley, Higgins and Deeks 2011, BMJ 342, d549). */
export const predictionIntervals = ['default', 'riley'] as const;
export type PredictionIntervalKind = (typeof predictionIntervals)[number];

export interface PoolOptions {
  method?: PoolMethod;
  test?: PoolTest;
  /** Confidence level, in (0, 1). */
  level?: number;
  predictionInterval?: PredictionIntervalKind;
  /** A τ² that is taken as known instead of estimated (random effects only). */
  tau2?: number;
  /** False leaves out the interval of τ², which takes longest: for loops over thousands of fits. */
  heterogeneityInterval?: boolean;
}

export interface Moderator {
  name: string;
  /** One a study. Numbers enter as they are; texts are levels, coded against the first in alphabetical order. */
  values: readonly (number | string)[];
}

export interface Effects {
  /** The effects, one a study. */
  yi: readonly number[];
  /** Their sampling variances. */
  vi: readonly number[];
  moderators?: readonly Moderator[];
}

export type CompleteOptions = Required<Omit<PoolOptions, 'tau2'>> & Pick<PoolOptions, 'tau2'>;

/**
 * The options with their defaults: REML, z, 95 %.
 *
 * @throws RangeError for a level that is not between 0 and 1, a τ² below 0, or a method or test that there is not.
 */
export function completeOptions(options: PoolOptions): CompleteOptions {
  const level = options.level ?? 0.95;
  if (!(level > 0 && level < 1)) throw new RangeError(`pool: level is ${level}, not between 0 and 1`);
  const { tau2 } = options;
  if (tau2 !== undefined && !(tau2 >= 0)) throw new RangeError(`pool: tau2 is ${tau2}, not 0 or more`);
  const { method = 'REML', test = 'z' } = options;
  if (!poolMethods.includes(method)) throw new RangeError(`pool: there is no method ${String(method)}`);
  if (!poolTests.includes(test)) throw new RangeError(`pool: there is no test ${String(test)}`);
  return {
    tau2,
    method,
    test,
    level,
    predictionInterval: options.predictionInterval ?? 'default',
    heterogeneityInterval: options.heterogeneityInterval ?? true,
  };
}
