import { normalDensity, normalQuantile } from '../distributions.ts';
import { hedgesCorrection } from './bias-correction.ts';
import { firstFault, has, requireDeviations, requireSizes, requireValues } from './check-values.ts';
import { finiteEffect, noEffect, type Effect, type EffectFault, type EffectValues } from './effect.ts';
import { readTestStatistic } from './test-statistic.ts';

export type MeanMeasure = 'MD' | 'SMD' | 'SMDH' | 'SMD1' | 'ROM' | 'RBIS' | 'D2ORN' | 'D2ORL';

/** Measures that need no more than Cohen's d or its t test beside the group sizes. */
const fromD: MeanMeasure[] = ['SMD', 'RBIS', 'D2ORN', 'D2ORL'];

/**
 * Two groups compared on a quantitative variable: `m1i`, `sd1i`, `n1i`, `m2i`, `sd2i`, `n2i`. For SMD, RBIS, D2ORN and
 * D2ORL also `di` (Cohen's d), `ti`, `fi` or `pi` of the two-sample test with `n1i` and `n2i`; where one of them is given it
 * is taken before the means, as in escalc. Variances are escalc's default.
 */
export function meanEffect(measure: MeanMeasure, row: EffectValues): Effect {
  const groups = firstFault(requireValues(row, 'n1i', 'n2i'), requireSizes(row, 'n1i', 'n2i'));
  if (groups) return noEffect(groups);
  const d = fromD.includes(measure) ? readD(row) : null;
  if (d !== null && typeof d !== 'number') return noEffect(d);
  if (d === null) {
    const needed = measure === 'SMD1' ? ['m1i', 'm2i', 'sd2i'] : ['m1i', 'm2i', 'sd1i', 'sd2i'];
    const wrong = firstFault(requireValues(row, ...needed), requireDeviations(row, 'sd1i', 'sd2i'));
    if (wrong) return noEffect(wrong);
  }
  switch (measure) {
    case 'MD':
      return meanDifference(row);
    case 'SMDH':
      return heteroscedasticDifference(row);
    case 'SMD1':
      return differenceInControlUnits(row);
    case 'ROM':
      return ratioOfMeans(row);
    default:
      return fromStandardisedDifference(measure, d ?? pooledD(row), row.n1i, row.n2i);
  }
}

/** Cohen's d as given or from its test; null where there is neither. */
function readD(row: EffectValues): number | EffectFault | null {
  if (has(row, 'di')) return row.di;
  const { n1i: n1, n2i: n2 } = row;
  const t = readTestStatistic(row, n1 + n2 - 2);
  return typeof t === 'number' ? t * Math.sqrt(1 / n1 + 1 / n2) : t;
}

function pooledD({ m1i: m1, sd1i: sd1, n1i: n1, m2i: m2, sd2i: sd2, n2i: n2 }: EffectValues): number {
  const pooled = Math.sqrt(((n1 - 1) * sd1 * sd1 + (n2 - 1) * sd2 * sd2) / (n1 + n2 - 2));
  return (m1 - m2) / pooled;
}

/** MD. Borenstein (2009, Handbook of Research Synthesis, 2nd ed.), equation 12.5. */
function meanDifference({ m1i, sd1i, n1i, m2i, sd2i, n2i }: EffectValues): Effect {
  return { yi: m1i - m2i, vi: sd1i ** 2 / n1i + sd2i ** 2 / n2i, fault: null };
}

const noSpread: EffectFault = {
  column: null,
  message: 'The standard deviations are 0 or the groups too small: the difference has no unit.',
};

