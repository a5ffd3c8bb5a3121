import { noiseBand, noiseBandInSteps, quickNoiseBand } from '../stats/noise-band.ts';
import { clopperPearsonInterval, type Interval } from '../stats/proportion-intervals.ts';
import { percentileInterval } from '../stats/resampling/percentile-interval.ts';
import { finishSteps, type Steps } from '../stats/resampling/steps.ts';
import type { Choices } from './choices.ts';
import { climb, type RungPieces } from './climb.ts';
import { countNamedFactors, selectPieces, type Evidence, type Piece } from './evidence.ts';
import { inMeaning } from './meaning.ts';
import { countFactorsNamed, countStudies, nameFactors, type Naming } from './naming.ts';
import {
  bootstrapInSteps,
  defaultDraws,
  drawnSupportedShares,
  type ResampledSum,
} from './share-bootstrap.ts';

/** The claims left at a rung, and who names what in them. */
export interface RungNaming extends RungPieces {
  naming: Naming;
}

/** What every draw of the bootstrap says. */
interface Drawn {
  said: Float64Array;
  supported: Float64Array;
  /** One a rung. */
  rungs: Float64Array[];
}

export interface SelectionOptions {
  /** Leave noise bands out that would take long: for a first picture, which a whole one follows. */
  quickly?: boolean;
  /** A selection by the same choices, whose work is taken over. */
  same?: Selection;
}

/**
 * What a reader's choices leave of the evidence. All lenses look at the same selection; what several of them need is
 * computed once, when the first one asks, or beforehand in steps.
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
  readonly #quickly: boolean;
  #rungs: RungNaming[] | undefined;
  #namedFactors: number | undefined;
  #drawn: Drawn | undefined;

  /** @param evidence As it was indexed; the selection's own evidence has the factors in the meaning that was chosen. */
  constructor(
    evidence: Evidence,
    choices: Choices,
    draws = defaultDraws,
    { quickly = false, same }: SelectionOptions = {},
  ) {
    this.evidence = inMeaning(evidence, choices);
    this.choices = choices;
    this.draws = draws;
    this.#quickly = quickly;
    this.pieces = same?.pieces ?? selectPieces(this.evidence, choices);
    this.naming = same?.naming ?? nameFactors(this.pieces, choices.weighBy, choices.signs);
    this.counts = same?.counts ?? countStudies(this.naming, this.evidence.factors.length);
    this.#rungs = same?.rungs;
    this.#namedFactors = same?.namedFactors;
  }

  get studyCount(): number {
    return this.naming.studies.length;
  }

  /** The rungs of the Ladder with what is left on them. */
  get rungs(): RungNaming[] {
    if (this.#rungs) return this.#rungs;
    const { pieces, choices, evidence } = this;
    // A rung that takes nothing away names what is named below it.
    let below = { count: pieces.length, naming: this.naming };
    this.#rungs = climb(pieces, evidence.dataset.rungs, choices.keepNotStated).map((rung) => {
      const count = rung.pieces.length;
      if (count < below.count)
        below = { count, naming: nameFactors(rung.pieces, choices.weighBy, choices.signs) };
      return { ...rung, naming: below.naming };
    });
    return this.#rungs;
  }

  /** F of the noise band. */
  get namedFactors(): number {
    this.#namedFactors ??= countNamedFactors(this.evidence, this.choices);
    return this.#namedFactors;
  }

  /** Shares of *said* in every draw; undefined where no draws are wanted. */
  get saidDraws(): Float64Array | undefined {
    return this.draws === 0 ? undefined : this.#finishDraws().said;
  }

  /** Shares of *supported* in every draw; NaN throughout a draw in which no factor has a positive sum. */
  get supportedDraws(): Float64Array | undefined {
    return this.draws === 0 ? undefined : this.#finishDraws().supported;
  }

  /** Shares at every rung in every draw. */
  get rungDraws(): Float64Array[] | undefined {
    return this.draws === 0 ? undefined : this.#finishDraws().rungs;
  }

  /**
   * Computes beforehand what takes long (draws and noise bands), so that the lenses find it. What is not computed
   * beforehand is computed when a lens asks; the digits are the same.
   */
  *prepare(): Steps<void> {
    if (this.draws > 0) this.#drawn ??= yield* this.#draw();
    if (this.choices.weighBy !== 'equally') return;
    for (const naming of new Set([this.naming, ...this.rungs.map((rung) => rung.naming)])) {
      yield* noiseBandInSteps(countFactorsNamed(naming), this.namedFactors);
    }
  }

  #finishDraws(): Drawn {
    this.#drawn ??= finishSteps(this.#draw());
    return this.#drawn;
  }

  *#draw(): Steps<Drawn> {
    const { naming, rungs, evidence, draws } = this;
    const count = evidence.factors.length;
    // Rungs with the same naming share their draws.
    const namings = [...new Set([naming, ...rungs.map((rung) => rung.naming)])];
    const sets: ResampledSum[] = [
      ...namings.map((one) => ({ naming: one, values: one.weight })),
      { naming, values: naming.carried },
    ];
    const drawn = yield* bootstrapInSteps(sets, count, evidence.dataset.seed, draws);
    return {
      said: drawn[0],
      supported: drawnSupportedShares(drawn[drawn.length - 1], count),
      rungs: rungs.map((rung) => drawn[namings.indexOf(rung.naming)]),
    };
  }

  /** The same for a first picture: without draws, and without noise bands that take long. */
  quick(): Selection {
    return new Selection(this.evidence, this.choices, 0, { quickly: true, same: this });
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

  /** The noise band of what a naming says; null where it is not defined, or left out for a first picture. */
  band(naming: Naming): Interval | null {
    if (this.choices.weighBy !== 'equally') return null;
    const named = countFactorsNamed(naming);
    if (this.#quickly) return quickNoiseBand(named, this.namedFactors) ?? null;
    return noiseBand(named, this.namedFactors);
  }
}

/**
 * The interval of a share: percentiles of the draws; for k = 0 up to the exact two-sided upper limit of 0 in S. One study
 * resampled is always the same study, so that it has none.
 */
export function shareInterval(
  k: number,
  studies: number,
  draws: Float64Array | undefined,
  factorAt: number,
  factorCount: number,
): Interval | null {
  if (studies === 0) return null;
  if (k === 0) return clopperPearsonInterval(0, studies);
  return draws && studies > 1 ? percentileInterval(draws, factorAt, factorCount) : null;
}
