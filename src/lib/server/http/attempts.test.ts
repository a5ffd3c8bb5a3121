import { describe, expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

describe('attempts at a door', () => {
  it('are refused after so many, until the first is long enough ago', () => {
    let now = 0;
    const attempts = new Attempts({ most: 3, within: 60_000 }, () => now);
    expect([attempts.take('a'), attempts.take('a'), attempts.take('a')]).toEqual([0, 0, 0]);
    now = 10_000;
    expect(attempts.take('a')).toBe(50);
    expect(attempts.take('b')).toBe(0);
    now = 60_001;
    expect(attempts.take('a')).toBe(0);
  });

  it('do not count where they were right', () => {
    const attempts = new Attempts({ most: 1, within: 1000 }, () => 0);
    expect(attempts.take('a')).toBe(0);
    attempts.forgive('a');
    expect(attempts.take('a')).toBe(0);
    expect(attempts.take('a')).toBe(1);
  });
});
