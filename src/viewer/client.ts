/** Brings a published page to life: the same component that drew it, with the edition that stands in the page. */
import { hydrate } from 'svelte';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { computeInPage } from '#lib/workers/in-page.ts';
import '#lib/ui/tokens.css';
import '#lib/ui/base.css';
import '#lib/figures/figure.css';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import { readEmbedded } from '#lib/core/edition/embedded-edition.ts';
import './viewer.css';
import EditionPage from './EditionPage.svelte';

const { edition, hash, firmness } = readEmbedded(document.getElementById('edition')!.textContent);
// The page can be read already. What takes long is computed before it lives, in stretches, so that it never stands still.
const whole = completeEdition(edition);
const choices = readChoices(new URLSearchParams(whole.view));
void computeInPage(indexEvidence(whole.dataset))
  .run('weigh', { choices })
  .then((weighing) =>
    hydrate(EditionPage, {
      target: document.getElementById('page')!,
      props: { edition: whole, frozen: edition, hash, firmness, weighing },
    }),
  );
