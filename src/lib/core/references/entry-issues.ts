/** Collects the issues of one entry, each with the entry's place. */
import type { FilePlace } from '../issue.ts';
import type { ReferenceIssue } from './parsed-file.ts';

export class EntryIssues {
  readonly list: ReferenceIssue[] = [];
  readonly #where: FilePlace;

  constructor(where: FilePlace) {
    this.#where = where;
  }

  /** Worth knowing; nothing was changed. */
  info(code: string, message: string, place: FilePlace = {}): void {
    this.#add(code, 'info', 'kept', message, place);
  }

  /** Doubtful, but used as it stands. */
  doubt(code: string, message: string, place: FilePlace = {}): void {
    this.#add(code, 'warning', 'kept', message, place);
  }

  /** Something had to be mended, changed or left out. */
  repair(code: string, message: string, place: FilePlace = {}): void {
    this.#add(code, 'warning', 'repaired', message, place);
  }

  /** Nothing of the entry could be used. */
  loss(code: string, message: string, place: FilePlace = {}): void {
    this.#add(code, 'error', 'lost', message, place);
  }

  #add(
    code: string,
    severity: ReferenceIssue['severity'],
    outcome: ReferenceIssue['outcome'],
    message: string,
    place: FilePlace,
  ): void {
    this.list.push({ code, severity, outcome, message, where: { ...this.#where, ...place } });
  }
}
