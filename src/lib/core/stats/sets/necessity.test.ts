import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitNecessity } from './fit.ts';
import { findNecessaryExpressions, fitSingleNecessity } from './necessity.ts';
import { readSetData, type SetData } from './set-data.ts';

const names = ['A', 'B', 'C'];

function makeData(rows: readonly (readonly number[])[]): SetData {
  const read = readSetData({
    cases: rows.map((_, at) => String(at)),
    columns: new Map([...names, 'Y'].map((name, at) => [name, rows.map((row) => row[at])])),
    outcome: 'Y',
    conditions: names,
  });
  if ('problem' in read) throw new TypeError(read.problem.reason);
  return read.data;
}

const tables = fc.array(
  fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 0, max: 10 }).map((value) => value / 10))),
  { minLength: 1, maxLength: 8 },
);

/** Every expression of up to three literals, by definition. */
function byDefinition(data: SetData, inclCut: number, covCut: number): string[] {
  const literals = [1, 0, null];
  const all = literals.flatMap((a) => literals.flatMap((b) => literals.map((c) => [a, b, c])));
  const score = (one: (number | null)[], pick: (...values: number[]) => number) => {
    const x = data.cases.map((_, row) =>
      pick(
        ...one.flatMap((value, at) =>
          value === null
            ? []
            : [value ? data.conditions[at].values[row] : 1 - data.conditions[at].values[row]],
        ),
      ),
    );
    return fitNecessity(Float64Array.from(x), data.outcome);
  };
  const write = (one: (number | null)[], joint: string) =>
    one.flatMap((value, at) => (value === null ? [] : [`${value ? '' : '~'}${names[at]}`])).join(joint);
  const size = (one: (number | null)[]) => one.filter((value) => value !== null).length;
  const isPart = (part: (number | null)[], whole: (number | null)[]) =>
    part.every((value, at) => value === null || value === whole[at]) && size(part) < size(whole);
  const asked = all.filter((one) => size(one) > 0);
  const necessary = (one: (number | null)[], pick: (...values: number[]) => number) =>
    (score(one, pick).inclN ?? -1) >= inclCut - 1e-8;
  const covered = (one: (number | null)[], pick: (...values: number[]) => number) =>
    (score(one, pick).covN ?? -1) >= covCut - 1e-8;
  return [
    ...asked
      .filter((one) => necessary(one, Math.min) && covered(one, Math.min))
      .map((one) => write(one, '*')),
    ...asked
      .filter((one) => size(one) > 1 && necessary(one, Math.max) && covered(one, Math.max))
      .filter((one) => !asked.some((part) => isPart(part, one) && necessary(part, Math.max)))
      .map((one) => write(one, ' + ')),
  ];
}

describe('necessary expressions', () => {
  it('are those that definition gives', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const data = makeData(rows);
        const { expressions, complete } = findNecessaryExpressions(data, { inclCut: 0.8, covCut: 0.5 });
        expect(complete).toBe(true);
        expect(expressions.map(({ term }) => term).sort()).toEqual(byDefinition(data, 0.8, 0.5).sort());
      }),
    );
  });

  it('are not all looked for beyond a limit, and that is said', () => {
    const data = makeData([
      [1, 0, 1, 1],
      [0, 1, 0, 1],
    ]);
    expect(findNecessaryExpressions(data, {}, 3).complete).toBe(false);
  });

  it('give each condition and its negation, whether necessary or not', () => {
    const single = fitSingleNecessity(makeData([[1, 0, 0.3, 1]]));
    expect(single.map(({ term }) => term)).toEqual(['A', '~A', 'B', '~B', 'C', '~C']);
    expect(single[0]).toEqual({ term: 'A', inclN: 1, RoN: null, covN: 1 });
    expect(single[2]).toMatchObject({ inclN: 0, covN: null });
  });
});
