import { CholeskyDecomposition, Matrix } from 'ml-matrix';

export interface Peak {
  at: number[];
  value: number;
}

interface Surface {
  value: number;
  gradient: number[];
  hessian: number[][];
}

const limit = 200;

/**
 * Maximises a smooth function by Newton's method with exact derivatives; where the surface is not concave, or a step does
 * not rise, the step is damped (Levenberg 1944; Marquardt 1963).
 *
 * @returns null where it does not come to rest, or rests where the surface is not concave.
 */
export function climbNewton(
  surfaceAt: (at: readonly number[]) => Surface,
  start: readonly number[],
): Peak | null {
  let at = [...start];
  let here = surfaceAt(at);
  let damping = 0;
  if (!Number.isFinite(here.value)) return null;
  for (let step = 0; step < limit; step++) {
    const move = solveStep(here, damping);
    if (move === null) {
      damping = raise(damping);
      if (damping > 1e12) return null;
      continue;
    }
    const gain = move.reduce((sum, entry, j) => sum + entry * here.gradient[j], 0);
    if (damping === 0 && gain <= 1e-20 * (1 + Math.abs(here.value))) return { at, value: here.value };
    const next = at.map((entry, j) => entry + Math.max(-3, Math.min(3, move[j])));
    const there = surfaceAt(next);
    if (Number.isFinite(there.value) && there.value >= here.value - 1e-13 * Math.abs(here.value)) {
      if (damping === 0 && gain <= 1e-13 * (1 + Math.abs(here.value)))
        return { at: next, value: there.value };
      [at, here] = [next, there];
      damping = damping < 1e-4 ? 0 : damping / 10;
    } else {
      damping = raise(damping);
      if (damping > 1e12) return null;
    }
  }
  return null;
}

const raise = (damping: number) => (damping === 0 ? 1e-3 : damping * 10);

/** (−H + λ·|diag H|)⁻¹ g, or null where that matrix is not positive definite. */
function solveStep({ gradient, hessian }: Surface, damping: number): number[] | null {
  const negative = new Matrix(
    hessian.map((row, a) =>
      row.map((entry, b) => -entry + (a === b ? damping * Math.max(Math.abs(entry), 1e-8) : 0)),
    ),
  );
  const cholesky = new CholeskyDecomposition(negative);
  if (!cholesky.isPositiveDefinite()) return null;
  const step = cholesky.solve(Matrix.columnVector(gradient)).to1DArray();
  return step.every(Number.isFinite) ? step : null;
}
