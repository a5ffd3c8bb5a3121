/**
 * Gathers what a parser reads and keeps the promises of a ParsedFile: found = kept + repaired + lost, no id twice, an
 * issue for each entry that was not simply kept.
 */
import type { CslDraft } from './csl.ts';
import type { EntryIssues } from './entry-issues.ts';
import { plainText } from './markup.ts';
import type { ParsedFile, ParsedReference, ReferenceIssue } from './parsed-file.ts';
import { suggestKey } from './suggest-key.ts';

/** An entry as a parser hands it over. */
export interface ReadEntry {
  /** Undefined when nothing usable was left. */
  csl?: CslDraft;
  /** The cite key or accession number the file gives, if it gives one. */
  key?: string;
  line: number;
  raw: string;
  issues: EntryIssues;
}

export class ReferenceCollector {
  readonly #file: string | undefined;
  readonly #result: ParsedFile = {
    references: [],
    issues: [],
    counts: { found: 0, kept: 0, repaired: 0, lost: 0 },
  };
  readonly #ids: IdRegister;

  /** `ids` is shared between the files of one reading. */
  constructor(file: string | undefined, ids = new IdRegister()) {
    this.#file = file;
    this.#ids = ids;
  }

  /** Adds an entry that was begun in the file, whatever became of it. */
  add(entry: ReadEntry): void {
    const { counts, references, issues } = this.#result;
    counts.found += 1;
    let id: string | undefined;
    if (entry.csl) {
      const reference = this.#keep(entry, entry.csl);
      counts[reference.outcome] += 1;
      references.push(reference);
      id = reference.csl.id;
    } else {
      counts.lost += 1;
      if (!entry.issues.list.some(({ outcome }) => outcome === 'lost')) {
        entry.issues.loss(
          'unreadable-entry',
          'Nothing in this entry could be read. Compare it with the entries around it.',
        );
      }
    }
    for (const issue of entry.issues.list) {
      // An entry without a key is called by the one that was made for it.
      const where =
        issue.where.key === undefined && id !== undefined ? { ...issue.where, key: id } : issue.where;
      issues.push(this.#placed({ ...issue, where }));
    }
  }

  /** Adds an issue that concerns the file rather than one entry. */
  note(issue: ReferenceIssue): void {
    this.#result.issues.push(this.#placed(issue));
  }

  finish(): ParsedFile {
    return this.#result;
  }

  #keep(entry: ReadEntry, draft: CslDraft): ParsedReference {
    const { line, raw, issues } = entry;
    const wanted = entry.key || suggestKey(draft);
    const { id, taken } = this.#ids.take(wanted, { file: this.#file, line });
    if (id !== wanted && entry.key) {
      const where = this.#describe(taken);
      issues.repair(
        'duplicate-key',
        `The key "${wanted}" is already used on line ${where}. This entry is kept as "${id}".`,
      );
    }
    if (!draft.title || plainText(draft.title).trim() === '') {
      issues.doubt('missing-title', 'This entry has no title. It is kept as it is.');
    }
    const outcome = issues.list.some((issue) => issue.outcome === 'repaired') ? 'repaired' : 'kept';
    const source = this.#file === undefined ? { line, raw } : { file: this.#file, line, raw };
    return { csl: { ...draft, id }, outcome, source };
  }

  #describe(origin: { file?: string; line: number } | undefined): string {
    return origin && origin.file !== this.#file ? `${origin.line} of ${origin.file}` : String(origin?.line);
  }

  #placed(issue: ReferenceIssue): ReferenceIssue {
    return this.#file === undefined ? issue : { ...issue, where: { file: this.#file, ...issue.where } };
  }
}

/** Remembers which ids are taken, so that a second one of the same name gets a number. */
export class IdRegister {
  readonly #places = new Map<string, EntryOrigin>();
  readonly #nextNumbers = new Map<string, number>();

  /** The id to use, and who has the wanted one if it is another. */
  take(wanted: string, origin: EntryOrigin): { id: string; taken?: EntryOrigin } {
    const taken = this.#places.get(wanted);
    let id = wanted;
    // The next number is remembered, because a file may use one key ten thousand times.
    for (let number = this.#nextNumbers.get(wanted) ?? 2; this.#places.has(id); number += 1) {
      id = `${wanted}-${number}`;
      this.#nextNumbers.set(wanted, number + 1);
    }
    this.#places.set(id, origin);
    return { id, taken };
  }
}

interface EntryOrigin {
  file?: string;
  line: number;
}
