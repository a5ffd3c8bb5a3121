import type { Mark } from './scene.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

interface RowName {
  key: string;
  label: string;
  isFocal: boolean;
  /** The right end of the name, which is as wide as it may be unless its room is given. */
  width: number;
  room?: number;
  /** Stands beside the others, not among them. */
  isQuiet?: boolean;
  /** Middle of the row. */
  y: number;
  series: string;
}

const size = 12.5;
const small = 11.5;
const leading = 13;

/** Whether a name takes one line only. */
export function fitsInRow(label: string, room: number, isFocal = false): boolean {
  return textWidth(label, size, isFocal ? 600 : 400) <= room;
}

/** The name at the left of a row: in one line where it fits, else smaller in two, cut only where two are too few. */
export function drawRowName({
  key,
  label,
  isFocal,
  width,
  room = width,
  isQuiet = false,
  y,
  series,
}: RowName): Mark[] {
  const weight = isFocal ? 600 : 400;
  const common = {
    kind: 'text',
    x: width,
    tone: isFocal ? 'focal' : isQuiet ? 'quiet' : 'ink',
    ...(isQuiet && { italic: true }),
    weight,
    anchor: 'end',
    series,
  } as const;
  if (fitsInRow(label, room, isFocal)) return [{ ...common, key, y: y + 4, text: label, size }];
  const [first, ...rest] = wrapText(label, room, small, weight);
  const lines = [first, rest.join(' ')].filter(Boolean).map((line) => fitText(line, room, small, weight));
  const top = y + 4 - ((lines.length - 1) * leading) / 2;
  return lines.map((text, line) => ({
    ...common,
    key: line === 0 ? key : `${key}-${line}`,
    y: top + line * leading,
    text,
    size: small,
  }));
}
