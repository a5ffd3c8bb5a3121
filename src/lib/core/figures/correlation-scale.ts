import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { decimals } from '../words.ts';
import { numberTicks } from './number-ticks.ts';
import type { Mark } from './scene.ts';

/** A scale of correlations that holds these values and 0. */
export function correlationScale(
  values: readonly number[],
  range: readonly [number, number],
): ScaleLinear<number, number> {
  let [low, high] = [0, 0.1];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return scaleLinear()
    .domain([Math.max(-1, low), Math.min(1, high)])
    .range(range)
    .nice(4);
}

/** Lines of a scale of correlations from the top to the bottom, 0 standing out, with their numbers over them. */
export function drawCorrelationScale(
  scale: ScaleLinear<number, number>,
  { key, top, bottom, within }: { key: string; top: number; bottom: number; within: [number, number] },
): Mark[] {
  const ticks = scale.ticks(5);
  const places = ticks.some((tick) => Math.abs(tick * 10 - Math.round(tick * 10)) > 1e-6) ? 2 : 1;
  return [
    ...ticks.map((tick): Mark => ({
      key: `${key}-grid-${tick}`,
      kind: 'line',
      x1: scale(tick),
      x2: scale(tick),
      y1: top,
      y2: bottom,
      tone: tick === 0 ? 'faint' : 'hairline',
    })),
    ...numberTicks(
      ticks.map((tick) => ({ at: scale(tick), text: tick === 0 ? '0' : decimals(tick, places) })),
      { key: `${key}-tick`, y: top - 6, size: 10.5, within },
    ),
  ];
}
