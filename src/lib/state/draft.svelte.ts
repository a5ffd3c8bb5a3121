type Texts = Record<string, string>;

/** Delay between typing and keeping, in milliseconds. */
const keepAfter = 250;

/**
 * The texts of a form, kept in the browser while they are typed, so that a reload, a crash or a dropped connection loses
 * nothing. They are forgotten when the form was saved.
 */
export class Draft {
  texts = $state<Texts>({});
  /** Whether the texts come from an earlier sitting that never saved them. */
  wasRestored = $state(false);
  /** Version of the row that the texts were made from: an older one means that somebody saved meanwhile. */
  basis = $state<number | null>(null);
  readonly #place: string;
  #beginning: Texts;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param place Names the form in the browser's storage.
   * @param beginning What the form holds when nothing was typed.
   * @param basis Version of the row that is changed; null for a new one.
   */
  constructor(place: string, beginning: Texts, basis: number | null = null) {
    this.#place = `counterweight:draft:${place}`;
    this.#beginning = beginning;
    this.texts = { ...beginning };
    this.basis = basis;
  }

  /** Brings back what was typed before. Called once the page lives: the server knows no drafts. */
  restore(): void {
    const kept = readKept(this.#place);
    if (!kept) return;
    this.texts = { ...this.#beginning, ...kept.texts };
    this.basis = kept.basis;
    this.wasRestored = true;
  }

  set(field: string, text: string): void {
    this.texts[field] = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), keepAfter);
  }

  get isChanged(): boolean {
    return Object.keys(this.texts).some(
      (field) => (this.texts[field] ?? '') !== (this.#beginning[field] ?? ''),
    );
  }

  /** Forgets what was typed and starts from other texts. */
  begin(texts: Texts): void {
    clearTimeout(this.#timer);
    this.#beginning = texts;
    this.texts = { ...texts };
    this.wasRestored = false;
    try {
      localStorage.removeItem(this.#place);
    } catch {
      // Storage may be switched off; then nothing was kept either.
    }
  }

  #keep(): void {
    try {
      if (this.isChanged)
        localStorage.setItem(this.#place, JSON.stringify({ basis: this.basis, texts: this.texts }));
      else localStorage.removeItem(this.#place);
    } catch {
      // Storage may be full or switched off; the form works without.
    }
  }
}

/** What the browser kept; null where there is nothing, or nothing that can be understood. */
function readKept(place: string): { basis: number | null; texts: Texts } | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? 'null');
    if (kept === null || typeof kept.texts !== 'object') return null;
    const texts = Object.entries(kept.texts).filter(([, text]) => typeof text === 'string');
    return {
      basis: typeof kept.basis === 'number' ? kept.basis : null,
      texts: Object.fromEntries(texts) as Texts,
    };
  } catch {
    return null;
  }
}
