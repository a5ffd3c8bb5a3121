import { bootstrapImportance, importanceNoiseBand } from '#lib/core/stats/importance/importance-bootstrap.ts';
import { analyseImportance } from '#lib/core/stats/importance/importance.ts';
import { allPairs } from '#lib/core/stats/masem/olkin-finn.ts';
import { regressFromMatrix } from '#lib/core/stats/masem/regression.ts';
import { poolCorrelations, type PooledMatrix } from '#lib/core/stats/masem/stage-one.ts';
import {
  exitCode,
  number,
  text,
  UsageError,
  type Command,
  type CommandInput,
  type ExitCode,
} from '../command.ts';
import { readInput } from '../input.ts';
import { formatTable, printResult } from '../output.ts';
import { readMasemFile } from './masem-file.ts';
import { describeCoefficient } from './multilevel.ts';

export const masemCommand: Command = {
  name: 'stats masem',
  usage: 'FILE.json --model fixed|random-diag|random-un [--acov mean|own] [--outcome V] [--predictors A,B]',
  summary: 'Pool correlation matrices with holes, and regress an outcome on the rest.',
  help: `
FILE.json: { "vars": [names], "n": [cases], "matrices": [[[...]]] }, null for a correlation that was not reported;
"studies": [names] is used in messages.

  --model fixed        generalised least squares
  --model random-diag  correlations vary between studies, each on its own (ML)
  --model random-un    they vary together (REML)
  --acov mean|own      sampling covariances at the n-weighted mean correlations (default) or at each study's own
  --outcome V          regression of V on the others (or on --predictors), and what part of V each explains
  --draws N --seed N   with N, intervals of these parts by parametric bootstrap, and their noise band

With --json: { vars, pooled, vcov, tau2, pairs: [{ a, b, k, n, estimate, se, ci_lb, ci_ub }], Q, identified, warnings,
regression: { coef, R2 }, importance }. vcov has the pairs' order. Where identified is false, "state" and "message" say
why: missing-pairs names the pairs never measured together, not-positive-definite the variables that contradict.

Exit: 0 done, 1 not identified or not converged, 2 wrong usage or unreadable input.

  counterweight stats masem matrices.json --model random-diag --outcome performance`,
  options: {
    model: { type: 'string' },
    acov: { type: 'string' },
    outcome: { type: 'string' },
    predictors: { type: 'string' },
    draws: { type: 'string' },
    seed: { type: 'string' },
  },
  run,
};

async function run(input: CommandInput): Promise<ExitCode> {
  const [path, ...more] = input.positionals;
  if (!path || more.length > 0) throw new UsageError('stats masem needs one FILE.json.');
  const model = choose(input, 'model', ['fixed', 'random-diag', 'random-un'] as const);
  if (!model) throw new UsageError('stats masem needs --model fixed, random-diag or random-un.');
  const covariance = choose(input, 'acov', ['mean', 'own'] as const) ?? 'mean';
  const studies = readMasemFile((await readInput(path, input.terminal)).toString('utf8'), path);
  const vars = [...studies.variables];
  const outcome = text(input, 'outcome');
  const predictors = readPredictors(input, vars, outcome);
  const pooled = poolCorrelations(studies, { model, covariance });
  const pairs = pooled.pairs.map(({ a, b, studies: k, cases: n }) => ({ a, b, k, n }));
  const { state, message, warnings } = pooled;
  if (!('matrix' in pooled)) {
    const { missing } = pooled;
    const nothing = { pooled: null, vcov: null, tau2: null, Q: null, regression: null, importance: null };
    const result = { vars, model, ...nothing, pairs, identified: false, state, message, missing, warnings };
    printResult(input, result, () => [`Not identified: ${message}`, ...warnings].join('\n'));
    return exitCode.withLosses;
  }
  const stageTwo = outcome === undefined ? null : explain(pooled, vars.indexOf(outcome), predictors, input);
  const isDefinite = state === 'pooled';
  const result = {
    vars,
    model,
    pooled: pooled.matrix,
    vcov: pooled.covariance,
    tau2: pooled.tau2,
    pairs: pairs.map((pair, at) => {
      const { term: _, ...estimate } = describeCoefficient(pooled.fit.coefficients[at]);
      const se = Math.sqrt(pooled.covariance[at][at]);
      return { ...pair, estimate: estimate.estimate, se, ...interval(estimate.estimate, se) };
    }),
    Q: pooled.Q && { Q: pooled.Q.statistic, df: pooled.Q.df, pval: pooled.Q.pValue },
    ll: pooled.logLik,
    identified: isDefinite,
    state,
    message,
    contradicting: pooled.contradicting,
    ...stageTwo,
    warnings,
  };
  printResult(input, result, () => format(result, stageTwo));
  const isWhole = isDefinite && (!stageTwo || (stageTwo.regression.coef && stageTwo.importance.identified));
  return isWhole ? exitCode.done : exitCode.withLosses;
}

