import { scaleLinear } from 'd3-scale';
import type { Concept } from '../codebook/concept.ts';
import { writeTarget } from '../lenses/behind.ts';
import type { AnalysedRow, CaseAnalysis, CaseResult, PlacedCase } from '../lenses/case-sets.ts';
import { count, decimals, grouped, lowerFirst, percent } from '../words.ts';
import {
  basisWords,
  deviantWords,
  diversityWords,
  fitWords,
  leadingSolution,
  solutionName,
  termWords,
  truthTableTitle,
} from './case-words.ts';
import { emptyScene } from './empty-scene.ts';
import type { Mark, Scene, SceneTable } from './scene.ts';
import { fitText, textWidth, wrapText } from './text-width.ts';

export interface TruthTableFigure {
  result: CaseResult;
  focal: Concept;
  /** Keys of studies by their ids: a case opens its study. */
  studyKeys: ReadonlyMap<string, string>;
  width: number;
}

const name = 'truth-table';
const narrowest = 680;
const rowHeight = 26;
/** Rows that are drawn; the table has all. */
const mostRows = 40;
const square = 9;
const step = 12;
const small = 11;

/**
 * A row for each combination of conditions that cases show, a dot for each condition that is present, a square for each
 * case; under it what is enough for the outcome, in words.
 */
export function truthTableScene({ result, focal, studyKeys, width }: TruthTableFigure): Scene {
  if (!result.identified) {
    return emptyScene(name, 'What is enough for an outcome can’t be told here', result.reason, width);
  }
  const layout = layOut(result, width);
  const head = drawHead(result, focal, layout);
  const body = drawRows(result, layout, studyKeys, head.bottom);
  const foot = drawSolutions(result, width, body.bottom + 30);
  const title = truthTableTitle(result, focal);
  const subtitle = `Truth table of ${basisWords(result)}. ${result.rows.length} of ${grouped(result.possible)} possible combinations hold cases.`;
  return {
    name,
    title,
    subtitle,
    summary: `${title}. ${subtitle} ${summarise(result)}`,
    caption: explain(result),
    width,
    height: foot.bottom + 8,
    marks: [...head.marks, ...body.marks, ...foot.marks],
    table: tabulate(result),
  };
}

interface Layout {
  width: number;
  isWide: boolean;
  /** Width of the column of a condition. */
  column: number;
  /** Names over the columns, or the letters that stand for them. */
  isLettered: boolean;
  labels: string[][];
  casesX: number;
  casesWidth: number;
  bar: [number, number];
}

function layOut({ conditions }: CaseAnalysis, width: number): Layout {
  const isWide = width >= narrowest;
  const barWidth = isWide ? 110 : Math.min(70, width * 0.2);
  const column = isWide
    ? Math.max(26, Math.min(104, (width * 0.5) / conditions.length))
    : Math.max(12, Math.min(38, (width * 0.42) / conditions.length));
  const wrapped = conditions.map(({ concept }) => wrapText(concept.label, column - 8, small));
  const fits = (lines: string[]) =>
    lines.length <= 3 && lines.every((line) => textWidth(line, small, 600) <= column - 6);
  const isLettered = !wrapped.every(fits);
  const casesX = conditions.length * column + (isWide ? 20 : 10);
  const barTo = width - 34;
  return {
    width,
    isWide,
    column,
    isLettered,
    labels: isLettered ? conditions.map((_, at) => [letterOf(at)]) : wrapped,
    casesX,
    casesWidth: barTo - barWidth - casesX - 12,
    bar: [barTo - barWidth, barTo],
  };
}

const letterOf = (at: number) => String.fromCharCode(65 + at);

type TextFacts = Partial<Omit<Extract<Mark, { kind: 'text' }>, 'kind'>>;

const text = (key: string, x: number, y: number, words: string, more: TextFacts = {}): Mark => ({
  key,
  kind: 'text',
  x,
  y,
  text: words,
  tone: 'ink',
  size: small,
  ...more,
});

