import { getContext, setContext, untrack } from 'svelte';

/**
 * One key, or several that do the same: what is pressed, what it does in words, and the doing. Handlers and the list
 * that `?` shows read the same bindings, so that they cannot drift apart.
 */
export interface KeyBinding<On = void> {
  /** As KeyboardEvent.key names them; `Mod+` is Ctrl, or ⌘ on a Mac. */
  keys: readonly string[];
  words: string;
  /** Does it to what has the focus; false leaves the key to others. */
  run: (on: On, key: string) => unknown;
  /** Also while something is typed. */
  whileTyping?: boolean;
  /** Offered among the commands of the room. */
  isCommand?: boolean;
}

/** Keys that belong together, under the name of a room or of a part of it. */
export interface KeySet<On = void> {
  title: string;
  bindings: readonly KeyBinding<On>[];
}

/** What the list of keys shows of a set. */
export interface ListedKeys {
  title: string;
  bindings: readonly Pick<KeyBinding, 'keys' | 'words'>[];
}

interface Entry {
  listed: ListedKeys;
  /** Null for keys that only work on what has the focus: their owner handles them. */
  set: KeySet | null;
}

/** The keys of the page as it is now, and which of the two dialogs about them is open. */
export class KeyRegistry {
  #entries = $state.raw<readonly Entry[]>([]);
  readonly #everywhere: KeySet;
  shown = $state<'commands' | 'keys' | null>(null);

  /** Sets with the same title are shown as one; those of the page first. */
  readonly listed: readonly ListedKeys[] = $derived.by(() => {
    const sets = [...this.#entries.map(({ listed }) => listed), this.#everywhere];
    const titles = [...new Set(sets.map(({ title }) => title))];
    return titles.map((title) => {
      const all = sets.flatMap((set) => (set.title === title ? set.bindings : []));
      const bindings = all.filter(({ words }, at) => all.findIndex((other) => other.words === words) === at);
      return { title, bindings };
    });
  });

  readonly commands: readonly { title: string; binding: KeyBinding }[] = $derived.by(() =>
    this.#entries.flatMap(({ set }) =>
      (set?.bindings ?? [])
        .filter(({ isCommand }) => isCommand)
        .map((binding) => ({ title: set!.title, binding })),
    ),
  );

  /** @param everywhere Keys that work on every page, unless the page has its own use for them. */
  constructor(everywhere: (registry: KeyRegistry) => KeySet) {
    this.#everywhere = everywhere(this);
  }

  /** Shows keys in the list; those of a `set` also work wherever the focus is. Returns what takes them away again. */
  add(listed: ListedKeys, set: KeySet | null): () => void {
    const entry = { listed, set };
    this.#entries = [...this.#entries, entry];
    return () => (this.#entries = this.#entries.filter((other) => other !== entry));
  }

  /** Offers a key to the page's sets, and then to what works everywhere. */
  readonly onkeydown = (event: KeyboardEvent): void => {
    // An open dialog has its own keys.
    const isDialog = this.shown !== null;
    const sets = isDialog ? [] : this.#entries.flatMap(({ set }) => set ?? []);
    for (const { bindings } of [...sets, this.#everywhere]) {
      const heard = isDialog ? bindings.filter(({ whileTyping }) => whileTyping) : bindings;
      if (pressKey(event, heard, undefined)) return;
    }
  };
}

/**
 * Runs the binding that an event asks for.
 *
 * @param on What has the focus, for bindings that work on it.
 * @returns Whether there was one.
 */
export function pressKey<On>(event: KeyboardEvent, bindings: readonly KeyBinding<On>[], on: On): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const typing = isTyping(event.target);
  for (const { keys, run, whileTyping } of bindings) {
    if (!matches(event, keys) || (typing && !whileTyping)) continue;
    if (run(on, event.key) === false) continue;
    event.preventDefault();
    return true;
  }
  return false;
}

function matches(event: KeyboardEvent, keys: readonly string[]): boolean {
  const isHeld = isApple() ? event.metaKey : event.ctrlKey;
  const isOtherHeld = event.altKey || (isApple() ? event.ctrlKey : event.metaKey);
  if (isOtherHeld) return false;
  return keys.some((key) =>
    key.startsWith('Mod+')
      ? isHeld && event.key.toLowerCase() === key.slice('Mod+'.length).toLowerCase()
      : !isHeld && event.key === key,
  );
}

/** Whether letters go into what has the focus. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest('input, textarea, select, [contenteditable]:not([contenteditable="false"])');
  return (
    field !== null && !field.matches('[type="checkbox"], [type="radio"], [type="button"], [type="submit"]')
  );
}

export function isApple(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
}

const names: Record<string, string> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ' ': 'Space',
  Escape: 'Esc',
};

/** The caps of a key as they are printed: `Mod+k` gives Ctrl and K. */
export function keyCaps(key: string, onApple: boolean): string[] {
  const caps = key.startsWith('Mod+')
    ? [onApple ? '⌘' : 'Ctrl', key.slice('Mod+'.length).toUpperCase()]
    : [key];
  return caps.map((cap) => names[cap] ?? (cap === 'ENTER' ? 'Enter' : cap));
}

const place = Symbol('keys');

export function setKeys(registry: KeyRegistry): KeyRegistry {
  return setContext(place, registry);
}

/** The registry of the page; undefined in a published edition, which has no dialogs about keys. */
export function getKeys(): KeyRegistry | undefined {
  return getContext<KeyRegistry | undefined>(place);
}

/** Makes keys work wherever the focus is, as long as the calling component is there. */
export function useKeys(set: () => KeySet): void {
  const registry = getKeys();
  if (!registry) return;
  $effect(() => {
    const current = set();
    return untrack(() => registry.add(current, current));
  });
}

/** Lists keys that the calling component handles itself, with `pressKey`, while it is there. */
export function listKeys<On>(set: () => KeySet<On>): void {
  const registry = getKeys();
  if (!registry) return;
  $effect(() => {
    const current = set();
    return untrack(() => registry.add(current as ListedKeys, null));
  });
}
