import gammaln from '@stdlib/math-base-special-gammaln';
import { integrate } from './quadrature.ts';

/** n from which the hypergeometric series needs few terms even for r = 0. */
const seriesFrom = 44;

/**
 * The unbiased estimate of a correlation: r · ₂F₁(½, ½; (n − 2)/2; 1 − r²). Olkin and Pratt (1958, Annals of Mathematical
 * Statistics 29, 201–211), equation 2.3.
 *
 * @param r From −1 to 1.
 * @param n Sample size, above 4.
 */
export function unbiasedCorrelation(r: number, n: number): number {
  if (!(Math.abs(r) <= 1)) throw new RangeError(`unbiasedCorrelation: r is ${r}`);
  if (!(n > 4)) throw new RangeError(`unbiasedCorrelation: n is ${n}, not above 4`);
  if (r === 0 || Math.abs(r) === 1) return r;
  return r * (n >= seriesFrom ? bySeries(1 - r * r, (n - 2) / 2) : byIntegral(r, n));
}

/** ₂F₁(½, ½; c; x) by its series (Abramowitz and Stegun 15.1.1). */
function bySeries(x: number, c: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; term > 1e-17 * sum; k++) {
    term *= ((k + 0.5) ** 2 / ((c + k) * (k + 1))) * x;
    sum += term;
  }
  return sum;
}

/**
 * The same by Euler's integral (Abramowitz and Stegun 15.3.1) with t = cos²φ, which becomes the integral over φ from 0 to
 * π/2 of sin(φ)ⁿ⁻⁴ / √(sin²φ + r² cos²φ): for small n and r next to 0 the series would take millions of terms.
 */
function byIntegral(r: number, n: number): number {
  const c = (n - 2) / 2;
  const scale = (2 / Math.sqrt(Math.PI)) * Math.exp(gammaln(c) - gammaln(c - 0.5));
  return (
    scale *
    integrate((fromLower, fromUpper) => {
      const sine = Math.sin(fromLower);
      return sine ** (n - 4) / Math.hypot(sine, r * Math.sin(fromUpper));
    }, Math.PI / 2)
  );
}
