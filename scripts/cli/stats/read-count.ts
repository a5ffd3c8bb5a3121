import { number, UsageError, type CommandInput } from '../command.ts';

/** Reads an option that takes a whole number from 0 to `most`. */
export function readCount(input: CommandInput, name: string, usual: number, most: number): number {
  const value = number(input, name) ?? usual;
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new UsageError(`--${name} takes a whole number from 0 to ${most}, not ${value}.`);
  return value;
}
