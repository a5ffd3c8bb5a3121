/** What reading a file of references gives: everything that could be kept, and an issue for everything that could not. */
import type { FilePlace, Issue } from '../issue.ts';
import type { CslItem } from './csl.ts';

/** `kept` as it stood; `repaired`: kept, but something had to be mended or changed; `lost`: nothing usable was left. */
export type Outcome = 'kept' | 'repaired' | 'lost';

export interface ReferenceIssue extends Issue<FilePlace> {
  /** What became of the entry concerned, as far as this issue goes. */
  outcome: Outcome;
  where: FilePlace;
}

export interface ReferenceSource {
  file?: string;
  /** The line on which the entry begins. */
  line: number;
  /** The entry as it stands in the file: fields this program has no place for are found here. */
  raw: string;
}

export interface ParsedReference {
  /** The id is the cite key where the file has one, and unlike every other id of the same reading. */
  csl: CslItem;
  outcome: 'kept' | 'repaired';
  source: ReferenceSource;
}

export interface ReferenceCounts {
  /** Every entry begun in the file; always kept + repaired + lost. */
  found: number;
  kept: number;
  repaired: number;
  lost: number;
}

export interface ParsedFile {
  references: ParsedReference[];
  issues: ReferenceIssue[];
  counts: ReferenceCounts;
}
