/** Dates as people and databases write them, read into CSL dates. */
import type { CslDate } from './csl.ts';

const monthNames: string[][] = [
  // English, then German, French, Spanish, Portuguese and Italian where they begin differently.
  ['jan', 'jän', 'ene', 'gen'],
  ['feb', 'fév', 'fev'],
  ['mar', 'mär', 'mrz'],
  ['apr', 'avr', 'abr'],
  ['may', 'mai', 'mag'],
  ['jun', 'juin', 'giu'],
  ['jul', 'juil', 'lug'],
  ['aug', 'aoû', 'ago'],
  ['sep', 'set'],
  ['oct', 'okt', 'out', 'ott'],
  ['nov'],
  ['dec', 'dez', 'déc', 'dic'],
];

const seasons: Record<string, number> = { spring: 1, summer: 2, autumn: 3, fall: 3, winter: 4 };

/** No date is longer; the patterns below are not made for longer texts. */
const longest = 120;

/** What a text that is no year may say about the state of a publication. */
const statusPattern =
  /\b(?:in\s*press|im\s+druck|en\s+prensa|sous\s+presse|forthcoming|to\s+appear|accepted|submitted|in\s*preparation|unpublished|under\s+review|online\s+first|ahead\s+of\s+print|early\s+access|prepublished)\b/i;

export function readStatus(text: string): string | undefined {
  return statusPattern.exec(text)?.[0].replace(/\s+/g, ' ').toLowerCase();
}

/** The number of a month by name, abbreviation or number; undefined when it is none. */
export function readMonth(text: string | undefined): number | undefined {
  const word = text?.trim().toLowerCase().replace(/\.$/, '') ?? '';
  if (/^\d{1,2}$/.test(word)) return inRange(Number(word), 1, 12);
  const letters = /^\p{L}{3,}/u.exec(word.normalize('NFC'))?.[0];
  if (!letters) return undefined;
  const found = monthNames.findIndex((beginnings) =>
    beginnings.some((beginning) => letters.startsWith(beginning)),
  );
  return found < 0 ? undefined : found + 1;
}

/**
 * A year with, in other fields, its month and day: BibTeX's year, month ("jan", "January", "10 jan") and day. The year
 * field may also hold a whole date.
 */
export function readYearMonthDay(year: string, month?: string, day?: string): CslDate | undefined {
  const date = readDate(year);
  const parts = date?.['date-parts'];
  if (!date || !parts || parts.length > 1 || parts[0].length > 1 || !month) return date;
  const [monthWord, dayInMonth] = splitMonth(month);
  const monthNumber = readMonth(monthWord);
  if (!monthNumber) {
    const season = readSeason(month);
    return season ? { ...date, season } : date;
  }
  const dayNumber = readDay(day ?? dayInMonth);
  return {
    ...date,
    'date-parts': [dayNumber ? [parts[0][0], monthNumber, dayNumber] : [parts[0][0], monthNumber]],
  };
}

const dayWord = /^(\d{1,2})(?:st|nd|rd|th)?$/i;

/** "jan", "January 10", "10~jan", "Jan.-Feb." → the month's word and the day's. */
function splitMonth(text: string): [month: string, day: string | undefined] {
  const words = text
    .replace(/~/g, ' ')
    .trim()
    .split(/[\s.,/–-]+/);
  const first = words.findIndex((word) => readMonth(word) && /\p{L}/u.test(word));
  if (first < 0) return [words[0], undefined];
  return [words[first], words.find((word, index) => index !== first && dayWord.test(word))];
}

/**
 * Any written date. Years are found in "2002", "c. 2002", "[2002]", "©2002", "2002a", "2002/03/15", "Fall 2003",
 * "15 March 2003", "2010-03", "2010/2012", "2023/10//", EDTF's "2004~" and "2015-02/2016". Undefined when the text is
 * empty; a literal when no year is in it.
 */
