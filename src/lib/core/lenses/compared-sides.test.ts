import { describe, expect, it } from 'vitest';
import { comparedChoices, readSide, writeSide } from './compared-sides.ts';

const address = (text = '') => new URLSearchParams(text);

describe('the sides of a comparison', () => {
  it('are everything, and everything but what is credited in hindsight, where the address says nothing', () => {
    const [left, right] = comparedChoices(address());
    expect(left.switches.retrospective).toBe('keep');
    expect(right.switches.retrospective).toBe('drop');
  });

  it('stand in the address, each in a parameter of its own', () => {
    const one = writeSide(address(), 'left', address('focal=trust&tier=A'));
    const two = writeSide(one, 'right', address('same_source=drop'));
    expect(readSide(two, 'left').toString()).toBe('focal=trust&tier=A');
    expect(readSide(two, 'right').toString()).toBe('same_source=drop');
    expect(comparedChoices(two)[1].switches.retrospective).toBe('keep');
  });

  it('have one mark open at most', () => {
    const one = writeSide(address(), 'left', address('open=factor%3Dtrust'));
    const two = writeSide(one, 'right', address('open=factor%3Dgoals'));
    expect(readSide(two, 'left').has('open')).toBe(false);
    expect(readSide(two, 'right').get('open')).toBe('factor=goals');
  });
});
