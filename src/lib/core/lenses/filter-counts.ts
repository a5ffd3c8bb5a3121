import { notStated, type Choices, type FilterName } from './choices.ts';
import { filterValues, type Evidence } from './evidence.ts';

export interface CountedOption {
  key: string;
  label: string;
  /** Claims of the whole review. */
  count: number;
}

/**
 * What a filter has to offer: the values that claims have, then *not stated*, and whatever is chosen already, though no
 * claim has it.
 */
export function listFilterOptions(
  { pieces, outcomes, dataset }: Evidence,
  choices: Choices,
  name: FilterName,
): CountedOption[] {
  const counts = new Map<string, number>();
  for (const piece of pieces) {
    for (const value of filterValues[name](piece, outcomes)) {
      const key = value ?? notStated;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const { lists } = dataset.codebook;
  const values: Record<FilterName, readonly { key: string; label: string }[]> = {
    outcome: outcomes,
    stage: lists.stages,
    setting: lists.settings,
    attribution: lists.attributionModes,
    tier: lists.tiers.map(({ key, label }) => ({ key, label: `${key} · ${label}` })),
  };
  return [...values[name], { key: notStated, label: 'Not stated' }]
    .map(({ key, label }) => ({ key, label, count: counts.get(key) ?? 0 }))
    .filter(({ key, count }) => count > 0 || choices.filters[name].includes(key));
}
