import {
  verdictGroups,
  verdictWords,
  type VerdictCounts,
  type VerdictGroup,
} from '../lenses/verdict-groups.ts';
import type { Mark, RectMark, TextMark, Tone } from './scene.ts';
import { textWidth } from './text-width.ts';

/** Looks of verdicts. The count stands in every part, so that colour is never alone. */
const looks: Record<VerdictGroup, { tone: Tone; hatched?: boolean; open?: boolean; words: Tone }> = {
  ahead: { tone: 'focal', words: 'paper' },
  joint: { tone: 'focal-band', words: 'ink' },
  depends: { tone: 'mixed', hatched: true, words: 'ink' },
  indirect: { tone: 'band', words: 'ink' },
  behind: { tone: 'quiet', words: 'paper' },
  not_a_predictor: { tone: 'faint', words: 'paper' },
  other: { tone: 'faint', open: true, words: 'ink' },
};

const numberSize = 11;

/** Studies by verdict: a part for each with its count. */
export function verdictBar(
  counts: VerdictCounts,
  place: { key: string; x: number; y: number; unit: number; height: number; series: string },
): (RectMark | TextMark)[] {
  const { key, unit, y, height, series } = place;
  let x = place.x;
  return verdictGroups.flatMap((group): (RectMark | TextMark)[] => {
    const studies = counts[group];
    if (studies === 0) return [];
    const width = studies * unit;
    const from = x;
    x += width;
    const { tone, hatched, open, words } = looks[group];
    const text = String(studies);
    const number: TextMark = {
      key: `${key}-${group}-count`,
      kind: 'text',
      x: from + width / 2,
      y: y + height / 2 + 4,
      text,
      tone: words,
      size: numberSize,
      anchor: 'middle',
      halo: hatched,
      series,
    };
    const fits = textWidth(text, numberSize) + 2 <= width - 1;
    return [
      {
        key: `${key}-${group}`,
        kind: 'rect',
        x: from,
        y,
        width: Math.max(1, width - 1),
        height,
        tone,
        hatched,
        open,
        series,
      },
      ...(fits ? [number] : []),
    ];
  });
}

/** What the parts mean, in as many lines as are needed. */
export function verdictKey(
  groups: readonly VerdictGroup[],
  { key, x, y, width }: { key: string; x: number; y: number; width: number },
): { marks: Mark[]; height: number } {
  const size = 11;
  const leading = 17;
  let at = x;
  let line = 0;
  const marks = groups.flatMap((group): Mark[] => {
    const text = verdictWords[group];
    const needed = 14 + textWidth(text, size) + 14;
    if (at > x && at + needed - 14 > x + width) {
      at = x;
      line++;
    }
    const left = at;
    at += needed;
    const { tone, hatched, open } = looks[group];
    return [
      {
        key: `${key}-${group}`,
        kind: 'rect',
        x: left,
        y: y + line * leading - 9,
        width: 10,
        height: 10,
        tone,
        hatched,
        open,
      },
      {
        key: `${key}-${group}-words`,
        kind: 'text',
        x: left + 14,
        y: y + line * leading,
        text,
        tone: 'quiet',
        size,
      },
    ];
  });
  return { marks, height: (line + 1) * leading };
}
