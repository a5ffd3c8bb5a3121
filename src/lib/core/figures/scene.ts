/**
 * A figure as plain numbers and strings: what to draw, what it says, and the same as a table. Svelte draws it; the server,
 * an exported file and a test draw the same.
 */

/** What a mark stands for; the colour follows from it. */
export type Tone =
  | 'focal'
  | 'ink'
  | 'quiet'
  | 'faint'
  | 'hairline'
  | 'band'
  | 'focal-band'
  | 'focal-wash'
  | 'paper'
  | 'positive'
  | 'negative'
  | 'null'
  | 'mixed'
  | 'not-stated'
  | `shade-${0 | 1 | 2 | 3 | 4 | 5}`;

interface AnyMark {
  /** Shown only while its series is looked at. */
  onlyActive?: boolean;
  /** Shows how sure a number is: an interval or a band. While it is computed anew it is faded. */
  isUncertainty?: boolean;
  /** Unique in the scene and stable between redraws, so that marks can move. */
  key: string;
  /** Marks of one series are shown together when one of them is hovered or has the focus. */
  series?: string;
}

export interface PathMark extends AnyMark {
  kind: 'path';
  d: string;
  tone: Tone;
  /** Filled, or drawn as a line of this width. */
  fill?: boolean;
  width?: number;
  dash?: string;
}

export interface LineMark extends AnyMark {
  kind: 'line';
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  tone: Tone;
  width?: number;
  dash?: string;
}

export interface RectMark extends AnyMark {
  kind: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  tone: Tone;
  radius?: number;
  /** Diagonal lines instead of a plain fill. */
  hatched?: boolean;
  /** An edge without a fill. */
  open?: boolean;
}

export interface TextMark extends AnyMark {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  tone: Tone;
  size: number;
  anchor?: 'start' | 'middle' | 'end';
  weight?: 400 | 500 | 600;
  italic?: boolean;
  /** A margin of paper around the letters, where they cross lines. */
  halo?: boolean;
}

export interface DotMark extends AnyMark {
  kind: 'dot';
  x: number;
  y: number;
  radius: number;
  tone: Tone;
  /** Drawn as a ring of paper: nothing was found here. */
  open?: boolean;
}

export interface DiamondMark extends AnyMark {
  kind: 'diamond';
  x: number;
  y: number;
  radius: number;
  tone: Tone;
}

export type DrawnMark = PathMark | LineMark | RectMark | TextMark | DotMark | DiamondMark;

/** A place that can be clicked, focused and read aloud: it opens what is behind a mark. */
export interface TargetMark extends AnyMark {
  kind: 'target';
  x: number;
  y: number;
  width: number;
  height: number;
  /** What to open, as writeTarget writes it. */
  opens: string;
  /** Read aloud and shown as a tip. */
  name: string;
}

export type Mark = DrawnMark | TargetMark;

export interface SceneColumn {
  label: string;
  /** Right-aligned, with tabular figures. */
  isNumber: boolean;
}

/** The same as the picture, to be read, copied and computed with. Numbers are numbers, what is not known is null. */
export interface SceneTable {
  columns: SceneColumn[];
  rows: (string | number | null)[][];
}

export interface Scene {
  /** Names files of this figure: `ladder`. */
  name: string;
  /** What the figure shows, as a finding. */
  title: string;
  /** What is drawn: k, n and filters. */
  subtitle: string;
  /** One sentence for those who don't see the picture. */
  summary: string;
  /** How to read it, and what is missing. */
  caption: string[];
  width: number;
  height: number;
  marks: Mark[];
  table: SceneTable;
}
