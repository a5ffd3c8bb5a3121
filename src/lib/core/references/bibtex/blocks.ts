/** What the splitter finds in a BibTeX file. Values are still LaTeX; macros are not expanded yet. */

/** A value is a chain of these, joined by # in the file. */
export interface ValuePart {
  /** `text` was quoted or braced, `bare` was not: a number, or the name of a macro. */
  kind: 'text' | 'bare';
  text: string;
}

export interface BibField {
  /** In lower case. */
  name: string;
  parts: ValuePart[];
  offset: number;
}

export type ProblemCode =
  | 'unclosed-entry'
  | 'unclosed-value'
  | 'unbalanced-quotes'
  | 'stray-brace'
  | 'unreadable-text'
  | 'missing-comma'
  | 'missing-opening-brace'
  | 'wrong-delimiter'
  | 'unquoted-value';

export interface Problem {
  code: ProblemCode;
  offset: number;
  /** The field or the words concerned. */
  about?: string;
}

export interface BibEntry {
  kind: 'entry';
  /** In lower case. */
  type: string;
  /** As the file gives it; empty when it gives none. */
  key: string;
  fields: BibField[];
  problems: Problem[];
  start: number;
  end: number;
}

/** `@string{name = value}`. */
export interface MacroDefinition {
  kind: 'macro';
  fields: BibField[];
  start: number;
}

export type BibBlock = BibEntry | MacroDefinition;
