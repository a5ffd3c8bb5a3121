/** Every verb of the command line, in the order in which `--help` lists them. */
import type { Command } from './command.ts';

export const commands: Command[] = [];
