import { groupFieldNames } from '#lib/core/lenses/group-fields.ts';
import { groupShares, type GroupShares } from '#lib/core/lenses/group-shares.ts';
import { Selection } from '#lib/core/lenses/selection.ts';

/**
 * The focal factor's share by every field. The shares are there at once; their intervals and tests follow field by
 * field, each in a slice of its own, so that the page stays free for its reader.
 */
export class Groupings {
  readonly #selection: () => Selection;
  readonly #quick = $derived.by(() => this.#compute());
  #full: { of: Selection; groupings: GroupShares[] } | null = $state.raw(null);

  /** Made while a component is set up: the slices end with it. */
  constructor(selection: () => Selection) {
    this.#selection = selection;
    $effect(() => this.#refine(this.#selection()));
  }

  get current(): GroupShares[] {
    return this.#full?.of === this.#selection() ? this.#full.groupings : this.#quick;
  }

  #compute(): GroupShares[] {
    const { evidence, choices } = this.#selection();
    const quick = new Selection(evidence, choices, 0);
    return groupFieldNames.map((field) => groupShares(quick, field));
  }

  #refine(selection: Selection): (() => void) | undefined {
    if (selection.draws === 0) return undefined;
    const groupings: GroupShares[] = [];
    let timer = setTimeout(next);
    function next(this: void) {
      groupings.push(groupShares(selection, groupFieldNames[groupings.length]));
      if (groupings.length < groupFieldNames.length) timer = setTimeout(next);
      else finish();
    }
    const finish = () => (this.#full = { of: selection, groupings });
    return () => clearTimeout(timer);
  }
}
