import type { Direction } from '../coding/claim.ts';
import { writeTarget } from '../lenses/behind.ts';
import { notStated } from '../lenses/choices.ts';
import { tierGroups, type TierGroup, type YearCount, type Years } from '../lenses/where-when.ts';
import { studies as studiesWord } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, Tone } from './scene.ts';
import { textWidth } from './text-width.ts';

interface Part {
  key: string;
  word: string;
  tone: Tone;
  hatched?: boolean;
  read: (count: YearCount) => number;
}

const tierLooks: Record<TierGroup, { word: string; tone: Tone; hatched?: boolean }> = {
  strong: { word: 'tier A or B', tone: 'shade-5' },
  middle: { word: 'tier C', tone: 'shade-3' },
  weak: { word: 'tier D to F', tone: 'shade-2' },
  review: { word: 'reviews', tone: 'quiet', hatched: true },
  not_stated: { word: 'tier not stated', tone: 'shade-0' },
};

const directionLooks: Record<Direction, { word: string; tone: Tone; hatched?: boolean }> = {
  positive: { word: 'for', tone: 'positive' },
  negative: { word: 'against', tone: 'negative' },
  null: { word: 'no link', tone: 'null' },
  mixed: { word: 'mixed', tone: 'mixed', hatched: true },
  not_stated: { word: 'sign not stated', tone: 'shade-0' },
};

const parts: Record<'tier' | 'direction', Part[]> = {
  tier: tierGroups.map((key) => ({ key, ...tierLooks[key], read: ({ tiers }) => tiers[key] })),
  direction: (Object.keys(directionLooks) as Direction[]).map((key) => ({
    key,
    ...directionLooks[key],
    read: ({ directions }) => directions[key],
  })),
};

const plot = 150;
/** Years in a column, from the fewest that let columns be seen. */
const spans = [1, 2, 5, 10, 25, 50, 100, 1000];
const narrowestColumn = 11;
const silentWidth = 58;

/** Studies by the year of their first report, as columns divided by design or direction. */
export function whenScene({
  years: found,
  by,
  width,
}: {
  years: Years;
  by: 'tier' | 'direction';
  width: number;
}): Scene {
  const { years, undated, studies } = found;
  if (studies === 0) {
    return emptyScene(
      'when',
      'No claim passes these filters',
      'Take a filter or a switch back to see studies.',
      width,
    );
  }
  const columns = [
    { label: 'Year', isNumber: true },
    { label: 'Studies', isNumber: true },
    ...parts[by].map(({ word }) => ({ label: word, isNumber: true })),
  ];
  const table = {
    columns,
    rows: years.map((count) => [count.year, count.studies, ...parts[by].map(({ read }) => read(count))]),
  };
  if (years.length === 0) {
    return {
      ...emptyScene(
        'when',
        'No study here states the year of its report',
        'Years come from references: link the studies to theirs.',
        width,
      ),
      table,
    };
  }
  const first = years[0].year;
  const last = years[years.length - 1].year;
  const room = width - 30 - (undated > 0 ? silentWidth : 0);
  const span =
    spans.find(
      (size) => (Math.floor(last / size) - Math.floor(first / size) + 1) * narrowestColumn <= room,
    ) ?? 1000;
  const from = Math.floor(first / span);
  const bins = Array.from({ length: Math.floor(last / span) - from + 1 }, (_, at) => ({
    year: (from + at) * span,
    counts: years.filter(({ year }) => Math.floor(year / span) === from + at),
  }));
  const sizes = bins.map(({ counts }) => counts.reduce((sum, count) => sum + count.studies, 0));
  const most = Math.max(...sizes, undated);
  const column = Math.min(44, room / bins.length);
  const unit = plot / most;
  const used = parts[by].filter(({ read }) => years.some((count) => read(count) > 0));
  const key = drawKey(used, width);
  const base = key.height + 14 + plot;
  const left = 26;
  const words = (year: number) => (span === 1 ? String(year) : `${year}–${year + span - 1}`);
  const marks: Mark[] = [
    ...key.marks,
    {
      key: 'base',
      kind: 'line',
      x1: left,
      x2: left + column * bins.length,
      y1: base,
      y2: base,
      tone: 'faint',
    },
    {
      key: 'most',
      kind: 'text',
      x: left - 6,
      y: base - plot + 4,
      text: String(most),
      tone: 'quiet',
      size: 11,
      anchor: 'end',
    },
    {
      key: 'none',
      kind: 'text',
      x: left - 6,
      y: base + 4,
      text: '0',
      tone: 'quiet',
      size: 11,
      anchor: 'end',
    },
    {
      key: 'top',
      kind: 'line',
      x1: left,
      x2: left + column * bins.length,
      y1: base - plot,
      y2: base - plot,
      tone: 'hairline',
    },
  ];
  let taken = -Infinity;
  for (const [at, { year, counts }] of bins.entries()) {
    const x = left + at * column;
    const series = `year-${year}`;
    const label = String(year);
    const wide = textWidth(label, 11);
    const centre = x + column / 2;
    const isRound = bins.length < 8 || year % (span * 5) === 0;
    if (isRound && centre - wide / 2 > Math.max(taken + 6, left - 12)) {
      marks.push({
        key: `tick-${year}`,
        kind: 'text',
        x: centre,
        y: base + 17,
        text: label,
        tone: 'quiet',
        size: 11,
        anchor: 'middle',
      });
      taken = centre + wide / 2;
    }
    let y = base;
    for (const part of used) {
      const number = counts.reduce((sum, count) => sum + part.read(count), 0);
      if (number === 0) continue;
      y -= number * unit;
      marks.push({
        key: `part-${year}-${part.key}`,
        kind: 'rect',
        x: x + 1,
        y,
        width: Math.max(2, column - 3),
        height: number * unit,
        tone: part.tone,
        ...(part.hatched && { hatched: true }),
        series,
      });
    }
    if (sizes[at] === 0) continue;
    const divided = used
      .map((part) => ({ word: part.word, number: counts.reduce((sum, count) => sum + part.read(count), 0) }))
      .filter(({ number }) => number > 0)
      .map(({ word, number }) => `${number} ${word}`);
    marks.push({
      key: `target-${year}`,
      kind: 'target',
      x,
      y: base - plot,
      width: column,
      height: plot,
      opens: writeTarget({
        cell: [{ field: 'year', values: counts.map((count) => String(count.year)) }, ...found.conditions],
      }),
      name: `${words(year)}: ${studiesWord(sizes[at])}; ${divided.join(', ')}`,
      series,
    });
  }
  if (undated > 0) marks.push(...drawUndated(undated, { x: width - silentWidth + 10, base, unit }, found));
  return {
    name: 'when',
    title: whenTitle(found),
    subtitle: `Studies by the year of their first report, divided by ${by === 'tier' ? 'design tier' : 'direction'}. ${studiesWord(studies)}.`,
    summary: `From ${first} to ${last}: ${studiesWord(studies - undated)}.`,
    caption: [
      by === 'direction'
        ? 'The direction of a study is that of all its claims here together; it is mixed where they differ.'
        : 'Tier A and B have order in time, or outcomes rated by others.',
      span === 1 ? '' : `A column is ${span} years.`,
    ].filter(Boolean),
    width,
    height: base + 26,
    marks,
    table:
      undated > 0
        ? { ...table, rows: [...table.rows, [null, undated, ...parts[by].map(() => null)]] }
        : table,
  };
}

