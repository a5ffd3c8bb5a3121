import type { RandomTerm } from '#lib/core/stats/multilevel/blocks.ts';
import { fitMultivariate, type Component, type MultivariateFit } from '#lib/core/stats/multilevel/fit.ts';
import type { Coefficient } from '#lib/core/stats/multilevel/inference.ts';
import { nestedIntercepts } from '#lib/core/stats/multilevel/nested.ts';
import { profileInterval, testComponent } from '#lib/core/stats/multilevel/profile.ts';
import { robustVariance, type RobustType } from '#lib/core/stats/multilevel/robust.ts';
import {
  exitCode,
  flag,
  number,
  text,
  UsageError,
  type Command,
  type CommandInput,
  type ExitCode,
} from '../command.ts';
import { readInput } from '../input.ts';
import { formatTable, printResult } from '../output.ts';
import { readMultilevelTable, type MultilevelTable } from './multilevel-table.ts';

export const multilevelCommand: Command = {
  name: 'stats multilevel',
  usage:
    'FILE.csv --random district/school [--vcov rho=0.6,cluster=study] [--method REML|ML] [--test z|t] [--mods a,b] [--robust CR2 --cluster district]',
  summary: 'Pool effects of which several come from one study.',
  help: `
FILE.csv has the columns yi (effect) and vi (its sampling variance), and those that the options name.

  --random A/B        random intercepts of A and of B within A; further terms after a comma
  --random IN|OUT     effects of the levels of IN that go together within OUT, with --struct CS, HCS, UN or DIAG
  --vcov rho=R,cluster=C         sampling errors within C correlate by R
  --vcov columns=V1+V2,cluster=C the rows of each cluster's covariance matrix stand in these columns
  --method REML|ML    --test z|t    --dfs residual|contain    --level 0.95
  --mods a,b          moderators; words are coded against their first level, factor(x) takes numbers as words
  --no-intercept
  --robust CR0|CR1|CR1p|CR2      cluster-robust tests beside the model's, by --cluster (the outermost of --random)
  --profile           profile-likelihood intervals and likelihood-ratio tests of the variance components

With --json: { k, p, method, test, coef: [{ term, estimate, se, stat, df, pval, ci_lb, ci_ub }], sigma2, s_names,
s_nlevels, tau2, rho, components, I2, I2_levels, QE, QE_df, QEp, QM, QMdf, QMp, pi_lb, pi_ub, fit, robust, profile,
converged, warnings }. Names are those of R's metafor; I2 is in per cent.

Exit: 0 done, 1 not converged or not identified (with the reason), 2 wrong usage or unreadable input.

  counterweight stats multilevel schools.csv --random district/school --robust CR2`,
  options: {
    random: { type: 'string' },
    struct: { type: 'string' },
    vcov: { type: 'string' },
    method: { type: 'string' },
    test: { type: 'string' },
    dfs: { type: 'string' },
    level: { type: 'string' },
    mods: { type: 'string' },
    'no-intercept': { type: 'boolean' },
    robust: { type: 'string' },
    cluster: { type: 'string' },
    profile: { type: 'boolean' },
  },
  run,
};

