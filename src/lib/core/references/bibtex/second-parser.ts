/**
 * biblatex-csl-converter reads on where citation-js gives up: a value that citation-js refuses is read by it, and so are
 * single symbols, for which it has the larger table.
 */
import { CSLExporter, parse } from 'biblatex-csl-converter';
import { withoutCaseMarks } from '../markup.ts';

/** Longer values than this are not worth its slowness. */
const longest = 20_000;

/** The value as text with CSL markup; undefined when this parser cannot read it either. */
export function decodeWithSecondParser(value: string): string | undefined {
  if (value.length > longest) return undefined;
  try {
    const { entries } = parse(`@misc{x,\ntitle = {${value}}\n}`, { processUnexpected: true });
    const { x } = new CSLExporter(entries, false, { useEntryKeys: true }).parse();
    return typeof x?.title === 'string' && x.title !== '' ? withoutCaseMarks(x.title) : undefined;
  } catch {
    return undefined;
  }
}

const symbols = new Map<string, string | undefined>();

/** The character a LaTeX command stands for: `\leqslant` → "⩽". */
export function lookUpSymbol(command: string): string | undefined {
  if (!symbols.has(command)) symbols.set(command, findSymbol(command));
  return symbols.get(command);
}

function findSymbol(command: string): string | undefined {
  const decoded = decodeWithSecondParser(`a {$\\${command}$} b`);
  const symbol = decoded?.match(/^a\s*(\S{1,3})\s*b$/u)?.[1];
  return symbol && !/[\\{}$\w\s]/.test(symbol) ? symbol : undefined;
}
