import type { Mark } from '../scene.ts';
import { wrapText } from '../text-width.ts';
import type { LensColumn, Panel } from './lens-column.ts';

const strip = 20;
const size = 10.5;
const leading = 12;

/** A column without cells: it says so once, and is hatched; one that is being computed is plain. */
export function drawBlankColumn({ key, state, short }: LensColumn, { x, width, top, bottom }: Panel): Mark[] {
  const lines = wrapText(short, width, size);
  return [
    ...lines.map((text, at): Mark => ({
      key: `${key}-blank-words-${at}`,
      kind: 'text',
      x,
      y: top - 6 - (lines.length - 1 - at) * leading,
      text,
      tone: 'quiet',
      size,
      italic: true,
    })),
    {
      key: `${key}-blank`,
      kind: 'rect',
      x,
      y: top + 4,
      width: strip,
      height: bottom - top - 4,
      tone: state === 'computing' ? 'band' : 'faint',
      hatched: state === 'missing',
      radius: 2,
    },
  ];
}
