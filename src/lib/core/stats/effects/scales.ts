import type { MeasureScale } from './measures.ts';

/** A correlation's Fisher z: ½ log((1 + r) / (1 − r)). Fisher (1921, Metron 1, 3–32). */
export const toFisherZ = (r: number): number => Math.atanh(r);

/** The correlation of a Fisher z. */
export const fromFisherZ = (z: number): number => Math.tanh(z);

export const logit = (share: number): number => Math.log(share / (1 - share));

export const fromLogit = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : 1 - 1 / (1 + Math.exp(x)));

/**
 * A pooled value taken back from the scale on which it was pooled to the one in which it is read: a correlation, a ratio, a
 * share. Values beyond the ends of an arcsine scale are taken as the ends.
 *
 * @param n For the double arcsine the size to invert at: the harmonic mean of the studies' sizes. Miller (1978, American
 *   Statistician 32, 138).
 */
export function fromScale(scale: MeasureScale, value: number, n?: number): number {
  switch (scale) {
    case 'as it is':
      return value;
    case 'fisher z':
      return fromFisherZ(value);
    case 'log':
      return Math.exp(value);
    case 'logit':
      return fromLogit(value);
    case 'arcsine':
      return Math.sin(Math.max(0, Math.min(Math.PI / 2, value))) ** 2;
    case 'double arcsine':
      return fromDoubleArcsine(value, n);
  }
}

function fromDoubleArcsine(value: number, n: number | undefined): number {
  if (n === undefined || !(n > 0)) throw new RangeError(`fromScale: the double arcsine needs n, not ${n}`);
  // escalc halves Freeman and Tukey's sum of two angles.
  const angle = (share: number) =>
    (Math.asin(Math.sqrt((share * n) / (n + 1))) + Math.asin(Math.sqrt((share * n + 1) / (n + 1)))) / 2;
  if (value <= angle(0)) return 0;
  if (value >= angle(1)) return 1;
  const sum = 2 * value;
  const sine = Math.sin(sum);
  const inner = sine + (sine - 1 / sine) / n;
  return (1 - Math.sign(Math.cos(sum)) * Math.sqrt(Math.max(0, 1 - inner * inner))) / 2;
}
