import type { CellState } from '../lenses/evidence-map.ts';
import type { Mark } from './scene.ts';
import { textWidth } from './text-width.ts';

/** What a state means, for the key of the map. */
export const stateMeanings: Record<CellState, string> = {
  gap: 'nobody has studied it',
  single: 'one study',
  contested: 'studies disagree',
  open: 'several studies, not enough to settle it',
  settled: 'many strong studies agree',
};

const size = 10;
const signWidth = 13;

/** Width of a sign with its word. */
export function signRoom(state: CellState): number {
  return signWidth + textWidth(state, size);
}

/**
 * A state by its shape and its word: a bar for one study, a diamond where studies disagree, a ring that is left open, a full
 * dot in a ring for what is settled. Where there is no room the shape stands alone.
 */
export function drawSign(
  state: CellState,
  { key, x, y, width, series }: { key: string; x: number; y: number; width: number; series?: string },
): Mark[] {
  if (state === 'gap')
    return [{ key, kind: 'text', x, y: y + 3.5, text: 'gap', tone: 'quiet', size: 11, italic: true, series }];
  const isLoud = state === 'contested' || state === 'settled';
  const word: Mark = {
    key: `${key}-word`,
    kind: 'text',
    x: x + signWidth,
    y: y + 3.5,
    text: state,
    tone: isLoud ? 'ink' : 'quiet',
    size,
    weight: isLoud ? 500 : 400,
    series,
  };
  return [...drawShape(state, key, x + 4.5, y, series), ...(signRoom(state) <= width ? [word] : [])];
}

function drawShape(state: CellState, key: string, x: number, y: number, series: string | undefined): Mark[] {
  const common = { key, series, x, y } as const;
  if (state === 'contested') return [{ ...common, kind: 'diamond', radius: 4, tone: 'ink' }];
  if (state === 'open') return [{ ...common, kind: 'dot', radius: 2.5, tone: 'quiet', open: true }];
  if (state === 'settled') {
    return [
      { ...common, key: `${key}-ring`, kind: 'dot', radius: 4, tone: 'ink', open: true },
      { ...common, kind: 'dot', radius: 1.8, tone: 'ink' },
    ];
  }
  return [{ key, series, kind: 'line', x1: x - 3, x2: x + 3, y1: y, y2: y, tone: 'quiet', width: 1.5 }];
}
