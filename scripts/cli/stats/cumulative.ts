import { cumulate } from '#lib/core/stats/pooling/cumulative.ts';
import { exitCode, text, type Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { poolingHelp, poolingOptions, readEffects, readPoolOptions } from './pool-input.ts';
import { describeStep } from './pool-result.ts';

export const cumulativeCommand: Command = {
  name: 'stats cumulative',
  usage: 'FILE.csv [--order year] [--measure … --map …] [--method REML] [--test z] [--level 0.95]',
  summary: 'The pooled result as studies come in, one after another.',
  help: `${poolingHelp}
  --order COLUMN        a column of numbers by which studies come in; without it, the order of the file

With --json, one row a study, in the order in which they come in: { line, label, k, estimate, se, stat, pval, ci_lb, ci_ub,
Q, Qp, tau2, I2, H2 }.

Exit: 0 done, 1 rows left out, or a step not fitted, 2 wrong usage or unreadable input.

  counterweight stats cumulative effects.csv --order year`,
  options: { ...poolingOptions, order: { type: 'string' } },
  async run(input) {
    const options = readPoolOptions(input);
    const effects = await readEffects(input, 'stats cumulative', { order: text(input, 'order') });
    for (const warning of effects.warnings) input.terminal.note(warning);
    const steps = cumulate(effects, options, effects.order);
    const rows = steps.map(({ added, result }, at) => ({
      ...effects.places[added],
      k: at + 1,
      ...describeStep(result),
    }));
    const failed = steps.filter(({ result }) => !result.fitted);
    for (const { added, result } of failed) {
      if (!result.fitted) input.terminal.note(`Line ${effects.places[added].line}: ${result.reason}`);
    }
    if (rows.length === 0) input.terminal.note('There is no effect to pool.');
    printResult(input, rows, (shown) =>
      formatTable(
        ['line', 'study', 'k', 'estimate', 'se', 'p', 'from', 'to', 'tau²', 'I²'],
        shown.map((row) => [
          row.line,
          row.label,
          row.k,
          row.estimate,
          row.se,
          row.pval,
          row.ci_lb,
          row.ci_ub,
          row.tau2,
          row.I2,
        ]),
      ),
    );
    return effects.lossy || failed.length > 0 || rows.length === 0 ? exitCode.withLosses : exitCode.done;
  },
};