const interval = (estimate: number, se: number) => ({
  ci_lb: estimate - 1.959963984540054 * se,
  ci_ub: estimate + 1.959963984540054 * se,
});

function choose<T extends string>(input: CommandInput, name: string, values: readonly T[]): T | undefined {
  const value = text(input, name);
  if (value === undefined) return undefined;
  const found = values.find((known) => known === value);
  if (!found) throw new UsageError(`--${name} takes ${values.join(', ')}, not "${value}".`);
  return found;
}

/** Positions of the predictors. */
function readPredictors(input: CommandInput, vars: readonly string[], outcome: string | undefined): number[] {
  const place = (name: string): number => {
    const at = vars.indexOf(name);
    if (at < 0) throw new UsageError(`There is no variable "${name}"; the file has ${vars.join(', ')}.`);
    return at;
  };
  const chosen = text(input, 'predictors');
  if (outcome === undefined) {
    if (chosen !== undefined) throw new UsageError('--predictors needs --outcome.');
    return [];
  }
  const target = place(outcome);
  if (chosen === undefined) return [...vars.keys()].filter((at) => at !== target);
  const named = chosen.split(',').map((name) => place(name.trim()));
  if (named.includes(target)) throw new UsageError(`"${outcome}" is the outcome and cannot predict itself.`);
  return [...new Set(named)];
}

/** The regression, and the division of its R² over the predictors. */
function explain(pooled: PooledMatrix, outcome: number, predictors: readonly number[], input: CommandInput) {
  const { variables, matrix, covariance } = pooled;
  const found = regressFromMatrix(variables, matrix, covariance, outcome, { predictors });
  const order = [...predictors, outcome];
  const names = predictors.map((at) => variables[at]);
  const ordered = {
    matrix: order.map((a) => order.map((b) => matrix[a][b])),
    vcov: reorder(covariance, variables.length, order),
  };
  const importance = analyseImportance(ordered.matrix, names);
  const draws = number(input, 'draws');
  const seed = number(input, 'seed') ?? 1;
  for (const [name, value, least] of [
    ['draws', draws ?? 1, 1],
    ['seed', seed, 0],
  ] as const) {
    if (!Number.isInteger(value) || value < least) {
      throw new UsageError(`--${name} takes a whole number, ${least} or more, not ${value}.`);
    }
  }
  const drawn = draws !== undefined &&
    importance.identified && {
      bootstrap: bootstrapImportance(ordered, { draws, seed }),
      noise_band: importanceNoiseBand(ordered, { draws, seed }),
    };
  return {
    regression:
      found.state === 'estimated'
        ? {
            outcome: variables[outcome],
            coef: found.coefficients.map(describeCoefficient),
            vcov: found.covariance,
            R2: found.R2,
            R2_se: found.R2StandardError,
          }
        : { outcome: variables[outcome], coef: null, R2: null, ...found },
    importance: { predictors: names, ...importance, ...drawn },
  };
}

/** The covariance of the correlations of some variables in another order. */
function reorder(covariance: readonly number[][], count: number, order: readonly number[]): number[][] {
  const position = new Map(allPairs(count).map(([a, b], at) => [a * count + b, at]));
  const places = allPairs(order.length).map(([i, j]) => {
    const [a, b] = [Math.min(order[i], order[j]), Math.max(order[i], order[j])];
    return position.get(a * count + b)!;
  });
  return places.map((row) => places.map((column) => covariance[row][column]));
}

function format(
  result: { vars: string[]; pooled: number[][]; message: string | null; warnings: string[]; pairs: Pair[] },
  stageTwo: ReturnType<typeof explain> | null,
): string {
  const { vars, pooled, message, warnings, pairs } = result;
  const parts = [
    formatTable(
      ['pooled', ...vars],
      pooled.map((row, at) => [vars[at], ...row]),
    ),
    formatTable(
      ['pair', 'studies', 'cases', 'r', 'from', 'to'],
      pairs.map(({ a, b, k, n, estimate, ci_lb, ci_ub }) => [`${a}, ${b}`, k, n, estimate, ci_lb, ci_ub]),
    ),
  ];
  if (message) parts.push(message);
  if (stageTwo) {
    const { regression, importance } = stageTwo;
    if (regression.coef) {
      const general = importance.identified ? importance.general : [];
      parts.push(
        formatTable(
          [regression.outcome, 'beta', 'se', 'z', 'p', 'general dominance'],
          regression.coef.map((row, at) => [row.term, row.estimate, row.se, row.stat, row.pval, general[at]]),
        ),
        `R2 ${regression.R2!.toPrecision(4)}`,
      );
    } else parts.push(`Regression: ${'message' in regression ? regression.message : 'not identified'}`);
    if (!importance.identified) parts.push(`Importance: ${importance.reason}`);
  }
  return [...parts, ...warnings].join('\n\n');
}

interface Pair {
  a: string;
  b: string;
  k: number;
  n: number;
  estimate: number;
  ci_lb: number;
  ci_ub: number;
}
