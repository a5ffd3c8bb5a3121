import type { SubmitFunction } from '@sveltejs/kit';
import { hasErrors, type FieldPlace, type Issue } from '#lib/core/issue.ts';
import { Draft } from '#lib/state/draft.svelte.ts';
import { pressKey, type KeyBinding } from '#lib/ui/keys.svelte.ts';

export type Texts = Record<string, string>;

/** What the server answers to a form. */
export interface FormResult {
  saved?: boolean;
  id?: string;
  changeId?: number;
  issues?: Issue<FieldPlace>[];
  /** What somebody else saved meanwhile; with its id where the form was for a new row. */
  stale?: { id?: string; version: number; texts: Texts };
}

/** The key of every form here, which saves it. */
export const savingKey: KeyBinding<HTMLFormElement> = {
  keys: ['Mod+Enter'],
  words: 'Save the form',
  whileTyping: true,
  run: (form) => form.requestSubmit(),
};

export interface SavingFormOptions {
  /** Names the draft, and begins the ids of the fields. */
  place: string;
  beginning: Texts;
  /** The row that is changed; null for a new one. */
  row: { id: string; version: number } | null;
  /** What is wrong with the texts, the same as the server will say. */
  check: (texts: Texts) => Issue<FieldPlace>[];
  onsaved: (result: FormResult) => void;
  /** Opens what hides the field with this name, before it gets the focus. */
  reveal?: (field: string | undefined) => void;
}

/**
 * A form that loses nothing: what is typed survives a reload, a refusal, somebody else's save and a server that is not
 * there. To be made while a component is made.
 */
export class SavingForm {
  readonly draft: Draft;
  readonly #options: SavingFormOptions;
  rowId = $state<string | null>(null);
  issues = $state.raw<Issue<FieldPlace>[]>([]);
  stale = $state.raw<FormResult['stale']>();
  /** Why it could not be sent, in words. */
  failure = $state('');
  isSaving = $state(false);
  element = $state<HTMLFormElement>();

  constructor(options: SavingFormOptions) {
    this.#options = options;
    this.draft = new Draft(options.place, options.beginning, options.row?.version ?? null);
    this.rowId = options.row?.id ?? null;
  }

  get hasErrors(): boolean {
    return hasErrors(this.issues);
  }

  readonly set = (name: string, text: string): void => {
    this.draft.set(name, text);
    this.issues = this.issues.filter(({ where }) => where?.field !== name);
  };

  readonly onkeydown = (event: KeyboardEvent): void => {
    if (this.element) pressKey(event, [savingKey], this.element);
  };

  startOver(): void {
    this.draft.begin(this.#options.beginning);
  }

  readonly submit: SubmitFunction = ({ cancel, formData }) => {
    this.issues = this.#options.check(this.draft.texts);
    if (this.hasErrors) {
      cancel();
      this.#focusFirstProblem();
      return;
    }
    for (const [name, text] of Object.entries(this.draft.texts)) formData.set(name, text);
    this.isSaving = true;
    this.failure = '';
    return async ({ result, update }) => {
      this.isSaving = false;
      if (result.type === 'success') {
        this.startOver();
        await update({ reset: false });
        this.#options.onsaved((result.data ?? {}) as FormResult);
      } else if (result.type === 'failure') {
        const { issues = [], stale } = (result.data ?? {}) as FormResult;
        this.issues = issues;
        this.stale = stale;
        this.#focusFirstProblem();
      } else {
        const reason = result.type === 'error' ? (result.error as Error | undefined)?.message : undefined;
        this.failure = `${reason ?? 'The server could not be reached.'} What you typed is kept here; try again.`;
      }
    };
  };

  /** Goes on after a stale write: with the texts given, or with what was typed. */
  readonly resolveStale = (texts: Texts | null): void => {
    this.draft.basis = this.stale?.version ?? this.draft.basis;
    this.rowId = this.stale?.id ?? this.rowId;
    if (texts) for (const [name, text] of Object.entries(texts)) this.draft.set(name, text);
    this.stale = undefined;
  };

  #focusFirstProblem(): void {
    const first = this.issues.find(({ severity }) => severity === 'error')?.where?.field;
    this.#options.reveal?.(first);
    this.element?.querySelector<HTMLElement>(`#${CSS.escape(`${this.#options.place}-${first}`)}`)?.focus();
  }
}
