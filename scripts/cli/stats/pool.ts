import { predictionIntervals } from '#lib/core/stats/pooling/options.ts';
import { poolEffects } from '#lib/core/stats/pooling/pool-effects.ts';
import { exitCode, text, type Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { choice, poolingHelp, poolingOptions, readEffects, readPoolOptions } from './pool-input.ts';
import { describePool } from './pool-result.ts';

export const poolCommand: Command = {
  name: 'stats pool',
  usage:
    'FILE.csv [--measure ZCOR --map …] [--method REML] [--test z] [--mods a,b] [--pi default|riley] [--level 0.95]',
  summary: 'Pooled effect, heterogeneity, moderators: equal or random effects.',
  help: `${poolingHelp}
  --mods a,b            moderators: numbers as they are, texts as levels against the first in alphabetical order
  --pi                  prediction interval: default (normal with z, else t with k - p) or riley (t with k - 2)

With --json: { k, p, method, test, coef: [{ term, estimate, se, stat, df, pval, ci_lb, ci_ub }], tau2, se_tau2,
tau2_ci_lb, tau2_ci_ub, I2, H2, R2 (per cent), QE, QE_df, QEp, QM, QMdf, QMp, pi_lb, pi_ub, converged, warnings, … };
null for what is not known.

Exit: 0 done, 1 rows or moderators left out, or not fitted, 2 wrong usage or unreadable input.

  counterweight stats pool trials.csv --measure RR --map ai=tpos,bi=tneg,ci=cpos,di=cneg --mods ablat --test knha`,
  options: { ...poolingOptions, mods: { type: 'string' }, pi: { type: 'string' } },
  async run(input) {
    const options = readPoolOptions(input);
    const predictionInterval = choice(input, 'pi', predictionIntervals, 'default');
    const moderators = splitNames(text(input, 'mods'));
    const effects = await readEffects(input, 'stats pool', { moderators });
    const result = poolEffects(effects, { ...options, predictionInterval });
    const described = describePool(result, effects.yi.length, options);
    const shown = { ...described, warnings: [...effects.warnings, ...described.warnings] };
    for (const warning of shown.warnings) input.terminal.note(warning);
    printResult(input, shown, readable);
    const whole = result.fitted && result.dropped.length === 0 && !effects.lossy;
    return whole ? exitCode.done : exitCode.withLosses;
  },
};

/** Names between commas. */
export function splitNames(list: string | undefined): string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readable(shown: ReturnType<typeof describePool>): string {
  const model = `${shown.method}, ${shown.test}, k = ${shown.k}`;
  if (!shown.converged) return `${model}\nNot fitted: ${shown.reason}\n`;
  const [df1, df2] = shown.QMdf;
  return [
    model,
    '',
    formatTable(
      ['term', 'estimate', 'se', 'stat', 'df', 'p', 'from', 'to'],
      shown.coef.map((term) => [
        term.term,
        term.estimate,
        term.se,
        term.stat,
        term.df,
        term.pval,
        term.ci_lb,
        term.ci_ub,
      ]),
    ),
    '',
    formatTable(
      ['', 'value', 'from', 'to', 'df', 'p'],
      [
        ['tau²', shown.tau2, shown.tau2_ci_lb, shown.tau2_ci_ub],
        ['I² (%)', shown.I2, shown.I2_ci_lb, shown.I2_ci_ub],
        ['H²', shown.H2, shown.H2_ci_lb, shown.H2_ci_ub],
        ['R² (%)', shown.R2],
        ['prediction interval', null, shown.pi_lb, shown.pi_ub],
        ['Q, heterogeneity', shown.QE, null, null, shown.QE_df, shown.QEp],
        [
          'Q, moderators',
          ...(shown.coef.length > 1
            ? [shown.QM, null, null, df2 === null ? df1 : `${df1}, ${df2}`, shown.QMp]
            : [null]),
        ],
      ],
    ),
  ].join('\n');
}
