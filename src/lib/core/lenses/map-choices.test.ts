import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrowNumbers,
  defaultMapChoices,
  mapConditions,
  mapDrawings,
  mapParameterNames,
  mapShades,
  readMapChoices,
  withoutMapFilters,
  writeMapChoices,
  type MapChoices,
} from './map-choices.ts';
import { mapDimensionNames } from './map-dimensions.ts';

const code = fc.stringMatching(/^[a-z_.:]{1,12}$/);
const codes = fc.uniqueArray(code, { maxLength: 4 });
const anyMapChoices: fc.Arbitrary<MapChoices> = fc.record({
  rows: fc.constantFrom(...mapDimensionNames),
  columns: fc.constantFrom(...mapDimensionNames),
  parts: codes,
  drawing: fc.constantFrom(...mapDrawings),
  shade: fc.constantFrom(...mapShades),
  until: fc.option(fc.integer({ min: 1000, max: 9999 })),
  find: fc.string({ maxLength: 40 }).map((text) => text.trim()),
  filters: fc.record({ form: codes, motive: codes, sector: codes, country: codes, design: codes }),
  split: fc.option(
    fc.record({
      field: fc.constantFrom(...mapDimensionNames),
      values: fc.option(
        fc.uniqueArray(code, { minLength: 2, maxLength: 2 }).map(([a, b]) => [a, b] as const),
      ),
    }),
  ),
  arrows: fc.constantFrom(...arrowNumbers),
  from: fc.option(code),
  to: fc.option(code),
  yearsBy: fc.constantFrom('tier', 'direction'),
});

describe('the choices of the map', () => {
  it('come back from an address as they went in', () => {
    fc.assert(
      fc.property(anyMapChoices, (choices) => {
        expect(readMapChoices(new URLSearchParams(writeMapChoices(choices).toString()))).toEqual(choices);
      }),
    );
    expect.hasAssertions();
  });

  it('leave no trace in an address while they are the default, and leave other parameters alone', () => {
    const parameters = new URLSearchParams('tier=A&rows=stage&until=2010');
    expect(writeMapChoices(defaultMapChoices, parameters).toString()).toBe('tier=A');
  });

  it.each([
    'rows=nonsense&columns=&drawing=pie&shade=7&until=soon&arrows=13&years=odd&split=nothing:a,b',
    'until=20100&split=:a,b&parts=,,,&in_form=,',
    `find=${'%20'.repeat(500)}`,
  ])('are the default where an address makes no sense: %s', (address) => {
    expect(readMapChoices(new URLSearchParams(address))).toEqual(defaultMapChoices);
  });

  it('are bounded, however long the address', () => {
    const many = Array.from({ length: 1000 }, (_, at) => `x${at}`).join(',');
    const choices = readMapChoices(
      new URLSearchParams({ parts: many, in_form: many, find: 'a'.repeat(10_000), from: 'b'.repeat(10_000) }),
    );
    expect(choices.parts).toHaveLength(24);
    expect(choices.filters.form).toHaveLength(60);
    expect(choices.find).toHaveLength(120);
    expect(choices.from).toHaveLength(120);
  });

  it('share no name with the choices of all rooms', () => {
    const shared = ['focal', 'wide', 'setting', 'attribution', 'tier', 'stage', 'outcome', 'open', 'room'];
    expect(mapParameterNames.filter((name) => shared.includes(name))).toEqual([]);
  });

  it('say what a claim must meet, and can be taken back', () => {
    const choices = readMapChoices(new URLSearchParams('in_form=pilot&until=2010&find=trust&rows=stage'));
    expect(mapConditions(choices)).toEqual([
      { field: 'form', values: ['pilot'] },
      { field: 'until', values: ['2010'] },
      { field: 'find', values: ['trust'] },
    ]);
    expect(mapConditions(withoutMapFilters(choices))).toEqual([]);
    expect(withoutMapFilters(choices).rows).toBe('stage');
  });
});
