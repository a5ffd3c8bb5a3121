import type { Interval } from '../../stats/pooling/result.ts';
import { intervalMark } from '../interval-mark.ts';
import type { Mark } from '../scene.ts';
import type { CellPlace } from './lens-column.ts';

export interface NumberCell {
  value: number;
  /** As it is written at the right of its interval. */
  text: string;
  interval: Interval | null;
  /** Where it would fall by chance. */
  band?: Interval | null;
  /** Rests on one study alone. */
  isOpen?: boolean;
}

/** A number on its scale: band, interval, dot, and the number itself. Other factors may stand beside it, small and faint. */
export function drawNumber(
  { value, text, interval, band = null, isOpen }: NumberCell,
  scale: (value: number) => number,
  { key, y, isFocal, series }: CellPlace,
  others: readonly number[] = [],
): Mark[] {
  const tone = isFocal ? 'focal' : 'ink';
  const end = Math.max(scale(value), interval ? scale(interval[1]) : -Infinity);
  const bands: Mark[] = band
    ? [
        {
          key: `${key}-band`,
          kind: 'rect',
          x: scale(band[0]),
          y: y - 8,
          width: Math.max(1, scale(band[1]) - scale(band[0])),
          height: 16,
          tone: 'band',
          series,
          isUncertainty: true,
        },
      ]
    : [];
  return [
    ...bands,
    ...others.map((other, at): Mark => ({
      key: `${key}-other-${at}`,
      kind: 'dot',
      x: scale(other),
      y,
      radius: 2.5,
      tone: 'faint',
      series,
    })),
    ...intervalMark({ key: `${key}-interval`, interval, scale, y, isFocal, series }),
    { key: `${key}-dot`, kind: 'dot', x: scale(value), y, radius: 4, tone, open: isOpen, series },
    {
      key: `${key}-value`,
      kind: 'text',
      x: end + 8,
      y: y + 4,
      text,
      tone,
      size: 12,
      weight: isFocal ? 600 : 400,
      series,
    },
  ];
}
