import { combine, evidenceStrength } from '../../coding/evidence-strength.ts';
import type { Combination } from '../../coding/rubric.ts';
import { lowerFirst } from '../../words.ts';
import type { Evidence } from '../evidence.ts';
import { claimedWeightOf, directionWeightOf } from '../naming.ts';
import { supportedShares } from '../supported-shares.ts';
import type { DeclaredFork, MultiverseBody } from './forks.ts';
import type { Evaluate, Specification } from './specification.ts';

/** What a specification does with the claims that are left. */
interface Counting {
  byClaim: boolean;
  equally: boolean;
  /** Place of the factor of every claim, in the meaning that is chosen. */
  factorAt: Int32Array;
  /** By factor: whether it counts. */
  counts: Uint8Array;
  /** By claim, strength times direction; null where only naming is asked for. */
  carried: Float64Array | null;
}

/**
 * The focal factor's share under one specification after another. Tens of thousands of claims are counted thousands of
 * times: which of them are left is kept for every set of filters, and the rest is sums over plain arrays.
 */
export function prepareShares(
  { meanings, focal }: MultiverseBody,
  forks: readonly DeclaredFork[],
  measure: 'said' | 'supported',
): Evaluate {
  const [strict] = meanings;
  const label = lowerFirst(focal.label);
  const choosePieces = prepareFilters(strict, forks);
  const factors = meanings.map(({ factors: own, pieces }) => ({
    at: Int32Array.from(pieces, ({ factorAt }) => factorAt),
    focalAt: own.findIndex(({ key }) => key === focal.key),
    all: new Uint8Array(own.length).fill(1),
    rivals: Uint8Array.from(own, ({ role }) => Number(role === 'factor')),
  }));
  const carriedBy = measure === 'supported' ? prepareCarried(strict, forks) : null;
  const sums = new Sums(strict);
  return (specification) => {
    const meaning = factors[Number(specification.meaning ?? 0)];
    const { focalAt } = meaning;
    sums.count(choosePieces(specification), {
      byClaim: specification.unit === 'claims',
      equally: specification.weigh_by !== 'claimed_strength',
      factorAt: meaning.at,
      counts: specification.bundles === 'out' ? meaning.rivals : meaning.all,
      carried: carriedBy?.(specification) ?? null,
    });
    if (sums.whole === 0) return { reason: 'No claim is left.' };
    if (sums.said[focalAt] === 0) return { reason: `No claim that is left names ${label}.` };
    const count = meaning.all.length;
    const shares =
      measure === 'said'
        ? sums.said.slice(0, count).map((sum) => sum / sums.whole)
        : supportedShares(sums.carried.slice(0, count));
    const value = shares[focalAt];
    if (Number.isNaN(value)) return { reason: 'No factor has more evidence for it than against it.' };
    let rank = 1;
    for (const share of shares) if (share > value + 1e-12) rank++;
    return { value, rank };
  };
}

/** Most claims, over all sets of filters, whose places are kept: some tens of megabytes. */
const mostKept = 8_000_000;

/** Which claims a specification's filters leave, in their order. Bundles follow from the meaning, and are left to the sums. */
function prepareFilters(
  evidence: Evidence,
  forks: readonly DeclaredFork[],
): (specification: Specification) => Int32Array {
  const { pieces } = evidence;
  const filters = forks.filter(({ key, options }) => key !== 'bundles' && options.some(({ meets }) => meets));
  const bits = new Map<string, number>();
  // Bit b of a claim: it fails, or does not state, what the option of that bit asks for.
  const fails = new Int32Array(pieces.length);
  const isSilent = new Int32Array(pieces.length);
  for (const { key, options } of filters) {
    for (const { key: option, meets } of options) {
      if (!meets) continue;
      const bit = 1 << bits.size;
      bits.set(`${key} ${option}`, bit);
      for (let at = 0; at < pieces.length; at++) {
        const answer = meets(pieces[at], evidence);
        if (answer === 'no') fails[at] |= bit;
        else if (answer === 'not_stated') isSilent[at] |= bit;
      }
    }
  }
  const left = new Map<number, Int32Array>();
  let kept = 0;
  return (specification) => {
    let asked = 0;
    for (const { key } of filters) asked |= bits.get(`${key} ${specification[key]}`) ?? 0;
    const askedStated = specification.not_stated === 'out' ? asked : 0;
    const name = asked * 2 + Number(askedStated !== 0);
    const known = left.get(name);
    if (known) return known;
    const found = new Int32Array(pieces.length);
    let count = 0;
    for (let at = 0; at < pieces.length; at++) {
      if (((fails[at] & asked) | (isSilent[at] & askedStated)) === 0) found[count++] = at;
    }
    const result = found.slice(0, count);
    if (kept + count <= mostKept) {
      left.set(name, result);
      kept += count;
    }
    return result;
  };
}