/** The conditions over their columns; letters are told what they stand for first. */
function drawHead({ conditions }: CaseAnalysis, focal: Concept, layout: Layout) {
  const { width, column, labels, isLettered, casesX, bar } = layout;
  const marks: Mark[] = [];
  let y = 0;
  if (isLettered) {
    for (const [at, { concept, factor }] of conditions.entries()) {
      y += 16;
      const isFocal = factor === focal.key;
      marks.push(
        text(
          `key-${at}`,
          0,
          y,
          fitText(`${letterOf(at)}  ${concept.label}`, width, 12, isFocal ? 600 : 400),
          {
            size: 12,
            tone: isFocal ? 'focal' : 'ink',
            weight: isFocal ? 600 : 400,
          },
        ),
      );
    }
    y += 10;
  }
  const lines = Math.max(...labels.map(({ length }) => length));
  const bottom = y + lines * 13 + 4;
  for (const [at, words] of labels.entries()) {
    const isFocal = conditions[at].factor === focal.key;
    for (const [line, word] of words.entries()) {
      marks.push(
        text(`head-${at}-${line}`, (at + 0.5) * column, bottom - (words.length - 1 - line) * 13 - 4, word, {
          anchor: 'middle',
          tone: isFocal ? 'focal' : 'quiet',
          weight: isFocal ? 600 : 400,
        }),
      );
    }
  }
  const consistency = layout.isWide ? 'Consistency' : 'Consist.';
  marks.push(
    text('head-cases', casesX, bottom - 4, 'Cases', { tone: 'quiet' }),
    text('head-consistency', bar[1] + 34, bottom - 4, consistency, { tone: 'quiet', anchor: 'end' }),
  );
  return { marks, bottom: bottom + 4 };
}

interface Group {
  key: string;
  words: string;
  rows: AnalysedRow[];
}

