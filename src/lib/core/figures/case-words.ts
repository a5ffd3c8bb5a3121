/** What the figures of coded cases say, in words. */
import type { Concept } from '../codebook/concept.ts';
import type { AnalysedSolution, CaseAnalysis, SolutionKind } from '../lenses/case-sets.ts';
import { absent, type Term } from '../stats/sets/term.ts';
import { count, decimals, grouped, list, lowerFirst, percent } from '../words.ts';

const kindWords: Record<SolutionKind, string> = {
  complex: 'complex',
  intermediate: 'intermediate',
  parsimonious: 'parsimonious',
};

/** What a solution assumes of combinations that no case shows. */
const kindMeanings: Record<SolutionKind, string> = {
  complex: 'uses only combinations that cases show',
  intermediate: 'adds those without cases that the expectations speak for',
  parsimonious: 'adds any without cases that makes it shorter',
};

/** "< 0.001", "0.012", "0.34" */
export function chanceWords(p: number): string {
  if (p < 0.001) return '< 0.001';
  return decimals(p, p < 0.1 ? 3 : 2);
}

/** "p = 0.012" */
export function pWords(p: number): string {
  const words = chanceWords(p);
  return words.startsWith('<') ? `p ${words}` : `p = ${words}`;
}

/** "Leadership present AND power imbalance absent" */
export function termWords(term: Term, { conditions }: Pick<CaseAnalysis, 'conditions'>): string {
  const literals = term.flatMap((value, at) =>
    value === absent ? [] : [`${conditions[at].concept.label} ${value === 1 ? 'present' : 'absent'}`],
  );
  if (literals.length === 0) return 'Any combination';
  const [first, ...rest] = literals;
  return [first, ...rest.map(lowerFirst)].join(' AND ');
}

/** "Complex and intermediate solution: uses only …" */
export function solutionName({ kinds }: AnalysedSolution): string {
  const names = list(kinds.map((kind) => kindWords[kind]));
  const name = `${names[0].toUpperCase()}${names.slice(1)} solution`;
  return kinds.length === 1 ? `${name}: ${kindMeanings[kinds[0]]}` : `${name}: the same`;
}

export function fitWords({ fit, p, total, isComplete }: AnalysedSolution, permutations: number): string {
  const parts = [
    fit.inclS === null ? '' : `consistency ${decimals(fit.inclS)}`,
    fit.covS === null ? '' : `covers ${percent(fit.covS)} of the outcome`,
    p === null
      ? ''
      : `by chance as good in ${p < 0.001 ? 'fewer than 1' : Math.round(p * 1000)} of 1,000 deals (${pWords(p)}, ${grouped(permutations)} draws)`,
    total > 1 ? `one of ${isComplete ? '' : 'at least '}${grouped(total)} that fit as well` : '',
  ];
  return `Together: ${parts.filter(Boolean).join('; ')}`;
}

/** How often the focal factor is part of the combinations: ", leadership present in each". */
function focalClause(terms: readonly Term[], analysis: CaseAnalysis, focal: Concept): string {
  const places = analysis.conditions.flatMap(({ factor }, at) => (factor === focal.key ? [at] : []));
  if (places.length === 0) return '';
  const having = (wanted: number) => terms.filter((term) => places.some((at) => term[at] === wanted)).length;
  const [present, missing] = [having(1), having(0)];
  const label = lowerFirst(focal.label);
  const share = (number: number) =>
    terms.length === 1 ? '' : number === terms.length ? ' in each' : ` in ${number} of ${terms.length}`;
  if (present > 0 && missing > 0) return `, ${label} present${share(present)} and absent${share(missing)}`;
  if (present > 0) return `, ${label} present${share(present)}`;
  if (missing > 0) return `, ${label} absent${share(missing)}`;
  return terms.length === 1 ? `, whatever ${label}` : `, whatever ${label} in all of them`;
}

