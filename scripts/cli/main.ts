import { parseArgs } from 'node:util';
import { commands } from './commands.ts';
import { exitCode, UsageError, type Command, type Terminal } from './command.ts';

const everyVerb = { help: { type: 'boolean' }, json: { type: 'boolean' } } as const;

/** Runs one command line and returns its exit code. */
export async function main(words: string[], terminal: Terminal = ownTerminal()): Promise<number> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.note(error.message);
    return exitCode.unusable;
  }
}

async function dispatch(words: string[], terminal: Terminal): Promise<number> {
  const names = words.filter((word) => !word.startsWith('-'));
  const command = commands.find(({ name }) => name === names.slice(0, name.split(' ').length).join(' '));
  const wantsHelp = words.includes('--help') || words.includes('-h') || words.length === 0;
  if (!command) {
    if (!wantsHelp) {
      throw new UsageError(
        `There is no command "${names.slice(0, 2).join(' ')}".\n\n${listCommands(names[0])}`,
      );
    }
    terminal.print(listCommands(names[0]));
    return exitCode.done;
  }
  if (wantsHelp) {
    terminal.print(describe(command));
    return exitCode.done;
  }
  return command.run({ ...readWords(command, words), terminal });
}

function readWords(command: Command, words: string[]) {
  const rest = [...words];
  for (const word of command.name.split(' ')) rest.splice(rest.indexOf(word), 1);
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { ...everyVerb, ...command.options },
      allowPositionals: true,
    });
    return { positionals, options: values };
  } catch (error) {
    throw new UsageError(
      `${(error as Error).message}\n\nUsage: counterweight ${command.name} ${command.usage}`,
    );
  }
}

function listCommands(noun: string | undefined): string {
  const ofNoun = commands.filter(({ name }) => name.split(' ')[0] === noun);
  const shown = ofNoun.length > 0 ? ofNoun : commands;
  const width = Math.max(...shown.map(({ name }) => name.length));
  const lines = shown.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'Usage: counterweight NOUN VERB … [--json] [--help]',
    '',
    ...lines,
    '',
    'Files may be "-" for standard input. Exit: 0 done, 1 done with losses or not identified, 2 wrong usage.',
    '',
  ].join('\n');
}

function describe({ name, usage, summary, help }: Command): string {
  return `${summary}\n\nUsage: counterweight ${name} ${usage}\n\n${help.trim()}\n`;
}

function ownTerminal(): Terminal {
  return {
    print: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(`${text}\n`),
    // npm changes to the project's folder and leaves the one in which the command was typed in INIT_CWD.
    folder: process.env.INIT_CWD ?? process.cwd(),
    environment: process.env,
  };
}
