import type { Piece } from '../lenses/evidence.ts';
import { answerFlag, flagDefinitions } from '../coding/flags.ts';
import { flagNames, type FlagName } from '../coding/flag-names.ts';
import { dropControls } from '../references/text-cleanup.ts';
import { count, longDate, lowerFirst, studies } from '../words.ts';

/** How many of the claims behind a sentence carry each warning sign. */
export interface FlagMix {
  claims: number;
  yes: Record<FlagName, number>;
  /** Claims for which at least one sign is not stated. */
  unsaid: number;
}

/** What a sentence rests on. Nothing of it can be left out: what there is none of says why. */
export interface Basis {
  /** Studies that speak to it, of those that could. */
  k: number;
  of: number;
  /** "26–42 %", with what it is an interval of; or why there is none. */
  interval: { range: string; what: string } | { none: string };
  flags: FlagMix;
  /** ISO 8601; null: nothing was coded yet. */
  evidenceTo: string | null;
  edition: number;
}

export function mixFlags(pieces: readonly Piece[]): FlagMix {
  const yes = Object.fromEntries(flagNames.map((name) => [name, 0])) as Record<FlagName, number>;
  let unsaid = 0;
  for (const { claim, study } of pieces) {
    const answers = flagNames.map((name) => answerFlag(name, claim, study));
    for (const [at, answer] of answers.entries()) if (answer === 'yes') yes[flagNames[at]]++;
    if (answers.includes('not_stated')) unsaid++;
  }
  return { claims: pieces.length, yes, unsaid };
}

/**
 * A finding in a sentence, together with what it rests on. The two come out together only, so that whoever writes a
 * document from it can't print the one without the other.
 */
export class Statement {
  readonly #sentence: string;
  readonly #caveat: string;

  /** @throws RangeError for a sentence without words, or counts that can't be. */
  constructor(sentence: string, basis: Basis) {
    if (sentence.trim() === '') throw new RangeError('Statement: a sentence has words');
    if (!(basis.k >= 0 && basis.k <= basis.of))
      throw new RangeError(`Statement: ${basis.k} of ${basis.of} studies can't be`);
    this.#sentence = dropControls(sentence);
    this.#caveat = describeBasis(basis);
  }

  parts(): { sentence: string; caveat: string } {
    return { sentence: this.#sentence, caveat: this.#caveat };
  }
}

/** "49 of 91 studies; 95 % interval of the share 26–42 %; signs to watch …; evidence to 1 May 2026; edition 3." */
function describeBasis({ k, of, interval, flags, evidenceTo, edition }: Basis): string {
  const range =
    'none' in interval
      ? `no interval: ${interval.none}`
      : `95\u202f% interval of ${interval.what} ${interval.range}`;
  const date = evidenceTo === null ? 'no date of evidence' : `evidence to ${longDate(evidenceTo)}`;
  return `${k} of ${studies(of)}; ${range}; ${describeFlags(flags)}; ${date}; edition ${edition}.`;
}

function describeFlags({ claims, yes, unsaid }: FlagMix): string {
  if (claims === 0) return 'no claim behind it';
  const found = flagNames
    .filter((name) => yes[name] > 0)
    .map((name) => `${lowerFirst(flagDefinitions[name].label)} ${yes[name]}`);
  const signs = found.length > 0 ? found.join(', ') : 'none found';
  const open = unsaid > 0 ? `, not stated in full ${unsaid}` : '';
  return `signs to watch in ${count(claims, 'claim')}: ${signs}${open}`;
}
