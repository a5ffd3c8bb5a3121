import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices } from '../../../../tests/datasets/any-dataset.ts';
import { areDefault, defaultChoices, readChoices, writeChoices } from './choices.ts';

const read = (address: string) => readChoices(new URLSearchParams(address));

describe('choices in an address', () => {
  it('are read back as they were written, also after a trip through text', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        expect(read(writeChoices(choices).toString())).toEqual(choices);
      }),
    );
    expect.hasAssertions();
  });

  it('take up no room where nothing was chosen', () => {
    expect(writeChoices(defaultChoices).toString()).toBe('');
    expect(areDefault(read(''))).toBe(true);
    expect(areDefault(read('bundles=out'))).toBe(false);
  });

  it('are written in words', () => {
    const address =
      'focal=trust&setting=both%2Cnot_stated&outcome_known=drop&same_source=only&unstated=keep&weigh=strength&signs=magnitude';
    expect(writeChoices(read(address)).toString()).toBe(address);
  });

  it('that are not understood are as if they were not there', () => {
    expect(
      read('outcome_known=perhaps&unstated=1&bundles=in&weigh=gold&signs=x&focal=&setting=,,&x=y'),
    ).toEqual(defaultChoices);
  });

  it.each([
    ['wide=2', 2],
    ['wide=0', 0],
    ['wide=-1', 0],
    ['wide=1e9', 0],
    ['wide=', 0],
  ])('%s widens the focal factor by %i steps', (address, steps) => {
    expect(read(address).widening).toBe(steps);
  });

  it('name a code once', () => {
    expect(read('tier=A,B,A').filters.tier).toEqual(['A', 'B']);
  });

  it('read any text without complaint', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const choices = read(text);
        expect(readChoices(writeChoices(choices))).toEqual(choices);
      }),
    );
    expect.hasAssertions();
  });
});
