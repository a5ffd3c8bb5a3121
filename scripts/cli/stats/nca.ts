import { analyseNca } from '#lib/core/stats/nca/analyse-nca.ts';
import { exitCode, text, UsageError, type Command } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { readCount } from './read-count.ts';
import { readNumberColumns } from './number-columns.ts';

export const ncaCommand: Command = {
  name: 'stats nca',
  usage: 'FILE.csv --x X --y Y [--permutations 10000] [--seed 1]',
  summary: 'Necessary condition analysis: is x needed for y?',
  help: `
How much of the space between the least and the largest x and y lies empty in the upper left corner: the effect size d
of the ceilings CE-FDH (a step function above all cases) and CR-FDH (a straight line through the cases on it), with p
from a permutation test (0 leaves it out). Rows with a missing x or y are left out, with a message.

With --json: { n, left_out, ce_fdh: { d, p, accuracy }, cr_fdh: { d, p, accuracy, slope, intercept },
  scope: { x_min, x_max, y_min, y_max }, peers: [{ x, y, n }],
  bottleneck: [{ y, ce_fdh, cr_fdh }] (per cent of range; null where no x is needed), permutations, seed, reason }

Exit: 0 done, 1 rows left out or not identified (x or y the same in every case), 2 wrong usage or unreadable input.

  counterweight stats nca cases.csv --x trust --y performance`,
  options: {
    x: { type: 'string' },
    y: { type: 'string' },
    permutations: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(input) {
    const [xName, yName] = [text(input, 'x'), text(input, 'y')];
    if (!xName || !yName) throw new UsageError('stats nca needs --x COLUMN and --y COLUMN.');
    if (xName === yName) throw new UsageError('--x and --y name the same column.');
    const permutations = readCount(input, 'permutations', 10_000, 1_000_000);
    const seed = readCount(input, 'seed', 1, 2 ** 32 - 1);
    const { columns, lines } = await readNumberColumns(input, [xName, yName]);
    const [xs, ys] = [columns.get(xName)!, columns.get(yName)!];
    const isWhole = (_: unknown, row: number) => xs[row] !== null && ys[row] !== null;
    const leftOut = lines.filter((line, row) => !isWhole(line, row));
    if (leftOut.length > 0) input.terminal.note(`Left out for a missing value: line ${leftOut.join(', ')}.`);
    const x = Float64Array.from(xs.filter(isWhole) as number[]);
    const y = Float64Array.from(ys.filter(isWhole) as number[]);
    const found = analyseNca(x, y, { permutations, seed });
    const shared = { n: x.length, left_out: leftOut.length };
    const nothing = { d: null, p: null, accuracy: null };
    const result =
      'reason' in found
        ? {
            ...shared,
            ce_fdh: nothing,
            cr_fdh: { ...nothing, slope: null, intercept: null },
            scope: null,
            peers: [],
            bottleneck: [],
            permutations,
            seed,
            reason: found.reason,
          }
        : {
            ...shared,
            ce_fdh: found.ceFdh,
            cr_fdh: {
              d: found.crFdh.d,
              p: found.crFdh.p,
              accuracy: found.crFdh.accuracy,
              slope: found.crFdh.line?.slope ?? null,
              intercept: found.crFdh.line?.intercept ?? null,
            },
            scope: {
              x_min: found.scope.xMin,
              x_max: found.scope.xMax,
              y_min: found.scope.yMin,
              y_max: found.scope.yMax,
            },
            peers: found.peers.map((peer) => ({ x: peer.x, y: peer.y, n: peer.cases })),
            bottleneck: found.bottleneck.map((row) => ({ y: row.y, ce_fdh: row.ceFdh, cr_fdh: row.crFdh })),
            permutations,
            seed,
            reason: null,
          };
    if (result.reason) input.terminal.note(`Not identified: ${result.reason}.`);
    printResult(input, result, ({ ce_fdh, cr_fdh, bottleneck }) =>
      [
        formatTable(
          ['ceiling', 'd', 'p', 'accuracy'],
          [
            ['CE-FDH', ce_fdh.d, ce_fdh.p, ce_fdh.accuracy],
            ['CR-FDH', cr_fdh.d, cr_fdh.p, cr_fdh.accuracy],
          ],
        ),
        '',
        `Needed ${xName} for each level of ${yName}, both in per cent of their range:`,
        formatTable(
          [yName, 'CE-FDH', 'CR-FDH'],
          bottleneck.map((row) => [row.y, row.ce_fdh, row.cr_fdh]),
        ),
      ].join('\n'),
    );
    return result.reason || leftOut.length > 0 ? exitCode.withLosses : exitCode.done;
  },
};
