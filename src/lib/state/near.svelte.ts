import { on } from 'svelte/events';
import type { Attachment } from 'svelte/attachments';

/** How far below and above the window still counts as near: about what one turn of a wheel brings. */
const margin = '600px 0px';

/**
 * Holds values back for what is out of sight, so that a switch redraws the figures that are looked at and no others.
 * Everything is near on the server, before the page has looked, and on paper.
 */
export class Near {
  #isNear = $state(true);

  /** Put it on the element with `{@attach near.watch}`. */
  readonly watch: Attachment = (element) => {
    const observer = new IntersectionObserver(([entry]) => (this.#isNear = entry.isIntersecting), {
      rootMargin: margin,
    });
    observer.observe(element);
    const off = on(window, 'beforeprint', () => (this.#isNear = true));
    return () => {
      observer.disconnect();
      off();
    };
  };

  /** The value as it was when the element was last near; the value itself while it is. */
  hold<Value>(read: () => Value): () => Value {
    let held: { value: Value } | null = null;
    const value = $derived.by(() => {
      if (this.#isNear || held === null) held = { value: read() };
      return held.value;
    });
    return () => value;
  }
}
