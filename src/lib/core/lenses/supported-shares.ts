/**
 * Turns sums of carried weight into shares, in place: sums below zero count as zero, and the rest is divided by their
 * total. Where no sum is positive the shares are not identified, and every value becomes NaN.
 */
export function supportedShares(sums: Float64Array): Float64Array {
  let total = 0;
  for (let f = 0; f < sums.length; f++) {
    if (sums[f] < 0) sums[f] = 0;
    total += sums[f];
  }
  for (let f = 0; f < sums.length; f++) sums[f] = total > 0 ? sums[f] / total : Number.NaN;
  return sums;
}
