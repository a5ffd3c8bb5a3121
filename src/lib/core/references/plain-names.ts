/** Names as every format but BibTeX writes them: "Family, Given, Suffix", one to a field. */
import { andOthers, type CslName } from './csl.ts';
import { collapseSpace, decodeEntities } from './text-cleanup.ts';

/** Undefined when nothing is left of the text. */
export function readPlainName(text: string): CslName | undefined {
  const clean = collapseSpace(decodeEntities(text)).replace(/^[;,\s]+|[;\s]+$/g, '').normalize('NFC');
  if (clean === '') return undefined;
  if (/^(?:and )?(?:others|et\.? al\.?)$/i.test(clean)) return andOthers;
  // EndNote's way to write an institution with a comma in its name.
  if (clean.includes(',,')) return { literal: clean.replace(',,', ',').replace(/,$/, '') };
  const [family, given = '', ...suffix] = clean.split(',').map((part) => part.trim());
  if (!clean.includes(',')) return withoutComma(clean);
  // EndNote's sign for an institution is a name that ends in a comma.
  if (given === '' && suffix.every((part) => part === '')) return { literal: family };
  const name: CslName = withParticle(family);
  if (given !== '') name.given = given;
  if (suffix.join('') !== '') name.suffix = suffix.join(', ');
  return name;
}

/** Several names in one field, separated by semicolons. */
export function readPlainNames(text: string): CslName[] {
  return text.split(';').map(readPlainName).filter((name) => name !== undefined);
}

/** "Liu R." and "Hom MA" are persons; what has no initials at its end is taken for an institution. */
function withoutComma(text: string): CslName {
  const match = /^(.*\p{Ll}.*?)\s+((?:\p{Lu}\p{Ll}?\.[ -]?){1,4}|\p{Lu}{1,3})(?:\s+(Jr|Sr|2nd|3rd|II|III|IV)\.?)?$/u.exec(text);
  if (!match) return { literal: text };
  const name: CslName = { ...withParticle(match[1]), given: match[2].trim() };
  if (match[3]) name.suffix = match[3];
  return name;
}

/** "van der Berg": words in lower case before the family name are a particle, as they are for BibTeX. */
function withParticle(family: string): CslName {
  const match = /^((?:\p{Ll}[\p{Ll}'’.-]*\s+)+)(\S.*)$/u.exec(family);
  return match ? { 'non-dropping-particle': match[1].trim(), family: match[2] } : { family };
}

/** The reverse of readPlainName. */
export function writePlainName(name: CslName): string {
  if (name.literal !== undefined) return writeLiteral(collapseSpace(name.literal));
  const family = [name['dropping-particle'], name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
  const rest = [name.given, name.suffix].filter(Boolean) as string[];
  const parts = [family, ...rest].map((part) => collapseSpace(part).replace(/[,;]/g, ' '));
  return parts.length > 1 ? parts.filter((part) => part !== '').join(', ') : writeLiteral(parts[0]);
}

function writeLiteral(literal: string): string {
  const text = literal.replace(/;/g, ',');
  if (text.includes(',')) return text.includes(',,') ? text : text.replace(',', ',,');
  return readPlainName(text)?.literal === text ? text : `${text},`;
}
