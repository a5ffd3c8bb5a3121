import type { DirectionCounts } from '../lenses/directions.ts';
import type { RectMark, Tone } from './scene.ts';

/** Order and looks of directions, the same everywhere. Mixed is hatched, so that colour is never alone. */
const parts: { key: keyof DirectionCounts; tone: Tone; hatched?: boolean; word: string }[] = [
  { key: 'positive', tone: 'positive', word: 'for' },
  { key: 'negative', tone: 'negative', word: 'against' },
  { key: 'null', tone: 'null', word: 'no link' },
  { key: 'mixed', tone: 'mixed', hatched: true, word: 'mixed' },
  { key: 'not_stated', tone: 'not-stated', word: 'sign not stated' },
];

/** A bar divided by which way studies point. */
export function directionBar(
  counts: DirectionCounts,
  { key, x, y, width, height }: { key: string; x: number; y: number; width: number; height: number },
): RectMark[] {
  const total = parts.reduce((sum, part) => sum + counts[part.key], 0);
  let from = x;
  return parts.flatMap((part): RectMark[] => {
    if (counts[part.key] === 0) return [];
    const length = (counts[part.key] / total) * width;
    const mark = {
      key: `${key}-${part.key}`,
      kind: 'rect',
      x: from,
      y,
      width: length,
      height,
      tone: part.tone,
      hatched: part.hatched,
    } as const;
    from += length;
    return [mark];
  });
}

/** "35 for, 1 against, 2 no link" */
export function directionWords(counts: DirectionCounts): string {
  return parts
    .filter(({ key }) => counts[key] > 0)
    .map(({ key, word }) => `${counts[key]} ${word}`)
    .join(', ');
}
