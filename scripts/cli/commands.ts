/** Every verb of the command line, in the order in which `--help` lists them. */
import type { Command } from './command.ts';
import { convertCommand } from './references/convert.ts';
import { parseCommand } from './references/parse.ts';
import { backupCommand } from './review/backup.ts';
import { createCommand } from './review/create.ts';
import { exportCommand } from './review/export.ts';
import { importCommand } from './review/import.ts';
import { listCommand } from './review/list.ts';
import { publishCommand } from './review/publish.ts';
import { restoreCommand } from './review/restore.ts';
import { verifyCommand } from './review/verify.ts';
import { weighCommand } from './review/weigh.ts';
import { agreementCommand } from './stats/agreement.ts';
import { biasCommand } from './stats/bias.ts';
import { combineCommand } from './stats/combine.ts';
import { cumulativeCommand } from './stats/cumulative.ts';
import { effectsCommand } from './stats/effects.ts';
import { importanceCommand } from './stats/importance.ts';
import { influenceCommand } from './stats/influence.ts';
import { masemCommand } from './stats/masem.ts';
import { multilevelCommand } from './stats/multilevel.ts';
import { ncaCommand } from './stats/nca.ts';
import { poolCommand } from './stats/pool.ts';
import { setsCommand } from './stats/sets.ts';
import { signCommand } from './stats/sign.ts';

export const commands: Command[] = [
  parseCommand,
  convertCommand,
  effectsCommand,
  poolCommand,
  influenceCommand,
  cumulativeCommand,
  biasCommand,
  multilevelCommand,
  masemCommand,
  importanceCommand,
  setsCommand,
  ncaCommand,
  agreementCommand,
  combineCommand,
  signCommand,
  listCommand,
  createCommand,
  importCommand,
  exportCommand,
  weighCommand,
  publishCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
];
