/** Names as every format but BibTeX writes them: "Family, Given, Suffix", one to a field. */
import { andOthers, type CslName } from './csl.ts';
import { cleanText, collapseSpace } from './text-cleanup.ts';

/** No name is longer; the patterns below are not made for longer texts. */
const longest = 300;

/** Undefined when nothing is left of the text. */
export function readPlainName(text: string): CslName | undefined {
  const clean = cleanText(text).replace(/^[;,\s]+|[;\s]+$/g, '');
  if (clean === '') return undefined;
  if (/^(?:and )?(?:others|et\.? al\.?)$/i.test(clean)) return andOthers;
  // EndNote's way to write an institution with a comma in its name.
  if (clean.includes(',,')) return { literal: clean.replace(',,', ',').replace(/,$/, '') };
  // Lists of works cited, mistaken for names by an exporting program.
  if (clean.length > longest || clean.split(',').length > 4) return { literal: clean };
  const [family, given = '', ...suffix] = clean.split(',').map((part) => part.trim());
  if (!clean.includes(',')) return withoutComma(clean);
  // EndNote's sign for an institution is a name that ends in a comma.
  if (given === '' && suffix.every((part) => part === '')) return { literal: family };
  const name: CslName = withParticle(family);
  if (given !== '') name.given = given;
  if (suffix.join('') !== '') name.suffix = suffix.join(', ');
  return name;
}

/**
 * Without a comma the order has to be guessed: initials tell it ("Liu R.", "Hom MA", "J. R. Smith"). Two to four words
 * that nothing marks as an institution are taken for given names and a family name.
 */
function withoutComma(text: string): CslName {
  const familyFirst = initialsLast.exec(text);
  if (familyFirst && !institutionWord.test(text)) {
    const name: CslName = { ...withParticle(familyFirst[1]), given: familyFirst[2].trim() };
    if (familyFirst[3]) name.suffix = familyFirst[3];
    return name;
  }
  const givenFirst =
    /^((?:\p{Lu}\.[ -]?){1,4}|(?:\p{Lu}[\p{Ll}'’]+(?:-\p{Lu}\p{Ll}+)?\s+(?:\p{Lu}\.\s*)*){1,2})\s*((?:\p{Ll}{1,4}\s+){0,3}\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*)$/u.exec(
      text,
    );
  if (givenFirst && !institutionWord.test(text))
    return { ...withParticle(givenFirst[2]), given: givenFirst[1].trim() };
  return /^\p{Lu}[\p{Ll}'’-]+$/u.test(text) && !institutionWord.test(text)
    ? { family: text }
    : { literal: text };
}

const initialsLast =
  /^(.*\p{Ll}.*?)\s+((?:\p{Lu}\p{Ll}?\.[ -]?){1,4}|\p{Lu}{1,3})(?:\s+(Jr|Sr|2nd|3rd|II|III|IV)\.?)?$/u;

/** "Liu R.", "Hom MA" */
export function endsInInitials(text: string): boolean {
  return initialsLast.test(text);
}

const institutionWord =
  /\b(?:academy|administration|agency|alliance|assembly|association|authority|banco|bank|bureau|center|centre|centro|clinic|collaborati\w+|collaborators|college|commission|committee|company|confederation|congress|consortium|corporation|council|department|division|europe\w*|federation|forum|foundation|fund|government|group|gmbh|health|hospital|inc|initiative|instit\w+|investigators|journal|laborator\w+|ltd|media|ministry|national|nations|network|office|oxfam|organi[sz]ation|panel|parliament|partners?\w*|party|press|program\w*|project|research|school|science\w*|secretariat|service\w*|society|staff|states?|team|trial|trust|unicef|union|united|universi\w+|world|workgroup|the|of|for|and|und|et|für|para|des)\b|[&\d]/i;

/** "van der Berg": words in lower case before the family name are a particle, as they are for BibTeX. */
function withParticle(family: string): CslName {
  const match = /^((?:\p{Ll}[\p{Ll}'’.-]*\s+)+)(\S.*)$/u.exec(family);
  return match ? { 'non-dropping-particle': match[1].trim(), family: match[2] } : { family };
}

/** The reverse of readPlainName. */
export function writePlainName(name: CslName): string {
  if (name.literal !== undefined) return writeLiteral(collapseSpace(name.literal));
  const family = [name['dropping-particle'], name['non-dropping-particle'], name.family]
    .filter(Boolean)
    .join(' ');
  const rest = [name.given, name.suffix].filter(Boolean) as string[];
  const parts = [family, ...rest].map((part) => collapseSpace(part).replace(/[,;]/g, ' '));
  if (parts.length > 1) return parts.filter((part) => part !== '').join(', ');
  return readPlainName(parts[0])?.family === parts[0] ? parts[0] : writeLiteral(parts[0]);
}

function writeLiteral(literal: string): string {
  const text = literal.replace(/;/g, ',');
  if (text.includes(',')) return text.includes(',,') ? text : text.replace(',', ',,');
  return readPlainName(text)?.literal === text ? text : `${text},`;
}
