import { RandomStream } from '../random.ts';
import { finishSteps, type Steps } from '../resampling/steps.ts';
import { findBottleneck, type BottleneckRow } from './bottleneck.ts';
import {
  ceilingEnvelopment,
  ceilingRegression,
  findPeers,
  findScope,
  orderCases,
  regressionEffect,
  type Ceiling,
  type Peer,
  type RegressionCeiling,
  type Scope,
} from './ceilings.ts';

export interface NcaOptions {
  /** How often y is dealt anew; 0 leaves the test out. Default 10,000. */
  permutations?: number;
  seed: number;
}

/** An effect with its permutation p; null where none was asked for. */
export type Tested<C extends Ceiling> = C & { p: number | null };

export interface NcaResult {
  n: number;
  scope: Scope;
  peers: Peer[];
  ceFdh: Tested<Ceiling>;
  crFdh: Tested<RegressionCeiling>;
  bottleneck: BottleneckRow[];
  permutations: number;
}

/**
 * Necessary condition analysis of one condition x and one outcome y: "x is needed for y", over the upper left corner.
 * Effect sizes of Dul (2016, Organizational Research Methods 19(1), 10–52); p after Dul, van der Laan and Kuik (2020,
 * Organizational Research Methods 23(2), 385–395): the share of random pairings of x and y whose effect is at least as
 * large, at least 1 / permutations. Pairing i is drawn from (seed, i).
 *
 * @returns A reason where nothing can be said: fewer than two cases, or x or y the same in all of them.
 */
export function analyseNca(
  x: Float64Array,
  y: Float64Array,
  options: NcaOptions,
): NcaResult | { reason: string } {
  return finishSteps(analyseNcaInSteps(x, y, options));
}

/** Draws between two pauses. */
const stretch = 50;

/** The same, with pauses between stretches of draws. */
export function* analyseNcaInSteps(
  x: Float64Array,
  y: Float64Array,
  { permutations = 10_000, seed }: NcaOptions,
): Steps<NcaResult | { reason: string }> {
  if (x.length !== y.length) throw new RangeError(`analyseNca: ${x.length} values of x for ${y.length} of y`);
  if (![...x, ...y].every(Number.isFinite)) throw new RangeError('analyseNca: a value is not finite');
  if (x.length < 2) return { reason: `a ceiling needs at least two cases, not ${x.length}` };
  const scope = findScope(x, y);
  if (scope.xMin === scope.xMax) return { reason: 'x is the same in every case' };
  if (scope.yMin === scope.yMax) return { reason: 'y is the same in every case' };
  const cases = orderCases(x);
  const peers = findPeers(cases, y);
  const ceFdh = ceilingEnvelopment(peers, scope);
  const crFdh = ceilingRegression(peers, scope, cases, y);
  const p = yield* testEffects({ ceFdh: ceFdh.d, crFdh: crFdh.d });
  return {
    n: x.length,
    scope,
    peers,
    ceFdh: { ...ceFdh, p: p.ceFdh },
    crFdh: { ...crFdh, p: p.crFdh },
    bottleneck: findBottleneck(peers, crFdh.line, scope),
    permutations,
  };

  function* testEffects(seen: {
    ceFdh: number;
    crFdh: number;
  }): Steps<{ ceFdh: number | null; crFdh: number | null }> {
    if (permutations === 0) return { ceFdh: null, crFdh: null };
    const stream = new RandomStream([seed]);
    // What is equal in exact arithmetic must count as equal whatever the order of the sums.
    const reaches = (effect: number, observed: number) => effect >= observed - 1e-12;
    const count = { ceFdh: 0, crFdh: 0 };
    const dealt = Float64Array.from(y);
    for (let draw = 0; draw < permutations; draw++) {
      if (draw % stretch === stretch - 1) yield;
      dealt.set(y);
      stream.reseed([seed, draw]);
      shuffle(dealt, stream);
      const drawn = findPeers(cases, dealt);
      if (reaches(ceilingEnvelopment(drawn, scope).d, seen.ceFdh)) count.ceFdh++;
      if (reaches(regressionEffect(drawn, scope), seen.crFdh)) count.crFdh++;
    }
    const share = (reached: number) => Math.max(reached, 1) / permutations;
    return { ceFdh: share(count.ceFdh), crFdh: share(count.crFdh) };
  }
}

/** Fisher and Yates's shuffle, in place. */
function shuffle(values: Float64Array, stream: RandomStream): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = stream.nextIndex(at + 1);
    const value = values[at];
    values[at] = values[other];
    values[other] = value;
  }
}
