import { describe, expect, it } from 'vitest';
import { readPlainName, writePlainName } from './plain-names.ts';

describe('readPlainName', () => {
  it.each([
    ['Weiss, Elisa S.', { family: 'Weiss', given: 'Elisa S.' }],
    ['Smith, John, Jr.', { family: 'Smith', given: 'John', suffix: 'Jr.' }],
    ['van der Berg, Jan', { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' }],
    ['Liu R.', { family: 'Liu', given: 'R.' }],
    ['Hom MA', { family: 'Hom', given: 'MA' }],
    ['J. R. Smith', { family: 'Smith', given: 'J. R.' }],
    ['Catarina Barata', { family: 'Barata', given: 'Catarina' }],
    ['Jan van der Berg', { 'non-dropping-particle': 'van der', family: 'Berg', given: 'Jan' }],
    ['World Health Organization', { literal: 'World Health Organization' }],
    ['World Bank,', { literal: 'World Bank' }],
    ['Ministry of Health,, Kenya', { literal: 'Ministry of Health, Kenya' }],
    ['UNICEF', { literal: 'UNICEF' }],
    ['李明', { literal: '李明' }],
    ['M&uuml;ller, K', { family: 'Müller', given: 'K' }],
    ['et al.', { literal: 'others' }],
    ['<script>alert(1)</script>, X', { family: '<script>alert(1)</script>', given: 'X' }],
    [' ; ', undefined],
  ])('reads %s', (text, name) => {
    expect(readPlainName(text)).toEqual(name);
  });

  it.each([
    { family: 'Weiss', given: 'Elisa S.' },
    { family: 'Smith', given: 'John', suffix: 'Jr.' },
    { 'non-dropping-particle': 'de la', family: 'Cruz', given: 'Ana' },
    { literal: 'World Bank' },
    { literal: 'Catarina Barata' },
    { literal: 'Ministry of Health, Kenya' },
    { family: 'Plato' },
  ])('reads again what it wrote: %j', (name) => {
    expect(readPlainName(writePlainName(name))).toEqual(name);
  });
});
