import { findBiasProblem, type Problem } from './problem.ts';
import { fitWeightedLine, type LineTerm } from './weighted-line.ts';

export interface SmallStudyLine {
  /** The effect of an infinitely precise study. */
  effect: LineTerm;
  /** How much effects grow with the standard error (PET) or the variance (PEESE). */
  slope: LineTerm;
  df: number;
}

export interface PetPeese {
  pet: SmallStudyLine;
  peese: SmallStudyLine;
  /** Which of the two answers. */
  chosen: 'pet' | 'peese';
  /** The answer's effect. */
  effect: LineTerm;
}

/**
 * PET, PEESE, and the rule between them (Stanley and Doucouliagos 2014, Research Synthesis Methods 5, 60–78): weighted
 * least squares of effects on their standard error (PET) or variance (PEESE). Where PET's effect differs from 0 at a
 * two-sided p below `alpha` (0.10: one-sided .05), PEESE answers, else PET, which is biased less when there is no effect.
 */
export function estimatePetPeese(
  { yi, vi }: { yi: readonly number[]; vi: readonly number[] },
  level = 0.95,
  alpha = 0.1,
): PetPeese | Problem {
  const problem = findBiasProblem(yi, vi, 3);
  if (problem) return problem;
  const pet = fitWeightedLine(yi, vi, vi.map(Math.sqrt), level);
  const peese = fitWeightedLine(yi, vi, vi, level);
  if (!pet || !peese) {
    return { problem: 'The studies are all of one precision, so that nothing can be regressed on it.' };
  }
  const lines = { pet: rename(pet), peese: rename(peese) };
  const chosen = (pet.intercept.pValue ?? 0) < alpha ? 'peese' : 'pet';
  return { ...lines, chosen, effect: lines[chosen].effect };
}

const rename = ({ intercept, slope, df }: { intercept: LineTerm; slope: LineTerm; df: number }) => ({
  effect: intercept,
  slope,
  df,
});
