import { computeEffects, parseMeasure, type Measure } from '#lib/core/stats/effects/compute-effects.ts';
import { describeMeasure, measures } from '#lib/core/stats/effects/measures.ts';
import type { ZeroCellOptions } from '#lib/core/stats/effects/zero-cells.ts';
import { exitCode, flag, number, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { readInput } from '../input.ts';
import { formatTable, printResult } from '../output.ts';
import { readEffectTable, readMap } from './effect-table.ts';
import { readCell, readTable } from './table.ts';

export const effectsCommand: Command = {
  name: 'stats effects',
  usage: 'FILE.csv --measure ZCOR [--map ri=col,ni=col] [--add 0.5] [--to only0|all|if0all|none] [--drop00]',
  summary: 'Effect sizes and sampling variances from correlations, means, tests, counts.',
  help: `
Computes yi and vi for every row, as metafor's escalc does, from columns of escalc's names or those named with --map.
Correlations and standardised differences can also come from t (ti), F with 1 degree of freedom (fi) and exact two-sided
p (pi); correlations from chi-squared of a 2 x 2 table (chi2i). F, p and chi-squared take their direction from their
sign, or from a column direction (1 or -1).

${listMeasures()}

  --map NAME=COLUMN,…   which column of the file holds which input
  --add, --to           what is added to counts where a cell is 0 (0.5, rows with a 0; 0 for AS, PHI, RTET, PAS, PFT)
  --drop00              leave out tables in which nobody, or everybody, has the event
  --fractions           accept counts that are not whole

With --json: the rows of the file, an array, each with yi, vi, and yi_issue, the reason where one of them is null.

Exit: 0 done, 1 a row gives no effect or no variance, 2 wrong usage or unreadable input.

  counterweight stats effects studies.csv --measure ZCOR --map ri=correlation,ni=sample --json`,
  options: {
    measure: { type: 'string' },
    map: { type: 'string' },
    add: { type: 'string' },
    to: { type: 'string' },
    drop00: { type: 'boolean' },
    fractions: { type: 'boolean' },
  },
  async run(input) {
    const measure = readMeasure(input);
    const [file, ...more] = input.positionals;
    if (file === undefined || more.length > 0) throw new UsageError('stats effects takes one FILE.csv.');
    const map = readMap(text(input, 'map'), measure);
    const options = readZeroCells(input);
    const table = readTable(await readInput(file, input.terminal), file);
    const { rows, unreadable } = readEffectTable(table, measure, map, file);
    const computed = computeEffects(measure, rows, options);

    const reasons = new Map<number, string>();
    for (const { row, message } of [...computed.issues, ...unreadable]) reasons.set(row, message);
    const lost = new Set(computed.issues.map(({ row }) => row));
    for (const issue of table.issues) input.terminal.note(issue.message);
    for (const [row, reason] of [...reasons].sort(([a], [b]) => a - b))
      input.terminal.note(`${file}, line ${table.rows[row].line}: ${reason}`);

    const result = table.rows.map(({ cells }, row) => ({
      ...readCells(cells),
      ...computed.rows[row],
      yi_issue: lost.has(row) ? reasons.get(row)! : null,
    }));
    printResult(input, result, (shown) => {
      const label = table.header[0];
      return formatTable(
        [label, 'yi', 'vi', ''],
        shown.map((row, at) => [table.rows[at].cells[label], row.yi, row.vi, row.yi_issue ?? '']),
      );
    });
    return reasons.size > 0 || table.issues.length > 0 ? exitCode.withLosses : exitCode.done;
  },
};

function readMeasure(input: CommandInput): Measure {
  const name = text(input, 'measure');
  const measure = name === undefined ? null : parseMeasure(name);
  if (measure) return measure;
  const problem = name === undefined ? 'stats effects needs --measure' : `There is no measure "${name}"`;
  throw new UsageError(`${problem}. The measures are ${Object.keys(measures).join(', ')}.`);
}

function readZeroCells(input: CommandInput): ZeroCellOptions {
  const add = number(input, 'add');
  if (add !== undefined && add < 0) throw new UsageError(`--add takes 0 or more, not ${add}.`);
  const to = text(input, 'to');
  if (to !== undefined && to !== 'only0' && to !== 'all' && to !== 'if0all' && to !== 'none')
    throw new UsageError(`--to takes only0, all, if0all or none, not "${to}".`);
  return { add, to, drop00: flag(input, 'drop00'), fractionalCounts: flag(input, 'fractions') };
}

/** Cells as they are, numbers as numbers where that loses nothing, missing ones null. */
function readCells(cells: Record<string, string>): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(cells).map(([name, cell]) => {
      const value = readCell(cell);
      const isName = /^[+-]?0\d/.test(cell) || cell.replace(/\D/g, '').length > 17;
      return [name, value === undefined || isName ? cell : value];
    }),
  );
}

function listMeasures(): string {
  return Object.keys(measures)
    .map((name) => {
      const { title, inputs } = describeMeasure(name as Measure);
      return `  ${name.padEnd(7)} ${title} (${inputs[0].join(', ')})`;
    })
    .join('\n');
}
