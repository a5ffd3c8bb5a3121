import { completeEdition, type WholeEdition } from '../edition/complete-edition.ts';
import type { Edition } from '../edition/edition.ts';
import { citeEdition } from '../edition/edition-words.ts';
import { findLicense } from '../edition/licenses.ts';
import { readChoices, writeChoices } from '../lenses/choices.ts';
import { indexEvidence, type Evidence } from '../lenses/evidence.ts';
import { Selection } from '../lenses/selection.ts';

/** Longest view that is read from an address. */
const longestView = 2000;

/** A view as addresses have it, with nothing in it that no choice has; the edition's own where none is asked for. */
export function readView(asked: string | null, edition: Pick<Edition, 'view'>): string {
  const text = (asked ?? edition.view).slice(0, longestView);
  return writeChoices(readChoices(new URLSearchParams(text))).toString();
}

/** A frozen edition that somebody asks questions of: all answers come out of it alone. */
export class OpenedEdition {
  readonly edition: WholeEdition;
  readonly hash: string;
  /** Address parameters of the view that answers are given for. */
  readonly view: string;
  #evidence: Evidence | undefined;
  #selection: Selection | undefined;

  constructor(frozen: Edition, hash: string, view: string | null = null) {
    this.edition = completeEdition(frozen);
    this.hash = hash;
    this.view = readView(view, this.edition);
  }

  get evidence(): Evidence {
    this.#evidence ??= indexEvidence(this.edition.dataset);
    return this.#evidence;
  }

  get selection(): Selection {
    this.#selection ??= new Selection(this.evidence, readChoices(new URLSearchParams(this.view)));
    return this.#selection;
  }

  /** What every answer says of where it comes from. */
  describe() {
    const { number, publishedAt, software, dataset, face } = this.edition;
    const license = findLicense(face.license);
    return {
      title: dataset.title,
      question: dataset.question,
      caveat: dataset.caveat,
      number,
      publishedAt,
      evidenceTo: dataset.evidenceTo,
      software,
      license: license ? { name: license.key, title: license.title, url: license.url } : null,
      hash: this.hash,
      citation: citeEdition(this.edition, this.hash),
    };
  }
}
