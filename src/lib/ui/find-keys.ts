import type { KeySet } from './keys.svelte.ts';

/** The key of a room that goes to its search field, which has the id `find`. */
export function findKeys(title: string, words: string): KeySet {
  const run = () => {
    const field = document.getElementById('find');
    if (!(field instanceof HTMLInputElement)) return false;
    field.focus();
    field.select();
  };
  return { title, bindings: [{ keys: ['/'], words, run, isCommand: true }] };
}
