import type { Selection } from './selection.ts';

/** A lens that the data can't carry says what is missing; it never shows a zero or a guess. */
export interface NotIdentified {
  identified: false;
  reason: string;
}

export interface Identified<Row> {
  identified: true;
  /** One row a top-level factor, in codebook order. */
  rows: Row[];
  /** Number of studies and claims that the rows rest on. */
  studies: number;
  claims: number;
}

export type LensResult<Row> = Identified<Row> | NotIdentified;

/** One way of looking at the same claims and estimates. */
export interface Lens<Row> {
  key: string;
  label: string;
  /** What a cell of this lens answers, in one sentence for its reader. */
  asks: string;
  compute: (selection: Selection) => LensResult<Row>;
}

export function notIdentified(reason: string): NotIdentified {
  return { identified: false, reason };
}
