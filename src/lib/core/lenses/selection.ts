import { clopperPearsonInterval, type Interval } from '../stats/proportion-intervals.ts';
import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import type { Choices } from './choices.ts';
import { selectPieces, type Evidence, type Piece } from './evidence.ts';
import { countStudies, nameFactors, type Naming } from './naming.ts';
import { bootstrapMeans, defaultDraws, drawnSupportedShares } from './share-bootstrap.ts';

/**
 * What a reader's choices leave of the evidence. All lenses look at the same selection; what several of them need is
 * computed once, when the first one asks.
 */
export class Selection {
  readonly evidence: Evidence;
  readonly choices: Choices;
  readonly pieces: Piece[];
  readonly naming: Naming;
  /** Studies that name each factor. */
  readonly counts: Int32Array;
  /** Draws of the bootstrap; 0 leaves all bootstrap intervals out. */
  readonly draws: number;
  #said: Float64Array | undefined;
  #supported: Float64Array | undefined;

  constructor(evidence: Evidence, choices: Choices, draws = defaultDraws) {
    this.evidence = evidence;
    this.choices = choices;
    this.draws = draws;
    this.pieces = selectPieces(evidence, choices);
    this.naming = nameFactors(this.pieces, choices.weighBy);
    this.counts = countStudies(this.naming, evidence.factors.length);
  }

  get studyCount(): number {
    return this.naming.studies.length;
  }

  /** Shares of *said* in every draw; undefined where no draws are wanted. */
  get saidDraws(): Float64Array | undefined {
    if (this.draws === 0) return undefined;
    if (!this.#said) this.#drawShares();
    return this.#said;
  }

  /** Shares of *supported* in every draw; NaN throughout a draw in which no factor has a positive sum. */
  get supportedDraws(): Float64Array | undefined {
    if (this.draws === 0) return undefined;
    if (!this.#supported) this.#drawShares();
    return this.#supported;
  }

  #drawShares(): void {
    const { naming, evidence, draws } = this;
    const sets = [
      { naming, values: naming.weight },
      { naming, values: naming.carried },
    ];
    const [said, carried] = bootstrapMeans(sets, evidence.factors.length, evidence.dataset.seed, draws);
    this.#said = said;
    this.#supported = drawnSupportedShares(carried, evidence.factors.length);
  }

  /** Interval of a share of the factor at this place. */
  interval(factorAt: number, draws: Float64Array | undefined): Interval | null {
    return shareInterval(
      this.counts[factorAt],
      this.studyCount,
      draws,
      factorAt,
      this.evidence.factors.length,
    );
  }
}

/** The interval of a share: percentiles of the draws; for k = 0 up to the exact two-sided upper limit of 0 in S. */
export function shareInterval(
  k: number,
  studies: number,
  draws: Float64Array | undefined,
  factorAt: number,
  factorCount: number,
): Interval | null {
  if (studies === 0) return null;
  if (k === 0) return clopperPearsonInterval(0, studies);
  return draws ? percentileInterval(draws, factorAt, factorCount) : null;
}