/** The solution that is spoken of first: the intermediate one, which assumes no more than was said to be expected. */
export function leadingSolution({ solutions }: CaseAnalysis): AnalysedSolution | undefined {
  return solutions.find(({ kinds }) => kinds.includes('intermediate')) ?? solutions[0];
}

const numberWords: Record<number, string> = { 2: 'Two', 3: 'Three', 4: 'Four', 5: 'Five', 6: 'Six' };

export function truthTableTitle(analysis: CaseAnalysis, focal: Concept): string {
  const solution = leadingSolution(analysis);
  const outcome = lowerFirst(analysis.outcome.label);
  if (!solution) return `No combination of these conditions sets cases with ${outcome} apart`;
  const terms = solution.terms.map(({ term }) => term);
  const what = `${terms.length === 1 ? 'One combination goes' : `${numberWords[terms.length] ?? terms.length} combinations go`} with ${outcome} in these ${count(analysis.cases.length, 'case')}${focalClause(terms, analysis, focal)}`;
  if (solution.p === null) return what;
  const chance =
    solution.p < 0.05 ? `chance alone would seldom do as well` : `chance alone could well have done the same`;
  return `${what}; ${chance}`;
}

export function basisWords({ table, cases, leftOut, conditions, outcome }: CaseAnalysis): string {
  const holes = leftOut.length === 0 ? '' : ` (${leftOut.length} more left out: a value is not stated)`;
  return `“${table.title}”: ${count(cases.length, 'case')}${holes}, ${count(conditions.length, 'condition')}, outcome ${lowerFirst(outcome.label)}`;
}

/** Limited diversity, said plainly. */
export function diversityWords({ possible, rows, remainders, table }: CaseAnalysis): string {
  const held = rows.length;
  const scarce = rows.filter(({ out }) => out === '?').length;
  const few =
    scarce === 0
      ? ''
      : ` ${count(scarce, 'combination')} of them ${scarce === 1 ? 'holds' : 'hold'} fewer than ${table.frequencyCut} cases and ${scarce === 1 ? 'is' : 'are'} not judged.`;
  const nothing =
    remainders - scarce === 0
      ? ''
      : ` Of the other ${grouped(remainders - scarce)} nothing is known: no case shows them.`;
  return `Limited diversity: ${held} of ${grouped(possible)} possible combinations hold cases.${few}${nothing}`;
}

/** A list of names that stays readable: the first ones, and how many more there are. */
export function someNames(names: readonly string[], most = 8): string {
  if (names.length <= most) return list(names);
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

export function deviantWords(analysis: CaseAnalysis): string[] {
  const outcome = lowerFirst(analysis.outcome.label);
  const mixed = analysis.rows.filter(({ isContradictory }) => isContradictory);
  const solution = leadingSolution(analysis);
  const lines: string[] = [];
  if (mixed.length > 0) {
    const names = mixed.map(({ cases }) => someNames(cases.map(({ name }) => name)));
    lines.push(
      `Contradictory: the same combination with the outcome and without it in ${count(mixed.length, 'row')} (${names.join('; ')}). Something that is not a condition here may set these cases apart.`,
    );
  }
  if (solution && solution.inconsistent.length > 0)
    lines.push(`In the solution, yet without ${outcome}: ${someNames(solution.inconsistent)}.`);
  if (solution && solution.uncovered.length > 0)
    lines.push(`With ${outcome}, yet outside the solution: ${someNames(solution.uncovered)}.`);
  if (analysis.unplaced.length > 0)
    lines.push(`In no row, for they are exactly half in a condition: ${someNames(analysis.unplaced)}.`);
  if (analysis.leftOut.length > 0) {
    const holes = analysis.leftOut.map(({ name, missing }) => `${name} (${list(missing.map(lowerFirst))})`);
    lines.push(`Left out, for a value is not stated: ${someNames(holes, 5)}.`);
  }
  return lines;
}
