/** Lists of keywords as the one text that CSL has for them. */
import { plainText } from './markup.ts';
import { cleanText } from './text-cleanup.ts';

/** Commas are the usual separator, but keywords of thesauri have commas in them. */
export function joinKeywords(keywords: string[]): string | undefined {
  const clean = [...new Set(keywords.map((keyword) => plainText(cleanText(keyword))))].filter(
    (keyword) => keyword !== '',
  );
  return clean.join(clean.some((keyword) => keyword.includes(',')) ? '; ' : ', ') || undefined;
}

/** The reverse. */
export function splitKeywords(keywords: string | undefined): string[] {
  return (keywords ?? '')
    .split(keywords?.includes(';') ? ';' : ',')
    .map((keyword) => keyword.trim())
    .filter(Boolean);
}
