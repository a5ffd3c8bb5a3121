import gammainc from '@stdlib/math-base-special-gammainc';

/** Shapes from which @stdlib's function loses digits: 1 % of Q(1000, 1060), all but two digits of Q(5000, 5000). */
const largeShape = 100;
const enough = 1e-16;

/**
 * The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), each from the side that keeps its digits.
 *
 * Small shapes come from @stdlib. For large ones the power series for P (DLMF 8.7.1) serves below x = a + 1 and Legendre's
 * continued fraction for Q (DLMF 8.9.2) above it, with the factor xᵃe⁻ˣ/Γ(a + 1) from Stirling's series (DLMF 5.11.1), in
 * which nothing cancels.
 *
 * @param shape a, above 0.
 * @param x At least 0.
 */
export function incompleteGamma(shape: number, x: number): { lower: number; upper: number } {
  if (shape < largeShape) {
    return { lower: gammainc(x, shape, true, false), upper: gammainc(x, shape, true, true) };
  }
  const factor = Math.exp(logFactor(shape, x));
  if (x < shape + 1) {
    const lower = factor * powerSeries(shape, x);
    return { lower, upper: 1 - lower };
  }
  const upper = factor * shape * continuedFraction(shape, x);
  return { lower: 1 - upper, upper };
}

/** ln(xᵃ e⁻ˣ / Γ(a + 1)). */
function logFactor(a: number, x: number): number {
  const away = (x - a) / a;
  const stirling = 1 / (12 * a) - 1 / (360 * a ** 3) + 1 / (1260 * a ** 5);
  return a * (Math.log1p(away) - away) - 0.5 * Math.log(2 * Math.PI * a) - stirling;
}

/** Σ xⁿ / ((a + 1)…(a + n)). */
function powerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > enough * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1/(x + 1 − a − 1·(1 − a)/(x + 3 − a − …)), by Lentz's method as Thompson and Barnett (1986) modified it. */
function continuedFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let n = 1; ; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 4 * enough) return value;
  }
}
