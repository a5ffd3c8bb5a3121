/** What the verbs that pool effects have in common: their options, and reading effects from a table. */
import type { CsvTable } from '#lib/core/csv/read.ts';
import { computeEffects, parseMeasure } from '#lib/core/stats/effects/compute-effects.ts';
import {
  poolMethods,
  poolTests,
  type Moderator,
  type PoolMethod,
  type PoolOptions,
  type PoolTest,
} from '#lib/core/stats/pooling/options.ts';
import { number, text, UsageError, type CommandInput, type OptionSpecs } from '../command.ts';
import { readInput } from '../input.ts';
import { readEffectTable, readMap } from './effect-table.ts';
import { readCell, readNumbers, readTable, requireColumn } from './table.ts';

export const poolingOptions: OptionSpecs = {
  measure: { type: 'string' },
  map: { type: 'string' },
  method: { type: 'string' },
  test: { type: 'string' },
  level: { type: 'string' },
};

export const poolingHelp = `
The table has columns yi (the effect) and vi (its sampling variance), or what --measure needs to compute them. Rows that
lack one are left out and named. A column that holds a text where a number belongs, or a variance below 0, is refused.

  --measure, --map      as in stats effects
  --method              ${poolMethods.join(', ')} (REML)
  --test                ${poolTests.join(', ')} (z)
  --level               of confidence (0.95)`;

/** One of a list, or the first where the option is not given. */
export function choice<T extends string>(
  input: CommandInput,
  name: string,
  values: readonly T[],
  fallback: T,
): T {
  const value = text(input, name) ?? fallback;
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`--${name} takes ${values.join(', ')}, not "${value}".`);
  return found;
}

export function readPoolOptions(
  input: CommandInput,
): PoolOptions & { method: PoolMethod; test: PoolTest; level: number } {
  const level = number(input, 'level') ?? 0.95;
  if (!(level > 0 && level < 1))
    throw new UsageError(`--level takes a number between 0 and 1, not ${level}.`);
  return {
    method: choice(input, 'method', poolMethods, 'REML'),
    test: choice(input, 'test', poolTests, 'z'),
    level,
  };
}

export interface ReadEffects {
  yi: number[];
  vi: number[];
  moderators: Moderator[];
  /** Values of the column asked for as an order. */
  order: number[] | undefined;
  /** For each effect: its line in the file and the first cell of its row. */
  places: { line: number; label: string }[];
  warnings: string[];
  /** Whether rows or lines of the file are not in the answer. */
  lossy: boolean;
}

/** Reads the effects that a verb was given, with moderators and an order where columns are named. */
export async function readEffects(
  input: CommandInput,
  verb: string,
  columns: { moderators?: readonly string[]; order?: string } = {},
): Promise<ReadEffects> {
  const [file, ...more] = input.positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`${verb} takes one FILE.csv.`);
  const table = readTable(await readInput(file, input.terminal), file);
  const warnings = table.issues.map(({ message }) => message);
  const effects = readPairs(input, table, file);
  const moderators = (columns.moderators ?? []).map((name) => readModerator(table, name, file, warnings));
  const order = columns.order === undefined ? undefined : readNumbers(table, columns.order, file);

  const kept: number[] = [];
  const missing: { line: number; reason: string }[] = [];
  table.rows.forEach(({ line }, row) => {
    const without = moderators.find(({ values }) => values[row] === null)?.name;
    const noOrder = order?.[row] === null ? columns.order : undefined;
    const { yi, vi, reason } = effects[row];
    if (yi !== null && vi !== null && without === undefined && noOrder === undefined) kept.push(row);
    else missing.push({ line, reason: reason ?? `no ${without ?? noOrder ?? (yi === null ? 'yi' : 'vi')}` });
  });
  if (missing.length > 0) {
    const rows = missing.length === 1 ? '1 row was' : `${missing.length} rows were`;
    const lines = missing.map(({ line, reason }) => `${line} (${reason.replace(/\.$/, '')})`).join(', ');
    warnings.push(`${rows} left out: line${missing.length === 1 ? '' : 's'} ${lines}.`);
  }
  return {
    yi: kept.map((row) => effects[row].yi!),
    vi: kept.map((row) => effects[row].vi!),
    moderators: moderators.map(({ name, values }) => ({ name, values: kept.map((row) => values[row]!) })),
    order: order && kept.map((row) => order[row]!),
    places: kept.map((row) => ({
      line: table.rows[row].line,
      label: table.rows[row].cells[table.header[0]],
    })),
    warnings,
    lossy: missing.length > 0 || table.issues.length > 0,
  };
}

interface Pair {
  yi: number | null;
  vi: number | null;
  /** Why there is no effect, where it is more than an empty cell. */
  reason?: string;
}

function readPairs(input: CommandInput, table: CsvTable, file: string): Pair[] {
  const name = text(input, 'measure');
  if (name === undefined) {
    if (text(input, 'map') !== undefined) throw new UsageError('--map goes with --measure.');
    const yi = readNumbers(table, 'yi', file);
    const vi = readNumbers(table, 'vi', file);
    const below = vi.findIndex((variance) => variance !== null && variance < 0);
    if (below >= 0) {
      const { line } = table.rows[below];
      throw new UsageError(
        `${file}, line ${line}, column vi: the sampling variance is ${vi[below]}, below 0.`,
      );
    }
    return yi.map((effect, row) => ({ yi: effect, vi: vi[row] }));
  }
  const measure = parseMeasure(name);
  if (measure === null) throw new UsageError(`There is no measure "${name}"; see stats effects --help.`);
  const { rows, unreadable } = readEffectTable(table, measure, readMap(text(input, 'map'), measure), file);
  if (unreadable.length > 0) {
    const [{ row, message }] = unreadable;
    throw new UsageError(`${file}, line ${table.rows[row].line}: ${message}`);
  }
  const computed = computeEffects(measure, rows);
  const reasons = new Map(computed.issues.map(({ row, message }) => [row, message]));
  return computed.rows.map((pair, row) => ({ ...pair, reason: reasons.get(row) }));
}

/** A column of numbers, or of levels where a cell is a text. */
function readModerator(table: CsvTable, name: string, file: string, warnings: string[]) {
  requireColumn(table, name, file);
  const numbers = table.rows.map(({ cells }) => readCell(cells[name]));
  const firstText = numbers.indexOf(undefined);
  if (firstText < 0) return { name, values: numbers as (number | string | null)[] };
  if (numbers.some((value) => typeof value === 'number')) {
    const { line, cells } = table.rows[firstText];
    warnings.push(
      `Column ${name} holds numbers and texts (line ${line}: "${cells[name]}"); all its values were taken as levels.`,
    );
  }
  const values = table.rows.map(({ cells }, row) => (numbers[row] === null ? null : cells[name].trim()));
  return { name, values };
}
