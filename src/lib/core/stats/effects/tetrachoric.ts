import { normalDensity, normalLower, normalQuantile } from '../distributions.ts';
import { integrate } from './quadrature.ts';

export interface Tetrachoric {
  /** Null where a margin of the table is empty. */
  correlation: number | null;
  /** Null where an empty cell puts the correlation at ±1. */
  variance: number | null;
}

/**
 * Tetrachoric correlation of a 2 × 2 table by maximum likelihood, and its variance. Pearson (1900, Philosophical
 * Transactions A 195, 1–47). The model has as many parameters as the table free cells, so that the estimate is the ρ at which
 * the bivariate normal distribution with the table's own margins gives its first cell; the variance is that of ρ as a
 * function of multinomial shares (delta method; Brown 1977, Applied Statistics 26, 343–351), which equals the inverse of
 * the observed information.
 *
 * @param a Both below their cut, b the first only, c the second only, d neither: counts, 0 or more.
 */
export function tetrachoricCorrelation(a: number, b: number, c: number, d: number): Tetrachoric {
  const n = a + b + c + d;
  if (a + b === 0 || c + d === 0 || a + c === 0 || b + d === 0) return { correlation: null, variance: null };
  if (b === 0 || c === 0) return { correlation: 1, variance: null };
  if (a === 0 || d === 0) return { correlation: -1, variance: null };
  const h = normalQuantile((a + b) / n);
  const k = normalQuantile((a + c) / n);
  // In θ = asin ρ the probability has the slope of an exponential, without a pole at ±1.
  const excess = (a * d - b * c) / (n * n);
  const angle = solveAngle(h, k, excess);
  const rho = Math.sin(angle);
  const rest = Math.cos(angle);
  const density = slope(h, k, angle) / rest;
  const ofRow = normalLower((k - rho * h) / rest);
  const ofColumn = normalLower((h - rho * k) / rest);
  // Weights of the cells in dρ = (dp_a − ofRow dp_row − ofColumn dp_column) / density.
  const weights = [1 - ofRow - ofColumn, -ofRow, -ofColumn, 0];
  const shares = [a / n, b / n, c / n, d / n];
  const mean = weights.reduce((sum, weight, cell) => sum + weight * shares[cell], 0);
  const spread = weights.reduce((sum, weight, cell) => sum + (weight - mean) ** 2 * shares[cell], 0);
  return { correlation: rho, variance: spread / (n * density * density) };
}

/** Derivative by θ of P(X ≤ h, Y ≤ k) at correlation sin θ (Plackett 1954, Biometrika 41, 351–360). */
function slope(h: number, k: number, angle: number): number {
  const rest = Math.cos(angle);
  const exponent = (h * h + k * k - 2 * h * k * Math.sin(angle)) / (2 * rest * rest);
  return Math.exp(-exponent) / (2 * Math.PI);
}

/** The θ at which P(X ≤ h, Y ≤ k) exceeds that of independence by `excess`: Newton's steps, halved into a bracket. */
function solveAngle(h: number, k: number, excess: number): number {
  const sign = Math.sign(excess);
  if (sign === 0) return 0;
  // Turning one variable round turns the sign of the correlation and of the excess.
  const other = sign * k;
  const target = Math.abs(excess);
  let low = 0;
  let high = Math.PI / 2;
  let angle = Math.min(target / (normalDensity(h) * normalDensity(k)), Math.PI / 4);
  for (let step = 0; step < 100; step++) {
    const width = angle;
    const gap = integrate((fromLower) => slope(h, other, fromLower), width) - target;
    if (gap > 0) high = angle;
    else low = angle;
    const newton = angle - gap / slope(h, other, angle);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const moved = Math.abs(next - angle);
    angle = next;
    if (moved < 1e-15 + 1e-14 * angle) break;
  }
  return sign * angle;
}
