import { meetConditions } from './conditions.ts';
import type { Evidence, Piece } from './evidence.ts';
import { mapConditions, mapFilterNames, type MapChoices, type MapFilterName } from './map-choices.ts';
import { growTree, mapDimensions, readValues } from './map-dimensions.ts';
import { studyYear } from './study-years.ts';

export interface FilterOption {
  key: string;
  label: string;
  /** Studies that choosing it would leave, with all other filters as they are. */
  count: number;
}

/** What a filter of the map has to offer, with live counts: studies that pass all filters but this one. */
export function countFilterOptions(
  pieces: readonly Piece[],
  evidence: Evidence,
  choices: MapChoices,
  name: MapFilterName,
): FilterOption[] {
  const others = { ...choices, filters: { ...choices.filters, [name]: [] } };
  const left = meetConditions(pieces, mapConditions(others), evidence);
  const tree = growTree(evidence, name);
  const counts = new Map<string, Set<number>>();
  for (const piece of left) {
    for (const value of readValues(name, piece, evidence)) {
      for (const one of tree.lineage(value)) {
        const set = counts.get(one);
        if (set) set.add(piece.studyAt);
        else counts.set(one, new Set([piece.studyAt]));
      }
    }
  }
  return tree.values
    .map(({ value, label }) => ({ key: value, label, count: counts.get(value)?.size ?? 0 }))
    .filter(({ key, count }) => count > 0 || choices.filters[name].includes(key));
}

/** Filters of the map that divide anything: some claim states a value. */
export function dividingFilters(evidence: Evidence): MapFilterName[] {
  return mapFilterNames.filter((name) =>
    evidence.pieces.some((piece) => mapDimensions[name].read(piece, evidence).length > 0),
  );
}

/** First and last year of a report of the review; null where no report states one. */
export function yearRange({ studies, dataset }: Evidence): readonly [first: number, last: number] | null {
  let range: [number, number] | null = null;
  for (const study of studies) {
    const year = studyYear(study, dataset);
    if (year === null) continue;
    range = range ? [Math.min(range[0], year), Math.max(range[1], year)] : [year, year];
  }
  return range;
}
