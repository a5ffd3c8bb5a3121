import type { Concept } from '../codebook/concept.ts';
import { certaintyWords, showCertainty, type CertaintyJudgement } from '../coding/certainty.ts';
import { writeTarget } from '../lenses/behind.ts';
import { describeCertain, type CertainPair, type CertainRow } from '../lenses/certain.ts';
import type { Weighing } from '../lenses/weighing.ts';
import { count, lowerFirst, studies } from '../words.ts';
import { certaintyMarks } from './certainty-marks.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText, wrapText } from './text-width.ts';

export interface CertainFigure {
  weighing: Weighing;
  /** Top-level factors and outcomes, for their labels. */
  factors: readonly Concept[];
  outcomes: readonly Concept[];
  width: number;
}

/** One line of the figure: a factor → outcome, or a qualitative finding. */
interface Line {
  key: string;
  factor: Concept;
  /** What is judged: the outcome, or the finding in its words. */
  text: string;
  /** Studies behind it. */
  k: number;
  pair: CertainPair | null;
  finding: CertaintyJudgement | null;
}

const narrowest = 680;
const headHeight = 26;
const dotsColumn = 108;
const size = 12.5;
const leading = 16;

/**
 * How sure people are: one line a factor → outcome or finding that somebody judged, in dots and words, and how many pairs
 * nobody judged. Levels stand beside each other and are never averaged.
 */
export function certainScene({ weighing, factors, outcomes, width }: CertainFigure): Scene {
  const { certain, focal } = weighing;
  if (!certain.identified)
    return emptyScene('certain', 'Certainty can’t be shown here', certain.reason, width);
  const lines = certain.rows.flatMap((row) => makeLines(row, factors, outcomes));
  lines.sort((a, b) => Number(b.factor.key === focal.key) - Number(a.factor.key === focal.key));
  const pairs = certain.rows.flatMap((row) => row.pairs);
  const open = pairs.filter(({ level }) => level === null).length;
  const scene = emptyScene('certain', title(certain.rows, focal), subtitle(pairs.length, open), width);
  const { marks, height } = draw(lines, focal, width);
  return {
    ...scene,
    summary: `${title(certain.rows, focal)}. ${subtitle(pairs.length, open)}`,
    caption: [
      'Four filled dots: new studies would hardly change the finding. Each dot less leaves more doubt; at one the truth probably differs much from the finding.',
      'People judge after GRADE, and findings of qualitative studies after GRADE-CERQual, over the whole body of evidence: filters change the counts, not the judgements.',
    ],
    height: lines.length === 0 ? 1 : height,
    marks,
    table: tabulate(certain.rows, factors, outcomes),
  };
}

function title(rows: readonly CertainRow[], focal: Concept): string {
  const all = rows.flatMap((row) => row.pairs);
  if (all.every(({ level }) => level === null)) return 'How certain the evidence is, nobody has judged yet';
  const row = rows.find(({ factor }) => factor === focal.key);
  const words = row ? describeCertain(row) : 'not judged';
  return `Certainty about ${lowerFirst(focal.label)}: ${words}`;
}

function subtitle(pairs: number, open: number): string {
  const judged = pairs - open;
  return `How sure people are of what was found. ${judged} of ${count(pairs, 'pair')} of factor and outcome judged, ${open} not judged.`;
}

/** Judged pairs, also those judged in part, then findings. */
function makeLines(row: CertainRow, factors: readonly Concept[], outcomes: readonly Concept[]): Line[] {
  const factor = factors.find(({ key }) => key === row.factor)!;
  const pairs = row.pairs
    .filter(({ judgement }) => judgement !== null)
    .map((pair): Line => {
      const outcome = outcomes.find(({ key }) => key === pair.outcome)?.label ?? pair.outcome;
      return { key: `${row.factor}-${pair.outcome}`, factor, text: outcome, k: pair.k, pair, finding: null };
    });
  const findings = row.findings.map((finding): Line => ({
    key: `finding-${finding.id}`,
    factor,
    text: `“${finding.statement}”`,
    k: finding.studies.length,
    pair: null,
    finding,
  }));
  return [...pairs, ...findings];
}

