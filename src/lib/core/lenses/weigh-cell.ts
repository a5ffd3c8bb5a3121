import { readTarget } from './behind.ts';
import { writeChoices, type Choices } from './choices.ts';
import type { Evidence } from './evidence.ts';
import { lowerFirst } from '../words.ts';
import { mapDimensions } from './map-dimensions.ts';

export interface CellLinks {
  /** Parameters of Weigh for the claims of this cell. */
  weigh: string;
  /** What Weigh can't be narrowed to, in words. */
  left: string[];
  /** Cell of the certainty room, where there is one: a factor and an outcome at the top. */
  certainty: string | null;
}

/** Where one can go on from a cell; null for what is no cell. */
export function linksOfCell(text: string | null, evidence: Evidence, choices: Choices): CellLinks | null {
  const target = readTarget(text);
  if (!target || 'study' in target) return null;
  const cell =
    'cell' in target
      ? target.cell
      : target.outcome === undefined
        ? []
        : [
            { field: 'factor' as const, values: [target.factor] },
            { field: 'outcome' as const, values: [target.outcome] },
          ];
  if (cell.length === 0) return null;
  const { codebook } = evidence;
  const next: Choices = { ...choices, filters: { ...choices.filters } };
  const left: string[] = [];
  for (const { field, values } of cell) {
    if (field === 'factor') {
      if (values[0] !== codebook.codebook.focalFactor) {
        next.focal = values[0];
        if (choices.focal !== values[0]) next.widening = 0;
      } else next.focal = null;
    } else if (field === 'outcome') {
      const top = codebook.topLevelKey('outcome', values[0]) ?? values[0];
      next.filters.outcome = [top];
      if (top !== values[0]) left.push('the part of the outcome');
    } else if (field === 'setting' || field === 'attribution' || field === 'tier' || field === 'stage') {
      next.filters[field] = values;
    } else if (field === 'until') left.push('the year');
    else if (field === 'find') left.push('the words');
    else if (field === 'target') left.push('the affected factor');
    else left.push(lowerFirst(mapDimensions[field].label));
  }
  const factor = cell.find(({ field }) => field === 'factor')?.values[0];
  const outcome = cell.find(({ field }) => field === 'outcome')?.values[0];
  const isTop =
    factor !== undefined &&
    outcome !== undefined &&
    evidence.factors.some(({ key }) => key === factor) &&
    evidence.outcomes.some(({ key }) => key === outcome);
  return {
    weigh: writeChoices(next).toString(),
    left: [...new Set(left)],
    certainty: isTop ? `${factor}>${outcome}` : null,
  };
}
