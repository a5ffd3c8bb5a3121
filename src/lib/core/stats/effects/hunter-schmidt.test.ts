import { describe, expect, it } from 'vitest';
import { artefactDistribution, bareBones, individuallyCorrected } from './hunter-schmidt.ts';

// Hunter, Schmidt and Jackson (1982, Meta-Analysis), table 3.5: four correlations of 68 people each; reliabilities from
// other studies.
const studies = [
  ...[0.7, 0.5].map((reliabilityX) => ({ r: null, n: null, reliabilityX })),
  ...[0.7, 0.5].map((reliabilityY) => ({ r: null, n: null, reliabilityY })),
  ...[0.01, 0.14, 0.23, 0.34].map((r) => ({ r, n: 68 })),
];

describe('bareBones', () => {
  it('takes sampling error away', () => {
    const seen = bareBones(studies)!;
    expect(seen).toMatchObject({ k: 4, n: 272 });
    expect(seen.mean).toBeCloseTo(0.18, 12);
    expect(seen.observedVariance).toBeCloseTo(0.01465, 12);
    expect(seen.errorVariance).toBeCloseTo(0.01397, 5);
    expect(seen.residualVariance).toBeCloseTo(0.00068, 5);
    expect(seen.percentFromError).toBeCloseTo(95.38, 2);
  });

  it('finds less than nothing left where correlations agree', () => {
    const seen = bareBones([
      { r: 0.3, n: 50 },
      { r: 0.3, n: 80 },
    ])!;
    expect(seen.residualVariance).toBeLessThan(0);
    expect(seen.percentFromError).toBeNull();
  });

  it('has no answer without studies', () => {
    expect(bareBones([])).toBeNull();
    expect(bareBones([{ r: 0.2, n: null }])).toBeNull();
    expect(artefactDistribution([])).toBeNull();
    expect(individuallyCorrected([])).toBeNull();
  });

  it('refuses what cannot be', () => {
    expect(() => bareBones([{ r: 1.2, n: 50 }])).toThrow(/studies\[0\]: r/);
    expect(() => bareBones([{ r: 0.2, n: 1 }])).toThrow(/n is 1/);
    expect(() => artefactDistribution([{ r: 0.2, n: 20, reliabilityX: 0 }])).toThrow(/reliability/);
    expect(() => bareBones(studies, 95)).toThrow(/level/);
  });
});

describe('artefactDistribution', () => {
  it('corrects mean and variance', () => {
    const seen = artefactDistribution(studies)!;
    expect(seen.correctedMean).toBeCloseTo(0.3021, 4);
    expect(seen.artefactVariance).toBeCloseTo(0.00046, 5);
    expect(Math.sqrt(seen.correctedVariance)).toBeCloseTo(0.0249, 4);
  });

  it('is bare bones where nothing is known of artefacts', () => {
    const plain = [
      { r: 0.1, n: 40 },
      { r: 0.6, n: 60 },
    ];
    const seen = artefactDistribution(plain)!;
    expect(seen.correctedMean).toBe(seen.mean);
    expect(seen.correctedVariance).toBeCloseTo(seen.residualVariance, 12);
  });
});

describe('individuallyCorrected', () => {
  it('is bare bones over the attenuation where it is the same everywhere', () => {
    const plain = [
      { r: 0.1, n: 40 },
      { r: 0.6, n: 60 },
      { r: 0.3, n: 25 },
    ];
    const bare = bareBones(plain)!;
    const seen = individuallyCorrected(
      plain.map((study) => ({ ...study, reliabilityX: 0.8, reliabilityY: 0.8 })),
    )!;
    expect(seen.mean).toBeCloseTo(bare.mean / 0.8, 12);
    expect(seen.observedVariance).toBeCloseTo(bare.observedVariance / 0.64, 12);
    expect(seen.errorVariance).toBeCloseTo(bare.errorVariance / 0.64, 12);
  });

  it('gives less weight to what was measured badly', () => {
    const seen = individuallyCorrected([
      { r: 0.2, n: 50, reliabilityX: 0.9, reliabilityY: 0.9 },
      { r: 0.2, n: 50, reliabilityX: 0.4, reliabilityY: 0.4 },
    ])!;
    expect(seen.mean).toBeCloseTo((0.2 * 0.9 + 0.2 * 0.4) / (0.81 + 0.16), 12);
  });
});
