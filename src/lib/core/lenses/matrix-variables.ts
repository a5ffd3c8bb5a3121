/** Which factors and which outcome a pooled matrix is of, and what of it no study measured. */
import type { Concept } from '../codebook/concept.ts';
import type { CorrelationStudies } from '../stats/masem/correlations.ts';
import { allPairs } from '../stats/masem/olkin-finn.ts';
import { count, list, lowerFirst } from '../words.ts';
import {
  describeUnusable,
  factorVariable,
  gatherCorrelations,
  outcomeVariable,
  pairName,
  type GatheredCorrelations,
} from './correlations.ts';
import { focalFactorKey } from './evidence.ts';
import type { Selection } from './selection.ts';
import type { UniqueNotIdentified, UniqueOptions } from './unique-options.ts';

export interface ChosenVariables {
  /** In codebook order. */
  factors: Concept[];
  outcome: Concept;
  /** Matrices with the outcome last; the variables are named by their labels. */
  input: CorrelationStudies;
  gathered: GatheredCorrelations;
  /** Bundles and mediators with a correlation with the outcome. */
  setApart: Concept[];
  /** Rivals that were correlated, too, and that the reader does without. */
  leftOut: Concept[];
}

/** A matrix of more factors takes minutes to pool and to divide. */
const mostFactors = 12;

/**
 * Chooses the outcome (the one asked for, else the one that most studies correlate with the focal factor) and the factors
 * with a correlation with it. Bundles and mediators are no rivals: a bundle holds items of the others, and what a mediator
 * explains is theirs. Says what is missing where the matrix has gaps.
 */
export function chooseVariables(
  selection: Selection,
  { outcome: asked, model, without }: UniqueOptions,
): ChosenVariables | UniqueNotIdentified {
  const { evidence, choices } = selection;
  const gathered = gatherCorrelations(selection);
  const focalKey = focalFactorKey(evidence, choices);
  const focal = evidence.factors.find(({ key }) => key === focalKey)!;
  const countWith = (factor: Concept, outcome: Concept) =>
    countStudies(gathered, factorVariable(factor.key), outcomeVariable(outcome.key));
  const outcome = chooseOutcome(selection, asked, focal, countWith);
  if (!outcome || countWith(focal, outcome) === 0) {
    return refuse(describeAbsence(selection, gathered, focal, asked === null ? undefined : outcome));
  }
  const correlated = evidence.factors.filter((factor) => countWith(factor, outcome) > 0);
  const isRival = ({ key, role }: Concept) => key === focalKey || role === 'factor';
  const isLeftOut = (factor: Concept) => factor !== focal && without.includes(factor.key);
  const rivals = correlated.filter(isRival);
  const factors = rivals.filter((factor) => !isLeftOut(factor));
  if (factors.length < 2) {
    const where = `No other factor was correlated with ${lowerFirst(outcome.label)}`;
    return refuse(
      `${where}: ${count(countWith(focal, outcome), 'study', 'studies')} of ${lowerFirst(focal.label)} alone can’t say what is left for others. ${describeUnusable(gathered.unusable)}`,
    );
  }
  if (factors.length > mostFactors) {
    return refuse(`${factors.length} factors are too many to divide between; at most ${mostFactors} can be.`);
  }
  const variables = [...factors.map(({ key }) => factorVariable(key)), outcomeVariable(outcome.key)];
  const gap = findGap(gathered, variables, [...factors, outcome], focal, model === 'fixed' ? 1 : 2);
  if (gap) return gap;
  const setApart = correlated.filter((factor) => !isRival(factor));
  return {
    factors,
    outcome,
    input: makeMatrices(gathered, variables, [...factors, outcome]),
    gathered,
    setApart,
    leftOut: rivals.filter(isLeftOut),
  };
}

function refuse(reason: string, possibleWithout: Concept[] = []): UniqueNotIdentified {
  return { identified: false, reason: reason.trim(), possibleWithout };
}

function countStudies({ studies }: GatheredCorrelations, a: string, b: string): number {
  const name = pairName(a, b);
  return studies.filter(({ pairs }) => pairs.has(name)).length;
}

function chooseOutcome(
  { evidence }: Selection,
  asked: string | null,
  focal: Concept,
  countWith: (factor: Concept, outcome: Concept) => number,
): Concept | undefined {
  if (asked !== null) return evidence.outcomes.find(({ key }) => key === asked);
  const scored = evidence.outcomes.map((outcome) => ({
    outcome,
    own: countWith(focal, outcome),
    all: evidence.factors.reduce((sum, factor) => sum + countWith(factor, outcome), 0),
  }));
  // Sorting is stable: among equals the codebook's order decides.
  return scored.sort((a, b) => b.own - a.own || b.all - a.all).find(({ all }) => all > 0)?.outcome;
}

