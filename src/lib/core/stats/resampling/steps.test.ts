import { describe, expect, it } from 'vitest';
import { finishInStretches, finishSteps, type Steps } from './steps.ts';

function* countTo(end: number, made: number[] = []): Steps<number[]> {
  for (let at = 1; at <= end; at++) {
    made.push(at);
    yield;
  }
  return made;
}

/** A clock that goes on by a step whenever it is read. */
function makePacer(step: number) {
  let time = 0;
  let pauses = 0;
  return {
    now: () => (time += step),
    pause: async () => void pauses++,
    get pauses() {
      return pauses;
    },
  };
}

describe('work in steps', () => {
  it('is the same at once and in stretches', async () => {
    const pacer = makePacer(5);
    expect(finishSteps(countTo(7))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await finishInStretches(countTo(7), { pacer, stretch: 12 })).toEqual([1, 2, 3, 4, 5, 6, 7]);
    // Read at the start and after each step: 5, 10, 15 ms are three steps a stretch.
    expect(pacer.pauses).toBe(2);
  });

  it('stops at the next pause after it was cancelled', async () => {
    const stop = new AbortController();
    const made: number[] = [];
    const pacer = { ...makePacer(20), pause: async () => stop.abort(new Error('enough')) };
    await expect(finishInStretches(countTo(9, made), { pacer, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
    expect(made).toEqual([1]);
  });
});
