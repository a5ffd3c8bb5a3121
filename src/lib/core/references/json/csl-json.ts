/** CSL-JSON: lists as Zotero, pandoc and citation-js write them, single items, and lists inside an object. */
import { ReferenceCollector, type IdRegister, type ReadEntry } from '../collector.ts';
import { EntryIssues } from '../entry-issues.ts';
import { LineIndex } from '../line-index.ts';
import type { ParsedFile } from '../parsed-file.ts';
import type { ParseSteps } from '../parse-steps.ts';
import { readCslItem } from './read-item.ts';
import { mendJson, splitJson, type JsonPiece } from './split-json.ts';

export function* readCslJson(
  text: string,
  file: string | undefined,
  ids: IdRegister,
): ParseSteps<ParsedFile> {
  const collector = new ReferenceCollector(file, ids);
  const lines = new LineIndex(text);
  const pieces = splitJson(text, startOfItems(text));
  for (const [index, piece] of pieces.entries()) {
    collector.add(readPiece(piece, lines));
    if (index % 100 === 99) yield { done: index + 1, total: pieces.length };
  }
  return collector.finish();
}

/** Behind the bracket of the list of items; 0 for a single item or items one after the other. */
function startOfItems(text: string): number {
  if (/^\s*\[/.test(text)) return text.indexOf('[') + 1;
  const list = /"(?:items|references|entries|data|message)"\s*:\s*[[{](?=\s*\{|\s*"(?:items|type|DOI)")/.exec(
    text.slice(0, 20_000),
  );
  if (list) return list.index + list[0].length - (list[0].endsWith('{') ? 1 : 0);
  // An object of items by key: each value is one.
  if (/^\s*\{\s*"[^"]{1,200}"\s*:\s*\{/.test(text)) return text.indexOf('{') + 1;
  return 0;
}

function readPiece({ raw, start, closed }: JsonPiece, lines: LineIndex): ReadEntry {
  const line = lines.lineOf(start);
  const where = { line, column: lines.columnOf(start) };
  const exact = parse(raw);
  const value = exact ?? parse(mendJson(raw));
  const key = keyOf(value);
  const issues = new EntryIssues(key ? { ...where, key } : where);
  if (!isObject(value)) {
    issues.loss(
      'invalid-json',
      'This item is no valid JSON and could not be mended. Compare it with the items around it.',
    );
    return { line, raw, issues };
  }
  if (!closed)
    issues.repair('unclosed-entry', 'The closing brace of this item is missing. What is there was kept.');
  else if (!exact)
    issues.repair('invalid-json', 'This item is no valid JSON; it was mended. Check its texts.');
  const csl = readCslItem(value, issues);
  if (Object.keys(csl).length === 1 && !key) {
    issues.loss('empty-entry', 'There is nothing in this item that tells about a reference.');
    return { line, raw, issues };
  }
  return { csl, key, line, raw, issues };
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    return undefined;
  }
}

function keyOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  const id = value['citation-key'] ?? value.id;
  return typeof id === 'string' || typeof id === 'number' ? String(id).trim() || undefined : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
