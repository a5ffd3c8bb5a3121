/** Dominance analysis of 18 predictors: 262,144 regressions. */
import { dominanceOf } from './dominance-12.ts';

export const benchmark = dominanceOf(18);