function drawUndated(
  undated: number,
  { x, base, unit }: { x: number; base: number; unit: number },
  { conditions }: Years,
): Mark[] {
  const height = undated * unit;
  return [
    {
      key: 'undated',
      kind: 'rect',
      x,
      y: base - height,
      width: 20,
      height,
      tone: 'quiet',
      hatched: true,
      series: 'undated',
    },
    {
      key: 'undated-word',
      kind: 'text',
      x: x + 10,
      y: base + 17,
      text: 'no year',
      tone: 'quiet',
      size: 11,
      italic: true,
      anchor: 'middle',
    },
    {
      key: 'target-undated',
      kind: 'target',
      x: x - 8,
      y: base - plot,
      width: 36,
      height: plot,
      opens: writeTarget({ cell: [{ field: 'year', values: [notStated] }, ...conditions] }),
      name: `No year stated: ${studiesWord(undated)}`,
      series: 'undated',
    },
  ];
}

/** The year in or after which at least half of the dated studies were reported. */
function whenTitle({ years, undated }: Years): string {
  const dated = years.reduce((sum, { studies }) => sum + studies, 0);
  const silent = undated === 0 ? '' : `; ${undated} ${undated === 1 ? 'states' : 'state'} no year`;
  if (years.length === 1) return `All that state a year are of ${years[0].year}${silent}`;
  let since = 0;
  let half = years[0].year;
  for (const { year, studies } of [...years].reverse()) {
    since += studies;
    half = year;
    if (2 * since >= dated) break;
  }
  return `${since} of ${studiesWord(dated)} were reported in ${half} or later${silent}`;
}

function drawKey(used: readonly Part[], width: number): { marks: Mark[]; height: number } {
  const marks: Mark[] = [];
  let x = 0;
  let y = 12;
  for (const { key, word, tone, hatched } of used) {
    const room = 14 + textWidth(word, 11);
    if (x > 0 && x + room > width) {
      x = 0;
      y += 18;
    }
    marks.push(
      {
        key: `key-${key}`,
        kind: 'rect',
        x,
        y: y - 9,
        width: 9,
        height: 9,
        tone,
        ...(hatched && { hatched }),
      },
      { key: `key-${key}-word`, kind: 'text', x: x + 14, y, text: word, tone: 'quiet', size: 11 },
    );
    x += room + 16;
  }
  return { marks, height: y };
}