function fromStandardisedDifference(measure: MeanMeasure, d: number, n1: number, n2: number): Effect {
  const n = n1 + n2;
  const variance = 1 / n1 + 1 / n2 + (d * d) / (2 * n);
  switch (measure) {
    case 'SMD': {
      // Hedges' g and its variance: Hedges (1981); Hedges (1982, Psychological Bulletin 92), equation 8.
      const g = hedgesCorrection(n - 2) * d;
      return finiteEffect(g, 1 / n1 + 1 / n2 + (g * g) / (2 * n), noSpread);
    }
    case 'D2ORL':
      // Logistic distributions. Hasselblad and Hedges (1995, Psychological Bulletin 117, 167–178).
      return finiteEffect((Math.PI / Math.sqrt(3)) * d, (Math.PI ** 2 / 3) * variance, noSpread);
    case 'D2ORN':
      // Normal distributions. Cox and Snell (1989, Analysis of Binary Data, 2nd ed.).
      return finiteEffect(1.65 * d, 1.65 ** 2 * variance, noSpread);
    default:
      return n - 2 > 0 ? biserial(d, n1, n2) : noEffect(noSpread);
  }
}

/**
 * RBIS. Pearson (1909, Biometrika 7, 96–105) from the point-biserial correlation; variance of Soper (1914, Biometrika 10,
 * 384–390), as Jacobs and Viechtbauer (2017, Research Synthesis Methods 8, 161–180) give it, with an
 * estimate beyond ±1 taken as ±1 in the variance only.
 */
function biserial(d: number, n1: number, n2: number): Effect {
  const n = n1 + n2;
  const h = (n - 2) / n1 + (n - 2) / n2;
  const p = n1 / n;
  const q = n2 / n;
  const z = -normalQuantile(p);
  const density = normalDensity(z);
  const yi = (Math.sqrt(p * q) / density) * (d / Math.sqrt(d * d + h));
  const r = Math.max(-1, Math.min(1, yi));
  const spread = (p * q) / density ** 2 - (1.5 + (1 - (p * z) / density) * (1 + (q * z) / density)) * r * r;
  return finiteEffect(yi, (spread + r ** 4) / (n - 1), noSpread);
}

/**
 * SMDH. Bonett (2008, Psychological Methods 13, 99–109; 2009, 14, 225–238): the average variance as unit, Hedges' correction
 * with n1 + n2 − 2. As metafor since 4.6 the corrected estimate stands in the variance, which is not shrunk once more.
 */
function heteroscedasticDifference({ m1i, sd1i, n1i, m2i, sd2i, n2i }: EffectValues): Effect {
  const v1 = sd1i ** 2;
  const v2 = sd2i ** 2;
  const average = (v1 + v2) / 2;
  const yi = (hedgesCorrection(n1i + n2i - 2) * (m1i - m2i)) / Math.sqrt(average);
  const ofUnit = (yi * yi * (v1 ** 2 / (n1i - 1) + v2 ** 2 / (n2i - 1))) / (8 * average ** 2);
  const ofMeans = (v1 / (n1i - 1) + v2 / (n2i - 1)) / average;
  return finiteEffect(yi, ofUnit + ofMeans, noSpread);
}

/** SMD1: Glass's delta, the second group's standard deviation as unit. Hedges (1981). */
function differenceInControlUnits({ m1i, n1i, m2i, sd2i, n2i }: EffectValues): Effect {
  const yi = (hedgesCorrection(n2i - 1) * (m1i - m2i)) / sd2i;
  return finiteEffect(yi, 1 / n1i + 1 / n2i + (yi * yi) / (2 * n2i), noSpread);
}

/**
 * ROM. Hedges, Gurevitch and Curtis (1999, Ecology 80, 1150–1156), equation 1, with the estimate's bias removed as in
 * Lajeunesse (2015, Ecology 96, 2056–2063); metafor 5 does so, metafor 3 did not.
 */
function ratioOfMeans({ m1i, sd1i, n1i, m2i, sd2i, n2i }: EffectValues): Effect {
  if (!(m1i / m2i > 0))
    return noEffect({
      column: m1i > 0 ? 'm2i' : 'm1i',
      message: `m1i is ${m1i} and m2i ${m2i}; a ratio of means has a logarithm only where both have the same sign.`,
    });
  const first = sd1i ** 2 / (n1i * m1i ** 2);
  const second = sd2i ** 2 / (n2i * m2i ** 2);
  return finiteEffect(Math.log(m1i / m2i) + (first - second) / 2, first + second, noSpread);
}
