import { readChoices, writeChoices } from '#lib/core/lenses/choices.ts';
import { readSide } from '#lib/core/lenses/compared-sides.ts';
import { readFigureChoices, writeFigureChoices } from '#lib/core/lenses/figure-choices.ts';
import { readSizeChoices, writeSizeChoices } from '#lib/core/lenses/size-choices.ts';

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
  const chosen = from.pathname.endsWith('/compare') && here.has('right') ? readSide(here, 'right') : here;
  const choices = writeChoices(readChoices(chosen));
  if (path === '/compare') {
    return choices.size === 0
      ? `${base}${path}`
      : `${base}${path}?${new URLSearchParams({ right: choices.toString() })}`;
  }
  writeSizeChoices(readSizeChoices(chosen), choices);
  writeFigureChoices(readFigureChoices(chosen), choices);
  return choices.size === 0 ? `${base}${path}` : `${base}${path}?${choices}`;
}
