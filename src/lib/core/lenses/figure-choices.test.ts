import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultChoices, writeChoices } from './choices.ts';
import {
  defaultFigureChoices,
  figureParameterNames,
  readFigureChoices,
  writeFigureChoices,
  type FigureChoices,
} from './figure-choices.ts';
import { mapParameterNames } from './map-choices.ts';
import { multiverseMeasures } from './multiverse/forks.ts';
import { sizeParameterNames } from './size-choices.ts';

const anyKey = fc.stringMatching(/^[a-z_.]{1,20}$/);
const anyChoices: fc.Arbitrary<FigureChoices> = fc.record({
  order: anyKey,
  harvest: fc.option(anyKey),
  model: fc.constantFrom('fixed' as const, defaultFigureChoices.model),
  without: fc.uniqueArray(anyKey, { maxLength: 5 }),
  cases: fc.option(anyKey),
  condition: fc.option(anyKey),
  ways: fc.constantFrom(...multiverseMeasures),
  isCounted: fc.boolean(),
  judgedBy: fc.constantFrom('value' as const, 'rank' as const),
});

describe('choices of single figures in an address', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const text = writeFigureChoices(choices).toString();
        expect(readFigureChoices(new URLSearchParams(text))).toEqual(choices);
      }),
    );
    expect.hasAssertions();
  });

  it('leave out what stands at its default, and everything else alone', () => {
    expect(writeFigureChoices(defaultFigureChoices).toString()).toBe('');
    const address = new URLSearchParams('open=leadership&harvest=trust&size-beta=in');
    expect(writeFigureChoices({ ...defaultFigureChoices, judgedBy: 'rank' }, address).toString()).toBe(
      'open=leadership&size-beta=in&judged=rank',
    );
  });

  it('are read from anything', () => {
    const anyText = fc
      .constantFrom(...figureParameterNames)
      .chain((name) => fc.tuple(fc.constant(name), fc.string()));
    fc.assert(
      fc.property(fc.array(anyText), (pairs) => {
        const { without, ...choices } = readFigureChoices(new URLSearchParams(pairs));
        expect(without.length).toBeLessThanOrEqual(40);
        expect(Object.keys(choices).sort()).toEqual(
          Object.keys(defaultFigureChoices)
            .filter((name) => name !== 'without')
            .sort(),
        );
      }),
    );
    expect(readFigureChoices(new URLSearchParams('ways=none&unique=x&judged=&counted=1&order='))).toEqual(
      defaultFigureChoices,
    );
  });

  it('have names that nothing else in an address has', () => {
    const others = new Set<string>([
      ...mapParameterNames,
      ...sizeParameterNames,
      'open',
      'room',
      'left',
      'right',
      ...writeChoices({
        ...defaultChoices,
        focal: 'x',
        widening: 1,
        keepNotStated: true,
        leaveOutBundles: true,
        weighBy: 'claimed_strength',
        signs: 'magnitude',
        filters: { outcome: ['x'], stage: ['x'], setting: ['x'], attribution: ['x'], tier: ['x'] },
      }).keys(),
    ]);
    expect(others.has('tier')).toBe(true);
    expect(figureParameterNames.filter((name) => others.has(name))).toEqual([]);
  });
});
