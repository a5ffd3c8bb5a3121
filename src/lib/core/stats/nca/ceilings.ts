/**
 * Ceilings of necessary condition analysis over the upper left corner: how high y gets at each x. Dul (2016,
 * Organizational Research Methods 19(1), 10–52).
 */
export interface Scope {
  xMin: number;
  xMax: number;
  yMin: number;
  yMax: number;
}

/** A case on the ceiling: no case with as little x has as much y. */
export interface Peer {
  x: number;
  y: number;
  /** How many cases lie at this very point. */
  cases: number;
}

export interface Ceiling {
  /** Effect size: the empty zone above the ceiling as a share of the scope, in [0, 1]. */
  d: number;
  /** Share of cases on or below the ceiling. */
  accuracy: number;
}

/** The straight ceiling of CR-FDH; null where a single peer fixes no line, with d = 0. */
export interface RegressionCeiling extends Ceiling {
  line: { slope: number; intercept: number } | null;
}

/** Cases by ascending x, and how ties in x lie together: made once, for many orders of y. */
export interface OrderedCases {
  x: Float64Array;
  /** Places in the given order of the cases, by ascending x. */
  order: Int32Array;
}

export function orderCases(x: Float64Array): OrderedCases {
  const order = Int32Array.from(x, (_, at) => at).sort((a, b) => x[a] - x[b]);
  return { x: Float64Array.from(order, (at) => x[at]), order };
}

/** The scope between the least and the largest values that were seen. */
export function findScope(x: Float64Array, y: Float64Array): Scope {
  const [xMin, xMax] = range(x);
  const [yMin, yMax] = range(y);
  return { xMin, xMax, yMin, yMax };
}

/** The free disposal hull: from the left, each case with more y than every case before it. Dul (2016). */
export function findPeers({ x, order }: OrderedCases, y: Float64Array): Peer[] {
  const peers: Peer[] = [];
  let highest = -Infinity;
  for (let from = 0; from < x.length;) {
    let top = -Infinity;
    let cases = 0;
    let next = from;
    for (; next < x.length && x[next] === x[from]; next++) {
      const value = y[order[next]];
      if (value > top) [top, cases] = [value, 1];
      else if (value === top) cases++;
    }
    if (top > highest) {
      highest = top;
      peers.push({ x: x[from], y: top, cases });
    }
    from = next;
  }
  return peers;
}

/**
 * CE-FDH, ceiling envelopment: the step function through the peers, above which there is no case. Dul (2016);
 * as ce_fdh of R's NCA.
 */
export function ceilingEnvelopment(peers: readonly Peer[], scope: Scope): Ceiling {
  let zone = 0;
  for (let at = 1; at < peers.length; at++) {
    zone += (peers[at].x - scope.xMin) * (peers[at].y - peers[at - 1].y);
  }
  return { d: zone / areaOf(scope), accuracy: 1 };
}

/**
 * CR-FDH, ceiling regression: the least squares line through the peers (a point of several cases counts as often), cut off
 * at the edges of the scope. Some cases may lie above it. Dul (2016); as cr_fdh of R's NCA.
 *
 * @param y In the order of `cases`' places.
 */
export function ceilingRegression(
  peers: readonly Peer[],
  scope: Scope,
  { x, order }: OrderedCases,
  y: Float64Array,
): RegressionCeiling {
  const line = fitLine(peers);
  if (!line) return { d: 0, accuracy: 1, line: null };
  const { slope, intercept } = line;
  const slack = 1e-9 * (scope.yMax - scope.yMin);
  let below = 0;
  for (let at = 0; at < x.length; at++) if (y[order[at]] <= intercept + slope * x[at] + slack) below++;
  return { d: zoneAboveLine(line, scope) / areaOf(scope), accuracy: below / x.length, line };
}

/** The effect size of CR-FDH alone, for permutations. */
export function regressionEffect(peers: readonly Peer[], scope: Scope): number {
  const line = fitLine(peers);
  return line ? zoneAboveLine(line, scope) / areaOf(scope) : 0;
}

function fitLine(peers: readonly Peer[]): { slope: number; intercept: number } | null {
  if (peers.length < 2) return null;
  let weight = 0;
  let meanX = 0;
  let meanY = 0;
  for (const { x, y, cases } of peers) {
    weight += cases;
    meanX += (cases * (x - meanX)) / weight;
    meanY += (cases * (y - meanY)) / weight;
  }
  let sxx = 0;
  let sxy = 0;
  for (const { x, y, cases } of peers) {
    sxx += cases * (x - meanX) ** 2;
    sxy += cases * (x - meanX) * (y - meanY);
  }
  const slope = sxy / sxx;
  return { slope, intercept: meanY - slope * meanX };
}

/** Area of the scope above a rising line: what lies above it where it crosses, all where it is still under the scope. */
function zoneAboveLine({ slope, intercept }: { slope: number; intercept: number }, scope: Scope): number {
  const { xMin, xMax, yMin, yMax } = scope;
  const enters = clamp((yMin - intercept) / slope, xMin, xMax);
  const leaves = clamp((yMax - intercept) / slope, xMin, xMax);
  const under = (enters - xMin) * (yMax - yMin);
  const within = (leaves - enters) * (yMax - intercept - (slope * (enters + leaves)) / 2);
  return under + within;
}

export function areaOf({ xMin, xMax, yMin, yMax }: Scope): number {
  return (xMax - xMin) * (yMax - yMin);
}

function clamp(value: number, from: number, to: number): number {
  return Math.min(to, Math.max(from, value));
}

function range(values: Float64Array): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
