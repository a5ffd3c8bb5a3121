/**
 * All entries of a reading, which may span several files: macros are expanded, and fields inherited from the entries
 * that are referred to, wherever those stand.
 */
import type { BibBlock, BibEntry } from './blocks.ts';
import { copyFrom, inheritFrom, type Fields, type Relative } from './inherit.ts';
import { MacroTable } from './macros.ts';
import { splitBibtex } from './split.ts';

/**
 * Where an entry stands. Its fields are read again when they are needed: those of a large file, all at once, take ten
 * times the memory of the file.
 */
export interface EntryPlace {
  text: string;
  start: number;
  /** Its number among all blocks of the reading. */
  number: number;
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
  readonly #byKey = new Map<string, EntryPlace>();

  /** To be called for all blocks, in the order of the files, before any entry is completed. */
  take(block: BibBlock, place: EntryPlace): void {
    if (block.kind === 'macro') this.#macros.define(block.fields, place.number);
    else if (block.key !== '' && !this.#byKey.has(block.key.toLowerCase())) {
      this.#byKey.set(block.key.toLowerCase(), place);
    }
  }

  /** Expands macros and takes over fields, whether what is referred to stands before the entry or behind it. */
  complete(entry: BibEntry, place: EntryPlace, chain = 0): CompleteEntry {
    const complete = this.#read(entry, place.number);
    const adopt = (key: string, pass: (parent: Relative, child: Relative) => void) => {
      const parent = this.#byKey.get(key.toLowerCase());
      if (!parent) complete.missingParents.push(key);
      else if (parent.number !== place.number && chain < longestChain) {
        pass(this.complete(readAgain(parent), parent, chain + 1), complete);
      }
    };
    for (const key of listKeys(complete.fields.get('xdata'))) adopt(key, copyFrom);
    const crossref = complete.fields.get('crossref')?.trim();
    if (crossref) adopt(crossref, inheritFrom);
    return complete;
  }

  #read(entry: BibEntry, number: number): CompleteEntry {
    const fields: Fields = new Map();
    const repeated: string[] = [];
    const undefinedMacros: string[] = [];
    for (const { name, parts } of entry.fields) {
      const expanded = this.#macros.expand(parts, number);
      undefinedMacros.push(...expanded.undefinedMacros);
      if (!fields.get(name)?.trim()) fields.set(name, expanded.value);
      else if (fields.get(name) !== expanded.value) repeated.push(name);
    }
    return { type: entry.type, fields, repeated, undefinedMacros, missingParents: [] };
  }
}

function readAgain({ text, start }: EntryPlace): BibEntry {
  return splitBibtex(text, start).next().value as BibEntry;
}

/** `xdata` may name several entries. */
function listKeys(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
    .slice(0, 20);
}
