/** Draws a published page on the server or from the command line. */
import { render } from 'svelte/server';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import EditionPage from './EditionPage.svelte';

export function renderEdition(edition: Edition, hash: string): string {
  return render(EditionPage, { props: { edition: completeEdition(edition), frozen: edition, hash } }).body;
}
