import { measureAgreement } from '#lib/core/stats/agreement/agreement.ts';
import type { Agreement } from '#lib/core/stats/agreement/coefficient.ts';
import type { MeasurementLevel } from '#lib/core/stats/agreement/krippendorff.ts';
import type { Rating } from '#lib/core/stats/agreement/rating-table.ts';
import type { AgreementWeights } from '#lib/core/stats/agreement/weights.ts';
import { exitCode, number, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';
import { formatTable, printResult } from '../output.ts';
import { readTable, requireColumn } from './table.ts';

export const agreementCommand: Command = {
  name: 'stats agreement',
  usage:
    'FILE.csv --columns a,b[,c] [--weights none|linear|quadratic] [--level nominal|ordinal|interval] [--categories x,y,z] [--conf 0.95] [--seed N]',
  summary: 'How far raters agree: kappas, AC1 and AC2, alpha, with intervals.',
  help: `
One row an item, one column a rater; an empty cell or NA is a missing rating. Everything is computed over the items that at
least two raters saw. Categories are ordered by number, or by text, unless --categories gives all of them in their order.

--weights are Cohen's (linear 1 - d/(q-1), quadratic its square) and make AC2 of AC1; --level is Krippendorff's. Errors:
kappa of two raters Fleiss, Cohen and Everitt 1969; Fleiss' kappa, AC1 and AC2 linearised over items (Gwet 2014); alpha
by a bootstrap of items (--seed, 1).

With --json: { n, percent_agree, cohen, fleiss, gwet_ac1, gwet_ac2, krippendorff, ... }, each { value, se, ci_lb, ci_ub, n }
or null, with the reason in "reasons"; percent_agree is per cent, the others lie between -1 and 1.

Exit: 0 done, 1 not identified (such as all ratings in one category), 2 wrong usage or unreadable input.

  counterweight stats agreement coders.csv --columns anna,ben --weights linear`,
  options: {
    columns: { type: 'string' },
    weights: { type: 'string' },
    level: { type: 'string' },
    categories: { type: 'string' },
    conf: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(input) {
    const [path, ...more] = input.positionals;
    if (!path || more.length > 0) throw new UsageError('stats agreement needs one FILE.csv.');
    const weights = readChoice<AgreementWeights>(input, 'weights', ['none', 'linear', 'quadratic']);
    const measurement = readChoice<MeasurementLevel>(input, 'level', ['nominal', 'ordinal', 'interval']);
    const categories = readList(input, 'categories');
    const level = number(input, 'conf') ?? 0.95;
    if (!(level > 0 && level < 1)) throw new UsageError(`--conf is a number between 0 and 1, not ${level}.`);
    const seed = number(input, 'seed') ?? 1;
    if (!Number.isInteger(seed) || seed < 0) throw new UsageError(`--seed is a whole number, not ${seed}.`);
    const columns = readList(input, 'columns');
    if (!columns) throw new UsageError('stats agreement needs --columns a,b: the columns of the raters.');
    const ratings = await readRatings(path, columns, { measurement, categories }, input);

    const seen = measureAgreement(ratings, { weights, measurement, categories, level, seed });
    const coefficients = {
      percent_agree: times(seen.percent, 100),
      cohen: seen.cohen,
      fleiss: seen.fleiss,
      gwet_ac1: seen.gwetAc1,
      gwet_ac2: seen.gwetAc2,
      krippendorff: seen.krippendorff,
    };
    const entries = Object.entries(coefficients);
    const result = {
      n: seen.items,
      ...Object.fromEntries(entries.map(([name, value]) => [name, inWords(value)])),
      percent_unanimous: seen.unanimous === null ? null : 100 * seen.unanimous,
      raters: seen.raters,
      left_out: seen.leftOut,
      categories: seen.categories,
      weights,
      level: measurement,
      reasons: Object.fromEntries(
        entries.flatMap(([name, value]) => (value.value === null ? [[name, value.reason]] : [])),
      ),
    };
    printResult(input, result, ({ reasons }) => {
      const asked = entries.filter(([name]) => name !== 'gwet_ac2' || weights !== 'none');
      const rows = asked.map(([name, value]) => {
        const shown = inWords(value);
        return [name, shown?.value, shown?.se, shown?.ci_lb, shown?.ci_ub];
      });
      const table = formatTable(['', 'value', 'se', 'from', 'to'], rows);
      const why = asked.flatMap(([name]) => (reasons[name] ? [`${name}: ${reasons[name]}`] : []));
      return [`${seen.items} items, ${seen.raters} raters`, table, ...why].join('\n');
    });
    return seen.fleiss.value === null || seen.krippendorff.value === null
      ? exitCode.withLosses
      : exitCode.done;
  },
};

function times(agreement: Agreement, factor: number): Agreement {
  if (agreement.value === null) return agreement;
  const { value, standardError, interval, items } = agreement;
  return {
    value: value * factor,
    standardError: standardError === null ? null : standardError * factor,
    interval: interval && [interval[0] * factor, interval[1] * factor],
    items,
  };
}

/** The contract's way of writing names. */
function inWords(agreement: Agreement) {
  if (agreement.value === null) return null;
  const { value, standardError: se, interval, items: n } = agreement;
  return { value, se, ci_lb: interval?.[0] ?? null, ci_ub: interval?.[1] ?? null, n };
}

interface Expected {
  measurement: MeasurementLevel;
  categories: string[] | undefined;
}

async function readRatings(
  path: string,
  columns: string[],
  { measurement, categories }: Expected,
  input: CommandInput,
): Promise<Rating[][]> {
  const table = readTable(await readInput(path, input.terminal), path);
  for (const { message } of table.issues) input.terminal.note(`${path}: ${message}`);
  for (const column of columns) requireColumn(table, column, path);
  return table.rows.map(({ line, cells }) =>
    columns.map((column) => {
      const cell = cells[column];
      if (cell === '' || cell === 'NA') return null;
      const at = `${path}, line ${line}, column "${column}"`;
      const isNumber = Number.isFinite(Number(cell));
      if (measurement === 'interval' && !isNumber) {
        throw new UsageError(`${at}: "${cell}" is not a number, which --level interval needs.`);
      }
      if (
        categories &&
        !categories.some((name) => name === cell || (isNumber && Number(name) === Number(cell)))
      ) {
        throw new UsageError(`${at}: "${cell}" is none of the --categories.`);
      }
      return cell;
    }),
  );
}

/** The first choice where the option is not given. */
function readChoice<Choice extends string>(input: CommandInput, name: string, choices: Choice[]): Choice {
  const value = text(input, name);
  if (value === undefined) return choices[0];
  const found = choices.find((choice) => choice === value);
  if (!found) throw new UsageError(`--${name} is ${choices.join(', ')}, not "${value}".`);
  return found;
}

function readList(input: CommandInput, name: string): string[] | undefined {
  const parts = text(input, name)
    ?.split(',')
    .map((part) => part.trim());
  if (parts?.some((part) => part === '')) throw new UsageError(`--${name} has an empty name in it.`);
  const twice = parts?.find((part, at) => parts.indexOf(part) !== at);
  if (twice !== undefined) throw new UsageError(`--${name} names "${twice}" twice.`);
  return parts;
}
