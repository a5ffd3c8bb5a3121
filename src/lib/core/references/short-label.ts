/** How a reference is called in running text and lists: "Weiss et al. 2002". */
import { isAndOthers, type CslDraft, type CslName } from './csl.ts';
import { publicationYear } from './identity.ts';
import { plainText } from './markup.ts';

/** Longer names and titles are cut here, so that a label stays a label. */
const longest = 60;

export function shortLabel(csl: CslDraft): string {
  const names = csl.author ?? csl.editor ?? csl.director ?? csl.composer ?? [];
  const year = publicationYear(csl) ?? csl.status ?? csl.issued?.literal ?? 'n.d.';
  return `${nameAll(names) || firstWords(plainText(csl.title ?? '')) || 'Untitled'} ${year}`;
}

function nameAll(names: CslName[]): string {
  const persons = names
    .filter((name) => !isAndOthers(name))
    .map(shortName)
    .filter((name) => name !== '');
  if (persons.length === 0) return '';
  if (persons.length > 2 || persons.length < names.length) return `${persons[0]} et al.`;
  return persons.join(' and ');
}

function shortName(name: CslName): string {
  const family = [name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
  return cut(plainText(name.literal ?? (family || name.given || '')).trim());
}

function firstWords(title: string): string {
  return cut(title.split(/[:.?!–—]\s/)[0].trim());
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text;
}
