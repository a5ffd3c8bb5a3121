/** The two pages: every larger factor, every step, and where studies agree, disagree or are missing. */
import type { Concept } from '../codebook/concept.ts';
import { focalPoint } from '../lenses/verdict.ts';
import type { MapCell } from '../lenses/evidence-map.ts';
import type { AxisNode } from '../lenses/map-axis.ts';
import { count, list, lowerFirst, percent, percentRange } from '../words.ts';
import type { Block } from './brief.ts';
import { pointWays } from './format.ts';
import type { Statement } from './statement.ts';
import type { WeighedBrief } from './weighed-brief.ts';

/** Factors and cells that two pages have room for. */
const mostFactors = 6;
const mostCells = 5;

export function findings(brief: WeighedBrief): Block[] {
  const { label } = brief.focal;
  return [
    { kind: 'heading', text: 'Which causes are named' },
    { kind: 'statements', statements: sayFactors(brief) },
    { kind: 'heading', text: `${label}, as we ask for better proof` },
    { kind: 'explanation', key: 'ladder' },
    { kind: 'statements', statements: saySteps(brief) },
    { kind: 'heading', text: 'Where studies agree and where they do not' },
    { kind: 'statements', statements: sayCells(brief) },
    { kind: 'heading', text: 'Where no one has looked' },
    { kind: 'explanation', key: 'noStudy' },
    { kind: 'statements', statements: sayUnstudied(brief) },
    { kind: 'heading', text: 'How this was done' },
    { kind: 'explanation', key: 'method' },
    { kind: 'explanation', key: 'signs' },
    { kind: 'heading', text: 'What this can’t say' },
    { kind: 'explanation', key: 'limits' },
  ];
}

function sayFactors(brief: WeighedBrief): Statement[] {
  const { said, direction } = brief.weighing;
  if (!said.identified) return [];
  const largest = said.rows
    .filter(({ k }) => k > 0)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostFactors);
  return largest.map(({ factor, share, interval, k }) => {
    const concept = brief.factors.find(({ key }) => key === factor)!;
    const row = direction.identified ? direction.rows.find((one) => one.factor === factor) : undefined;
    const ways = row ? ` ${pointWays(row.counts)}.` : '';
    const range = interval
      ? { range: percentRange(interval), what: 'its share' }
      : { none: 'not enough studies' };
    return brief.state(
      `${concept.label}${aside(concept)} gets ${percent(share)} of all naming.${ways}`,
      { k, of: said.studies, interval: range },
      brief.piecesOf(factor),
    );
  });
}

/** What must be known of a factor that is no rival of others. */
function aside({ role }: Concept): string {
  if (role === 'bundle') return ' (a mix of several causes)';
  return role === 'mediator' ? ' (a step on the way)' : '';
}

function saySteps(brief: WeighedBrief): Statement[] {
  const { ladder } = brief.weighing;
  return ladder.rungs.map((rung, at) => {
    const { k, share, interval } = focalPoint(ladder, rung);
    const outcome =
      share === null || rung.studies === 0
        ? 'no study is left'
        : k === 0
          ? 'no study names it'
          : `it gets ${percent(share)} of all naming`;
    const chance = rung.band && k > 0 ? ` By chance alone it would get ${percentRange(rung.band)}.` : '';
    const range = interval
      ? { range: percentRange(interval), what: 'its share' }
      : { none: 'no study is left' };
    return brief.state(
      `Step ${at + 1}, ${lowerFirst(rung.rung.label)}: ${outcome}.${chance}`,
      { k, of: rung.studies, interval: range },
      brief.piecesOf(brief.focal.key, brief.selection.rungs[at].pieces),
    );
  });
}

function sayCells(brief: WeighedBrief): Statement[] {
  const cells = brief.map.cells.flat();
  const weightiest = (state: MapCell['state']) =>
    cells
      .filter((cell) => cell.state === state)
      .sort((a, b) => b.studies.length - a.studies.length)
      .slice(0, mostCells);
  const settled = weightiest('settled').map((cell) => sayCell(brief, cell, 'Studies agree on'));
  const contested = weightiest('contested').map((cell) => sayCell(brief, cell, 'Studies differ on'));
  if (settled.length > 0) return [...settled, ...contested];
  const none = { none: 'a count of cells' };
  const studied = cells.filter(({ state }) => state !== 'gap').length;
  const unsettled = brief.state(
    `None of ${count(studied, 'studied link')} is settled yet.`,
    { k: brief.map.studies, of: brief.map.studies, interval: none },
    brief.selection.pieces,
  );
  return [unsettled, ...contested];
}

function sayCell(brief: WeighedBrief, cell: MapCell, opening: string): Statement {
  const { row: factor, column: outcome, studies, directions } = cell;
  const name = (nodes: readonly AxisNode[], wanted: string) =>
    lowerFirst(nodes.find(({ value }) => value === wanted)!.label);
  const pieces = brief
    .piecesOf(factor)
    .filter((piece) => brief.selection.evidence.outcomes[piece.outcomeAt]?.key === outcome);
  return brief.state(
    `${opening} ${name(brief.map.rows, factor)} and ${name(brief.map.columns, outcome)}: ${pointWays(directions)}.`,
    { k: studies.length, of: brief.map.studies, interval: { none: 'a count of studies' } },
    pieces,
  );
}

/** Factors that nobody studied with each outcome, by outcome, the emptiest first. */
function sayUnstudied(brief: WeighedBrief): Statement[] {
  const none = { none: 'a count of what is missing' };
  return brief.map.columns
    .map((outcome, column) => ({
      outcome,
      missing: brief.map.rows.filter((_, row) => brief.map.cells[row][column].state === 'gap'),
    }))
    .filter(({ missing }) => missing.length > 0)
    .sort((a, b) => b.missing.length - a.missing.length)
    .slice(0, mostCells)
    .map(({ outcome, missing }) => {
      const shown = missing.slice(0, 3).map(({ label }) => lowerFirst(label));
      const rest = missing.length > 3 ? [...shown, `${missing.length - 3} more`] : shown;
      return brief.state(
        `No study links ${lowerFirst(outcome.label)} to ${list(rest)}.`,
        { k: 0, of: brief.map.studies, interval: none },
        [],
      );
    });
}
