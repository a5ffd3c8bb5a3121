/** Who did something and when, as the tables of a review's own folder say it. */

/** Longer names are cut: no person has one. */
const longestName = 200;

/** A name on one line; null where none is given. */
export function readPersonName(text: string | undefined): string | null {
  const name = (text ?? '').replace(/\s+/g, ' ').trim();
  const cut = Array.from(name.slice(0, 2 * longestName))
    .slice(0, longestName)
    .join('');
  return cut === '' ? null : cut;
}

/** A date, or a moment of universal time, as ISO 8601; null where the text is neither. */
export function readMoment(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(text)) return null;
  const moment = new Date(text);
  // 31 April would silently become 1 May.
  if (Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== text.slice(0, 10)) return null;
  return moment.toISOString();
}
