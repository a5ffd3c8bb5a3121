import { estimatePetPeese, type SmallStudyLine } from '#lib/core/stats/bias/pet-peese.ts';
import { isProblem, type Problem } from '#lib/core/stats/bias/problem.ts';
import { testRankCorrelation } from '#lib/core/stats/bias/rank-test.ts';
import {
  testByMetaRegression,
  testByWeightedLine,
  type RegressionTest,
} from '#lib/core/stats/bias/regression-test.ts';
import { fitStepSelection, type SelectionModel } from '#lib/core/stats/bias/step-selection.ts';
import type { Alternative } from '#lib/core/stats/bias/step-likelihood.ts';
import {
  fillEstimators,
  trimAndFill,
  type Side,
  type TrimAndFill,
} from '#lib/core/stats/bias/trim-and-fill.ts';
import { exitCode, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { splitNames } from './pool.ts';
import { choice, poolingHelp, poolingOptions, readEffects, readPoolOptions } from './pool-input.ts';

const sides = ['auto', 'left', 'right'] as const;
const alternatives = ['auto', 'greater', 'less', 'two-sided'] as const;

export const biasCommand: Command = {
  name: 'stats bias',
  usage:
    'FILE.csv [--measure … --map …] [--method REML] [--side left] [--estimator L0|R0] [--steps 0.025,0.5] [--alternative greater]',
  summary: 'Small-study effects: Egger, rank test, trim and fill, PET-PEESE, selection.',
  help: `${poolingHelp}
  --estimator           of trim and fill: L0 or R0 (L0)
  --side                on which studies are missing: auto, left or right (auto: told by the slope)
  --steps 0.025,0.5     p values at which the selection model's weight changes (0.025)
  --alternative         results it favours: auto, greater, less or two-sided (auto: the direction of the estimate)

With --json: { egger: { stat, pval, df, limit, … } (meta-regression on the standard error), egger_lm: { … } (weighted
least squares), rank: { tau, pval, exact }, trimfill: { k0, side, estimate, se, ci_lb, ci_ub, … }, petpeese: { pet, peese,
chosen, estimate, se, pval, ci_lb, ci_ub }, selection: { estimate, se, pval, ci_lb, ci_ub, tau2, delta, LRT, LRTdf, LRTp,
… }, warnings }; null for what can't be said, with the reason in warnings. These tests have little power below 10 studies.

Exit: 0 done, 1 rows left out, or a part not identified, 2 wrong usage or unreadable input.

  counterweight stats bias effects.csv --steps 0.025,0.5`,
  options: {
    ...poolingOptions,
    estimator: { type: 'string' },
    side: { type: 'string' },
    steps: { type: 'string' },
    alternative: { type: 'string' },
  },
  async run(input) {
    const options = readPoolOptions(input);
    const estimator = choice(input, 'estimator', fillEstimators, 'L0');
    const side = choice(input, 'side', sides, 'auto');
    const alternative = choice(input, 'alternative', alternatives, 'auto');
    const steps = readSteps(input);
    const effects = await readEffects(input, 'stats bias');
    const warnings = [...effects.warnings];
    if (effects.yi.length < 10) {
      warnings.push(
        `With ${effects.yi.length} effects these tests have little power (Cochrane Handbook 13.3.5.4).`,
      );
    }
    const before = warnings.length;
    const take = <T extends object, U>(name: string, value: T | Problem, show: (value: T) => U): U | null => {
      if (!isProblem(value)) return show(value);
      warnings.push(`${name}: ${value.problem}`);
      return null;
    };
    const result = {
      k: effects.yi.length,
      egger: take('Egger, meta-regression', testByMetaRegression(effects, options), showRegression),
      egger_lm: take('Egger, least squares', testByWeightedLine(effects, options.level), showRegression),
      rank: take('Rank test', testRankCorrelation(effects), ({ tau, pValue, exact }) => ({
        tau,
        pval: pValue,
        exact,
      })),
      trimfill: take(
        'Trim and fill',
        trimAndFill(effects, options, estimator, side === 'auto' ? undefined : (side satisfies Side)),
        (fill) => ({ ...showFill(fill), estimator }),
      ),
      petpeese: take(
        'PET-PEESE',
        estimatePetPeese(effects, options.level),
        ({ pet, peese, chosen, effect }) => ({
          pet: showLine(pet),
          peese: showLine(peese),
          chosen,
          estimate: effect.estimate,
          se: effect.standardError,
          pval: effect.pValue,
          ci_lb: effect.interval?.[0] ?? null,
          ci_ub: effect.interval?.[1] ?? null,
        }),
      ),
      selection: take(
        'Selection model',
        fitStepSelection(effects, {
          steps,
          level: options.level,
          alternative: alternative === 'auto' ? undefined : (alternative satisfies Alternative),
        }),
        (model) => {
          warnings.push(...model.warnings);
          return showSelection(model);
        },
      ),
      warnings,
    };
    for (const warning of warnings) input.terminal.note(warning);
    printResult(input, result, (shown) =>
      formatTable(
        ['', 'estimate', 'from', 'to', 'statistic', 'p', ''],
        [
          [
            'Egger, meta-regression',
            shown.egger?.limit,
            shown.egger?.limit_ci_lb,
            shown.egger?.limit_ci_ub,
            shown.egger?.stat,
            shown.egger?.pval,
            '',
          ],
          [
            'Egger, least squares',
            shown.egger_lm?.limit,
            shown.egger_lm?.limit_ci_lb,
            shown.egger_lm?.limit_ci_ub,
            shown.egger_lm?.stat,
            shown.egger_lm?.pval,
            '',
          ],
          ['rank test', null, null, null, shown.rank?.tau, shown.rank?.pval, ''],
          [
            'trim and fill',
            shown.trimfill?.estimate,
            shown.trimfill?.ci_lb,
            shown.trimfill?.ci_ub,
            null,
            null,
            shown.trimfill ? `${shown.trimfill.k0} missing on the ${shown.trimfill.side}` : '',
          ],
          [
            'PET-PEESE',
            shown.petpeese?.estimate,
            shown.petpeese?.ci_lb,
            shown.petpeese?.ci_ub,
            null,
            shown.petpeese?.pval,
            shown.petpeese?.chosen.toUpperCase() ?? '',
          ],
          [
            'selection model',
            shown.selection?.estimate,
            shown.selection?.ci_lb,
            shown.selection?.ci_ub,
            shown.selection?.LRT,
            shown.selection?.LRTp,
            shown.selection
              ? `weights ${shown.selection.delta.map((delta) => delta.toPrecision(3)).join(', ')}`
              : '',
          ],
        ],
      ),
    );
    const partial = warnings.length > before;
    return effects.lossy || partial ? exitCode.withLosses : exitCode.done;
  },
};

function readSteps(input: CommandInput): number[] {
  const steps = splitNames(text(input, 'steps') ?? '0.025').map(Number);
  if (steps.length === 0 || steps.some((step) => !(step > 0 && step < 1))) {
    throw new UsageError(
      `--steps takes p values between 0 and 1, like 0.025,0.5, not "${text(input, 'steps')}".`,
    );
  }
  return steps;
}

const showRegression = (test: RegressionTest) => ({
  stat: test.statistic,
  pval: test.pValue,
  df: test.df,
  limit: test.limit,
  limit_ci_lb: test.limitInterval[0],
  limit_ci_ub: test.limitInterval[1],
});

function showFill({ side, missing, missingStandardError, fit, filled }: TrimAndFill) {
  const [term] = fit.coefficients;
  return {
    k0: missing,
    se_k0: missingStandardError,
    side,
    estimate: term.estimate,
    se: term.standardError,
    ci_lb: term.interval?.[0] ?? null,
    ci_ub: term.interval?.[1] ?? null,
    tau2: fit.tau2,
    filled: filled.yi.map((yi, at) => ({ yi, vi: filled.vi[at] })),
  };
}

const showLine = ({ effect, slope, df }: SmallStudyLine) => ({
  b0: effect.estimate,
  se0: effect.standardError,
  p0: effect.pValue,
  b1: slope.estimate,
  se1: slope.standardError,
  p1: slope.pValue,
  df,
});

const showSelection = (model: SelectionModel) => ({
  alternative: model.alternative,
  estimate: model.estimate,
  se: model.standardError,
  stat: model.statistic,
  pval: model.pValue,
  ci_lb: model.interval?.[0] ?? null,
  ci_ub: model.interval?.[1] ?? null,
  tau2: model.tau2,
  se_tau2: model.tau2StandardError,
  steps: model.weights.map(({ from, to, count }) => ({ from, to, k: count })),
  delta: model.weights.map(({ weight }) => weight),
  se_delta: model.weights.map(({ standardError }) => standardError),
  LRT: model.LRT.statistic,
  LRTdf: model.LRT.df,
  LRTp: model.LRT.pValue,
  ll: model.logLikelihood,
});
