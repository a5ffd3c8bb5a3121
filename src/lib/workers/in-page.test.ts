import { describe, expect, it } from 'vitest';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { loadSampleDataset } from '../../../tests/sample/sample-dataset.ts';
import { computeInPage } from './in-page.ts';

const evidence = indexEvidence(loadSampleDataset());
const input = { choices: defaultChoices };

describe('computing in stretches', () => {
  it('gives the digits of one go', async () => {
    const computer = computeInPage(evidence);
    const inStretches = await computer.run('weigh', input);
    expect(inStretches).toEqual(weigh(new Selection(evidence, defaultChoices)));
    computer.close();
  });

  it('lets others have their turn', async () => {
    const computer = computeInPage(evidence);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    await computer.run('weigh', input);
    clearInterval(timer);
    computer.close();
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThan(200);
  });

  it('stops when it is told to, and when the place is closed', async () => {
    const computer = computeInPage(evidence);
    const stop = new AbortController();
    const running = computer.run('weigh', input, { signal: stop.signal });
    const other = computer.run('weigh', input);
    stop.abort(new Error('another switch'));
    await expect(running).rejects.toThrow('another switch');
    computer.close();
    await expect(other).rejects.toThrow(/abort/i);
  });
});
