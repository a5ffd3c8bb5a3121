/** Dates as the formats write them. */
import type { CslDate } from '../csl.ts';

/** ISO 8601, with a slash between the two ends of a range, as BibLaTeX and EDTF have it: 2019-05-03, 2010/2012. */
export function isoDate(date: CslDate | undefined): string | undefined {
  const parts = date?.['date-parts'];
  if (!parts || parts.length === 0) return undefined;
  const season =
    typeof date.season === 'number' && parts.length === 1 && parts[0].length === 1
      ? `-${20 + date.season}`
      : '';
  return (
    parts
      .map((part) =>
        part
          .map((number, index) => (index === 0 ? pad(number < 0 ? number + 1 : number, 4) : pad(number, 2)))
          .join('-'),
      )
      .join('/') + season
  );
}

/** What stands in a field for the year: the year, or the words there are instead. */
export function writtenYear(date: CslDate | undefined): string | undefined {
  const parts = date?.['date-parts'];
  if (!parts?.[0]) return date?.literal;
  return parts.map(([year]) => String(year < 0 ? year + 1 : year)).join('/');
}

/** The date of one day or month, without ranges. */
export function singleDate(date: CslDate | undefined): number[] | undefined {
  const parts = date?.['date-parts'];
  return parts?.length === 1 ? parts[0] : undefined;
}

export function pad(number: number, length: number): string {
  return number < 0 ? `-${String(-number).padStart(length, '0')}` : String(number).padStart(length, '0');
}
