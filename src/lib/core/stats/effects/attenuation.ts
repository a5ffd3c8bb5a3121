import { above0, approximately, refuseOutside, type Conversion, type Refusal } from './conversion.ts';
import { correlationVariance } from './correlation-conversions.ts';

/**
 * The correlation between what two measures mean to measure, were they without error: r / √(r_xx r_yy). Spearman (1904,
 * American Journal of Psychology 15, 72–101); Hunter and Schmidt (2004, Methods of Meta-Analysis, 2nd ed., chapter 3).
 * The reliabilities are taken as known; the answer can pass ±1, and says so.
 *
 * @param reliability Of both measures, above 0 to 1; 1 for one that is not to be corrected.
 * @param n Sample size for the variance, null where unknown.
 */
export function correctForAttenuation(
  r: number,
  reliability: { x: number; y: number },
  n: number | null,
): Conversion | Refusal {
  const wrong = refuseOutside({
    r: [r, -1, 1, 'a correlation lies between -1 and 1'],
    reliabilityX: [reliability.x, above0, 1, 'a reliability lies above 0 and not above 1'],
    reliabilityY: [reliability.y, above0, 1, 'a reliability lies above 0 and not above 1'],
  });
  if (wrong) return wrong;
  const factor = Math.sqrt(reliability.x * reliability.y);
  const corrected = r / factor;
  const beyond =
    Math.abs(corrected) > 1 ? '; the corrected value lies beyond 1, so that they cannot all be right' : '';
  return approximately(
    'Spearman (1904); Hunter and Schmidt (2004), chapter 3',
    `the reliabilities are taken as known${beyond}`,
    corrected,
    knownVariance(r, n, 1 / factor),
  );
}

/**
 * The correlation in the unrestricted population, from one in a sample whose spread of x is u times the population's
 * (direct restriction, Thorndike's case II): Ur / √(1 + (U² − 1)r²), U = 1/u. Thorndike (1949, Personnel Selection);
 * Hunter and Schmidt (2004), chapter 3, the variance with their refinement for the factor's own r.
 */
export function correctForRangeRestriction(r: number, u: number, n: number | null): Conversion | Refusal {
  const wrong = refuseOutside({
    r: [r, -1, 1, 'a correlation lies between -1 and 1'],
    u: [u, above0, Infinity, 'a ratio of standard deviations is above 0'],
  });
  if (wrong) return wrong;
  const wider = 1 / u;
  const inner = 1 + (wider * wider - 1) * r * r;
  return approximately(
    'Thorndike (1949), case II; Hunter and Schmidt (2004), chapter 3',
    'x alone was selected on, directly; the relation is linear with even spread',
    (wider * r) / Math.sqrt(inner),
    knownVariance(r, n, wider / inner ** 1.5),
  );
}

/** Variance of a correlation times the square of a factor, where n says it. */
const knownVariance = (r: number, n: number | null, factor: number): number | null =>
  n === null || !(n > 1) ? null : correlationVariance(r, n) * factor * factor;
