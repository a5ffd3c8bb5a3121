import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSizeChoices, readSizeChoices, writeSizeChoices, type SizeChoices } from './size-choices.ts';

const anyChoices: fc.Arbitrary<SizeChoices> = fc.record({
  betas: fc.boolean(),
  corrected: fc.boolean(),
  clustering: fc.oneof(
    fc.constantFrom('reported' as const, 'partnerships' as const),
    fc.nat({ max: 1000 }).map((thousandths) => ({ icc: thousandths / 1000 })),
  ),
  methodShare: fc.nat({ max: 60 }).map((hundredths) => hundredths / 100),
});

describe('choices about sizes in an address', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        expect(readSizeChoices(new URLSearchParams(writeSizeChoices(choices).toString()))).toEqual(choices);
      }),
    );
    expect.hasAssertions();
  });

  it('leave out what stands at its default, and everything else alone', () => {
    expect(writeSizeChoices(defaultSizeChoices).toString()).toBe('');
    const address = new URLSearchParams('open=leadership&size-beta=in');
    expect(writeSizeChoices({ ...defaultSizeChoices, corrected: true }, address).toString()).toBe(
      'open=leadership&size-rho=in',
    );
  });

  it.each([
    'size-n=icc-2',
    'size-n=icc--1',
    'size-n=icc-',
    'size-method=0.9',
    'size-method=x',
    'size-beta=1',
  ])('are those of the beginning where %s is not understood', (text) => {
    expect(readSizeChoices(new URLSearchParams(text))).toEqual(defaultSizeChoices);
  });
});
