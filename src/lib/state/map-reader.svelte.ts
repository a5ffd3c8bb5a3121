import { createContext } from 'svelte';
import { computeCausalGraph, type CausalGraph } from '#lib/core/lenses/causal-paths.ts';
import { meetConditions } from '#lib/core/lenses/conditions.ts';
import type { Piece } from '#lib/core/lenses/evidence.ts';
import { computeMapView, type MapView } from '#lib/core/lenses/evidence-map.ts';
import {
  mapConditions,
  readMapChoices,
  writeMapChoices,
  type MapChoices,
} from '#lib/core/lenses/map-choices.ts';
import type { Address, Workbench } from './workbench.svelte.ts';

/** What a reader does with the map of a workbench: its own choices, beside those that all rooms share, in the same address. */
export class MapReader {
  readonly bench: Workbench;
  readonly #address: Address;
  // Compared by their text: opening a mark changes the address, but not the map.
  readonly #text = $derived.by(() => writeMapChoices(readMapChoices(this.#address.parameters)).toString());
  readonly choices: MapChoices = $derived.by(() => readMapChoices(new URLSearchParams(this.#text)));
  readonly view: MapView = $derived.by(() =>
    computeMapView(this.bench.selection, this.bench.weighing.focal.key, this.choices),
  );
  /** The claims of the map, whatever its sides. */
  readonly pieces: Piece[] = $derived.by(() =>
    meetConditions(this.bench.selection.pieces, mapConditions(this.choices), this.bench.evidence),
  );

  readonly causes: CausalGraph = $derived.by(() =>
    computeCausalGraph(this.bench.selection, mapConditions(this.choices)),
  );

  constructor(bench: Workbench, address: Address) {
    this.bench = bench;
    this.#address = address;
  }

  choose(change: Partial<MapChoices>): void {
    const parameters = writeMapChoices(
      { ...this.choices, ...change },
      new URLSearchParams(this.#address.parameters),
    );
    parameters.delete('open');
    // Each step of the slider and each letter of a search is one reader's one thought.
    this.#address.go(parameters, { inPassing: 'until' in change || 'find' in change });
  }

  /** Opens a row or a column into its parts, or closes it. */
  turnPart(part: string): void {
    const { parts } = this.choices;
    this.choose({ parts: parts.includes(part) ? parts.filter((one) => one !== part) : [...parts, part] });
  }
}

export const [getMapReader, setMapReader] = createContext<MapReader>();
