import { Matrix, QrDecomposition } from 'ml-matrix';

/** Iterations of the fit; R's glm stops at 25. */
const mostSteps = 100;

/**
 * Indirect method: memberships that a person gave roughly, by ordered groups, smoothed by a fractional logit on the raw
 * values. The thresholds cut the values into groups of equal steps of membership (0, 1/m, …, 1, rounded to three digits);
 * those are regressed on ln x, √x, x and x² with logit link (quasi-likelihood of Papke and Wooldridge 1996, Journal of
 * Applied Econometrics 11, 619–632; Fisher scoring), and the fitted values are the memberships. Ragin (2008, Redesigning Social Inquiry, ch. 5); as calibrate(method = "indirect") of R's QCA 3.25, whose polynomial
 * it is and which rounds the result to six digits.
 *
 * @param values Raw values, none below 0 (ln x).
 * @param thresholds At least one.
 * @returns Memberships, or a reason: a negative value, too few different values, or a fit that did not converge.
 */
export function calibrateIndirect(
  values: Float64Array,
  thresholds: readonly number[],
): Float64Array | { reason: string } {
  if (thresholds.length === 0) throw new RangeError('calibrateIndirect: no threshold');
  const negative = values.find((value) => value < 0);
  if (negative !== undefined)
    return { reason: `${negative} is below 0; the indirect method takes its logarithm` };
  if (new Set(values).size < 5) return { reason: 'the indirect method needs at least five different values' };
  const groups = Float64Array.from(values, (value) => {
    const passed = thresholds.filter((threshold) => value > threshold).length;
    return Math.round((1000 * passed) / thresholds.length) / 1000;
  });
  const fitted = fitFractionalLogit(values, groups);
  if (!fitted) return { reason: 'the fractional logit did not converge' };
  return fitted.map((membership) => (membership < 1e-4 ? 0 : membership > 0.9999 ? 1 : membership));
}

/** Fisher scoring by weighted least squares (QR), from (y + .5) / 2, until the deviance settles to 1e-8, as R's glm. */
function fitFractionalLogit(values: Float64Array, y: Float64Array): Float64Array | null {
  const design = Array.from(values, (raw) => {
    const x = raw === 0 ? 1e-5 : raw;
    return [1, Math.log(x), Math.sqrt(x), x, x * x];
  });
  // Columns of like size keep the decomposition well conditioned; the fitted values don't depend on it.
  const scales = design[0].map((_, column) => Math.max(...design.map((row) => Math.abs(row[column]))) || 1);
  const scaled = design.map((row) => row.map((value, column) => value / scales[column]));
  let fitted: Float64Array = y.map((value) => (value + 0.5) / 2);
  let linear: Float64Array = fitted.map((p) => Math.log(p / (1 - p)));
  let deviance = devianceOf(y, fitted);
  for (let step = 0; step < mostSteps; step++) {
    const weights = fitted.map((p) => Math.max(Math.sqrt(p * (1 - p)), 1e-10));
    const rows = scaled.map((row, at) => row.map((value) => value * weights[at]));
    const target = Array.from(y, (value, at) => [
      weights[at] * linear[at] + (value - fitted[at]) / weights[at],
    ]);
    const qr = new QrDecomposition(new Matrix(rows));
    if (!qr.isFullRank()) return null;
    const coefficients = qr.solve(new Matrix(target)).to1DArray();
    linear = Float64Array.from(scaled, (row) =>
      row.reduce((sum, value, at) => sum + value * coefficients[at], 0),
    );
    fitted = linear.map((eta) => 1 / (1 + Math.exp(-eta)));
    const next = devianceOf(y, fitted);
    if (!Number.isFinite(next)) return null;
    const settled = Math.abs(next - deviance) / (Math.abs(next) + 0.1) < 1e-8;
    deviance = next;
    if (settled) return fitted;
  }
  return null;
}

function devianceOf(y: Float64Array, fitted: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < y.length; at++) {
    const [value, p] = [y[at], fitted[at]];
    if (value > 0) sum += value * Math.log(value / p);
    if (value < 1) sum += (1 - value) * Math.log((1 - value) / (1 - p));
  }
  return 2 * sum;
}
