import type { Selection } from './selection.ts';
import { answerCodes, switchAnswers } from './switch-answers.ts';
import { switchNames, type SwitchName } from './switches.ts';

/** How the claims about a factor answer the doubts that a reader may have of them. */
export interface Doubts {
  /** Claims about the factor that the reader's choices leave. */
  claims: number;
  answers: Record<SwitchName, { yes: number; notStated: number }>;
}

const yesCode = answerCodes.indexOf('yes');
const notStatedCode = answerCodes.indexOf('not_stated');

/** @param factor Key of a top-level factor. */
export function countDoubts({ evidence, pieces }: Selection, factor: string): Doubts {
  const factorAt = evidence.factors.findIndex(({ key }) => key === factor);
  // Places in the evidence, where the answers are: a selection keeps its order.
  const places: number[] = [];
  let next = 0;
  for (let at = 0; at < evidence.pieces.length && next < pieces.length; at++) {
    if (evidence.pieces[at] !== pieces[next]) continue;
    if (pieces[next].factorAt === factorAt) places.push(at);
    next++;
  }
  const answers = switchNames.map((name) => {
    const codes = switchAnswers(evidence, name);
    const count = (code: number) => places.reduce((sum, at) => sum + Number(codes[at] === code), 0);
    return [name, { yes: count(yesCode), notStated: count(notStatedCode) }];
  });
  return { claims: places.length, answers: Object.fromEntries(answers) as Doubts['answers'] };
}