function draw(lines: readonly Line[], focal: Concept, width: number): { marks: Mark[]; height: number } {
  const isWide = width >= narrowest;
  const countWidth = 64;
  const marks: Mark[] = [];
  let y = 0;
  for (const [factor, own] of Map.groupBy(lines, (line) => line.factor)) {
    const isFocal = factor.key === focal.key;
    marks.push({ key: `rule-${factor.key}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' });
    marks.push({
      key: `name-${factor.key}`,
      kind: 'text',
      x: 0,
      y: y + 18,
      text: fitText(factor.label, width, 13.5, 600),
      tone: isFocal ? 'focal' : 'ink',
      size: 13.5,
      weight: 600,
    });
    y += headHeight;
    for (const line of own) {
      const textWide = isWide ? width - dotsColumn - countWidth - 24 : width;
      const wrapped = wrapText(line.text, textWide, size).slice(0, 4);
      const shown = wrapped.map((text) => fitText(text, textWide, size));
      const below = isWide ? 0 : 20;
      const height = shown.length * leading + below + 10;
      const level = line.pair?.level ?? line.finding?.level ?? null;
      marks.push(
        ...shown.map((text, at): Mark => ({
          key: `text-${line.key}-${at}`,
          kind: 'text',
          x: isWide ? dotsColumn : 0,
          y: y + 14 + at * leading,
          text,
          tone: 'ink',
          size,
          italic: line.finding !== null,
          series: line.key,
        })),
      );
      const dotsY = isWide ? y + 10 : y + shown.length * leading + 12;
      marks.push(
        ...certaintyMarks({
          key: `dots-${line.key}`,
          level,
          x: 0,
          y: dotsY,
          width: dotsColumn - 8,
          series: line.key,
        }),
      );
      marks.push({
        key: `k-${line.key}`,
        kind: 'text',
        x: width,
        y: dotsY + 4,
        text: studies(line.k),
        tone: 'quiet',
        size: 11,
        anchor: 'end',
        series: line.key,
      });
      if (line.pair) {
        marks.push({
          key: `target-${line.key}`,
          kind: 'target',
          x: 0,
          y: y + 1,
          width,
          height: Math.max(24, height - 2),
          opens: writeTarget({ factor: factor.key, outcome: line.pair.outcome }),
          name: `${factor.label} → ${line.text}: certainty ${level === null ? 'not judged' : certaintyWords[level]}, ${studies(line.k)}`,
          series: line.key,
        });
      }
      y += height;
    }
    y += 6;
  }
  return { marks, height: y };
}

function tabulate(
  rows: readonly CertainRow[],
  factors: readonly Concept[],
  outcomes: readonly Concept[],
): SceneTable {
  const labelOf = (concepts: readonly Concept[], key: string | null) =>
    key === null ? null : (concepts.find((concept) => concept.key === key)?.label ?? key);
  const labels = ['Factor', 'Outcome', 'Finding', 'Approach', 'Studies', 'Certainty', 'Why'];
  return {
    columns: labels.map((label) => ({ label, isNumber: label === 'Studies' })),
    rows: rows.flatMap((row) => [
      ...row.pairs.map(({ outcome, k, level, judgement }) => [
        labelOf(factors, row.factor),
        labelOf(outcomes, outcome),
        null,
        'GRADE',
        k,
        showCertainty(level),
        judgement ? reasons(judgement) : null,
      ]),
      ...row.findings.map((finding) => [
        labelOf(factors, row.factor),
        labelOf(outcomes, finding.outcome),
        finding.statement,
        'CERQual',
        finding.studies.length,
        showCertainty(finding.level),
        reasons(finding),
      ]),
    ]),
  };
}

function reasons({ domains, levelReason }: CertaintyJudgement): string | null {
  const stated = [levelReason, ...domains.map(({ reason }) => reason)].filter(Boolean);
  return stated.length === 0 ? null : stated.join(' ');
}
