/**
 * How well a text fits what was typed: 0 where a word of the query is nowhere in it, more where words begin alike, most
 * where the text itself begins as typed. Accents and case make no difference.
 */
export function fitWords(text: string, query: string): number {
  const folded = fold(text);
  const typed = fold(query);
  const parts = folded.split(/[^\p{L}\p{N}]+/u);
  let total = typed !== '' && folded.startsWith(typed) ? 4 : 0;
  for (const word of typed.split(/\s+/).filter(Boolean)) {
    if (parts.some((part) => part.startsWith(word))) total += 2;
    else if (folded.includes(word)) total += 1;
    else return 0;
  }
  return total;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
