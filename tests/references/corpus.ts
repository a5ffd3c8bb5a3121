/**
 * Real files of references, read in place beside the repository; none of them is part of it. Where the folder is
 * missing, tests that need it are skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { CslItem, CslName } from '#lib/core/references/csl.ts';
import { decodeText } from '#lib/core/references/decode.ts';
import { parseReferences, type FormatId, type ParsedText } from '#lib/core/references/formats.ts';
import { plainText } from '#lib/core/references/markup.ts';

const folder = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

export const corpusIsThere = existsSync(folder);

export function listCorpus(path: string): string[] {
  return readdirSync(folder + path).toSorted();
}

export function isInCorpus(path: string): boolean {
  return existsSync(folder + path);
}

export function readBytes(path: string): Buffer {
  const bytes = readFileSync(folder + path);
  return path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export function readText(path: string): string {
  return decodeText(readBytes(path), path).text;
}

export function readCorpusFile(path: string, format?: FormatId): ParsedText {
  return parseReferences(readText(path), { file: path, format });
}

/** Only letters and digits count: oracles differ in dashes, quotes, capitals and the spelling of mathematics. */
export function essence(text: string | undefined): string {
  return plainText(text ?? '')
    .replace(/<[^>]*>/g, '')
    .normalize('NFKD')
    .replace(/ı/g, 'i')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** All of a name, in whatever parts an oracle puts it. */
export function nameEssence(name: CslName): string {
  const {
    'dropping-particle': dropping,
    'non-dropping-particle': particle,
    family,
    literal,
    given,
    suffix,
  } = name;
  return essence([dropping, particle, family ?? literal, given, suffix].filter(Boolean).join(' '));
}

export function yearOf(csl: CslItem): string | undefined {
  const year = csl.issued?.['date-parts']?.[0]?.[0];
  return year === undefined ? csl.issued?.literal : String(year);
}

/** Counts how often two readings agree, by field, and remembers where they do not. */
export class Agreement {
  readonly #counts = new Map<string, { same: number; all: number; differences: string[] }>();

  add(field: string, same: boolean, difference: string): void {
    const count = this.#counts.get(field) ?? { same: 0, all: 0, differences: [] };
    this.#counts.set(field, count);
    count.all += 1;
    if (same) count.same += 1;
    else count.differences.push(difference);
  }

  /** Compares texts that the oracle has; what it does not have is no disagreement. */
  compare(field: string, mine: string | undefined, theirs: string | undefined, where: string): void {
    if (theirs === undefined || essence(theirs) === '') return;
    this.add(field, essence(mine) === essence(theirs), `${where}\n  here:   ${mine}\n  oracle: ${theirs}`);
  }

  /** In per cent, with two decimals. */
  percent(field: string): number {
    const { same, all } = this.#counts.get(field) ?? { same: 0, all: 0 };
    return Math.floor((same / all) * 10_000) / 100;
  }

  table(): Record<string, string> {
    return Object.fromEntries(
      Array.from(this.#counts, ([field, { same, all }]) => [
        field,
        `${same}/${all} = ${this.percent(field)} %`,
      ]),
    );
  }

  differences(field: string): string[] {
    return this.#counts.get(field)?.differences ?? [];
  }
}
