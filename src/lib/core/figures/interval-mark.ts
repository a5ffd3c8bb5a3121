import type { Mark } from './scene.ts';

interface DrawnInterval {
  key: string;
  /** Null draws nothing: an interval that is not known is not drawn. */
  interval: readonly [number, number] | null;
  scale: (value: number) => number;
  y: number;
  isFocal: boolean;
  series: string;
}

/** The line of an interval along its row, under the dot. */
export function intervalMark({ key, interval, scale, y, isFocal, series }: DrawnInterval): Mark[] {
  if (!interval) return [];
  const [x1, x2] = interval.map(scale);
  const tone = isFocal ? 'focal' : 'faint';
  return [{ key, kind: 'line', x1, x2, y1: y, y2: y, tone, width: 2, series, isUncertainty: true }];
}
