import type { Condition, SetData } from './set-data.ts';

/**
 * A conjunction of literals: for each condition the value that it must have, or `absent` where the term doesn't ask. With
 * all conditions asked for it is a row of the truth table; with none it is the whole property space.
 */
export type Term = readonly number[];

export const absent = -1;

/** Writes a term as `DEV*~URB`, multi-value as `C[2]*~F` where only C has several values; the empty term as `1`. */
export function writeTerm(term: Term, conditions: readonly Condition[], joint = '*'): string {
  const multivalued = conditions.some(({ levels }) => levels > 2);
  const literals = term.flatMap((value, at) =>
    value === absent ? [] : [writeLiteral(conditions[at].name, value, multivalued)],
  );
  return literals.length === 0 ? '1' : literals.join(joint);
}

/** In multi-value data every literal is bracketed, binary conditions too, as in Cronqvist and Berg-Schlosser (2009). */
function writeLiteral(name: string, value: number, multivalued: boolean): string {
  return multivalued ? `${name}[${value}]` : `${value === 0 ? '~' : ''}${name}`;
}

export interface Literal {
  /** Index of the condition. */
  condition: number;
  /** The values that fulfil the literal. */
  values: number[];
}

/**
 * Reads `A`, `~A`, `C[2]`, `C[1,2]` or `~F[0]` (any value but 0).
 *
 * @returns The reason where it can't be read.
 */
export function readLiteral(text: string, conditions: readonly Condition[]): Literal | { reason: string } {
  const match = /^\s*([~!]?)\s*(.+?)\s*(?:[[{]\s*([\d\s,]+)[\]}])?\s*$/.exec(text);
  if (!match) return { reason: `"${text}" names no condition` };
  const [, tilde, name, codes] = match;
  const condition = conditions.findIndex((one) => one.name === name);
  if (condition < 0) return { reason: `"${name}" is none of the conditions` };
  const { levels } = conditions[condition];
  const all = Array.from({ length: levels }, (_, value) => value);
  if (codes === undefined && levels > 2)
    return { reason: `${name} has ${levels} values; write the expected one as ${name}[1]` };
  const named = codes === undefined ? [1] : codes.split(',').map(Number);
  const unknown = named.find((value) => !all.includes(value));
  if (unknown !== undefined) return { reason: `${name} has no value ${unknown}` };
  return { condition, values: tilde ? all.filter((value) => !named.includes(value)) : named };
}

/** Does every row that fulfils `inner` fulfil `outer`? */
export function isWithin(inner: Term, outer: Term): boolean {
  return outer.every((value, at) => value === absent || value === inner[at]);
}

export function countLiterals(term: Term): number {
  return term.reduce((count, value) => count + (value === absent ? 0 : 1), 0);
}

/** Fewest literals first, then condition by condition: lower values before higher ones, any value before none. */
export function compareTerms(a: Term, b: Term): number {
  const fewer = countLiterals(a) - countLiterals(b);
  if (fewer !== 0) return fewer;
  const rank = (value: number) => (value === absent ? Infinity : value);
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : rank(a[at]) < rank(b[at]) ? -1 : 1;
}

/** Membership of one case in one literal: x, 1 − x, or whether the code is the one asked for. */
export function literalMembership({ levels, values }: Condition, value: number, row: number): number {
  if (levels > 2) return values[row] === value ? 1 : 0;
  return value === 1 ? values[row] : 1 - values[row];
}

/** Membership of each case in a term: the least over its literals (Zadeh's intersection; Ragin 2008, ch. 2). */
export function termMembership(data: SetData, term: Term): Float64Array {
  const membership = new Float64Array(data.cases.length).fill(1);
  for (const [at, value] of term.entries()) {
    if (value === absent) continue;
    const condition = data.conditions[at];
    for (let row = 0; row < membership.length; row++) {
      const x = literalMembership(condition, value, row);
      if (x < membership[row]) membership[row] = x;
    }
  }
  return membership;
}

/** Membership of each case in a disjunction: the largest over its parts (Zadeh's union). */
export function unionMembership(parts: readonly Float64Array[], cases: number): Float64Array {
  const membership = new Float64Array(cases);
  for (const part of parts) {
    for (let row = 0; row < cases; row++) if (part[row] > membership[row]) membership[row] = part[row];
  }
  return membership;
}
