import { firstFault, requireCounts, requireSizes, requireValues } from './check-values.ts';
import { finiteEffect, type Effect, type EffectFault, type EffectValues } from './effect.ts';
import { readRest } from './table-effects.ts';

export type ProportionMeasure = 'PR' | 'PLN' | 'PLO' | 'PAS' | 'PFT';

/** The events and non-events of a row: `xi` with `mi` or `ni`. */
export function readProportion(
  row: EffectValues,
  fractions: boolean,
): { events: number; others: number } | EffectFault {
  const wrong = firstFault(
    requireValues(row, 'xi'),
    requireCounts(row, fractions, 'xi', 'mi', 'ni'),
    requireSizes(row, 'ni'),
  );
  if (wrong) return wrong;
  const others = readRest(row, 'xi', 'mi', 'ni');
  if (typeof others !== 'number') return others;
  if (row.xi + others === 0) return { column: 'xi', message: 'The group has nobody in it.' };
  return { events: row.xi, others };
}

const certain: EffectFault = {
  column: null,
  message: 'A proportion of 0 or 1 has no finite value or variance on this scale.',
};

/**
 * The share of events in one group, on five scales: as it is, its logarithm, its logit, its arcsine, and Freeman and Tukey's
 * (1950, Annals of Mathematical Statistics 21, 607–611) double arcsine, halved as in escalc.
 */
export function proportionEffect(measure: ProportionMeasure, events: number, others: number): Effect {
  const n = events + others;
  switch (measure) {
    case 'PR':
      return finiteEffect(events / n, (events * others) / n ** 3, certain);
    case 'PLN':
      return finiteEffect(Math.log(events / n), others / (events * n), certain);
    case 'PLO':
      return finiteEffect(Math.log(events / others), 1 / events + 1 / others, certain);
    case 'PAS':
      return { yi: Math.asin(Math.sqrt(events / n)), vi: 1 / (4 * n), fault: null };
    case 'PFT': {
      const angles = Math.asin(Math.sqrt(events / (n + 1))) + Math.asin(Math.sqrt((events + 1) / (n + 1)));
      return { yi: angles / 2, vi: 1 / (4 * n + 2), fault: null };
    }
  }
}
