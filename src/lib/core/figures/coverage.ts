import { isReviewTier } from '../coding/study.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { Coverage, Covered } from '../lenses/coverage.ts';
import type { NotIdentified } from '../lenses/lens.ts';
import { count, lowerFirst, studies as studiesWord } from '../words.ts';
import { coverageTitle, describeCoverage } from './coverage-words.ts';
import { emptyScene } from './empty-scene.ts';
import { drawRowName, fitsInRow } from './row-name.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { textWidth } from './text-width.ts';

export interface CoverageFigure {
  coverage: Coverage | NotIdentified;
  width: number;
}

const rowHeight = 15;
/** Of a row whose name takes two lines. */
const highRow = 28;
const headHeight = 20;
const narrowest = 680;
const cellWidth = { least: 7, most: 14 };
/** Studies that are drawn; the table has them all. */
const mostStudies = 800;

/**
 * Factor × study: what was measured and what is only claimed, the strongest designs first. Studies that do not fit side
 * by side go on below. Cells of one factor and kind are one mark, so that hundreds of studies stay light.
 */
export function coverageScene({ coverage, width }: CoverageFigure): Scene {
  if (!coverage.identified)
    return emptyScene('coverage', 'No study is left to look at', coverage.reason, width);
  const { rows, studies } = coverage;
  const isWide = width >= narrowest;
  const nameWidth = isWide ? Math.min(230, width * 0.24) : Math.min(120, width * 0.35);
  const sumsWidth = isWide ? 62 : 0;
  const left = nameWidth + 12;
  const room = width - left - sumsWidth;
  const drawn = Math.min(studies.length, mostStudies);
  const blocks = Math.ceil(drawn / Math.floor(room / cellWidth.least));
  const perBlock = Math.ceil(drawn / blocks);
  const cell = Math.min(cellWidth.most, room / perBlock);
  const lines = layRows(coverage, nameWidth);
  const blockHeight = headHeight + lines.height + 12;
  const marks: Mark[] = [];
  for (let from = 0, block = 0; from < drawn; from += perBlock, block++) {
    const to = Math.min(drawn, from + perBlock);
    const place = { block, from, to, x: left, y: block * blockHeight, cell, nameWidth, lines };
    marks.push(...drawBlock(coverage, place));
    if (block === 0 && isWide) marks.push(...drawSums(coverage, width, lines));
  }
  return {
    name: 'coverage',
    title: coverageTitle(coverage),
    subtitle: `What each study has on each factor, the strongest designs first. ${studiesWord(studies.length)}, ${count(rows.length, 'factor')}.`,
    summary: describeCoverage(coverage),
    caption: [
      'Full: measured, that is, an estimate or a claim whose source says that it measured the factor. Pale: claimed only. Blank: nothing reported. Whether a blank was measured and not reported, or never measured, can’t be told from what is coded.',
      drawn < studies.length
        ? `The ${drawn} studies with the strongest designs are drawn; the table has all ${studies.length}.`
        : '',
    ].filter(Boolean),
    width,
    height: blocks * blockHeight,
    marks,
    table: tabulate(coverage),
  };
}

/** Where the rows of a block stand, below its head. */
interface Rows {
  middles: number[];
  height: number;
}

/** Rows are as high as their names need, which on a telephone are often two lines. */
function layRows({ rows, focal }: Coverage, nameWidth: number): Rows {
  let height = 0;
  const middles = rows.map(({ factor }) => {
    const own = fitsInRow(factor.label, nameWidth, factor.key === focal.key) ? rowHeight : highRow;
    height += own;
    return height - own / 2;
  });
  return { middles, height };
}

interface Block {
  block: number;
  from: number;
  to: number;
  x: number;
  y: number;
  cell: number;
  nameWidth: number;
  lines: Rows;
}

