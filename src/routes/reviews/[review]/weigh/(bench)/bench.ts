import { createContext } from 'svelte';
import type { Workbench } from '#lib/state/workbench.svelte.ts';

/** What the rooms of Weigh share: one workbench, and the line that says where its figures come from. */
export interface WeighBench {
  readonly bench: Workbench;
  readonly source: string;
}

export const [getWeighBench, setWeighBench] = createContext<WeighBench>();
