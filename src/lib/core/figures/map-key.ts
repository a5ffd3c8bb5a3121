import type { EvidenceMap } from '../lenses/evidence-map.ts';
import type { MapDrawing, MapShade } from '../lenses/map-choices.ts';
import { drawSign, stateMeanings } from './map-signs.ts';
import { drawStep, shadings } from './map-shades.ts';
import type { Mark } from './scene.ts';
import { textWidth } from './text-width.ts';

const size = 11;
const leading = 19;

/** What shades, shapes and signs mean, in as many lines as are needed: part of the picture, so that it goes where that goes. */
export function drawMapKey(
  maps: readonly EvidenceMap[],
  { drawing, shade, width }: { drawing: MapDrawing; shade: MapShade; width: number },
): { marks: Mark[]; height: number } {
  const cells = maps.flatMap((map) => map.cells.flat());
  const { steps, stepOf } = shadings[shade];
  const used = new Set(cells.flatMap((cell) => cell.studies.map((study) => stepOf(study, cell))));
  const states = new Set(cells.map(({ state }) => state));
  const marks: Mark[] = [];
  let x = 0;
  let y = 12;
  const place = (room: number) => {
    if (x > 0 && x + room > width) {
      x = 0;
      y += leading;
    }
    const at = { x, y };
    x += room + 16;
    return at;
  };
  const write = (key: string, left: number, top: number, text: string) =>
    marks.push({ key, kind: 'text', x: left, y: top, text, tone: 'quiet', size });
  const what =
    drawing === 'squares'
      ? 'A square is a study:'
      : drawing === 'bubbles'
        ? 'Larger: more studies;'
        : 'Shade:';
  const first = place(textWidth(what, size));
  write('key-what', first.x, first.y, what);
  x -= 8;
  for (const [at, step] of [...steps.entries()].reverse()) {
    if (!used.has(at)) continue;
    const spot = place(14 + textWidth(step.word, size));
    marks.push(drawStep(step, { key: `key-${at}`, x: spot.x, y: spot.y - 9, size: 9 }));
    write(`key-${at}-word`, spot.x + 14, spot.y, step.word);
  }
  x = 0;
  y += leading;
  for (const state of ['settled', 'contested', 'open', 'single'] as const) {
    if (!states.has(state) && state !== 'settled') continue;
    const text = `${state}: ${stateMeanings[state]}`;
    const spot = place(13 + textWidth(text, size));
    marks.push(...drawSign(state, { key: `key-${state}`, x: spot.x, y: spot.y - 4, width: 0 }));
    write(`key-${state}-word`, spot.x + 13, spot.y, text);
  }
  return { marks, height: y + 12 };
}
