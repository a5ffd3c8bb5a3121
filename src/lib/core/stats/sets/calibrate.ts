/**
 * Calibration of raw values to set memberships by anchors that knowledge of the cases gives: full exclusion e (membership
 * .05, or 0 in the linear form), crossover c (.5: neither in nor out) and full inclusion i (.95, or 1).
 */
export interface Anchors {
  exclusion: number;
  crossover: number;
  inclusion: number;
}

/** A set of the middle: anchors on its left and on its right, each as for an S. */
export interface BellAnchors {
  left: Anchors;
  right: Anchors;
}

export interface Shape {
  /** Exponent below the crossover; 1 is linear, above 1 convex. */
  below?: number;
  above?: number;
}

/** Memberships nearer than this to 0 or 1 are taken as 0 or 1, as R's QCA takes them. */
const edge = 1e-4;

/**
 * Direct method: the logistic curve with log odds of inclusion ln(.95/.05) at i, 0 at c and −ln(.95/.05) at e, one slope on
 * either side of c. Ragin (2008, Redesigning Social Inquiry, ch. 5); as calibrate of R's QCA 3.25, which takes the exact
 * logarithm where Ragin rounds it to 3. Increasing where e < c < i, decreasing where i < c < e.
 *
 * @param values Raw values.
 * @param degree Membership at the inclusion anchor, in (.5, 1).
 */
export function calibrateLogistic(values: Float64Array, anchors: Anchors, degree = 0.95): Float64Array {
  if (!(degree > 0.5 && degree < 1))
    throw new RangeError(`calibrateLogistic: degree is ${degree}, not in (.5, 1)`);
  checkAnchors('calibrateLogistic', anchors);
  const { exclusion, crossover, inclusion } = anchors;
  const logOdds = Math.log(degree / (1 - degree));
  const towardsInclusion = Math.sign(inclusion - crossover);
  return values.map((value) => {
    const distance = value - crossover;
    const inside = distance * towardsInclusion >= 0;
    const scale = inside ? inclusion - crossover : crossover - exclusion;
    return roundEdges(1 / (1 + Math.exp((-logOdds * distance) / scale)));
  });
}

/**
 * End-point form: 0 at e and beyond, .5 at c, 1 at i and beyond, powers between them (linear by default). Thiem (2014,
 * International Journal of Social Research Methodology 17(6), 625–642); as calibrate(logistic = FALSE) of R's QCA 3.25.
 */
export function calibrateEndPoints(values: Float64Array, anchors: Anchors, shape: Shape = {}): Float64Array {
  checkAnchors('calibrateEndPoints', anchors);
  checkShape('calibrateEndPoints', shape);
  return values.map((value) => roundEdges(rise(value, anchors, shape)));
}

/**
 * Bell form for the set of middling values: rises over the left anchors, falls over the right ones; where exclusion lies
 * inside (i1 < c1 < e1 ≤ e2 < c2 < i2) it is the set of extreme values. Thiem (2014), as `calibrateEndPoints`.
 */
export function calibrateBell(values: Float64Array, anchors: BellAnchors, shape: Shape = {}): Float64Array {
  const { left, right } = anchors;
  checkAnchors('calibrateBell', left);
  checkAnchors('calibrateBell', right);
  checkShape('calibrateBell', shape);
  const middling = left.exclusion < left.inclusion;
  const inOrder = middling
    ? left.inclusion <= right.inclusion && right.inclusion < right.exclusion
    : left.exclusion <= right.exclusion && right.exclusion < right.inclusion;
  if (!inOrder) throw new RangeError('calibrateBell: the left anchors and the right ones do not make a bell');
  const pick = middling ? Math.min : Math.max;
  return values.map((value) => roundEdges(pick(rise(value, left, shape), rise(value, right, shape))));
}

/** Crisp or multi-value set: how many of the thresholds a value reaches, as calibrate(type = "crisp") of R's QCA 3.25. */
export function calibrateCrisp(values: Float64Array, thresholds: readonly number[]): Float64Array {
  if (thresholds.length === 0) throw new RangeError('calibrateCrisp: no threshold');
  return values.map((value) => thresholds.reduce((count, cut) => count + (value >= cut ? 1 : 0), 0));
}

/** Why anchors can't be used, or null: they must be finite and the crossover strictly between the others. */
export function explainAnchors({ exclusion, crossover, inclusion }: Anchors): string | null {
  if (![exclusion, crossover, inclusion].every(Number.isFinite)) return 'an anchor is not a number';
  const between = (crossover - exclusion) * (inclusion - crossover) > 0;
  return between ? null : `the crossover ${crossover} does not lie between ${exclusion} and ${inclusion}`;
}

function checkAnchors(caller: string, anchors: Anchors): void {
  const reason = explainAnchors(anchors);
  if (reason) throw new RangeError(`${caller}: ${reason}`);
}

function checkShape(caller: string, { below = 1, above = 1 }: Shape): void {
  if (!(below > 0 && above > 0))
    throw new RangeError(`${caller}: exponents ${below} and ${above} must be above 0`);
}

function rise(
  value: number,
  { exclusion, crossover, inclusion }: Anchors,
  { below = 1, above = 1 }: Shape,
): number {
  if ((value - crossover) * (inclusion - crossover) <= 0) {
    const part = (value - exclusion) / (crossover - exclusion);
    return part <= 0 ? 0 : part ** below / 2;
  }
  const part = (inclusion - value) / (inclusion - crossover);
  return part <= 0 ? 1 : 1 - part ** above / 2;
}

function roundEdges(membership: number): number {
  return membership < edge ? 0 : membership > 1 - edge ? 1 : membership;
}