/** By rule of combination and by what claims against a factor count for: strength times direction of every claim. */
function prepareCarried(
  { pieces, dataset }: Evidence,
  forks: readonly DeclaredFork[],
): (specification: Specification) => Float64Array {
  const rules = forks.find(({ key }) => key === 'combination')?.options ?? [];
  const parts = pieces.map(({ claim, study }) =>
    evidenceStrength(claim, study, dataset.rubric).parts.map(({ value }) => value),
  );
  const strengths = new Map<string | undefined, number[]>([
    [undefined, pieces.map(({ strength }) => strength)],
    ...rules.map(({ key }) => [key, parts.map((values) => combine(values, key as Combination))] as const),
  ]);
  const signs = pieces.map(({ direction }) => directionWeightOf(direction));
  const made = new Map<string, Float64Array>();
  return ({ combination, direction }) => {
    const isMagnitude = direction === 'magnitude';
    const name = `${combination} ${isMagnitude}`;
    let carried = made.get(name);
    if (!carried) {
      const strength = strengths.get(combination) ?? strengths.get(undefined)!;
      carried = Float64Array.from(signs, (sign, at) => strength[at] * (isMagnitude ? Math.abs(sign) : sign));
      made.set(name, carried);
    }
    return carried;
  };
}

/** Weight and carried weight by factor, study after study or claim after claim. */
class Sums {
  readonly said: Float64Array;
  readonly carried: Float64Array;
  /** Studies, or the weight of all claims. */
  whole = 0;
  readonly #studyAt: Int32Array;
  readonly #claimed: Float64Array;
  // Of the study at hand, by factor.
  readonly #claimCount: Int32Array;
  readonly #claimedSum: Float64Array;
  readonly #carriedSum: Float64Array;
  readonly #named: Int32Array;

  /** With room for as many factors as the codebook has: a meaning may have more of them at the top than another. */
  constructor({ pieces, codebook }: Evidence) {
    const most = codebook.codebook.factors.length;
    this.said = new Float64Array(most);
    this.carried = new Float64Array(most);
    this.#studyAt = Int32Array.from(pieces, ({ studyAt }) => studyAt);
    this.#claimed = Float64Array.from(pieces, ({ claim }) => claimedWeightOf(claim));
    this.#claimCount = new Int32Array(most);
    this.#claimedSum = new Float64Array(most);
    this.#carriedSum = new Float64Array(most);
    this.#named = new Int32Array(most);
  }

  count(pieces: Int32Array, counting: Counting): void {
    this.said.fill(0);
    this.carried.fill(0);
    this.whole = 0;
    if (counting.byClaim) this.#countClaims(pieces, counting);
    else this.#countStudies(pieces, counting);
  }

  #countClaims(pieces: Int32Array, { equally, factorAt, counts, carried }: Counting): void {
    for (let next = 0; next < pieces.length; next++) {
      const at = pieces[next];
      const factor = factorAt[at];
      if (counts[factor] === 0) continue;
      const weight = equally ? 1 : this.#claimed[at];
      this.said[factor] += weight;
      if (carried) this.carried[factor] += weight * carried[at];
      this.whole += weight;
    }
  }

  #countStudies(pieces: Int32Array, { equally, factorAt, counts, carried }: Counting): void {
    const studyAt = this.#studyAt;
    const claimCount = this.#claimCount;
    let study = -1;
    let named = 0;
    for (let next = 0; next < pieces.length; next++) {
      const at = pieces[next];
      const factor = factorAt[at];
      if (counts[factor] === 0) continue;
      if (studyAt[at] !== study) {
        this.#endStudy(named, equally);
        named = 0;
        study = studyAt[at];
      }
      if (claimCount[factor]++ === 0) this.#named[named++] = factor;
      if (!equally) this.#claimedSum[factor] += this.#claimed[at];
      if (carried) this.#carriedSum[factor] += carried[at];
    }
    this.#endStudy(named, equally);
  }

  /** Divides the weight of the study that ends over the factors that it names. */
  #endStudy(named: number, equally: boolean): void {
    if (named === 0) return;
    let all = named;
    if (!equally) {
      all = 0;
      for (let at = 0; at < named; at++) {
        const factor = this.#named[at];
        all += this.#claimedSum[factor] / this.#claimCount[factor];
      }
    }
    for (let at = 0; at < named; at++) {
      const factor = this.#named[at];
      const claims = this.#claimCount[factor];
      const weight = (equally ? 1 : this.#claimedSum[factor] / claims) / all;
      this.said[factor] += weight;
      this.carried[factor] += weight * (this.#carriedSum[factor] / claims);
      this.#claimCount[factor] = 0;
      this.#claimedSum[factor] = 0;
      this.#carriedSum[factor] = 0;
    }
    this.whole++;
  }
}
