import { leaveOneOut } from '#lib/core/stats/pooling/leave-one-out.ts';
import { measureInfluence } from '#lib/core/stats/pooling/influence.ts';
import { exitCode, text, type Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { splitNames } from './pool.ts';
import { poolingHelp, poolingOptions, readEffects, readPoolOptions } from './pool-input.ts';
import { describePool, describeStep } from './pool-result.ts';

export const influenceCommand: Command = {
  name: 'stats influence',
  usage: 'FILE.csv [--measure … --map …] [--method REML] [--test z] [--mods a,b] [--level 0.95]',
  summary: 'What each study does to the pooled result: outliers, influence, leave-one-out.',
  help: `${poolingHelp}
  --mods a,b            moderators, as in stats pool

With --json, one row a study: { line, label, yi, vi, rstudent, dffits, "cook.d", "cov.r", "tau2.del", "QE.del", hat,
weight (per cent), dfbs: { term: … }, inf (true: past one of the marks of Viechtbauer and Cheung 2010),
leave1out: { estimate, se, stat, pval, ci_lb, ci_ub, Q, Qp, tau2, I2, H2 } (null with moderators) }.

Exit: 0 done, 1 rows left out, or not fitted, 2 wrong usage or unreadable input.

  counterweight stats influence effects.csv --method REML --json`,
  options: { ...poolingOptions, mods: { type: 'string' } },
  async run(input) {
    const options = readPoolOptions(input);
    const moderators = splitNames(text(input, 'mods'));
    const effects = await readEffects(input, 'stats influence', { moderators });
    for (const warning of effects.warnings) input.terminal.note(warning);
    const result = measureInfluence(effects, options);
    if (!result.fitted) {
      input.terminal.note(result.reason);
      printResult(
        input,
        describePool(result, effects.yi.length, options),
        ({ reason }) => `Not fitted: ${reason}`,
      );
      return exitCode.withLosses;
    }
    for (const warning of result.fit.warnings) input.terminal.note(warning);
    const without = result.fit.parameters === 1 ? leaveOneOut(effects, options) : null;
    const rows = result.rows.map((row, at) => ({
      ...effects.places[at],
      yi: effects.yi[at],
      vi: effects.vi[at],
      rstudent: row.rstudent,
      dffits: row.dffits,
      'cook.d': row.cooksDistance,
      'cov.r': row.covarianceRatio,
      'tau2.del': row.tau2Without,
      'QE.del': row.QEWithout,
      hat: row.hat,
      weight: row.weight,
      dfbs: Object.fromEntries(result.fit.coefficients.map(({ term }, j) => [term, row.dfbetas[j]])),
      inf: row.isInfluential,
      leave1out: without && describeStep(without[at]),
    }));
    printResult(input, rows, (shown) =>
      formatTable(
        [
          'line',
          'study',
          'rstudent',
          'dffits',
          'cook.d',
          'cov.r',
          'tau2.del',
          'QE.del',
          'hat',
          'weight',
          'without it',
          '',
        ],
        shown.map((row) => [
          row.line,
          row.label,
          row.rstudent,
          row.dffits,
          row['cook.d'],
          row['cov.r'],
          row['tau2.del'],
          row['QE.del'],
          row.hat,
          row.weight,
          row.leave1out?.estimate,
          row.inf ? '*' : '',
        ]),
      ),
    );
    const incomplete = result.rows.some(({ dffits }) => dffits === null);
    if (incomplete)
      input.terminal.note('Without some studies the model can’t be fitted; their rows are empty.');
    const whole = !effects.lossy && !incomplete && result.fit.dropped.length === 0;
    return whole ? exitCode.done : exitCode.withLosses;
  },
};
