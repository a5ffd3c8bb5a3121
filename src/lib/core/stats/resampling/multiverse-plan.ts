import { RandomStream } from '../random.ts';

/** A choice that an analyst has to make, with all its defensible answers. */
export interface Fork {
  key: string;
  options: readonly string[];
}

/** Which specifications, each an option for every fork, are to be computed. */
export interface MultiversePlan {
  forks: readonly Fork[];
  /** How many specifications a full crossing has. */
  crossed: number;
  /** How many are computed. */
  count: number;
  /** Whether `count` were drawn from `crossed`; pages say so. */
  sampled: boolean;
  /** Specification after specification, the place of the option for each fork. */
  choices: Uint8Array;
}

export const mostSpecifications = 10_000;

/**
 * Crosses the forks: every specification, or, where there are more than `limit`, as many drawn without replacement. After
 * Steegen, Tuerlinckx, Gelman and Vanpaemel (2016, Perspectives on Psychological Science 11, 702–712).
 *
 * @param forks Each with a key of its own and 1 to 255 different options. Options come in the order given, those of the
 *   last fork fastest.
 */
export function planMultiverse(
  forks: readonly Fork[],
  { seed, limit = mostSpecifications }: { seed: number; limit?: number },
): MultiversePlan {
  requireForks(forks);
  const crossed = forks.reduce((product, { options }) => product * options.length, 1);
  const sampled = crossed > limit;
  const count = sampled ? limit : crossed;
  const choices = sampled ? drawChoices(forks, count, seed) : crossChoices(forks, count);
  return { forks, crossed, count, sampled, choices };
}

/** The options of one specification by the keys of the forks. */
export function specificationAt({ forks, choices }: MultiversePlan, at: number): Record<string, string> {
  const from = at * forks.length;
  return Object.fromEntries(forks.map(({ key, options }, fork) => [key, options[choices[from + fork]]]));
}

function crossChoices(forks: readonly Fork[], count: number): Uint8Array {
  const choices = new Uint8Array(count * forks.length);
  let repeats = 1;
  for (let fork = forks.length - 1; fork >= 0; fork--) {
    const options = forks[fork].options.length;
    for (let at = 0; at < count; at++) choices[at * forks.length + fork] = Math.floor(at / repeats) % options;
    repeats *= options;
  }
  return choices;
}

/** Draws each option evenly, and draws again what was drawn before: every set of specifications is as likely. */
function drawChoices(forks: readonly Fork[], count: number, seed: number): Uint8Array {
  const stream = new RandomStream([seed, 0]);
  const choices = new Uint8Array(count * forks.length);
  const seen = new Set<string>();
  for (let at = 0; at < count;) {
    const choice = choices.subarray(at * forks.length, (at + 1) * forks.length);
    for (let fork = 0; fork < forks.length; fork++)
      choice[fork] = stream.nextIndex(forks[fork].options.length);
    const key = choice.join();
    if (seen.has(key)) continue;
    seen.add(key);
    at++;
  }
  return choices;
}

function requireForks(forks: readonly Fork[]): void {
  const keys = new Set<string>();
  for (const { key, options } of forks) {
    if (keys.has(key)) throw new RangeError(`planMultiverse: the fork ${key} is given twice`);
    keys.add(key);
    const different = new Set(options).size === options.length;
    if (!different || options.length < 1 || options.length > 255) {
      throw new RangeError(`planMultiverse: the fork ${key} has not 1 to 255 different options`);
    }
  }
}
