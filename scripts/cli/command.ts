/**
 * The shape of a command. A verb is one file under scripts/cli/<noun>/ that exports a `Command`; main.ts lists them.
 * Results go to standard output, messages and progress to standard error.
 */
import type { ParseArgsConfig } from 'node:util';

export type OptionSpecs = NonNullable<ParseArgsConfig['options']>;

/** Exit codes, the same for every verb. */
export const exitCode = {
  done: 0,
  /** Something was lost, did not converge or is not identified; what could be done was done and printed. */
  withLosses: 1,
  /** Wrong usage or unreadable input; nothing was done. */
  unusable: 2,
} as const;
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** What a verb may touch of the world outside. Tests pass their own. */
export interface Terminal {
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes a line to standard error. */
  note(text: string): void;
  /** The folder in which the command was typed: relative paths start there. */
  folder: string;
  /** Environment variables. */
  environment: Record<string, string | undefined>;
}

export interface CommandInput {
  /** Arguments that are not options. */
  positionals: string[];
  options: Record<string, string | boolean | (string | boolean)[] | undefined>;
  terminal: Terminal;
}

export interface Command {
  /** Two words, or one: `references parse`. */
  name: string;
  /** What stands after the name in the usage line: `FILE… [--format bibtex|ris]`. */
  usage: string;
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` prints below the usage: options, what is printed, examples. */
  help: string;
  /** Options beside `--help` and `--json`, as node:util's parseArgs takes them. */
  options: OptionSpecs;
  run(input: CommandInput): Promise<ExitCode>;
}

/** Wrong usage or unreadable input: printed as one message, exit code 2. */
export class UsageError extends Error {}

/** Reads an option that takes a value. */
export function text(input: CommandInput, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === 'string' ? value : undefined;
}

/** Reads an option that is there or not. */
export function flag(input: CommandInput, name: string): boolean {
  return input.options[name] === true;
}

/** Reads an option that must be a number. */
export function number(input: CommandInput, name: string): number | undefined {
  const value = text(input, name);
  if (value === undefined) return undefined;
  const parsed = Number(value);
  if (value.trim() === '' || !Number.isFinite(parsed)) {
    throw new UsageError(`--${name} takes a number, not "${value}".`);
  }
  return parsed;
}
