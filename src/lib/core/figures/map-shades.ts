import { certaintyLevels, certaintyRank, certaintyWords } from '../coding/certainty.ts';
import { provenances } from '../coding/provenance.ts';
import type { CellStudy, MapCell } from '../lenses/evidence-map.ts';
import type { MapShade } from '../lenses/map-choices.ts';
import type { Mark, Tone } from './scene.ts';

/** Looks of a square: shapes tell directions apart, so that colour is never alone. */
export interface ShadeStep {
  word: string;
  tone: Tone;
  shape?: 'square' | 'down' | 'ring' | 'hatched' | 'outline';
}

interface Shading {
  /** What is shaded, to follow "shaded by". */
  label: string;
  /** From what says least to what says most. */
  steps: readonly ShadeStep[];
  /** Place of a study's step. */
  stepOf: (study: CellStudy, cell: MapCell) => number;
}

const shade = (step: 0 | 1 | 2 | 3 | 4 | 5): Tone => `shade-${step}`;

const tierSteps: Record<string, number> = {
  F: 1,
  S4: 1,
  D: 2,
  E: 2,
  S3: 2,
  C: 3,
  S2: 3,
  B: 4,
  S1: 4,
  A: 5,
};

const directionSteps: Record<CellStudy['direction'], number> = {
  not_stated: 0,
  mixed: 1,
  null: 2,
  negative: 3,
  positive: 4,
};

export const shadings: Record<MapShade, Shading> = {
  ground: {
    label: 'ground',
    steps: provenances.map(({ label }, at) => ({
      word: label,
      tone: shade(at as 0 | 1 | 2 | 3 | 4 | 5),
    })),
    stepOf: ({ rank }) => rank,
  },
  tier: {
    label: 'design tier',
    steps: [
      { word: 'tier not stated', tone: 'quiet', shape: 'outline' },
      { word: 'tier F, S4', tone: shade(0) },
      { word: 'tier D, E, S3', tone: shade(2) },
      { word: 'tier C, S2', tone: shade(3) },
      { word: 'tier B, S1', tone: shade(4) },
      { word: 'tier A', tone: shade(5) },
    ],
    stepOf: ({ study: { tier } }) => (tier === null ? 0 : (tierSteps[tier] ?? 0)),
  },
  strength: {
    label: 'evidence strength',
    steps: [
      { word: 'strength under 0.2', tone: shade(0) },
      { word: '0.2 to 0.4', tone: shade(2) },
      { word: '0.4 to 0.6', tone: shade(3) },
      { word: '0.6 to 0.8', tone: shade(4) },
      { word: '0.8 or more', tone: shade(5) },
    ],
    stepOf: ({ strength }) => Math.min(4, Math.floor(strength * 5 + 1e-9)),
  },
  certainty: {
    label: 'certainty of the cell',
    steps: [
      { word: 'certainty not judged', tone: 'quiet', shape: 'outline' },
      ...certaintyLevels.map((level, at) => ({
        word: certaintyWords[level],
        tone: shade([0, 2, 4, 5][at] as 0 | 2 | 4 | 5),
      })),
    ],
    stepOf: (_, { certainty }) => (certainty === null ? 0 : certaintyRank(certainty)),
  },
  direction: {
    label: 'direction',
    steps: [
      { word: 'sign not stated', tone: 'quiet', shape: 'outline' },
      { word: 'mixed', tone: 'mixed', shape: 'hatched' },
      { word: 'no link', tone: 'null', shape: 'ring' },
      { word: 'against', tone: 'negative', shape: 'down' },
      { word: 'for', tone: 'positive' },
    ],
    stepOf: ({ direction }) => directionSteps[direction],
  },
};

/** Steps of the studies of a cell, what says most first. */
export function stepsOf(cell: MapCell, name: MapShade): { study: CellStudy; step: number }[] {
  const { stepOf } = shadings[name];
  return cell.studies.map((study) => ({ study, step: stepOf(study, cell) })).sort((a, b) => b.step - a.step);
}

/** The step of the middle study of a cell; of two in the middle the one that says more. */
export function middleStep(cell: MapCell, name: MapShade): number {
  const steps = stepsOf(cell, name);
  return steps[Math.floor((steps.length - 1) / 2)].step;
}

/** One square, or the shape that stands for its step. */
export function drawStep(
  { tone, shape = 'square' }: ShadeStep,
  { key, x, y, size, series }: { key: string; x: number; y: number; size: number; series?: string },
): Mark {
  const common = { key, series };
  if (shape === 'ring') {
    return {
      ...common,
      kind: 'dot',
      x: x + size / 2,
      y: y + size / 2,
      radius: size / 2 - 1,
      tone,
      open: true,
    };
  }
  if (shape === 'down') {
    const d = `M${x},${y + 0.5}h${size}L${x + size / 2},${y + size}Z`;
    return { ...common, kind: 'path', d, tone, fill: true };
  }
  if (shape === 'outline') {
    const d = `M${x + 0.75},${y + 0.75}h${size - 1.5}v${size - 1.5}h${1.5 - size}Z`;
    return { ...common, kind: 'path', d, tone, width: 1 };
  }
  const hatched = shape === 'hatched';
  return { ...common, kind: 'rect', x, y, width: size, height: size, tone, ...(hatched && { hatched }) };
}
