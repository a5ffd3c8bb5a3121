import { fitNecessity, type NecessityFit } from './fit.ts';
import type { SetData } from './set-data.ts';
import { absent, compareTerms, literalMembership, termMembership, writeTerm, type Term } from './term.ts';

export interface Necessity extends NecessityFit {
  /** `LIT*STB`, or `URB + IND` for a disjunction. */
  term: string;
}

/** Fit of each condition and of its negation, or of each value of a multi-value one, as a necessary condition. */
export function fitSingleNecessity(data: SetData): Necessity[] {
  return data.conditions.flatMap(({ levels }, condition) => {
    const values = levels === 2 ? [1, 0] : Array.from({ length: levels }, (_, value) => value);
    return values.map((value) => {
      const term = data.conditions.map((_, at) => (at === condition ? value : absent));
      return {
        term: writeTerm(term, data.conditions),
        ...fitNecessity(termMembership(data, term), data.outcome),
      };
    });
  });
}

export interface NecessityCuts {
  /** Consistency that a necessary expression must reach. Default .9 (Schneider and Wagemann 2012, p. 143). */
  inclCut?: number;
  /** Coverage that it must reach, lest it be trivial. Default .6. */
  covCut?: number;
}

export interface NecessaryExpressions {
  expressions: Necessity[];
  /** False where there were too many expressions to look at; those with fewer literals were. */
  complete: boolean;
}

/** Cuts are met up to rounding, as in R's QCA. */
const tolerance = 1.5e-8;

/**
 * The conjunctions that are necessary for the outcome, and the smallest disjunctions that are: as superSubset of R's QCA
 * 3.25 with relation "necessity". A conjunction is listed where it reaches both cuts. A disjunction is listed where it does
 * and no part of it reached the consistency before: adding alternatives to what is necessary already says nothing.
 *
 * @param most Look at no more expressions of either kind than these.
 */
export function findNecessaryExpressions(
  data: SetData,
  cuts: NecessityCuts = {},
  most = 100_000,
): NecessaryExpressions {
  const joint = search(data, '*', cuts, most);
  const either = search(data, ' + ', cuts, most);
  return {
    expressions: [...joint.expressions, ...either.expressions],
    complete: joint.complete && either.complete,
  };
}

interface Grown {
  term: Term;
  /** The term as a number, a digit for each condition: 0 where absent, else the value plus 1. */
  code: number;
  /** The first condition that may still be added. */
  from: number;
  /** Null before the first literal. */
  membership: Float64Array | null;
}

/**
 * Literal by literal. A conjunction only loses consistency as it grows, so that it grows while it is necessary; a
 * disjunction only gains, so that it grows until it is. Either way an expression is looked at only where all its parts
 * with one literal less were kept growing (Agrawal and Srikant 1994, VLDB 20, 487–499).
 */
function search(
  data: SetData,
  joint: '*' | ' + ',
  { inclCut = 0.9, covCut = 0.6 }: NecessityCuts,
  most: number,
): NecessaryExpressions {
  const { conditions } = data;
  const reaches = (value: number | null, cut: number) => value !== null && value >= cut - tolerance;
  const pick = joint === '*' ? Math.min : Math.max;
  const weights = conditions.map((_, at) =>
    conditions.slice(at + 1).reduce((product, { levels }) => product * (levels + 1), 1),
  );
  const found: { term: Term; fit: Necessity }[] = [];
  let looked = 0;
  let layer: Grown[] = [{ term: conditions.map(() => absent), code: 0, from: 0, membership: null }];
  for (let literals = 1; layer.length > 0; literals++) {
    const grown = new Set(layer.map(({ code }) => code));
    const next: Grown[] = [];
    for (const { term, code, from, membership } of layer) {
      for (let at = from; at < conditions.length; at++) {
        for (let value = 0; value < conditions[at].levels; value++) {
          const wider = term.with(at, value);
          const widerCode = code + (value + 1) * weights[at];
          const parts = term.map((one, index) => widerCode - (one + 1) * weights[index]);
          if (!parts.every((part, index) => term[index] === absent || grown.has(part))) continue;
          if (++looked > most) return { expressions: inOrder(found), complete: false };
          const values = new Float64Array(data.cases.length);
          for (let row = 0; row < values.length; row++) {
            const x = literalMembership(conditions[at], value, row);
            values[row] = membership ? pick(membership[row], x) : x;
          }
          const fit = fitNecessity(values, data.outcome);
          const passes = reaches(fit.inclN, inclCut);
          if (passes && reaches(fit.covN, covCut) && (joint === '*' || literals > 1))
            found.push({ term: wider, fit: { term: writeTerm(wider, conditions, joint), ...fit } });
          if (passes === (joint === '*'))
            next.push({ term: wider, code: widerCode, from: at + 1, membership: values });
        }
      }
    }
    layer = next;
  }
  return { expressions: inOrder(found), complete: true };
}

function inOrder(found: { term: Term; fit: Necessity }[]): Necessity[] {
  return found.sort((a, b) => compareTerms(a.term, b.term)).map(({ fit }) => fit);
}
