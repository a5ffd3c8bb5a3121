/**
 * All entries of a reading, which may span several files: macros are expanded, and fields inherited from the entries
 * that are referred to, wherever those stand.
 */
import type { BibBlock, BibEntry } from './blocks.ts';
import { copyFrom, inheritFrom, type Fields, type Relative } from './inherit.ts';
import { MacroTable } from './macros.ts';

export interface PlacedEntry {
  entry: BibEntry;
  /** Its place among all blocks of the reading. */
  place: number;
}

/** An entry with everything it says and takes over. */
export interface CompleteEntry extends Relative {
  /** Fields given more than once with different values; the first one counts, as it does for BibTeX. */
  repeated: string[];
  undefinedMacros: string[];
  /** Keys in `crossref` or `xdata` that no entry has. */
  missingParents: string[];
}

/** Longer chains of references are circles or mistakes. */
const longestChain = 6;

export class BibLibrary {
  readonly #macros = new MacroTable();
  readonly #byKey = new Map<string, PlacedEntry>();
  #place = 0;

  /** Takes a block in the order of the files; returns the entry it is, if it is one. */
  take(block: BibBlock): PlacedEntry | undefined {
    this.#place += 1;
    if (block.kind === 'macro') {
      this.#macros.define(block.fields, this.#place);
      return undefined;
    }
    const placed = { entry: block, place: this.#place };
    const key = block.key.toLowerCase();
    if (key !== '' && !this.#byKey.has(key)) this.#byKey.set(key, placed);
    return placed;
  }

  /** To be called when all blocks are taken: macros may be defined, and parents stand, behind the entry. */
  complete(placed: PlacedEntry, chain = 0): CompleteEntry {
    const complete = this.#read(placed);
    for (const key of listKeys(complete.fields.get('xdata')))
      this.#adopt(complete, placed, key, chain, copyFrom);
    const parent = complete.fields.get('crossref')?.trim();
    if (parent) this.#adopt(complete, placed, parent, chain, inheritFrom);
    return complete;
  }

  #adopt(
    child: CompleteEntry,
    placed: PlacedEntry,
    key: string,
    chain: number,
    pass: (parent: Relative, child: Relative) => void,
  ): void {
    const parent = this.#byKey.get(key.toLowerCase());
    if (!parent) child.missingParents.push(key);
    else if (parent !== placed && chain < longestChain) pass(this.complete(parent, chain + 1), child);
  }

  #read({ entry, place }: PlacedEntry): CompleteEntry {
    const fields: Fields = new Map();
    const repeated: string[] = [];
    const undefinedMacros: string[] = [];
    for (const { name, parts } of entry.fields) {
      const expanded = this.#macros.expand(parts, place);
      undefinedMacros.push(...expanded.undefinedMacros);
      if (!fields.get(name)?.trim()) fields.set(name, expanded.value);
      else if (fields.get(name) !== expanded.value) repeated.push(name);
    }
    return { type: entry.type, fields, repeated, undefinedMacros, missingParents: [] };
  }
}

/** `xdata` may name several entries. */
function listKeys(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .slice(0, 20);
}
