import type { Concept } from '#lib/core/codebook/concept.ts';
import type { CausalGraph } from '#lib/core/lenses/causal-paths.ts';
import type { Evidence, Piece } from '#lib/core/lenses/evidence.ts';
import type { MapChoices } from '#lib/core/lenses/map-choices.ts';
import type { Selection } from '#lib/core/lenses/selection.ts';

/** What figures and controls of the map ask of whoever keeps the reader's choices. */
export interface MapReading {
  readonly choices: MapChoices;
  readonly causes: CausalGraph;
  /** The claims of the map, whatever its sides. */
  readonly pieces: readonly Piece[];
  readonly bench: {
    readonly evidence: Evidence;
    readonly selection: Selection;
    readonly weighing: { focal: Concept };
    open: (target: string | null) => void;
  };
  choose: (change: Partial<MapChoices>) => void;
}
