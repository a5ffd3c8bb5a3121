import { writeTarget } from '../lenses/behind.ts';
import type { GroupShare, GroupShares } from '../lenses/group-shares.ts';
import { percent, percentRange, studies as studiesWord } from '../words.ts';
import { intervalMark } from './interval-mark.ts';
import { drawRowName } from './row-name.ts';
import type { Mark } from './scene.ts';

/** A list of groups with the focal factor's share in each. */
export interface ShareRows {
  /** Begins the keys of its marks. */
  key: string;
  field: GroupShares['field'];
  focal: { key: string; label: string };
  rows: readonly GroupShare[];
  x: number;
  /** Middle of the first row. */
  y: number;
  nameWidth: number;
  width: number;
  /** Where a share stands. */
  scale: (share: number) => number;
}

export const shareRowHeight = 28;
/** Room at the right for "100 % · 12 of 12". */
export const shareWordsWidth = 92;

export function drawShareRows({
  key,
  field,
  focal,
  rows,
  x,
  y: top,
  nameWidth,
  width,
  scale,
}: ShareRows): Mark[] {
  return rows.flatMap((row, at): Mark[] => {
    const y = top + at * shareRowHeight;
    const series = `${key}-${row.value}`;
    const isCode = row.kind === 'code';
    const names = drawRowName({
      key: `name-${series}`,
      label: row.label,
      isFocal: false,
      width: x + nameWidth,
      room: nameWidth,
      isQuiet: !isCode,
      y,
      series,
    });
    const marks: Mark[] =
      row.share === null
        ? []
        : [
            ...intervalMark({
              key: `interval-${series}`,
              interval: row.interval,
              scale,
              y,
              isFocal: isCode,
              series,
            }),
            {
              key: `dot-${series}`,
              kind: 'dot',
              x: scale(row.share),
              y,
              radius: 4,
              tone: isCode ? 'focal' : 'faint',
              open: row.k === 0,
              series,
            },
          ];
    return [
      ...names,
      ...marks,
      {
        key: `words-${series}`,
        kind: 'text',
        x: x + width,
        y: y + 4,
        text: shareWords(row),
        tone: 'quiet',
        size: 11,
        anchor: 'end',
        series,
      },
      {
        key: `target-${series}`,
        kind: 'target',
        x,
        y: y - shareRowHeight / 2 + 1,
        width,
        height: shareRowHeight - 2,
        opens: writeTarget({ factor: focal.key, group: `${field}:${row.value}` }),
        name: `${row.label}: ${describeShare(row, focal.label)}`,
        series,
      },
    ];
  });
}

/** "34 % · 5 of 12", "none of 12". */
export function shareWords({ share, k, studies }: GroupShare): string {
  if (share === null) return 'no study';
  return k === 0 ? `none of ${studies}` : `${percent(share)} · ${k} of ${studies}`;
}

/** The same in a sentence's words, with the interval. */
export function describeShare({ share, k, studies, interval }: GroupShare, label: string): string {
  if (share === null) return 'no study here';
  const range = interval
    ? `, 95\u202f% interval ${percentRange(interval)}`
    : ', too few studies for an interval';
  if (k === 0) return `none of ${studiesWord(studies)} names ${label}${range}`;
  return `${percent(share)}, ${k} of ${studiesWord(studies)}${range}`;
}