/** What there is instead of a correlation of the focal factor. */
function describeAbsence(
  { evidence }: Selection,
  { studies, unusable }: GatheredCorrelations,
  focal: Concept,
  outcome: Concept | undefined,
): string {
  const about = outcome ? lowerFirst(outcome.label) : 'an outcome';
  const label = lowerFirst(focal.label);
  const others = evidence.factors.flatMap((factor) =>
    evidence.outcomes.flatMap((other) => {
      const k = studies.filter(({ pairs }) =>
        pairs.has(pairName(factorVariable(factor.key), outcomeVariable(other.key))),
      ).length;
      return k > 0
        ? [`${lowerFirst(factor.label)} with ${lowerFirst(other.label)} (${count(k, 'study', 'studies')})`]
        : [];
    }),
  );
  const there =
    others.length === 0
      ? 'No factor has one.'
      : `${others.length === 1 ? 'The only one is' : 'There are'} ${list(others.slice(0, 3))}${others.length > 3 ? `, and ${others.length - 3} more` : ''}.`;
  return `No study here reports a plain correlation of ${label} with ${about}. ${there} To tell a unique part, at least two studies must correlate ${label} and other factors with the same outcome and with each other. ${describeUnusable(unusable)}`;
}

/** Pairs with fewer studies than a model needs, in words; undefined where all have enough. */
function findGap(
  gathered: GatheredCorrelations,
  variables: readonly string[],
  concepts: readonly Concept[],
  focal: Concept,
  needed: number,
): UniqueNotIdentified | undefined {
  const pairs = allPairs(variables.length).map(([a, b]) => ({
    a: concepts[a],
    b: concepts[b],
    k: countStudies(gathered, variables[a], variables[b]),
  }));
  const missing = pairs.filter(({ k }) => k === 0);
  const thin = pairs.filter(({ k }) => k < needed);
  if (thin.length === 0) return undefined;
  const named = namePairs(missing.length > 0 ? missing : thin, focal);
  const outcome = concepts[concepts.length - 1];
  const possible = findComplete(thin, concepts.slice(0, -1), focal, outcome);
  const reason =
    missing.length > 0
      ? `${named} were never measured together: ${missing.length} of ${count(pairs.length, 'pair')} ${missing.length === 1 ? 'is' : 'are'} missing.`
      : `${named} were measured together by one study only (${thin.length} of ${count(pairs.length, 'pair')}): how far correlations differ between studies can’t be told from one.`;
  return refuse(`${reason} ${describeUnusable(gathered.unusable)}`, possible);
}

const mostNamed = 3;

/** "Leadership and power", "Leadership and power, and trust and power": those of the focal factor first. */
function namePairs(pairs: readonly { a: Concept; b: Concept }[], focal: Concept): string {
  const rank = ({ a, b }: { a: Concept; b: Concept }) => Number(a !== focal && b !== focal);
  const sorted = [...pairs].sort((one, other) => rank(one) - rank(other));
  const words = sorted.slice(0, mostNamed).map(({ a, b }, at) => {
    const [first, second] = b === focal ? [b, a] : [a, b];
    return `${at === 0 ? first.label : lowerFirst(first.label)} and ${lowerFirst(second.label)}`;
  });
  const rest = sorted.length - words.length;
  if (rest > 0) return `${words.join('; ')}; and ${count(rest, 'other pair')}`;
  return words.join('; ');
}

/** Factors whose absence leaves no gap: the one with the most gaps goes first, the focal one never. */
function findComplete(
  thin: readonly { a: Concept; b: Concept }[],
  factors: readonly Concept[],
  focal: Concept,
  outcome: Concept,
): Concept[] {
  const left: Concept[] = [];
  let gaps = [...thin];
  while (gaps.length > 0) {
    const counts = factors
      .filter((factor) => factor !== focal && !left.includes(factor))
      .map((factor) => ({ factor, gaps: gaps.filter(({ a, b }) => a === factor || b === factor).length }))
      .sort((one, other) => other.gaps - one.gaps);
    const [worst] = counts;
    if (!worst || worst.gaps === 0) return [];
    left.push(worst.factor);
    gaps = gaps.filter(({ a, b }) => a !== worst.factor && b !== worst.factor);
  }
  // Something must be left to divide with.
  return factors.length - left.length >= 2 && outcome ? left : [];
}

function makeMatrices(
  { studies }: GatheredCorrelations,
  variables: readonly string[],
  concepts: readonly Concept[],
): CorrelationStudies {
  const labels = concepts.map(({ label, key }, at) =>
    concepts.some((other, place) => place !== at && other.label === label) ? `${label} (${key})` : label,
  );
  const matrices: (number | null)[][][] = [];
  const sizes: number[] = [];
  const names: string[] = [];
  for (const { study, pairs } of studies) {
    const matrix: (number | null)[][] = variables.map((_, i) =>
      variables.map((__, j) => (i === j ? 1 : null)),
    );
    let n = Infinity;
    for (const [i, j] of allPairs(variables.length)) {
      const found = pairs.get(pairName(variables[i], variables[j]));
      if (!found) continue;
      matrix[i][j] = matrix[j][i] = found.r;
      // One n a study: the smallest, so that no pair counts for more than was measured.
      n = Math.min(n, found.n);
    }
    if (n === Infinity) continue;
    matrices.push(matrix);
    sizes.push(n);
    names.push(study.label);
  }
  return { variables: labels, sizes, matrices, names };
}