function groupRows({ rows, outcome, table }: CaseAnalysis): Group[] {
  const label = lowerFirst(outcome.label);
  const groups: Group[] = [
    {
      key: 'enough',
      words: `Enough for ${label}: consistency ${decimals(table.inclusionCut)} or more`,
      rows: rows.filter(({ out }) => out === 1),
    },
    {
      key: 'not-enough',
      words: `Not enough for ${label}`,
      rows: rows.filter(({ out }) => out === 0 || out === 'C'),
    },
    {
      key: 'few',
      words: `Fewer than ${table.frequencyCut} cases: not judged`,
      rows: rows.filter(({ out }) => out === '?'),
    },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

function drawRows(
  analysis: CaseAnalysis,
  layout: Layout,
  studyKeys: ReadonlyMap<string, string>,
  top: number,
) {
  const marks: Mark[] = [];
  const { width, bar } = layout;
  let y = top;
  let left = mostRows;
  for (const { key, words, rows } of groupRows(analysis)) {
    if (left === 0) break;
    for (const [line, part] of wrapText(words, width, 12, 600).entries()) {
      y += line === 0 ? 22 : 15;
      marks.push(text(`group-${key}-${line}`, 0, y, part, { size: 12, weight: 600 }));
    }
    y += 8;
    for (const row of rows.slice(0, left)) {
      marks.push(...drawRow(row, y, analysis, layout, studyKeys));
      y += rowHeight;
    }
    left -= Math.min(left, rows.length);
  }
  const cut = scaleLinear().domain([0, 1]).range(bar)(analysis.table.inclusionCut);
  marks.unshift({
    key: 'cut',
    kind: 'line',
    x1: cut,
    x2: cut,
    y1: top + 4,
    y2: y,
    tone: 'faint',
    dash: '2 3',
  });
  if (analysis.rows.length > mostRows) {
    y += 18;
    const more = count(analysis.rows.length - mostRows, 'more combination');
    marks.push(text('more', 0, y, `and ${more}, in the table`, { tone: 'quiet', italic: true }));
  }
  return { marks, bottom: y };
}

function drawRow(
  row: AnalysedRow,
  y: number,
  { conditions, outcome }: CaseAnalysis,
  layout: Layout,
  studyKeys: ReadonlyMap<string, string>,
): Mark[] {
  const { column, bar, width, casesX, casesWidth, isWide } = layout;
  const middle = y + rowHeight / 2;
  const id = row.configuration.join('');
  const series = `row-${id}`;
  const isEnough = row.out === 1;
  const radius = Math.min(6, column / 2 - 2);
  const scale = scaleLinear().domain([0, 1]).range(bar);
  const marks: Mark[] = [
    { key: `line-${id}`, kind: 'line', x1: 0, x2: width, y1: y, y2: y, tone: 'hairline' },
    ...conditions.map((_, at): Mark => ({
      key: `dot-${id}-${at}`,
      kind: 'dot',
      x: (at + 0.5) * column,
      y: middle,
      radius,
      tone: isEnough ? 'ink' : 'quiet',
      open: row.configuration[at] === 0,
      series,
    })),
  ];
  const most = Math.max(0, Math.floor(casesWidth / step));
  const isCounted = row.cases.length > most;
  if (isCounted) {
    const having = row.cases.filter(({ hasOutcome }) => hasOutcome).length;
    const words = isWide ? `${row.cases.length} cases, ${having} with` : String(row.cases.length);
    marks.push(text(`count-${id}`, casesX, middle + 4, fitText(words, casesWidth, small), { series }));
  } else {
    marks.push(
      ...row.cases.flatMap((one, at) =>
        drawCase(
          one,
          { key: `case-${id}-${at}`, x: casesX + at * step, y: middle, series },
          outcome,
          studyKeys,
        ),
      ),
    );
    const namesX = casesX + row.cases.length * step + 4;
    const room = casesX + casesWidth - namesX;
    if (isWide && room > 40) {
      const names = row.cases.map((one) => one.name).join(', ');
      marks.push(
        text(`names-${id}`, namesX, middle + 4, fitText(names, room, small), { tone: 'quiet', series }),
      );
    }
  }
  if (row.incl !== null) {
    marks.push(
      {
        key: `track-${id}`,
        kind: 'rect',
        x: bar[0],
        y: middle - 3,
        width: bar[1] - bar[0],
        height: 6,
        tone: 'hairline',
        series,
      },
      {
        key: `bar-${id}`,
        kind: 'rect',
        x: bar[0],
        y: middle - 3,
        width: scale(Math.min(1, row.incl)) - bar[0],
        height: 6,
        tone: isEnough ? 'ink' : 'quiet',
        hatched: row.out === '?',
        series,
      },
      text(`incl-${id}`, width, middle + 4, decimals(row.incl), {
        anchor: 'end',
        weight: isEnough ? 600 : 400,
        series,
      }),
    );
  }
  return marks;
}

function drawCase(
  { name: label, study, hasOutcome }: PlacedCase,
  { key, x, y, series }: { key: string; x: number; y: number; series: string },
  outcome: Concept,
  studyKeys: ReadonlyMap<string, string>,
): Mark[] {
  const studyKey = study === null ? undefined : studyKeys.get(study);
  const side: Mark = {
    key,
    kind: 'rect',
    x,
    y: y - square / 2,
    width: square,
    height: square,
    tone: hasOutcome ? 'ink' : 'faint',
    hatched: hasOutcome === null,
    series,
  };
  if (studyKey === undefined) return [side];
  const has = hasOutcome === null ? 'half in' : hasOutcome ? 'with' : 'without';
  return [
    side,
    {
      key: `target-${key}`,
      kind: 'target',
      x: x - 1,
      y: y - rowHeight / 2 + 1,
      width: step,
      height: rowHeight - 2,
      opens: writeTarget({ study: studyKey }),
      name: `${label}, ${has} ${lowerFirst(outcome.label)}: opens its study`,
      series,
    },
  ];
}

function drawSolutions(analysis: CaseAnalysis, width: number, top: number) {
  const marks: Mark[] = [];
  let y = top;
  const write = (key: string, words: string, x: number, size: number, more: TextFacts = {}) => {
    for (const [line, part] of wrapText(words, width - x, size, more.weight ?? 400).entries()) {
      marks.push(text(`${key}-${line}`, x, y, part, { size, ...more }));
      y += size + 5;
    }
  };
  if (analysis.noSolution) {
    write('none', `No solution: ${analysis.noSolution}.`, 0, 13);
    return { marks, bottom: y };
  }
  const outcome = lowerFirst(analysis.outcome.label);
  const leading = leadingSolution(analysis);
  const ordered = [...analysis.solutions].sort((a, b) => Number(b === leading) - Number(a === leading));
  for (const solution of ordered) {
    const key = `solution-${solution.kinds.join('-')}`;
    write(key, solutionName(solution), 0, 12.5, { weight: 600 });
    for (const [at, { term, fit }] of solution.terms.entries()) {
      const own = [
        fit.inclS === null ? '' : `consistency ${decimals(fit.inclS)}`,
        fit.covS === null ? '' : `covers ${percent(fit.covS)}`,
        fit.covU === null ? '' : `alone ${percent(fit.covU)}`,
      ].filter(Boolean);
      write(`${key}-term-${at}`, `${termWords(term, analysis)} → ${outcome}`, 12, 13);
      write(`${key}-fit-${at}`, own.join(', '), 12, small, { tone: 'quiet' });
      y += 2;
    }
    write(`${key}-whole`, fitWords(solution, analysis.permutations), 12, small, { tone: 'quiet' });
    y += 14;
  }
  return { marks, bottom: y };
}

function summarise(analysis: CaseAnalysis): string {
  const solution = leadingSolution(analysis);
  if (!solution) return `No solution: ${analysis.noSolution}.`;
  const terms = solution.terms.map(({ term }) => termWords(term, analysis));
  return `${terms.join(', or ')} → ${lowerFirst(analysis.outcome.label)}.`;
}

function explain(analysis: CaseAnalysis): string[] {
  const outcome = lowerFirst(analysis.outcome.label);
  return [
    `Full dot: the condition is present, ring: it is absent. Strong square: a case with ${outcome}, pale: one without. Consistency: how far the cases of a row are in the outcome, too.`,
    diversityWords(analysis),
    ...deviantWords(analysis),
    ...(analysis.permutations > 0 && analysis.solutions.length > 0
      ? [
          'By chance: the outcomes were dealt anew over the cases and the whole search was done again. It guards against a pattern in noise; it is no proof of a cause.',
        ]
      : []),
    `Conditions, cuts and codings are people’s judgements${analysis.table.source ? `. Source: ${analysis.table.source}` : ''}. Cases are apart from the claims that other figures count.`,
  ];
}

function tabulate({ rows, conditions }: CaseAnalysis): SceneTable {
  const words = { 1: 'enough', 0: 'not enough', C: 'contradictory', '?': 'too few cases' } as const;
  return {
    columns: [
      ...conditions.map(({ concept }) => ({ label: concept.label, isNumber: false })),
      { label: 'Cases', isNumber: true },
      { label: 'With the outcome', isNumber: true },
      { label: 'Consistency', isNumber: true },
      { label: 'PRI', isNumber: true },
      { label: 'Counts as', isNumber: false },
      { label: 'Names', isNumber: false },
    ],
    rows: rows.map(({ configuration, out, incl, PRI, cases }) => [
      ...configuration.map((value) => (value === 1 ? 'present' : 'absent')),
      cases.length,
      cases.filter(({ hasOutcome }) => hasOutcome).length,
      incl,
      PRI,
      words[out],
      cases.map((one) => one.name).join(', '),
    ]),
  };
}