async function run(input: CommandInput): Promise<ExitCode> {
  const [file, ...more] = input.positionals;
  if (!file || more.length > 0) throw new UsageError('stats multilevel needs one FILE.csv.');
  const random = readRandom(text(input, 'random'));
  const method = oneOf(input, 'method', ['REML', 'ML']);
  const test = oneOf(input, 'test', ['z', 't']);
  const degreesOfFreedom = oneOf(input, 'dfs', ['residual', 'contain']);
  const structure = oneOf(input, 'struct', ['CS', 'HCS', 'UN', 'DIAG']);
  const robust = text(input, 'robust') && oneOf(input, 'robust', ['CR0', 'CR1', 'CR1p', 'CR2']);
  const level = number(input, 'level') ?? 0.95;
  if (!(level > 0 && level < 1)) throw new UsageError(`--level is a number between 0 and 1, not ${level}.`);
  const cluster = text(input, 'cluster') ?? random[0].path[0];
  const table = readMultilevelTable(await readInput(file, input.terminal), {
    file,
    labels: [
      ...random.flatMap(({ path, inner }) => [...path, ...(inner ? [inner] : [])]),
      ...(robust ? [cluster] : []),
    ],
    moderators: splitList(text(input, 'mods')),
    intercept: !flag(input, 'no-intercept'),
    covariance: text(input, 'vcov'),
  });
  const { effects, sampling, design } = table;
  const terms = random.flatMap((term) => makeTerms(term, structure, table));
  const fit = fitMultivariate(
    { effects, sampling, design, random: terms, method },
    { test, degreesOfFreedom, level },
  );
  const head = { k: effects.length, p: design.names.length, method, test };
  if (!fit.converged) {
    const { reason, message } = fit;
    const warnings = [...table.warnings, ...fit.warnings];
    const result = { ...head, ...unknown, reason, message, warnings };
    printResult(input, result, () => [`Not estimated: ${message}`, ...warnings].join('\n'));
    return exitCode.withLosses;
  }
  const tested = robust
    ? robustVariance(fit.fitted, design, table.labels(cluster), robust as RobustType, level)
    : null;
  const notRobust = tested && 'reason' in tested ? tested : null;
  const result = {
    ...head,
    ...describeFit(fit),
    robust:
      tested && !('reason' in tested)
        ? {
            type: tested.type,
            cluster,
            n_clusters: tested.clusters,
            coef: tested.coefficients.map(describeCoefficient),
            coef_naive: tested.naive.map(describeCoefficient),
            vcov: tested.covariance,
            QM: tested.omnibus.F,
            QMdf: [tested.omnibus.df, tested.omnibus.df2],
            QMp: tested.omnibus.pValue,
          }
        : notRobust && { type: robust, cluster, coef: null, ...notRobust },
    profile: flag(input, 'profile') ? describeProfiles(fit, level) : null,
    converged: true,
    warnings: [...table.warnings, ...fit.warnings, ...(notRobust ? [notRobust.message] : [])],
  };
  printResult(input, result, formatFit);
  return notRobust ? exitCode.withLosses : exitCode.done;
}

interface RandomChoice {
  /** Columns from the outermost; of inner|outer the outer. */
  path: string[];
  inner: string | null;
}

function readRandom(option: string | undefined): RandomChoice[] {
  if (!option) throw new UsageError('stats multilevel needs --random, like --random district/school.');
  return splitList(option).map((term) => {
    const [inner, outer, ...more] = term.split('|').map((part) => part.trim());
    const path = (outer ?? inner).split('/').map((part) => part.trim());
    if (
      more.length > 0 ||
      path.some((column) => column === '') ||
      inner === '' ||
      (outer && path.length > 1)
    ) {
      throw new UsageError(`--random takes A/B or INNER|OUTER, not "${term}".`);
    }
    return { path, inner: outer === undefined ? null : inner };
  });
}

function makeTerms(
  { path, inner }: RandomChoice,
  structure: RandomTerm['structure'],
  table: MultilevelTable,
) {
  if (inner === null) return nestedIntercepts(path.map((name) => ({ name, labels: table.labels(name) })));
  const [outer] = path;
  return [{ name: `${inner} | ${outer}`, structure, outer: table.labels(outer), inner: table.labels(inner) }];
}

function splitList(option: string | undefined): string[] {
  return option === undefined ? [] : option.split(',').map((part) => part.trim());
}

function oneOf<T extends string>(input: CommandInput, name: string, values: readonly T[]): T {
  const value = text(input, name);
  if (value === undefined) return values[0];
  const found = values.find((known) => known === value);
  if (!found) throw new UsageError(`--${name} takes ${values.join(', ')}, not "${value}".`);
  return found;
}

/** What is printed as null where there is no fit. */
const unknown = {
  coef: null,
  sigma2: null,
  tau2: null,
  I2: null,
  I2_levels: null,
  QE: null,
  QM: null,
  converged: false,
};

export function describeCoefficient(coefficient: Coefficient) {
  const { term, estimate, standardError, statistic, df, pValue, lower, upper } = coefficient;
  return { term, estimate, se: standardError, stat: statistic, df, pval: pValue, ci_lb: lower, ci_ub: upper };
}

