/** How an edition is cited: as a line in the style of APA (7th edition, data sets), and as an entry of BibTeX. */
import { writeBibtex } from '../references/write/bibtex.ts';
import type { CslItem, CslName } from '../references/csl.ts';
import { completeEdition } from './complete-edition.ts';
import type { Edition } from './edition.ts';

/** "Chen, A. (2026). Title (Edition 3) [Evidence map]. Counterweight 0.1.0. https://doi.org/… SHA-256 0123456789ab." */
export function apaCitation(given: Edition, hash: string): string {
  const { dataset, number, publishedAt, software, face } = completeEdition(given);
  const year = `(${publishedAt.slice(0, 4)})`;
  const work = `${dataset.title} (Edition ${number}) [Evidence map]`;
  // Without authors the title comes first, and the year after it.
  const who = face.authors.replace(/\.$/, '');
  const opening = who === '' ? `${work}. ${year}.` : `${who}. ${year}. ${work}.`;
  const address = face.doi === null ? '' : ` https://doi.org/${face.doi}`;
  return `${opening} ${software}.${address} SHA-256 ${hash.slice(0, 12)}.`;
}

/** The same for BibTeX; whatever titles and names hold stays text there. */
export function bibtexEntry(given: Edition, hash: string): string {
  const { dataset, number, publishedAt, software, face } = completeEdition(given);
  const [year, month, day] = publishedAt.slice(0, 10).split('-').map(Number);
  const item: CslItem = {
    id: `evidence-map-${year}-${number}-${hash.slice(0, 8)}`,
    type: 'document',
    title: `${dataset.title} (Edition ${number}) [Evidence map]`,
    ...(face.authors && { author: readNames(face.authors) }),
    issued: { 'date-parts': [[year, month, day]] },
    publisher: software,
    ...(face.doi !== null && { DOI: face.doi }),
    note: `Edition ${number}. SHA-256 ${hash}`,
  };
  return writeBibtex([item], 'bibtex').trim();
}

/** "Chen, A., & Okafor, B." Names that are not written so stay as they are, whole. */
function readNames(authors: string): CslName[] {
  const people = authors.split(/\s*(?:,\s*&|&|;)\s*|(?<=\.),\s+(?=\p{Lu}[\p{L}’'-]+,)/u).filter(Boolean);
  return people.map((person) => {
    const [family, ...given] = person.split(/,\s*/);
    return given.length === 1 && /^(\p{Lu}\p{L}*\.?[\s-]*)+$/u.test(given[0])
      ? { family, given: given[0] }
      : { literal: person };
  });
}
