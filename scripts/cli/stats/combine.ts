import type { CsvRow, CsvTable } from '#lib/core/csv/read.ts';
import {
  combineP,
  directedTest,
  oneSidedTest,
  type OneSidedTest,
} from '#lib/core/stats/combine/combine-p.ts';
import { exitCode, flag, number, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';
import { formatTable, printResult } from '../output.ts';
import { readCell, readTable, requireColumn } from './table.ts';

export const combineCommand: Command = {
  name: 'stats combine',
  usage: 'FILE.csv [--column p] [--two-sided] [--weights COLUMN] [--alpha 0.05]',
  summary: 'Combines p values: Fisher, Stouffer, Tippett, sign, binomial.',
  help: `
Combines the exact one-sided p values of independent tests of one direction, from the column p. A small result says that
the effect is not nil in every study; it says nothing about its size.

  --column NAME      the column of p values, p by default
  --two-sided        the p values are two-sided; a column direction (1 or -1) says which way each points
  --weights COLUMN   weights of Stouffer's method, such as the root of n
  --alpha A          the level of the binomial method, 0.05 by default

With --json: { k, fisher: { chisq, df, p }, stouffer: { z, p }, tippett: { min, p }, sign: { positive, negative, p },
binomial: { r, k, alpha, p } }; null for a method that has no value. p of sign is two-sided, all others one-sided.

Exit: 0 done, 1 a row was left out or a method has no value, 2 wrong usage or unreadable input.

  counterweight stats combine tests.csv --json`,
  options: {
    column: { type: 'string' },
    'two-sided': { type: 'boolean' },
    weights: { type: 'string' },
    alpha: { type: 'string' },
  },
  async run(input) {
    const [file, ...more] = input.positionals;
    if (file === undefined || more.length > 0) throw new UsageError('stats combine takes one FILE.csv.');
    const alpha = number(input, 'alpha');
    if (alpha !== undefined && !(alpha > 0 && alpha < 1))
      throw new UsageError(`--alpha takes a number between 0 and 1, not ${alpha}.`);
    const table = readTable(await readInput(file, input.terminal), file);
    const columns = readColumns(input, table, file);

    const tests: OneSidedTest[] = [];
    const weights: number[] = [];
    let lost = table.issues.length;
    for (const issue of table.issues) input.terminal.note(issue.message);
    for (const row of table.rows) {
      const read = readRow(row, columns);
      if (typeof read === 'string') {
        lost++;
        input.terminal.note(`${file}, line ${row.line}: ${read} The row was left out.`);
      } else {
        tests.push(read.test);
        weights.push(read.weight);
      }
    }
    const result = combineP(tests, { weights, alpha });
    if (tests.length > 0 && !result.stouffer)
      input.terminal.note("Stouffer's method has no value: a p is 1, or every weight 0.");
    printResult(input, result, ({ fisher, stouffer, tippett, sign, binomial }) =>
      formatTable(
        ['', 'statistic', 'p'],
        [
          [`Fisher, chi-squared${fisher ? ` (${fisher.df} df)` : ''}`, fisher?.chisq, fisher?.p],
          ['Stouffer, z', stouffer?.z, stouffer?.p],
          ['Tippett, smallest p', tippett?.min, tippett?.p],
          [`sign, positive${sign ? ` of ${sign.positive + sign.negative}` : ''}`, sign?.positive, sign?.p],
          [`binomial, at or below ${alpha ?? 0.05}`, binomial?.r, binomial?.p],
        ],
      ),
    );
    const known = [result.fisher, result.stouffer, result.tippett, result.sign, result.binomial];
    return lost > 0 || known.includes(null) ? exitCode.withLosses : exitCode.done;
  },
};

interface Columns {
  p: string;
  /** Null where the p values are one-sided. */
  direction: string | null;
  weight: string | null;
}

function readColumns(input: CommandInput, table: CsvTable, file: string): Columns {
  const weight = text(input, 'weights');
  return {
    p: requireColumn(table, text(input, 'column') ?? 'p', file),
    direction: flag(input, 'two-sided') ? requireColumn(table, 'direction', file) : null,
    weight: weight === undefined ? null : requireColumn(table, weight, file),
  };
}

/** A row's test and weight, or what is wrong with it. */
function readRow({ cells }: CsvRow, columns: Columns): { test: OneSidedTest; weight: number } | string {
  const p = readCell(cells[columns.p]);
  if (p === null) return `${columns.p} is missing.`;
  if (p === undefined) return `${columns.p} is "${cells[columns.p]}", not an exact p value.`;
  if (!(p > 0 && p <= 1)) return `${columns.p} is ${p}; a p value lies above 0 and not above 1.`;
  const weight = columns.weight === null ? 1 : readCell(cells[columns.weight]);
  if (weight === null || weight === undefined || weight < 0)
    return `${columns.weight} is "${cells[columns.weight!]}"; a weight is a number, 0 or more.`;
  if (columns.direction === null) return { test: oneSidedTest(p), weight };
  const direction = readCell(cells[columns.direction]);
  if (direction !== 1 && direction !== -1)
    return `${columns.direction} is "${cells[columns.direction]}"; it is 1 or -1.`;
  return { test: directedTest(p, direction), weight };
}
