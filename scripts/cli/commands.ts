/** Every verb of the command line, in the order in which `--help` lists them. */
import type { Command } from './command.ts';
import { convertCommand } from './references/convert.ts';
import { parseCommand } from './references/parse.ts';

export const commands: Command[] = [parseCommand, convertCommand];