function drawBlock({ rows, studies, focal }: Coverage, place: Block): Mark[] {
  const { block, from, to, x, y, cell, nameWidth, lines } = place;
  const end = x + (to - from) * cell;
  const bottom = y + headHeight + lines.height;
  const marks: Mark[] = [];
  let taken = -Infinity;
  for (let at = from; at < to; at++) {
    const tier = studies[at].tier;
    if (at > from && tier === studies[at - 1].tier) continue;
    const tierX = x + (at - from) * cell;
    if (at > from)
      marks.push({
        key: `tier-line-${block}-${at}`,
        kind: 'line',
        x1: tierX,
        x2: tierX,
        y1: y + 4,
        y2: bottom,
        tone: 'faint',
      });
    const text = tier ?? 'no tier';
    if (tierX < taken + 6 || tierX + textWidth(text, 10.5) > end + 30) continue;
    taken = tierX + 3 + textWidth(text, 10.5);
    marks.push({
      key: `tier-${block}-${at}`,
      kind: 'text',
      x: tierX + 3,
      y: y + 12,
      text,
      tone: 'quiet',
      size: 10.5,
    });
  }
  for (const [row, { factor, cells }] of rows.entries()) {
    const middle = y + headHeight + lines.middles[row];
    const isFocal = factor.key === focal.key;
    const series = factor.key;
    marks.push(
      {
        key: `line-${block}-${series}`,
        kind: 'line',
        x1: x,
        x2: end,
        y1: middle,
        y2: middle,
        tone: 'hairline',
      },
      ...drawRowName({
        key: `name-${block}-${series}`,
        label: factor.label,
        isFocal,
        width: nameWidth,
        y: middle,
        series,
      }),
    );
    for (const kind of ['claimed', 'measured'] as const) {
      const d = cellsPath(cells.slice(from, to), kind, { x, y: middle, cell });
      if (d !== '')
        marks.push({
          key: `${kind}-${block}-${series}`,
          kind: 'path',
          d,
          fill: true,
          tone: toneOf(kind, isFocal),
          series,
        });
    }
  }
  for (let at = from; at < to; at++) {
    const study = studies[at];
    const has = (kind: Covered) =>
      rows.filter(({ cells }) => cells[at] === kind).map(({ factor }) => lowerFirst(factor.label));
    marks.push({
      key: `target-${study.key}`,
      kind: 'target',
      x: x + (at - from) * cell,
      y: y + headHeight,
      width: cell,
      height: bottom - y - headHeight,
      opens: writeTarget({ study: study.key }),
      name: describeStudy(study, has('measured'), has('claimed')),
    });
  }
  return marks;
}

function toneOf(kind: Covered, isFocal: boolean) {
  if (kind === 'measured') return isFocal ? 'focal' : 'ink';
  return isFocal ? 'focal-band' : 'shade-2';
}

/** All cells of a kind in a row, as squares of one path. */
function cellsPath(
  cells: readonly (Covered | null)[],
  kind: Covered,
  at: { x: number; y: number; cell: number },
): string {
  const size = Math.min(at.cell - 1.5, 10);
  return cells
    .map((cell, column) => {
      if (cell !== kind) return '';
      const x = at.x + (column + 0.5) * at.cell - size / 2;
      return `M${x.toFixed(1)},${(at.y - size / 2).toFixed(1)}h${size.toFixed(1)}v${size.toFixed(1)}h-${size.toFixed(1)}Z`;
    })
    .join('');
}

function drawSums({ rows }: Coverage, width: number, lines: Rows): Mark[] {
  const text = (key: string, words: string, middle: number): Mark => ({
    key,
    kind: 'text',
    x: width,
    y: middle,
    text: words,
    tone: 'quiet',
    size: 11,
    anchor: 'end',
  });
  return [
    text('sums-head', 'measured', 12),
    ...rows.map(({ factor, measured }, row) =>
      text(
        `sum-${factor.key}`,
        measured === 0 ? 'none' : String(measured),
        headHeight + lines.middles[row] + 4,
      ),
    ),
  ];
}

function describeStudy(
  { label, tier }: Coverage['studies'][number],
  measured: string[],
  claimed: string[],
): string {
  const design = tier === null ? '' : isReviewTier(tier) ? `, review of tier ${tier}` : `, tier ${tier}`;
  const parts = [
    measured.length > 0 ? `measured ${measured.join(', ')}` : '',
    claimed.length > 0 ? `only claimed ${claimed.join(', ')}` : '',
  ].filter(Boolean);
  return `${label}${design}: ${parts.join('; ') || 'nothing'}`;
}

function tabulate({ rows, studies }: Coverage): SceneTable {
  return {
    columns: ['Study', 'Tier', ...rows.map(({ factor }) => factor.label)].map((label) => ({
      label,
      isNumber: false,
    })),
    rows: studies.map((study, at) => [study.label, study.tier, ...rows.map(({ cells }) => cells[at])]),
  };
}
