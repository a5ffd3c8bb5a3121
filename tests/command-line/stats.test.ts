import { describe, expect, it } from 'vitest';
import { makeRunner } from './run.ts';

describe('stats sign', () => {
  // R 4.2.2: binom.test(18, 22, 0.5) and prop.test(18, 22, correct = FALSE)
  it('agrees with R', async () => {
    const { code, json } = await makeRunner()(
      'stats',
      'sign',
      '--positive',
      '18',
      '--negative',
      '4',
      '--json',
    );
    expect(code).toBe(0);
    const { p, wilson, exact } = json();
    expect(p).toBeCloseTo(0.00434350967, 9);
    expect(exact[0]).toBeCloseTo(0.5971542, 7);
    expect(exact[1]).toBeCloseTo(0.9481327, 7);
    expect(wilson[0]).toBeCloseTo(0.6148339, 6);
    expect(wilson[1]).toBeCloseTo(0.9269312, 6);
  });

  it('says that nothing is identified where there is no sign', async () => {
    const { code, json } = await makeRunner()(
      'stats',
      'sign',
      '--positive',
      '0',
      '--negative',
      '0',
      '--json',
    );
    expect(code).toBe(1);
    expect(json()).toEqual({ p: null, share: null, wilson: null, exact: null });
  });

  it.each([
    [[]],
    [['--positive', '3']],
    [['--positive', '-1', '--negative', '2']],
    [['--positive', 'many', '--negative', '2']],
    [['--positive', '1.5', '--negative', '2']],
  ])('refuses %j', async (words) => {
    const { code, notes } = await makeRunner()('stats', 'sign', ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(/\S/);
  });
});