function describeFit(fit: MultivariateFit) {
  const isIntercept = ({ structure }: Component) => structure === 'intercept';
  const intercepts = fit.components.filter(isIntercept);
  const structured = fit.components.find((component) => !isIntercept(component));
  const { logLik, deviance, AIC, BIC, AICc } = fit.method === 'REML' ? fit.fitREML : fit.fitML;
  return {
    coef: fit.coefficients.map(describeCoefficient),
    vcov: fit.covariance,
    sigma2: intercepts.map(({ variances }) => variances[0]),
    s_names: intercepts.map(({ name }) => name),
    s_nlevels: intercepts.map(({ groups }) => groups),
    tau2: structured?.variances ?? null,
    rho: structured?.correlations ?? null,
    se_tau2: null,
    tau2_ci_lb: null,
    tau2_ci_ub: null,
    H2: null,
    R2: null,
    components: fit.components,
    I2: fit.heterogeneity?.total ?? null,
    I2_levels: fit.heterogeneity?.levels ?? null,
    QE: fit.QE?.statistic ?? null,
    QE_df: fit.QE?.df ?? null,
    QEp: fit.QE?.pValue ?? null,
    QM: fit.QM.statistic,
    QMdf: [fit.QM.df, fit.QM.df2],
    QMp: fit.QM.pValue,
    pi_lb: fit.prediction?.[0] ?? null,
    pi_ub: fit.prediction?.[1] ?? null,
    fit: { ll: logLik, dev: deviance, AIC, BIC, AICc },
  };
}

/** For each variance of an intercept, DIAG or CS term. */
function describeProfiles({ fitted, components }: MultivariateFit, level: number) {
  return components.flatMap(({ name, structure, levels, variances }, term) => {
    if (structure === 'UN' || structure === 'HCS') return [];
    return variances.map((estimate, at) => {
      const parameter = fitted.first[term] + at;
      const interval = profileInterval(fitted, parameter, level);
      const ratio = testComponent(fitted, parameter);
      const found = 'reason' in ratio ? null : ratio;
      return {
        name: levels.length > 1 && structure === 'DIAG' ? `${name}: ${levels[at]}` : name,
        estimate,
        ci_lb: interval?.lower ?? null,
        ci_ub: interval && Number.isFinite(interval.upper) ? interval.upper : null,
        LRT: found?.statistic ?? null,
        LRT_pval: found?.pValue ?? null,
      };
    });
  });
}

const coefficientHeader = ['', 'estimate', 'se', 'statistic', 'df', 'p', 'from', 'to'];

const coefficientRow = (row: ReturnType<typeof describeCoefficient>) => [
  row.term,
  row.estimate,
  row.se,
  row.stat,
  row.df,
  row.pval,
  row.ci_lb,
  row.ci_ub,
];

function formatFit(result: {
  k: number;
  method: string;
  coef: ReturnType<typeof describeCoefficient>[];
  components: Component[];
  I2_levels: number[] | null;
  QE: number | null;
  QE_df: number | null;
  QEp: number | null;
  QM: number;
  QMdf: (number | null)[];
  QMp: number;
  robust: { type?: string; cluster?: string; coef: ReturnType<typeof describeCoefficient>[] | null } | null;
  profile: ReturnType<typeof describeProfiles> | null;
  warnings: string[];
}): string {
  const { k, method, coef, components, I2_levels, QE, QE_df, QEp, QM, QMdf, QMp, robust, profile } = result;
  const parts = [
    `${k} effects, ${method}`,
    formatTable(coefficientHeader, coef.map(coefficientRow)),
    formatTable(
      ['random effects', 'level', 'variance', 'groups', 'I2, %'],
      components.flatMap(({ name, levels, variances, groups }, term) =>
        variances.map((variance, at) => [
          name,
          variances.length > 1 ? levels[at] : '',
          variance,
          groups,
          I2_levels?.[term],
        ]),
      ),
    ),
    formatTable(
      ['test', 'statistic', 'df', 'df2', 'p'],
      [
        ['residual heterogeneity (QE)', QE, QE_df, null, QEp],
        ['coefficients (QM)', QM, QMdf[0], QMdf[1], QMp],
      ],
    ),
  ];
  if (robust?.coef) {
    parts.push(`Robust, ${robust.type} by ${robust.cluster}`);
    parts.push(formatTable(coefficientHeader, robust.coef.map(coefficientRow)));
  }
  if (profile) {
    const rows = profile.map((row) => [row.name, row.estimate, row.ci_lb, row.ci_ub, row.LRT, row.LRT_pval]);
    parts.push(formatTable(['profile', 'variance', 'from', 'to', 'LRT', 'p'], rows));
  }
  return [...parts, ...result.warnings].join('\n\n');
}
