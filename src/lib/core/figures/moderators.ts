import { scaleLinear } from 'd3-scale';
import { groupFields } from '../lenses/group-fields.ts';
import type { GroupShare, GroupShares } from '../lenses/group-shares.ts';
import type { NotIdentified } from '../lenses/lens.ts';
import type { Moderators } from '../lenses/moderators.ts';
import { count, list, lowerFirst, percent, studies } from '../words.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { drawShareRows, shareRowHeight, shareWordsWidth } from './share-rows.ts';
import { wrapText } from './text-width.ts';
import { tickLabels } from './tick-labels.ts';

export interface ModeratorsFigure {
  moderators: Moderators | NotIdentified;
  width: number;
}

const gap = 40;
const headHeight = 56;

/** The focal factor's share by what may change it, as small multiples with one scale. */
export function moderatorsScene({ moderators, width }: ModeratorsFigure): Scene {
  if (!moderators.identified) {
    return emptyScene(
      'moderators',
      'Nothing here can be compared by where or how it was studied',
      moderators.reason,
      width,
    );
  }
  const { groupings, focal } = moderators;
  if (groupings.length === 0) {
    const reason = 'No study here states its form, motive, stage, sector, setting or sources.';
    return emptyScene(
      'moderators',
      'Nothing here can be compared by where or how it was studied',
      reason,
      width,
    );
  }
  const columns = width >= 1000 ? 3 : width >= 680 ? 2 : 1;
  const column = (width - (columns - 1) * gap) / columns;
  const bottoms = Array<number>(columns).fill(0);
  const marks: Mark[] = [];
  for (const grouping of groupings) {
    // Each into the column that is shortest so far.
    const at = bottoms.indexOf(Math.min(...bottoms));
    const rows = shownRows(grouping);
    marks.push(
      ...drawPanel(moderators, grouping, rows, { x: at * (column + gap), y: bottoms[at], width: column }),
    );
    bottoms[at] += headHeight + rows.length * shareRowHeight + 24;
  }
  const clear = listClear(groupings);
  return {
    name: 'moderators',
    title: title(moderators, clear),
    subtitle: `Share of ${lowerFirst(focal.label)} in what is said, group by group. ${studies(moderators.studies)}, ${count(moderators.claims, 'claim')}.`,
    summary: `${title(moderators, clear)}. Over all ${studies(moderators.studies)}: ${percent(moderators.overall)}.`,
    caption: explain(moderators),
    width,
    height: Math.max(...bottoms),
    marks,
    table: tabulate(groupings),
  };
}

/** Groups without a study take up no room here; the table has them. */
function shownRows({ rows, of }: GroupShares): GroupShare[] {
  return rows.filter(({ studies, k }) => (of === 'focal' ? k > 0 : studies > 0));
}

/** Fields whose groups differ beyond chance, with as many looks as are taken (Bonferroni). */
function listClear(groupings: readonly GroupShares[]): GroupShares[] {
  const tested = groupings.filter(({ p }) => p !== null);
  return tested.filter(({ p }) => p! * tested.length < 0.05);
}

function title({ focal, groupings, overall }: Moderators, clear: readonly GroupShares[]): string {
  const name = lowerFirst(focal.label);
  if (overall === 0) return `No study here names ${name}`;
  if (clear.length > 0) {
    return `How much is said of ${name} differs between ${list(clear.map(({ field }) => groupFields[field].many))}`;
  }
  return groupings.some(({ p }) => p !== null)
    ? `No clear difference in how much is said of ${name}, wherever and however it was studied`
    : `How much is said of ${name}, by where and how it was studied`;
}

interface Panel {
  x: number;
  y: number;
  width: number;
}

function drawPanel(
  { focal, overall }: Moderators,
  grouping: GroupShares,
  rows: readonly GroupShare[],
  { x, y, width }: Panel,
): Mark[] {
  const { field, of } = grouping;
  const nameWidth = Math.min(150, width * 0.4);
  const left = x + nameWidth + 12;
  const right = x + width - shareWordsWidth - 8;
  const scale = scaleLinear().domain([0, 1]).range([left, right]);
  const ticks = [0, 0.5, 1];
  const first = y + headHeight + shareRowHeight / 2 - 4;
  const bottom = y + headHeight + rows.length * shareRowHeight;
  const [words] =
    wrapText(panelWords(grouping), width - nameWidth, 11).length > 1 ? [''] : [panelWords(grouping)];
  return [
    {
      key: `head-${field}`,
      kind: 'text',
      x,
      y: y + 14,
      text: groupFields[field].label,
      tone: 'ink',
      size: 13,
      weight: 600,
    },
    {
      key: `test-${field}`,
      kind: 'text',
      x,
      y: y + 30,
      text: words || shortWords(grouping),
      tone: 'quiet',
      size: 11,
      italic: true,
    },
    ...ticks.map((tick): Mark => ({
      key: `grid-${field}-${tick}`,
      kind: 'line',
      x1: scale(tick),
      x2: scale(tick),
      y1: y + headHeight - 6,
      y2: bottom,
      tone: 'hairline',
    })),
    ...tickLabels(ticks, scale, { key: `tick-${field}`, y: y + headHeight - 10, size: 10.5 }),
    ...(of === 'said'
      ? [
          {
            key: `overall-${field}`,
            kind: 'line',
            x1: scale(overall),
            x2: scale(overall),
            y1: y + headHeight - 4,
            y2: bottom,
            tone: 'focal-band',
            width: 2,
            dash: '3 3',
          } as const,
        ]
      : []),
    ...drawShareRows({ key: field, field, focal, rows, x, y: first, nameWidth, width, scale }),
  ];
}

function panelWords(grouping: GroupShares): string {
  const { of, p, stated } = grouping;
  if (of === 'focal') return `how its share divides; ${studies(stated)}`;
  if (p === null) return `stated by ${studies(stated)}`;
  const exact = p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
  return `${shortWords(grouping)} (${exact})`;
}

function shortWords({ p, stated, of }: GroupShares): string {
  if (of === 'focal' || p === null) return studies(stated);
  return p < 0.05 ? 'differs' : 'no clear difference';
}

function explain({ focal, overall, groupings, silent }: Moderators): string[] {
  const tested = groupings.filter(({ p }) => p !== null).length;
  const divides = groupings.some(({ of }) => of === 'focal');
  return [
    `Dashed: ${percent(overall)}, the share over all studies. A study with several values counts in parts. Lines: 95\u202f% intervals from resampling the studies; none where fewer than three studies could tell.`,
    tested > 0
      ? `p: how often differences as large would come about by chance alone; ${count(tested, 'comparison is', 'comparisons are')} made here, and the title counts that. Groups differ in more than their name: this is no test of a cause.`
      : '',
    divides
      ? `Locus is coded for claims about ${lowerFirst(focal.label)} only; its rows add up to all that is said of it.`
      : '',
    silent.length > 0
      ? `Stated by no study here: ${list(silent.map(({ field }) => lowerFirst(groupFields[field].label)))}.`
      : '',
  ].filter(Boolean);
}

function tabulate(groupings: readonly GroupShares[]): SceneTable {
  const labels = ['By', 'Group', 'k', 'Studies', 'Counted as', 'Share', 'From', 'To', 'p of any difference'];
  return {
    columns: labels.map((label, at) => ({ label, isNumber: at > 1 })),
    rows: groupings.flatMap(({ field, rows, p }) =>
      rows.map(({ label, k, studies: all, weight, share, interval }) => [
        groupFields[field].label,
        label,
        k,
        all,
        weight,
        share,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        p,
      ]),
    ),
  };
}
