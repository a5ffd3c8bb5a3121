/**
 * Dominance analysis: how much each predictor adds to every subset of the others. Budescu (1993, Psychological Bulletin
 * 114, 542–551); Azen and Budescu (2003, Psychological Methods 8, 129–148). General dominance is the decomposition that
 * Lindeman, Merenda and Gold (1980) and, for games, Shapley (1953) describe.
 */

/**
 * Mean gain in R² of each predictor over the subsets of each size: the *conditional* dominance.
 *
 * @param r2 R² by subset, 2^p values, as AllSubsets leaves them.
 * @param into p × p values by rows, predictor by size 0 … p − 1 of the subset that it joins; made where left out.
 */
export function conditionalDominance(
  r2: Float64Array,
  predictorCount: number,
  into: Float64Array = new Float64Array(predictorCount ** 2),
): Float64Array {
  const subsets = requireSubsets('conditionalDominance', r2, predictorCount);
  const sizes = subsetSizes(predictorCount);
  into.fill(0);
  for (let i = 0; i < predictorCount; i++) {
    const bit = 1 << i;
    const row = i * predictorCount;
    for (let above = 0; above < subsets; above += 2 * bit) {
      for (let members = above; members < above + bit; members++) {
        into[row + sizes[members]] += r2[members | bit] - r2[members];
      }
    }
  }
  let choices = 1;
  for (let size = 0; size < predictorCount; size++) {
    for (let i = 0; i < predictorCount; i++) into[i * predictorCount + size] /= choices;
    choices = (choices * (predictorCount - 1 - size)) / (size + 1);
  }
  return into;
}

/**
 * The mean of the conditional values over the sizes: the *general* dominance. The shares sum to the R² of all predictors.
 *
 * @param conditional As conditionalDominance gives it.
 * @param into p values; made where left out.
 */
export function generalDominance(
  conditional: Float64Array,
  predictorCount: number,
  into: Float64Array = new Float64Array(predictorCount),
): Float64Array {
  for (let i = 0; i < predictorCount; i++) {
    let sum = 0;
    for (let size = 0; size < predictorCount; size++) sum += conditional[i * predictorCount + size];
    into[i] = sum / predictorCount;
  }
  return into;
}

/** Gains that differ by less are ties of rounding. */
const tie = 1e-12;

/**
 * *Complete* dominance: predictor i dominates j where it adds at least as much to every subset without both, and more to
 * one of them.
 *
 * @param r2 R² by subset, 2^p values.
 * @returns By rows: 1 where i dominates j, 0 where it is dominated, 0.5 where neither holds, and null for i with itself.
 */
export function completeDominance(r2: Float64Array, predictorCount: number): (number | null)[][] {
  requireSubsets('completeDominance', r2, predictorCount);
  const verdicts = Array.from({ length: predictorCount }, () =>
    new Array<number | null>(predictorCount).fill(null),
  );
  for (let i = 0; i < predictorCount; i++) {
    for (let j = i + 1; j < predictorCount; j++) {
      verdicts[i][j] = compare(r2, 1 << i, 1 << j);
      verdicts[j][i] = 1 - verdicts[i][j]!;
    }
  }
  return verdicts;
}

/** @param first A single bit below the single bit `second`. */
function compare(r2: Float64Array, first: number, second: number): number {
  let more = false;
  let less = false;
  for (let high = 0; high < r2.length; high += 2 * second) {
    for (let middle = high; middle < high + second; middle += 2 * first) {
      for (let members = middle; members < middle + first; members++) {
        const difference = r2[members | first] - r2[members | second];
        if (difference > tie) more = true;
        else if (difference < -tie) less = true;
      }
      if (more && less) return 0.5;
    }
  }
  return more === less ? 0.5 : more ? 1 : 0;
}

let knownSizes = new Uint8Array(1);

/** How many members each subset has. */
function subsetSizes(predictorCount: number): Uint8Array {
  if (knownSizes.length < 2 ** predictorCount) {
    knownSizes = new Uint8Array(2 ** predictorCount);
    for (let members = 1; members < knownSizes.length; members++) {
      knownSizes[members] = knownSizes[members >> 1] + (members & 1);
    }
  }
  return knownSizes;
}

function requireSubsets(name: string, r2: Float64Array, predictorCount: number): number {
  if (r2.length !== 2 ** predictorCount) {
    throw new RangeError(`${name}: ${r2.length} subsets are not those of ${predictorCount} predictors`);
  }
  return r2.length;
}
