import type { SubmitFunction } from '@sveltejs/kit';
import { hasErrors, type FieldPlace, type Issue } from '#lib/core/issue.ts';
import { Draft } from '#lib/state/draft.svelte.ts';
import { pressKey, type KeyBinding } from '#lib/ui/keys.svelte.ts';

export type Texts = Record<string, string>;

/** What the server answers to a form. */
export interface FormResult<Place extends FieldPlace = FieldPlace> {
  saved?: boolean;
  id?: string;
  changeId?: number;
  issues?: Issue<Place>[];
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

export interface SavingFormOptions<Place extends FieldPlace = FieldPlace> {
  /** Names the draft, and begins the ids of the fields. */
  place: string;
  beginning: Texts;
  /** The row that is changed; null for a new one. */
  row: { id: string; version: number } | null;
  /** What is wrong with the texts, the same as the server will say. */
  check: (texts: Texts) => Issue<Place>[];
  /** What is sent, where the form holds its texts in another shape. */
  write?: (texts: Texts) => Texts;
  onsaved: (result: FormResult<Place>) => void;
  /** Opens what hides the field with this name, before it gets the focus. */
  reveal?: (field: string | undefined) => void;
}

/**
 * A form that loses nothing: what is typed survives a reload, a refusal, somebody else's save and a server that is not
 * there. To be made while a component is made.
 */
export class SavingForm<Place extends FieldPlace = FieldPlace> {
  readonly draft: Draft;
  readonly #options: SavingFormOptions<Place>;
  rowId = $state<string | null>(null);
  issues = $state.raw<Issue<Place>[]>([]);
  stale = $state.raw<FormResult['stale']>();
  /** Why it could not be sent, in words. */
  failure = $state('');
  isSaving = $state(false);
  element = $state<HTMLFormElement>();

  constructor(options: SavingFormOptions<Place>) {
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
    const sent = this.#options.write?.(this.draft.texts) ?? this.draft.texts;
    for (const [name, text] of Object.entries(sent)) formData.set(name, text);
    this.isSaving = true;
    this.failure = '';
    return async ({ result, update }) => {
      this.isSaving = false;
      if (result.type === 'success') {
        this.startOver();
        await update({ reset: false });
        this.#options.onsaved((result.data ?? {}) as FormResult<Place>);
      } else if (result.type === 'failure') {
        const { issues = [], stale } = (result.data ?? {}) as FormResult<Place>;
        this.issues = issues;
        this.stale = stale;
        this.#focusFirstProblem();
      } else {
        const reason = result.type === 'error' ? (result.error as Error | undefined)?.message : undefined;
        this.failure = `${reason ?? 'The server could not be reached.'} What you typed is kept here; try again.`;
      }
    };
  };

  /** Goes on after a stale write: with what somebody else saved, or with what was typed. */
  readonly resolveStale = (isTheirs: boolean): void => {
    if (!this.stale) return;
    const { id, version, texts } = this.stale;
    this.draft.basis = version;
    this.rowId = id ?? this.rowId;
    if (isTheirs)
      for (const name of Object.keys({ ...this.draft.texts, ...texts }))
        this.draft.set(name, texts[name] ?? '');
    this.stale = undefined;
  };

  #focusFirstProblem(): void {
    const first = this.issues.find(({ severity }) => severity === 'error')?.where?.field;
    this.#options.reveal?.(first);
    this.element?.querySelector<HTMLElement>(`#${CSS.escape(`${this.#options.place}-${first}`)}`)?.focus();
  }
}

/** What the frame of a form asks of it, whatever its issues say of places. */
export type FramedForm = Omit<SavingForm, 'issues' | 'set'>;