export function readDate(text: string): CslDate | undefined {
  // EDTF's unknown month or day: 2019-05-XX.
  const trimmed = text
    .replace(/(?<=\d)-[Xu]{2}(?![\w])/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, longest);
  if (trimmed === '') return undefined;
  return readNumericDate(trimmed) ?? readRange(trimmed) ?? readWordyDate(trimmed) ?? { literal: trimmed };
}

/** Year first: 2002, 2002-03, 2002/3/15, 20020315, 2023/10//, 2004-06-11T12:00. With EDTF's marks of doubt, ?, ~ and %. */
function readNumericDate(text: string): CslDate | undefined {
  const match =
    /^(-?\d{3,4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?[-/.]*([?~%]?)(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})()$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, doubt] = match;
  // 2010/11 is a range of years when 11 can follow 10 but reads as a month first: databases mean the month.
  const date: CslDate = seasonOrMonth(Number(year), month ? Number(month) : 0, day ? Number(day) : 0);
  return doubt ? { ...date, circa: true } : date;
}

/** EDTF numbers the seasons 21 to 24, where the month would stand. */
function seasonOrMonth(year: number, month: number, day: number): CslDate {
  if (month >= 21 && month <= 24) return { 'date-parts': [[year]], season: month - 20 };
  // ISO 8601 has a year 0, which CSL, like historians, calls -1.
  if (year <= 0) return { 'date-parts': [[year - 1]] };
  if (!inRange(month, 1, 12)) return { 'date-parts': [[year]] };
  return { 'date-parts': [inRange(day, 1, 31) ? [year, month, day] : [year, month]] };
}

/** 2010/2012, 1999--2001, 2015-02-01/2016, 2003/.. and 2010–12. */
function readRange(text: string): CslDate | undefined {
  const open = /^([^/]+)\/(?:\.\.)?$/.exec(text);
  if (open) return readNumericDate(open[1].trim());
  const sides =
    /^(.*?\d{3,4}[^/]*?)\s*(?:\/|--+|[–—]| - )\s*(.*)$/.exec(text) ?? /^(\d{4})-(\d{4})$/.exec(text);
  if (!sides) return undefined;
  const from = readNumericDate(sides[1].trim())?.['date-parts'];
  const to = readNumericDate(completeYear(sides[2].trim(), sides[1].trim()))?.['date-parts'];
  if (!from || !to || to[0][0] < from[0][0]) return undefined;
  return { 'date-parts': [from[0], to[0]] };
}

/** The 12 of 2010–12. */
function completeYear(end: string, start: string): string {
  return /^\d{2}$/.test(end) && /^\d{4}$/.test(start) ? start.slice(0, 2) + end : end;
}

function readWordyDate(text: string): CslDate | undefined {
  const found = /(?<![\d.,/-])(\d{4})(?![\d])/.exec(text) ?? /(\d{4})/.exec(text);
  if (!found) return undefined;
  const year = Number(found[1]);
  if (!inRange(year, 1000, 2999)) return undefined;
  const around = text.replace(found[1], ' ');
  const date: CslDate = { 'date-parts': [[year]] };
  if (/\b(?:c|ca|circa|um|vers)\b\.?/i.test(around) || around.includes('?')) date.circa = true;
  const words = around.match(/\p{L}{3,}|\b\d{1,2}\b/gu) ?? [];
  const month = words.map((word) => (/\d/.test(word) ? undefined : readMonth(word))).find(Boolean);
  const season = readSeason(around);
  if (month) {
    const day = readDay(words.find((word) => /^\d{1,2}$/.test(word)));
    date['date-parts'] = [day ? [year, month, day] : [year, month]];
  } else if (season) {
    date.season = season;
  }
  return date;
}

function readSeason(text: string): number | undefined {
  const word = /\b(?:spring|summer|autumn|fall|winter)\b/i.exec(text)?.[0];
  return word ? seasons[word.toLowerCase()] : undefined;
}

function readDay(text: string | undefined): number | undefined {
  const day = dayWord.exec(text?.trim() ?? '')?.[1];
  return day ? inRange(Number(day), 1, 31) : undefined;
}

function inRange(value: number, low: number, high: number): number | undefined {
  return value >= low && value <= high ? value : undefined;
}
