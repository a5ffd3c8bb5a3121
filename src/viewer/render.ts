/** Draws published pages on the server or from the command line. */
import { render } from 'svelte/server';
import { completeEdition } from '#lib/core/edition/complete-edition.ts';
import type { Edition } from '#lib/core/edition/edition.ts';
import { ladderScene } from '#lib/core/figures/ladder.ts';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { answerSentences } from '#lib/core/lenses/verdict.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import SceneView from '#lib/figures/SceneView.svelte';
import EditionPage from './EditionPage.svelte';
import EmbedPage from './EmbedPage.svelte';

/** @param firmness What would change the answer, in sentences: the page that comes to life is given the same. */
export function renderEdition(edition: Edition, hash: string, firmness: string[]): string {
  const props = { edition: completeEdition(edition), frozen: edition, hash, firmness };
  return render(EditionPage, { props }).body;
}

/** @param view Address parameters of what is shown. */
export function renderEmbed(edition: Edition, hash: string, view: string): string {
  return render(EmbedPage, { props: { edition: completeEdition(edition), hash, view } }).body;
}

/** The Ladder of the published view as SVG, without what could be clicked, and the sentence that it bears out. */
export function renderLadder(edition: Edition, width: number): { svg: string; sentence: string } {
  const { dataset, view } = completeEdition(edition);
  const selection = new Selection(indexEvidence(dataset), readChoices(new URLSearchParams(view)));
  const { ladder, focal } = weigh(selection);
  const scene = ladderScene({ ladder, factors: selection.evidence.factors, note: '', width });
  const marks = scene.marks.filter(({ kind }) => kind !== 'target');
  const { body } = render(SceneView, { props: { scene: { ...scene, marks } } });
  return { svg: body, sentence: answerSentences(ladder, focal.label)[0] };
}
