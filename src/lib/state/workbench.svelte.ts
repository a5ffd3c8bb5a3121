import { createContext } from 'svelte';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { findBehind, readTarget, type MarkTarget, type StudyBehind } from '#lib/core/lenses/behind.ts';
import { defaultChoices, readChoices, writeChoices, type Choices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { computeEvidenceMap, type EvidenceMap } from '#lib/core/lenses/evidence-map.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { defaultDraws } from '#lib/core/lenses/share-bootstrap.ts';
import { weigh, type Weighing } from '#lib/core/lenses/weighing.ts';

/** Where a workbench keeps its state: the address of the page. */
export interface Address {
  /** The parameters as they are now; reading them follows their changes. */
  readonly parameters: URLSearchParams;
  /** Moves to other parameters. */
  go: (parameters: URLSearchParams) => void;
}

/**
 * What a reader does with a dataset: choices, the selection they leave, and the mark that is open. All state is in the
 * address, so that a link shows what its sender saw.
 */
export class Workbench {
  readonly #dataset: () => Dataset;
  readonly #address: Address;
  /** Resampling waits until the page has been drawn once: intervals follow the first picture. */
  #draws = $state(0);

  readonly evidence = $derived.by(() => indexEvidence(this.#dataset()));
  readonly choices: Choices = $derived.by(() => readChoices(this.#address.parameters));
  // Compared by their text: opening a mark changes the address, but not the selection.
  readonly #choicesText = $derived(writeChoices(this.choices).toString());
  readonly selection: Selection = $derived.by(
    () => new Selection(this.evidence, readChoices(new URLSearchParams(this.#choicesText)), this.#draws),
  );
  readonly weighing: Weighing = $derived.by(() => weigh(this.selection));
  readonly map: EvidenceMap = $derived.by(() => computeEvidenceMap(this.selection, this.weighing.focal.key));
  readonly openMark: MarkTarget | null = $derived.by(() => readTarget(this.#address.parameters.get('open')));
  readonly behind: StudyBehind[] = $derived.by(() =>
    this.openMark ? findBehind(this.selection, this.openMark) : [],
  );

  /** @param draws Draws of the bootstrap at the beginning; 0 leaves intervals to `startResampling`. */
  constructor(dataset: () => Dataset, address: Address, draws = 0) {
    this.#dataset = dataset;
    this.#address = address;
    this.#draws = draws;
  }

  /** What shows everything, with the focal factor as it is chosen. */
  get allChoices(): Choices {
    return { ...defaultChoices, focal: this.choices.focal };
  }

  /** Lets intervals be computed; called once the page has been drawn. */
  startResampling(draws = defaultDraws): void {
    this.#draws = draws;
  }

  choose(choices: Choices): void {
    const parameters = writeChoices(choices);
    for (const name of ['open', 'room']) {
      const value = this.#address.parameters.get(name);
      if (value) parameters.set(name, value);
    }
    this.#address.go(parameters);
  }

  /** Opens what is behind a mark, or closes it with null. */
  open(target: string | null): void {
    const parameters = new URLSearchParams(this.#address.parameters);
    if (target) parameters.set('open', target);
    else parameters.delete('open');
    this.#address.go(parameters);
  }
}

export const [getWorkbench, setWorkbench] = createContext<Workbench>();
