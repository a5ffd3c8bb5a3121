import type { FieldPlace, Issue } from '#lib/core/issue.ts';

/** What became of a form: saved, maybe with warnings, or not, with what is wrong beside each field. */
export type Saved =
  | {
      saved: true;
      id: string;
      version: number;
      /** The change in the history, for an undo. */
      changeId: number;
      issues: Issue<FieldPlace>[];
    }
  | { saved: false; issues: Issue<FieldPlace>[] };
