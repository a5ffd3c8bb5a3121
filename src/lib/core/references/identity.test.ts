import { describe, expect, it } from 'vitest';
import { normaliseDoi, normaliseTitle, publicationYear } from './identity.ts';

describe('normaliseDoi', () => {
  it.each([
    ['10.1000/ABC', '10.1000/abc'],
    ['https://doi.org/10.1000/ABC', '10.1000/abc'],
    ['http://dx.doi.org/10.1000%2Fabc', '10.1000/abc'],
    ['doi: 10.1000/abc.', '10.1000/abc'],
    ['(10.1000/abc)', '10.1000/abc'],
    ['10.1016/S0140-6736(02)09876-5', '10.1016/s0140-6736(02)09876-5'],
    [
      '10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2',
      '10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2',
    ],
    ['10.1175/1520-0493(1987)115<1606:GARSPP>2.0.CO;2', '10.1175/1520-0493(1987)115<1606:garspp>2.0.co;2'],
    ['<a href="https://doi.org/10.1000/abc">x</a>', '10.1000/abc'],
  ])('reads %s', (value, doi) => {
    expect(normaliseDoi(value)).toBe(doi);
  });

  it.each(['', 'DOI 1', '10.1/abc', 'https://example.org/10', '110.1000/abc', undefined])(
    'finds none in %s',
    (value) => {
      expect(normaliseDoi(value)).toBeUndefined();
    },
  );
});

describe('normaliseTitle', () => {
  it.each([
    ['Collaborative <i>Governance</i>: A Review.', 'collaborative governance a review'],
    ['Größe – naïve  Ångström', 'grosse naive angstrom'],
    ["Children's & parents’ views", 'childrens and parents views'],
    ['H<sub>2</sub>O² ﬁne', 'h2o2 fine'],
    ['Łódź Ørsted', 'lodz orsted'],
    ['Лидерство в партнёрстве', 'лидерство в партнерстве'],
    ['Ηγεσία', 'ηγεσια'],
    ['合作 治理：研究', '合作 治理 研究'],
    ['がん研究', 'がん研究'],
    ['협력적 거버넌스', '협력적 거버넌스'],
    ['  ', ''],
  ])('makes %s comparable', (title, normal) => {
    expect(normaliseTitle(title)).toBe(normal);
  });

  it('is the same for composed and decomposed letters', () => {
    expect(normaliseTitle('Évaluation'.normalize('NFD'))).toBe(normaliseTitle('Évaluation'.normalize('NFC')));
  });
});

describe('publicationYear', () => {
  it.each([
    [{ issued: { 'date-parts': [[2019, 5]] } }, 2019],
    [{ issued: { 'date-parts': [[2010], [2012]] } }, 2010],
    [{ issued: { literal: 'in press' } }, undefined],
    [{}, undefined],
  ])('reads %j', (csl, year) => {
    expect(publicationYear(csl)).toBe(year);
  });
});
