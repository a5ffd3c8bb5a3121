import { combine, evidenceStrength } from '../../coding/evidence-strength.ts';
import type { Combination } from '../../coding/rubric.ts';
import type { SpecificationResult } from '../../stats/resampling/multiverse-run.ts';
import { lowerFirst } from '../../words.ts';
import type { Evidence, Piece } from '../evidence.ts';
import { claimedWeightOf, directionWeightOf } from '../naming.ts';
import { supportedShares } from '../supported-shares.ts';
import type { DeclaredFork, MultiverseMeasure } from './forks.ts';

const codes = { no: 0, yes: 1, not_stated: 2 } as const;

/** An option by fork. */
export type Specification = Record<string, string>;

/**
 * Prepares the computation of one specification after another. With the first option of every fork it gives what the
 * lenses give for all claims.
 *
 * @param focal Key of the top-level focal factor.
 */
export function prepareSpecifications(
  evidence: Evidence,
  forks: readonly DeclaredFork[],
  measure: MultiverseMeasure,
  focal: string,
): (specification: Specification) => SpecificationResult {
  const { pieces, factors } = evidence;
  const focalAt = factors.findIndex(({ key }) => key === focal);
  if (focalAt < 0) throw new RangeError(`prepareSpecifications: "${focal}" is no top-level factor`);
  const label = lowerFirst(factors[focalAt].label);
  const met = answersByOption(evidence, forks);
  const strengths =
    measure === 'supported' ? strengthsByRule(evidence, forks) : new Map<string, Float64Array>();
  const own = Float64Array.from(pieces, ({ strength }) => strength);
  const claimed = Float64Array.from(pieces, ({ claim }) => claimedWeightOf(claim));
  const signs = Float64Array.from(pieces, ({ direction }) => directionWeightOf(direction));
  const sums = new Sums(factors.length);

  return (specification) => {
    const filters = [...met].flatMap(([fork, options]) => options.get(specification[fork]) ?? []);
    const keepsNotStated = specification.not_stated !== 'out';
    const strength = strengths.get(specification.combination) ?? own;
    const byClaim = specification.unit === 'claims';
    const equally = specification.weigh_by !== 'claimed_strength';
    const isMagnitude = specification.direction === 'magnitude';
    sums.clear();
    let studyAt = -1;
    for (let at = 0; at < pieces.length; at++) {
      if (!filters.every((answers) => answers[at] === 1 || (keepsNotStated && answers[at] === 2))) continue;
      const piece: Piece = pieces[at];
      if (!byClaim && piece.studyAt !== studyAt) {
        sums.endStudy(equally);
        studyAt = piece.studyAt;
      }
      const sign = isMagnitude ? Math.abs(signs[at]) : signs[at];
      if (byClaim) sums.addClaim(piece.factorAt, equally ? 1 : claimed[at], strength[at] * sign);
      else sums.addToStudy(piece.factorAt, claimed[at], strength[at] * sign);
    }
    sums.endStudy(equally);
    if (sums.whole === 0) return { reason: 'No claim is left.' };
    if (sums.said[focalAt] === 0) return { reason: `No claim that is left names ${label}.` };
    const shares =
      measure === 'said' ? sums.said.map((sum) => sum / sums.whole) : supportedShares(sums.carried.slice());
    const value = shares[focalAt];
    if (Number.isNaN(value)) return { reason: 'No factor has more evidence for it than against it.' };
    let rank = 1;
    for (const share of shares) if (share > value + 1e-12) rank++;
    return { value, rank };
  };
}

/** Weight and carried weight by factor, study after study or claim after claim. */
class Sums {
  readonly said: Float64Array;
  readonly carried: Float64Array;
  /** Studies, or the weight of all claims. */
  whole = 0;
  readonly #claims: Int32Array;
  readonly #claimed: Float64Array;
  readonly #study: Float64Array;
  readonly #named: number[] = [];

  constructor(factorCount: number) {
    this.said = new Float64Array(factorCount);
    this.carried = new Float64Array(factorCount);
    this.#claims = new Int32Array(factorCount);
    this.#claimed = new Float64Array(factorCount);
    this.#study = new Float64Array(factorCount);
  }

  clear(): void {
    this.said.fill(0);
    this.carried.fill(0);
    this.whole = 0;
  }

  addClaim(factor: number, weight: number, carried: number): void {
    this.said[factor] += weight;
    this.carried[factor] += weight * carried;
    this.whole += weight;
  }

  addToStudy(factor: number, claimed: number, carried: number): void {
    if (this.#claims[factor] === 0) this.#named.push(factor);
    this.#claims[factor]++;
    this.#claimed[factor] += claimed;
    this.#study[factor] += carried;
  }

  /** Divides the weight of the study that ends over the factors that it names. */
  endStudy(equally: boolean): void {
    if (this.#named.length === 0) return;
    const partOf = (factor: number) => (equally ? 1 : this.#claimed[factor] / this.#claims[factor]);
    let whole = 0;
    for (const factor of this.#named) whole += partOf(factor);
    for (const factor of this.#named) {
      const weight = partOf(factor) / whole;
      this.said[factor] += weight;
      this.carried[factor] += weight * (this.#study[factor] / this.#claims[factor]);
    }
    for (const factor of this.#named) {
      this.#claims[factor] = 0;
      this.#claimed[factor] = 0;
      this.#study[factor] = 0;
    }
    this.#named.length = 0;
    this.whole++;
  }
}

/** For every option that leaves claims out, the answer of every claim. */
function answersByOption(
  evidence: Evidence,
  forks: readonly DeclaredFork[],
): Map<string, Map<string, Uint8Array>> {
  return new Map(
    forks.map(({ key, options }) => [
      key,
      new Map(
        options.flatMap(({ key: option, meets }) =>
          meets
            ? [[option, Uint8Array.from(evidence.pieces, (piece) => codes[meets(piece, evidence)])] as const]
            : [],
        ),
      ),
    ]),
  );
}

/** Evidence strength of every claim by every rule of combination that is a choice. */
function strengthsByRule(
  { pieces, dataset }: Evidence,
  forks: readonly DeclaredFork[],
): Map<string, Float64Array> {
  const rules = forks.find(({ key }) => key === 'combination')?.options ?? [];
  const parts = pieces.map(({ claim, study }) =>
    evidenceStrength(claim, study, dataset.rubric).parts.map(({ value }) => value),
  );
  return new Map(
    rules.map(({ key }) => [key, Float64Array.from(parts, (values) => combine(values, key as Combination))]),
  );
}
