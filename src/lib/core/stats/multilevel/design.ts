/** The fixed part of a model: its columns, from moderators that are numbers or words. */

export interface Moderator {
  name: string;
  /** k numbers, or k words; words are a factor, treatment-coded against its first level in alphabetical order. */
  values: readonly number[] | readonly string[];
}

export interface Design {
  /** One a column: `intrcpt`, a moderator's name, or name + level. */
  names: string[];
  /** k rows of p numbers. */
  rows: number[][];
  hasIntercept: boolean;
  /** Columns left out since earlier columns say the same. */
  redundant: string[];
}

/**
 * Columns of the fixed effects: an intercept and the moderators. A column that is a linear combination of earlier ones is
 * left out and named.
 *
 * @param k Number of effects.
 * @throws RangeError where a moderator's length is not k, or a number is not finite.
 */
export function makeDesign(k: number, moderators: readonly Moderator[] = [], intercept = true): Design {
  const columns: { name: string; values: number[] }[] = [];
  if (intercept) columns.push({ name: 'intrcpt', values: new Array<number>(k).fill(1) });
  for (const moderator of moderators) {
    if (moderator.values.length !== k) {
      throw new RangeError(`moderator ${moderator.name} has ${moderator.values.length} values, not ${k}.`);
    }
    columns.push(...codeModerator(moderator, intercept || columns.length > 0));
  }
  const { kept, redundant } = dropRedundant(columns);
  return {
    names: kept.map(({ name }) => name),
    rows: Array.from({ length: k }, (_, row) => kept.map(({ values }) => values[row])),
    hasIntercept: intercept,
    redundant,
  };
}

/** Tells a factor's values (words) from a number's. */
export function isFactor(values: Moderator['values']): values is readonly string[] {
  return typeof values[0] === 'string';
}

function codeModerator({ name, values }: Moderator, againstFirst: boolean) {
  if (!isFactor(values)) {
    if (!values.every(Number.isFinite))
      throw new RangeError(`moderator ${name} has a value that is not finite.`);
    return [{ name, values: [...values] }];
  }
  const levels = [...new Set(values)].sort(byText);
  return levels
    .slice(againstFirst ? 1 : 0)
    .map((level) => ({ name: `${name}${level}`, values: values.map((value) => (value === level ? 1 : 0)) }));
}

/** By code points, so that the reference level is the same on every machine. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Gram–Schmidt in the order of the columns: what is left of a redundant column is rounding (tolerance as R's lm). */
function dropRedundant(columns: { name: string; values: number[] }[]) {
  const basis: number[][] = [];
  const kept: typeof columns = [];
  const redundant: string[] = [];
  for (const column of columns) {
    const rest = [...column.values];
    for (let pass = 0; pass < 2; pass++) {
      for (const direction of basis) {
        const along = dot(rest, direction);
        for (let i = 0; i < rest.length; i++) rest[i] -= along * direction[i];
      }
    }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-7 * Math.sqrt(dot(column.values, column.values))) {
      basis.push(rest.map((value) => value / length));
      kept.push(column);
    } else redundant.push(column.name);
  }
  return { kept, redundant };
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
