/** What changed since the edition before, in words that stand on the next one's face. */
import { count, list, longDate, studies } from '../words.ts';
import type { EditionChanges, MovedRank, NamedStudy } from './compare-editions.ts';

/** "3 studies are new, 1 was taken out." and the like; a first edition has nothing to say. */
export function changeSentences({ studies: moved, claims, since }: EditionChanges): string[] {
  const takenOut = moved.removed.length + (moved.unnamed ?? 0);
  const parts = [
    moved.added.length > 0 && `${studies(moved.added.length)} ${are(moved.added.length)} new`,
    takenOut > 0 && `${studies(takenOut)} ${were(takenOut)} taken out`,
    claims.added > 0 && `${count(claims.added, 'claim')} ${are(claims.added)} new`,
    claims.removed > 0 && `${count(claims.removed, 'claim')} ${were(claims.removed)} taken out`,
    claims.changed > 0 && `${count(claims.changed, 'claim')} ${were(claims.changed)} coded anew`,
  ].filter((part) => part !== false);
  const what = parts.length === 0 ? 'no study and no claim is different' : list(parts);
  return [`Since edition ${since.number} (${longDate(since.publishedAt)}), ${what}.`];
}

/** Lists of studies with what they are headed by; those that may not be named are counted. */
export function changedStudies({ studies: { added, removed, unnamed = 0 } }: EditionChanges) {
  const names = (moved: readonly NamedStudy[]) => moved.map(({ label }) => label);
  const more = unnamed > 0 ? [`${studies(unnamed)} that ${unnamed === 1 ? 'is' : 'are'} not named`] : [];
  return [
    { title: 'New studies', studies: names(added) },
    { title: 'Taken out', studies: [...names(removed), ...more] },
  ].filter((one) => one.studies.length > 0);
}

/** "Trust: from place 4 to place 2" */
export function rankMoveWords({ label, before, after }: MovedRank): string {
  if (before === null) return `${label}: new, at place ${after}`;
  if (after === null) return `${label}: was at place ${before}, no study names it now`;
  return `${label}: from place ${before} to place ${after}`;
}

const are = (number: number) => (number === 1 ? 'is' : 'are');
const were = (number: number) => (number === 1 ? 'was' : 'were');
