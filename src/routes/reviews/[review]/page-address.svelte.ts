import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Address } from '#lib/state/workbench.svelte.ts';

/** The address bar, where the rooms of a review keep what a reader chose. */
export const pageAddress: Address = {
  get parameters() {
    return page.url.searchParams;
  },
  go(parameters, { inPassing = false } = {}) {
    void goto(`?${parameters}`, { keepFocus: true, noScroll: true, replaceState: inPassing });
  },
};
