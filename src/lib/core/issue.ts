/**
 * Bad input is a value, not an exception: it is collected, shown beside the thing it concerns, and kept.
 * Misuse by code throws RangeError or TypeError instead.
 */
export interface Issue<Where = unknown> {
  /** Stable, kebab-case, meant for tests and for looking up help: `missing-outcome`. */
  code: string;
  /** `error`: this part could not be used. `warning`: used, but something was changed or is doubtful. `info`: worth knowing. */
  severity: 'error' | 'warning' | 'info';
  /** What happened, what was kept, and what to do, in one or two sentences for the person who brought the input. */
  message: string;
  /** Where in the input: a field of a form, a line of a file. */
  where?: Where;
}

/** A place in a file. Lines and columns count from 1. */
export interface FilePlace {
  file?: string;
  line?: number;
  column?: number;
  /** The key of the entry or row concerned, as the file gives it. */
  key?: string;
}

/** A field of a form or a column of a table. */
export interface FieldPlace {
  field: string;
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}
