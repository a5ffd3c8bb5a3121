import type { NotIdentified } from '#lib/core/lenses/lens.ts';
import type { Selection } from '#lib/core/lenses/selection.ts';
import type { UniqueOptions } from '#lib/core/lenses/unique-options.ts';
import type { Weighing } from '#lib/core/lenses/weighing.ts';

/** What a lens of the command line looks at. */
export interface LensInput {
  selection: Selection;
  weighing: Weighing;
  unique: Partial<UniqueOptions>;
  /** Specifications of a multiverse, at most. */
  limit: number;
  /** Tells how far it is. */
  progress: (line: string) => void;
}

/** A lens on the command line: what it prints with --json, and as a table for people. */
export interface WeighLens<Printed extends object = object> {
  key: string;
  /** For --help, in a few words. */
  about: string;
  /**
   * When it is printed without being named. *claims*: always, and claims alone can carry it, so that not being identified
   * is a loss; *numbers*: always, but most reviews lack what it needs; *asked*: only where it is named.
   */
  shown: 'claims' | 'numbers' | 'asked';
  compute(input: LensInput): Printed | NotIdentified | Promise<Printed | NotIdentified>;
  /** A table without --json; lenses without it are in the table of all factors. */
  write?: (printed: Printed) => string;
}

/** An interval by the names that R's users know. */
export function interval<Name extends string>(
  name: Name,
  values: readonly [number, number] | null | undefined,
): Record<`${Name}_lb` | `${Name}_ub`, number | null> {
  const named = { [`${name}_lb`]: values?.[0] ?? null, [`${name}_ub`]: values?.[1] ?? null };
  return named as Record<`${Name}_lb` | `${Name}_ub`, number | null>;
}

export function isNotIdentified(printed: object): printed is NotIdentified {
  return 'identified' in printed && printed.identified === false;
}
