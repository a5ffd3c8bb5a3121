import { readWithheldMarks, type WithheldNoun } from '#lib/core/coding/withheld-marks.ts';
import { folderFiles } from '#lib/core/coding/table-files.ts';
import type { FilePlace, Issue } from '#lib/core/issue.ts';
import type { ActingInReview } from '../acting.ts';
import { now } from '../new-id.ts';
import { namedPerson } from '../store/people.ts';
import { insertWithheld, listWithheld } from '../store/withheld.ts';

/**
 * Takes over what a folder keeps out of editions. Marks are only ever added, also to rows that were in the review before: a
 * mark too many is seen before the next edition and taken off with a click, one too few is published.
 *
 * @param idsOf Ids of the review's studies and claims by their keys.
 * @param fresh Ids of those that the same import brought.
 * @returns How many rows are marked that were not.
 */
export async function importWithheld(
  { db, review, userId }: ActingInReview,
  text: string | undefined,
  idsOf: Record<WithheldNoun, ReadonlyMap<string, string>>,
  fresh: ReadonlySet<string>,
  issues: Issue<FilePlace>[],
): Promise<number> {
  const file = folderFiles.withheld;
  const { marks, issues: found } = readWithheldMarks(text);
  issues.push(...found);
  const met = await listWithheld(db, review.id);
  const rows = marks.flatMap(({ noun, key, by, at, line }) => {
    const id = idsOf[noun].get(key);
    if (id === undefined) {
      const message = `There is no ${noun} "${key}" in the review; look whether another one should be kept out of editions.`;
      issues.push({ code: `unknown-${noun}`, severity: 'error', message, where: { file, line, key } });
      return [];
    }
    if (met.has(id)) return [];
    met.add(id);
    return [{ noun, id, line, key, userId: by === null ? userId : namedPerson(by), at: at ?? now() }];
  });
  const there = rows.filter(({ id }) => !fresh.has(id));
  if (there.length > 0) {
    const [{ line, key }] = there;
    const message = `${there.length} of ${rows.length} marks are on rows that were in the review already, from "${key}" on; they are kept out of editions from now on.`;
    issues.push({ code: 'withheld-now', severity: 'warning', message, where: { file, line, key } });
  }
  await insertWithheld(db, review.id, rows);
  return rows.length;
}
