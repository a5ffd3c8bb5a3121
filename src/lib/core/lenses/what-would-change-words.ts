/** What would change the answer, in words. */
import type { Concept } from '../codebook/concept.ts';
import { agree, lowerFirst, percent, studies } from '../words.ts';
import type { MostTellingResult } from './most-telling-cell.ts';
import { ofWhat, type AdditiveLens, type OvertakingResult } from './what-would-change.ts';

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** "first", "twelfth in rank" as far as words go, else a number. */
export function rankWords(rank: number): string {
  return ordinals[rank - 1] ?? `number ${rank}`;
}

/** "In what is said, leadership is first. Without 12 of 91 studies, resources would stand before it; …" */
export function overtakingSentence(lens: AdditiveLens, result: OvertakingResult, focal: Concept): string {
  if (!result.identified) return result.reason;
  const { removed, studies: all, by, rank, move } = result;
  const name = lowerFirst(focal.label);
  const other = lowerFirst(by.label);
  const [it, is] = [agree(name, 'it', 'them'), agree(name, 'is', 'are')];
  if (removed.length === 0)
    return `In ${ofWhat[lens]}, ${other} ${agree(other, 'stands', 'stand')} before ${name} already.`;
  const then =
    move === 'down' ? `${other} would stand before ${it}` : `${other} would no longer stand before ${it}`;
  return `In ${ofWhat[lens]}, ${name} ${is} ${rankWords(rank)}. Without ${removed.length} of ${studies(all)}, ${then}; no smaller set of studies changes ${agree(name, 'its', 'their')} rank.`;
}

/** Where one more study would tell most, with how little or much that is. */
export function mostTellingSentence(lens: AdditiveLens, result: MostTellingResult, focal: Concept): string {
  if (!result.identified) return result.reason;
  const { factor, outcome, k, deviation, deviationThen } = result;
  const points = (value: number) => (value * 100).toFixed(2);
  const shrinks = 1 - deviationThen / deviation;
  const share = `the share of ${lowerFirst(focal.label)} in ${ofWhat[lens]}`;
  const by = `${shrinks < little ? ', but only by' : ' by'} ${percent(shrinks)}, from ${points(deviation)} to ${points(deviationThen)} points`;
  return `Where would one more study tell most? ${factor.label} → ${lowerFirst(outcome.label)}: a study like the ${k === 1 ? 'one' : k} there would make ${share} more certain than a study of any other cell. It would shrink its standard deviation${by}.`;
}

/** A change by less is no reason to begin a study. */
const little = 0.05;

export const mostTellingNote =
  'An approximation: a new study is taken to be as large and as strong as those that look at the same already. Cells without a study are left out, for nobody knows what they hold; they may tell more.';
