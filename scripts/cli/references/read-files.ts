/** Reads files of references for the verbs of this noun: their bytes, their text, their entries. */
import { decodeText } from '#lib/core/references/decode.ts';
import {
  formats,
  isFormatId,
  parseReferenceFiles,
  type FormatId,
  type ParsedTexts,
  type ParseProgress,
} from '#lib/core/references/formats.ts';
import { exitCode, text, UsageError, type CommandInput, type ExitCode } from '../command.ts';
import { readInput } from '../input.ts';

/** Files with more entries than this are worth a line of progress, now and then. */
const worthTelling = 5_000;

export interface ReadFiles extends ParsedTexts {
  /** Exit code the reading deserves. */
  exit: ExitCode;
}

/** Reads all files named on the command line, in the format told by the option `formatOption` or found in the text. */
export async function readReferenceFiles(input: CommandInput, formatOption: string): Promise<ReadFiles> {
  const { positionals, terminal } = input;
  if (positionals.length === 0)
    throw new UsageError('Name at least one file of references, or "-" for standard input.');
  const format = readFormat(input, formatOption);
  const decoded = [];
  for (const file of positionals) {
    decoded.push({ file, format, ...decodeText(await readInput(file, terminal), file) });
  }
  const readable = decoded.filter((source) => source.text !== '');
  const parsed = parseReferenceFiles(readable, tellProgress(input));
  const issues = [...decoded.flatMap((source) => source.issues), ...parsed.issues];
  return { ...parsed, issues, exit: judge(parsed, issues, positionals.length) };
}

/** Nothing usable in any file is unusable input; anything lost, of an entry or of a file, is a loss. */
function judge({ counts }: ParsedTexts, issues: ReadFiles['issues'], files: number): ExitCode {
  const unusableFiles = new Set(issues.filter(isAboutFile).map(({ where }) => where.file)).size;
  if (unusableFiles === files) return exitCode.unusable;
  return counts.lost > 0 || unusableFiles > 0 ? exitCode.withLosses : exitCode.done;
}

/** Issues of whole files have no key and are errors though no entry was lost. */
function isAboutFile({ code, severity }: ReadFiles['issues'][number]): boolean {
  return (
    severity === 'error' &&
    ['empty-file', 'not-text', 'unknown-format', 'no-references', 'no-header'].includes(code)
  );
}

export function readFormat(input: CommandInput, option: string): FormatId | undefined {
  const name = text(input, option);
  if (name === undefined) return undefined;
  if (!isFormatId(name)) {
    throw new UsageError(
      `--${option} takes one of ${formats.map(({ id }) => id).join(', ')}, not "${name}".`,
    );
  }
  return name;
}

function tellProgress({ terminal }: CommandInput): (progress: ParseProgress) => void {
  let told = 0;
  return ({ done, total }) => {
    if (total < 2 * worthTelling || done - told < worthTelling) return;
    told = done;
    terminal.note(`${done} of ${total} entries read`);
  };
}
