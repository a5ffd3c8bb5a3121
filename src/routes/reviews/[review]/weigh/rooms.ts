import { readChoices, writeChoices } from '#lib/core/lenses/choices.ts';

/** The ways of looking at the evidence, from the answer to what it hangs on. */
export const weighRooms = [
  { path: '', label: 'Answer' },
  { path: '/direction', label: 'Direction' },
  { path: '/size', label: 'Size' },
  { path: '/rivals', label: 'Rivals' },
  { path: '/circumstances', label: 'Circumstances' },
  { path: '/necessity', label: 'Necessity' },
  { path: '/firmness', label: 'Firmness' },
  { path: '/certainty', label: 'Certainty' },
  { path: '/compare', label: 'Compare' },
] as const;

/** The address of a room that shows what the reader chose in another. Compare shows it beside everything. */
export function weighRoomAddress(base: string, path: string, from: URL): string {
  const here = from.searchParams;
  const chosen = from.pathname.endsWith('/compare') ? new URLSearchParams(here.get('right') ?? '') : here;
  const choices = writeChoices(readChoices(chosen)).toString();
  if (choices === '') return `${base}${path}`;
  const query = path === '/compare' ? `right=${encodeURIComponent(choices)}` : choices;
  return `${base}${path}?${query}`;
}
