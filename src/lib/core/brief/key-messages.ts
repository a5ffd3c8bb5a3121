/** The one page: short sentences, one thought each, for readers who have five minutes and no statistics. */
import { certaintyWords } from '../coding/certainty.ts';
import { focalPoint, standing } from '../lenses/verdict.ts';
import type { LadderRung } from '../lenses/ladder.ts';
import { list, lowerFirst, percent, percentRange, points } from '../words.ts';
import { takeSides } from './format.ts';
import type { Statement } from './statement.ts';
import type { WeighedBrief } from './weighed-brief.ts';

const ofShare = 'its share';

export function keyMessages(brief: WeighedBrief): Statement[] {
  return [
    ...sayNaming(brief),
    ...sayStricter(brief),
    ...sayDirection(brief),
    ...sayBacking(brief),
    ...sayOthers(brief),
    ...sayCertainty(brief),
    ...sayGaps(brief),
  ];
}

function intervalOf(interval: readonly [number, number] | null, what: string) {
  return interval ? { range: percentRange(interval), what } : { none: 'not enough studies' };
}

/** A sentence about the focal factor on a rung, with what it rests on there. */
function sayAtRung(brief: WeighedBrief, rung: LadderRung, sentence: string): Statement {
  const { k, interval } = focalPoint(brief.weighing.ladder, rung);
  const left = brief.selection.rungs.find((one) => one.rung.key === rung.rung.key)!;
  return brief.state(
    sentence,
    { k, of: rung.studies, interval: intervalOf(interval, ofShare) },
    brief.piecesOf(brief.focal.key, left.pieces),
  );
}

function sayNaming(brief: WeighedBrief): Statement[] {
  const [first] = brief.weighing.ladder.rungs;
  const point = focalPoint(brief.weighing.ladder, first);
  const name = brief.focal.label;
  const low = lowerFirst(name);
  const most = first.points.every(({ share }) => (share ?? 0) <= (point.share ?? 0) + 1e-12);
  const share = point.share === null ? '' : percent(point.share);
  const said = {
    empty: 'No study is left with these filters, so we can say nothing.',
    unnamed: `No study here names ${low}.`,
    unknown: `${name} gets ${share} of all naming.`,
    above: most
      ? `${name} is the cause that studies name most. It gets ${share} of all naming.`
      : `Studies name ${low} more than most other causes. It gets ${share} of all naming.`,
    within: `Studies name ${low} about as much as the rest. It gets ${share} of all naming.`,
    below: `Studies name ${low} less than the rest. It gets ${share} of all naming.`,
  }[standing(point, first)];
  return [sayAtRung(brief, first, said)];
}

/** What happens to the first message when better proof is asked for. */
function sayStricter(brief: WeighedBrief): Statement[] {
  const { ladder } = brief.weighing;
  const held = ladder.rungs.filter(({ studies }) => studies > 0);
  const standings = held.map((rung) => standing(focalPoint(ladder, rung), rung));
  if (held.length < 2 || standings[0] !== 'above') return [];
  const last = held[held.length - 1];
  const lost = held[standings.lastIndexOf('above') + 1];
  if (!lost) return [sayAtRung(brief, last, 'It still stands out when we ask for better proof.')];
  const messages = [
    sayAtRung(
      brief,
      lost,
      standing(focalPoint(ladder, lost), lost) === 'unnamed'
        ? 'When we ask for better proof, no study is left that names it.'
        : `When we ask for better proof, it no longer stands out. Its share is then ${percent(focalPoint(ladder, lost).share ?? 0)}.`,
    ),
  ];
  if (lost !== last && focalPoint(ladder, last).k === 0)
    messages.push(sayAtRung(brief, last, 'At the last step, no study is left that names it.'));
  return messages;
}

function sayDirection(brief: WeighedBrief): Statement[] {
  const { direction } = brief.weighing;
  const row = direction.identified
    ? direction.rows.find(({ factor }) => factor === brief.focal.key)
    : undefined;
  if (!row || row.k === 0) return [];
  const pieces = brief.piecesOf(row.factor);
  const low = lowerFirst(brief.focal.label);
  if (row.clear === 0 || !row.wilson) {
    const none = { none: 'no study gives a clear direction' };
    return [
      brief.state(
        `No study says for sure which way ${low} works.`,
        { k: 0, of: row.k, interval: none },
        pieces,
      ),
    ];
  }
  const interval = { range: percentRange(row.wilson), what: 'the part that says it helps' };
  const count = takeSides(row.counts);
  const [low95, high95] = row.wilson;
  const said =
    low95 > 0.5
      ? `Most studies that take a side say that ${low} helps: ${count}.`
      : high95 < 0.5
        ? `Most studies that take a side say that ${low} harms: ${count}.`
        : `Studies do not agree on whether ${low} helps: ${count}.`;
  return [brief.state(said, { k: row.clear, of: row.k, interval }, pieces)];
}

