import type { Address } from '#lib/state/workbench.svelte.ts';

/**
 * Keeps the state of a published page behind the "#" of its address: it works in a file, and no server ever learns what
 * a reader looked at.
 */
export class HashAddress implements Address {
  readonly #beginning: string;
  #text = $state('');

  /** @param beginning Parameters of the view that was published, for an address without any. */
  constructor(beginning: string) {
    this.#beginning = beginning;
    this.#text = beginning;
  }

  get isAsPublished(): boolean {
    return this.#text === this.#beginning;
  }

  get parameters(): URLSearchParams {
    return new URLSearchParams(this.#text);
  }

  /** Follows the address bar from now on. Called once the page lives: the server has no address bar. */
  follow(): () => void {
    // A link to a part of the page, as "#studies", says nothing of what is shown.
    const read = () => {
      const text = location.hash.slice(1);
      if (text === '-' || text.includes('=')) this.#text = text === '-' ? '' : text;
    };
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }

  go(parameters: URLSearchParams): void {
    this.#text = parameters.toString();
    // A bare "#" would jump to the top; "#-" leads nowhere and means no parameters.
    history.replaceState(null, '', `#${this.#text || '-'}`);
  }

  /** One parameter, beside those of the view; an empty one is taken out. */
  set(name: string, value: string): void {
    const { parameters } = this;
    if (value) parameters.set(name, value);
    else parameters.delete(name);
    this.go(parameters);
  }

  /** A parameter that is a list of keys. */
  list(name: string): string[] {
    return (this.parameters.get(name) ?? '').split(',').filter(Boolean);
  }
}
