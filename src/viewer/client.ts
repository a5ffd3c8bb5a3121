/** Brings a published page to life: the same component that drew it, with the edition that stands in the page. */
import { hydrate } from 'svelte';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import '#lib/figures/figure.css';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import './viewer.css';
import EditionPage from './EditionPage.svelte';

const { edition, hash } = JSON.parse(document.getElementById('edition')!.textContent);
hydrate(EditionPage, {
  target: document.getElementById('page')!,
  props: { edition: completeEdition(edition), hash },
});