function sayBacking(brief: WeighedBrief): Statement[] {
  const { supported } = brief.weighing;
  const pieces = brief.piecesOf(brief.focal.key);
  const low = lowerFirst(brief.focal.label);
  if (!supported.identified) return [];
  const row = supported.rows.find(({ factor }) => factor === brief.focal.key);
  if (!row || row.k === 0) return [];
  const [from, to] = row.gapInterval ?? [];
  const isClear = from !== undefined && to !== undefined && (from > 0 || to < 0);
  const said = !isClear
    ? `What is said of ${low} and what the proof backs are close. We see no clear gap.`
    : row.gap < 0
      ? `More is said of ${low} than the proof backs.`
      : `The proof backs more of ${low} than is said.`;
  const interval =
    from === undefined || to === undefined
      ? { none: 'not enough studies' }
      : { range: `${points(from)} to ${points(to)}`, what: 'the gap' };
  return [brief.state(said, { k: row.k, of: supported.studies, interval }, pieces)];
}

/** The two other factors that are named most. */
function sayOthers(brief: WeighedBrief): Statement[] {
  const { said } = brief.weighing;
  if (!said.identified) return [];
  const others = said.rows
    .filter(({ factor, k }) => {
      const concept = brief.factors.find(({ key }) => key === factor)!;
      return factor !== brief.focal.key && k > 0 && concept.role === 'factor';
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, 2);
  return others.map(({ factor, share, interval, k }, at) => {
    const { label } = brief.factors.find(({ key }) => key === factor)!;
    const sentence =
      at === 0 ? `Of the rest, ${lowerFirst(label)} is named most` : `Then comes ${lowerFirst(label)}`;
    return brief.state(
      `${sentence}: ${percent(share)} of all naming.`,
      { k, of: said.studies, interval: intervalOf(interval, ofShare) },
      brief.piecesOf(factor),
    );
  });
}

function sayCertainty(brief: WeighedBrief): Statement[] {
  const { certain } = brief.weighing;
  if (!certain.identified) return [];
  const row = certain.rows.find(({ factor }) => factor === brief.focal.key)!;
  const judged = row.pairs.filter(({ level }) => level !== null);
  const labelOf = (key: string) =>
    lowerFirst(brief.map.columns.find(({ value }) => value === key)?.label ?? key);
  const low = lowerFirst(brief.focal.label);
  const said =
    judged.length === 0
      ? `How sure can we be? For ${low}, no one has judged this yet.`
      : `How sure can we be? For ${low}, people judged it ${list(judged.map(({ level, outcome }) => `${certaintyWords[level!]} for ${labelOf(outcome)}`))}.`;
  const none = { none: 'people judge this, nothing is measured' };
  return [brief.state(said, { k: row.k, of: certain.studies, interval: none }, brief.piecesOf(row.factor))];
}

/** At most this many results are named in one sentence. */
const mostNamed = 3;

function sayGaps(brief: WeighedBrief): Statement[] {
  const cells = brief.map.cells[brief.map.rows.findIndex(({ value }) => value === brief.focal.key)] ?? [];
  const gaps = cells.filter(({ state }) => state === 'gap');
  if (gaps.length === 0 || brief.map.studies === 0) return [];
  const named = gaps.slice(0, mostNamed).map(({ column }) => {
    return lowerFirst(brief.map.columns.find(({ value }) => value === column)!.label);
  });
  const more = gaps.length > mostNamed ? [...named, `${gaps.length - mostNamed} more`] : named;
  const none = { none: 'a count of what is missing' };
  return [
    brief.state(
      `No study links ${lowerFirst(brief.focal.label)} to ${list(more)}. That is a gap, not a no.`,
      { k: 0, of: brief.map.studies, interval: none },
      [],
    ),
  ];
}
