import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { newRungKey, readWeighingRules } from './read-weighing.ts';
import { defaultRubric } from './rubric.ts';
import { defaultRungs } from './rungs.ts';

const codebook = new CodebookIndex(loadSampleDataset().codebook);
const read = (rungs: unknown, rubric: unknown = defaultRubric) =>
  readWeighingRules({ rungs, rubric }, codebook);

describe('rules of weighing', () => {
  it('are read as they were sent', () => {
    expect(read(defaultRungs)).toEqual({
      rules: { rungs: defaultRungs, rubric: defaultRubric },
      problems: [],
    });
    const turned = [defaultRungs[0], defaultRungs[3], defaultRungs[1]];
    expect(read(turned).rules?.rungs).toEqual(turned);
  });

  it.each([
    [[], /at least one rung/],
    [Array.from({ length: 11 }, (_, at) => ({ ...defaultRungs[0], key: `r${at}` })), /at most 10/],
    [[{ ...defaultRungs[1], accepts: [] }], /lets nothing pass/],
    [[{ ...defaultRungs[1], accepts: ['A', 'Z'] }], /“Z”/],
    [[defaultRungs[0], defaultRungs[0]], /same key/],
    [[{ ...defaultRungs[0], label: ' ' }], /no label/],
    [[{ ...defaultRungs[0], label: 'x'.repeat(81) }], /81 characters/],
    ['nonsense', /can’t be read/],
  ])('say what is wrong with rungs: %j', (rungs, problem) => {
    const { rules, problems } = read(rungs);
    expect(rules).toBeNull();
    expect(problems.join(' ')).toMatch(problem);
  });

  it('refuse a strength outside 0 to 1', () => {
    expect(read(defaultRungs, { ...defaultRubric, tier: { A: 1.2 } }).problems[0]).toMatch(/between 0 and 1/);
  });

  it('never throw, and never let through what they name a problem', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (rungs, rubric) => {
        const { rules, problems } = readWeighingRules({ rungs, rubric }, codebook);
        expect(rules === null).toBe(problems.length > 0);
      }),
    );
    expect.hasAssertions();
  });

  it('give a new rung a key of its own', () => {
    expect(newRungKey([])).toBe('rung_1');
    expect(newRungKey([{ ...defaultRungs[0], key: 'rung_2' }])).toBe('rung_3');
  });
});
