import { bootstrapImportance, importanceNoiseBand } from '#lib/core/stats/importance/importance-bootstrap.ts';
import { analyseImportance } from '#lib/core/stats/importance/importance.ts';
import { exitCode, number, UsageError, type Command, type CommandInput } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { readCorrelationFile, type CorrelationFile } from './correlation-file.ts';

export const importanceCommand: Command = {
  name: 'stats importance',
  usage: 'FILE.json [--draws N] [--seed N] [--level 0.95]',
  summary: 'What part of an outcome each of several predictors explains.',
  help: `
FILE.json: { "predictors": [names], "outcome": name, "R": [[...]], "n": number }, R with predictors first and the outcome
last. With "vcov", the covariance of the correlations (pairs in the order of the upper triangle by rows), intervals,
rank probabilities and the noise band are drawn: --draws (2000) from --seed (1).

With --json: { R2, general, standardized, conditional, complete, relative, beta, ... } in the order of predictors;
general dominance (Shapley, LMG) and relative weights (Johnson) sum to R2; complete[i][j] is 1 when i dominates j, 0 when
dominated, 0.5 when neither. With vcov also "bootstrap" and "noise_band".

Exit: 0 done, 1 not identified (collinear or impossible correlations, with the predictors at fault), 2 wrong usage or
unreadable input.

  counterweight stats importance matrix.json --json`,
  options: { draws: { type: 'string' }, seed: { type: 'string' }, level: { type: 'string' } },
  async run(input) {
    const [path, ...more] = input.positionals;
    if (!path || more.length > 0) throw new UsageError('stats importance needs one FILE.json.');
    const range = { draws: readWhole(input, 'draws', 2000, 1), seed: readWhole(input, 'seed', 1, 0) };
    const level = number(input, 'level') ?? 0.95;
    if (!(level > 0 && level < 1)) throw new UsageError(`--level is a number between 0 and 1, not ${level}.`);
    const file = await readCorrelationFile(path, input.terminal);
    const found = analyseImportance(file.R, file.predictors);
    if (!found.identified) {
      const { reason, predictors: at_fault } = found;
      const result = { ...unknown, predictors: file.predictors, outcome: file.outcome, reason, at_fault };
      printResult(input, result, () => `Not identified: ${reason}`);
      return exitCode.withLosses;
    }
    const drawn = file.vcov && {
      bootstrap: inWords(bootstrapImportance({ matrix: file.R, vcov: file.vcov }, range, level)),
      noise_band: inWords(importanceNoiseBand({ matrix: file.R, vcov: file.vcov }, range, level)),
    };
    const { predictors, outcome, n } = file;
    const result = { ...found, R2_adj: adjust(found.R2, file), predictors, outcome, n, ...drawn };
    printResult(input, result, () => {
      const rows = predictors.map((name, i) => [
        name,
        found.general[i],
        found.standardized[i],
        found.relative[i],
        found.beta[i],
      ]);
      const total = ['explained (R2)', found.R2, 1, found.R2];
      const table = formatTable(
        ['', 'general dominance', 'of R2', 'relative weight', 'beta'],
        [...rows, total, ['unexplained', found.unexplained]],
      );
      return [table, ...found.warnings].join('\n');
    });
    return drawn && !(drawn.bootstrap.identified && drawn.noise_band.identified)
      ? exitCode.withLosses
      : exitCode.done;
  },
};

const unknown = {
  identified: false,
  R2: null,
  general: null,
  standardized: null,
  conditional: null,
  complete: null,
  relative: null,
  beta: null,
};

/** Ezekiel's (1930): what R² would be without what is fitted by chance. Null where n is unknown or too small. */
function adjust(R2: number, { n, predictors }: CorrelationFile): number | null {
  const rest = n === null ? 0 : n - predictors.length - 1;
  return n !== null && rest > 0 ? 1 - ((1 - R2) * (n - 1)) / rest : null;
}

/** The contract's way of writing names. */
function inWords<T extends object>(result: T): T & { unexplained_largest?: number } {
  if (!('unexplainedLargest' in result)) return result;
  const { unexplainedLargest, ...rest } = result;
  return { ...rest, unexplained_largest: unexplainedLargest } as unknown as T & {
    unexplained_largest: number;
  };
}

function readWhole(input: CommandInput, name: string, missing: number, least: number): number {
  const value = number(input, name) ?? missing;
  if (!Number.isInteger(value) || value < least) {
    throw new UsageError(`--${name} takes a whole number, ${least} or more, not ${value}.`);
  }
  return value;
}
