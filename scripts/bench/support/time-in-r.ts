import { spawnSync } from 'node:child_process';
import { runs, warmUps, type Measured } from '../time.ts';

/** A piece of R to time: what it needs, what is done once before, and the expression itself. */
export interface WorkInR {
  what: string;
  packages: string[];
  setup: string;
  expression: string;
}

/**
 * Times an expression of R inside R: the median of as many runs as ours, after as many warm-ups, without R's own start.
 *
 * @returns Null where R or a package is not installed.
 */
export function timeInR({ what, packages, setup, expression }: WorkInR): Measured | null {
  const script = [
    ...packages.map((name) => `if (!requireNamespace("${name}", quietly = TRUE)) quit(status = 3)`),
    ...packages.map((name) => `suppressMessages(library(${name}))`),
    setup,
    `work <- function() { ${expression} }`,
    `for (i in 1:${warmUps}) work()`,
    `times <- replicate(${runs}, { from <- Sys.time(); work(); as.numeric(difftime(Sys.time(), from, units = "secs")) })`,
    'cat(format(median(times) * 1000, digits = 10))',
  ].join('\n');
  const { status, stdout, stderr, error } = spawnSync('Rscript', ['--vanilla', '-'], {
    input: script,
    encoding: 'utf8',
  });
  if (error || status === 3) return null;
  if (status !== 0) throw new Error(`R could not do it: ${stderr}`);
  return { what, milliseconds: Number(stdout) };
}

/** Numbers as R writes a vector. */
export const vectorInR = (values: ArrayLike<number>): string => `c(${Array.from(values).join(',')})`;
