import { reproduceAll } from '../lenses/r-scripts/reproduce-all.ts';
import type { Selection } from '../lenses/selection.ts';

/** The analyses of an edition's own view, to be run again in R; each with the tables that it reads. */
export function rFiles(selection: Selection): { name: string; text: string }[] {
  const { script, tables } = reproduceAll(selection);
  return [script, ...tables];
}
