import type { explanations } from './explanations.ts';
import type { Statement } from './statement.ts';

export interface BriefTable {
  title: string;
  /** How to read it. */
  note: string;
  header: string[];
  rows: string[][];
}

/** A piece of a brief. What a review found comes as statements or tables; words beside them are the program's own. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'statements'; statements: Statement[] }
  | { kind: 'explanation'; key: keyof typeof explanations }
  | { kind: 'table'; table: BriefTable }
  | { kind: 'terms'; terms: { term: string; meaning: string }[] }
  | { kind: 'references'; references: { text: string; url: string | null }[] };

/** One, two or many pages, each complete for whoever reads no further. */
export interface BriefPart {
  key: 'key_messages' | 'findings' | 'tables';
  title: string;
  blocks: Block[];
}

/** A brief as plain values: what it says, not how it looks. */
export interface Brief {
  language: string;
  title: string;
  question: string;
  /** What the review says must be known first. */
  caveat: string;
  /** "Edition 3, 23 November 2026. Evidence to …" */
  dated: string;
  /** What is shown of the evidence, where that is not everything. */
  view: string | null;
  citation: string;
  /** What it may be used under, in a sentence; the address of the licence where one was stated. */
  license: { text: string; url: string | null };
  /** Where one can ask whether the edition still stands; null where nobody can. */
  checkAt: string | null;
  hash: string;
  parts: BriefPart[];
}
