import { fitNecessity, type NecessityFit } from './fit.ts';
import type { SetData } from './set-data.ts';
import {
  absent,
  compareTerms,
  isWithin,
  literalMembership,
  termMembership,
  writeTerm,
  type Term,
} from './term.ts';

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
 * @param most Look at no more expressions than these.
 */
export function findNecessaryExpressions(
  data: SetData,
  { inclCut = 0.9, covCut = 0.6 }: NecessityCuts = {},
  most = 200_000,
): NecessaryExpressions {
  const count = data.cases.length;
  const reaches = (value: number | null, cut: number) => value !== null && value >= cut - tolerance;
  const search = (join: '*' | ' + ') => {
    const pick = join === '*' ? Math.min : Math.max;
    const found: { term: Term; fit: Necessity }[] = [];
    const necessary: Term[] = [];
    let complete = true;
    let looked = 0;
    const empty = {
      term: data.conditions.map(() => absent),
      from: 0,
      membership: null as Float64Array | null,
    };
    let layer = [empty];
    while (layer.length > 0 && complete) {
      const next: typeof layer = [];
      for (const { term, from, membership } of layer) {
        for (let at = from; at < data.conditions.length; at++) {
          for (let value = 0; value < data.conditions[at].levels; value++) {
            const wider = term.with(at, value);
            if (join === ' + ' && necessary.some((part) => isWithin(wider, part))) continue;
            if (++looked > most) complete = false;
            const values = new Float64Array(count);
            for (let row = 0; row < count; row++) {
              const x = literalMembership(data.conditions[at], value, row);
              values[row] = membership ? pick(membership[row], x) : x;
            }
            const fit = fitNecessity(values, data.outcome);
            const passes = reaches(fit.inclN, inclCut);
            if (passes) necessary.push(wider);
            const literals = wider.length - wider.filter((one) => one === absent).length;
            if (passes && reaches(fit.covN, covCut) && (join === '*' || literals > 1))
              found.push({ term: wider, fit: { term: writeTerm(wider, data.conditions, join), ...fit } });
            // A conjunction only loses consistency as it grows; a disjunction that is necessary need not grow.
            if (passes === (join === '*')) next.push({ term: wider, from: at + 1, membership: values });
          }
        }
      }
      layer = next;
    }
    return { found: found.sort((a, b) => compareTerms(a.term, b.term)).map(({ fit }) => fit), complete };
  };
  const joint = search('*');
  const either = search(' + ');
  return {
    expressions: [...joint.found, ...either.found],
    complete: joint.complete && either.complete,
  };
}
