import { clopperPearsonInterval, wilsonInterval } from '#lib/core/stats/proportion-intervals.ts';
import { signTest } from '#lib/core/stats/sign-test.ts';
import { exitCode, number, UsageError, type Command, type CommandInput } from '../command.ts';
import { formatTable, printResult } from '../output.ts';

export const signCommand: Command = {
  name: 'stats sign',
  usage: '--positive N --negative N',
  summary: 'Exact sign test of a split into positive and negative.',
  help: `
The probability, were both signs equally likely, of a split at least as uneven as this one (two-sided, exact), and the
share of positive signs with its Wilson and Clopper-Pearson intervals (95 %).

With --json: { p, share, wilson: [lo, hi], exact: [lo, hi] }; null where there is no sign at all.

Exit: 0 done, 1 not identified (no sign at all), 2 wrong usage.

  counterweight stats sign --positive 18 --negative 4`,
  options: { positive: { type: 'string' }, negative: { type: 'string' } },
  async run(input) {
    const positive = readCount(input, 'positive');
    const negative = readCount(input, 'negative');
    const trials = positive + negative;
    const result =
      trials === 0
        ? { p: null, share: null, wilson: null, exact: null }
        : {
            p: signTest(positive, negative),
            share: positive / trials,
            wilson: wilsonInterval(positive, trials),
            exact: clopperPearsonInterval(positive, trials),
          };
    printResult(input, result, ({ p, share, wilson, exact }) =>
      formatTable(
        ['', 'value', 'from', 'to'],
        [
          ['p, two-sided exact', p],
          ['share positive, Wilson', share, wilson?.[0], wilson?.[1]],
          ['share positive, exact', share, exact?.[0], exact?.[1]],
        ],
      ),
    );
    return trials === 0 ? exitCode.withLosses : exitCode.done;
  },
};

function readCount(input: CommandInput, name: string): number {
  const value = number(input, name);
  if (value === undefined) throw new UsageError(`stats sign needs --${name} N.`);
  if (!Number.isInteger(value) || value < 0)
    throw new UsageError(`--${name} takes a whole number, 0 or more, not ${value}.`);
  return value;
}
