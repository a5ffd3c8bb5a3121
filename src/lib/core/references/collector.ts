/**
 * Gathers what a parser reads and keeps the promises of a ParsedFile: found = kept + repaired + lost, no id twice, an
 * issue for each entry that was not simply kept.
 */
import type { CslDraft } from './csl.ts';
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
  issues: ReferenceIssue[];
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
    const entryIssues = [...entry.issues];
    if (entry.csl) {
      const reference = this.#keep(entry, entry.csl, entryIssues);
      counts[reference.outcome] += 1;
      references.push(reference);
    } else {
      counts.lost += 1;
      if (!entryIssues.some(({ outcome }) => outcome === 'lost')) entryIssues.push(lostWithoutReason(entry));
    }
    for (const issue of entryIssues) issues.push(this.#placed(issue));
  }

  /** Adds an issue that concerns the file rather than one entry. */
  note(issue: ReferenceIssue): void {
    this.#result.issues.push(this.#placed(issue));
  }

  finish(): ParsedFile {
    return this.#result;
  }

  #keep(entry: ReadEntry, draft: CslDraft, issues: ReferenceIssue[]): ParsedReference {
    const { line, raw } = entry;
    const wanted = entry.key || suggestKey(draft);
    const { id, takenOn } = this.#ids.take(wanted, line);
    if (id !== wanted && entry.key) {
      issues.push({
        code: 'duplicate-key',
        severity: 'warning',
        outcome: 'repaired',
        message: `The key "${wanted}" is already used on line ${takenOn}. This entry is kept as "${id}".`,
        where: { line, key: wanted },
      });
    }
    if (!draft.title || plainText(draft.title).trim() === '') {
      issues.push({
        code: 'missing-title',
        severity: 'warning',
        outcome: 'kept',
        message: 'This entry has no title. It is kept as it is.',
        where: { line, key: id },
      });
    }
    const outcome = issues.some((issue) => issue.outcome === 'repaired') ? 'repaired' : 'kept';
    const source = this.#file === undefined ? { line, raw } : { file: this.#file, line, raw };
    return { csl: { ...draft, id }, outcome, source };
  }

  #placed(issue: ReferenceIssue): ReferenceIssue {
    return this.#file === undefined ? issue : { ...issue, where: { file: this.#file, ...issue.where } };
  }
}

/** Remembers which ids are taken, so that a second one of the same name gets a number. */
export class IdRegister {
  readonly #lines = new Map<string, number>();
  readonly #nextNumbers = new Map<string, number>();

  take(wanted: string, line: number): { id: string; takenOn?: number } {
    const takenOn = this.#lines.get(wanted);
    let id = wanted;
    // The next number is remembered, because a file may use one key ten thousand times.
    for (let number = this.#nextNumbers.get(wanted) ?? 2; this.#lines.has(id); number += 1) {
      id = `${wanted}-${number}`;
      this.#nextNumbers.set(wanted, number + 1);
    }
    this.#lines.set(id, line);
    return { id, takenOn };
  }
}

function lostWithoutReason({ line, key }: ReadEntry): ReferenceIssue {
  return {
    code: 'unreadable-entry',
    severity: 'error',
    outcome: 'lost',
    message:
      'Nothing in this entry could be read. Compare it with the entries around it and import it again.',
    where: { line, key },
  };
}
