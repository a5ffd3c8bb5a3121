/** Made-up data of a given size, the same at every run. */
import { nextNormal } from '#lib/core/stats/resampling/normal-draws.ts';
import { RandomStream } from '#lib/core/stats/random.ts';

/** `count` effects around 0.3 with τ = 0.2 and sampling variances between 0.01 and 0.11. */
export function simulateEffects(count: number, seed = 1): { yi: number[]; vi: number[] } {
  const stream = new RandomStream([seed]);
  const vi = Array.from({ length: count }, () => 0.01 + 0.1 * stream.nextUniform());
  const yi = vi.map((v) => 0.3 + Math.sqrt(0.04 + v) * nextNormal(stream));
  return { yi, vi };
}

/** Correlations of `size` variables with two factors behind them; the outcome is the last. Positive definite. */
export function simulateCorrelations(size: number, seed = 1): number[][] {
  const stream = new RandomStream([seed]);
  const loadings = Array.from({ length: size }, () => [
    0.3 + 0.4 * stream.nextUniform(),
    0.5 * stream.nextUniform(),
  ]);
  return loadings.map((a, i) => loadings.map((b, j) => (i === j ? 1 : a[0] * b[0] + a[1] * b[1])));
}
