import { fleissKappa, gwetAgreement } from './chance-corrected.ts';
import { notDefined, type Agreement } from './coefficient.ts';
import { cohenKappa } from './cohen.ts';
import { krippendorffAlpha, type MeasurementLevel } from './krippendorff.ts';
import { percentAgreement, unanimity } from './percent.ts';
import { makeRatingTable, type Rating } from './rating-table.ts';
import type { AgreementWeights } from './weights.ts';

export interface AgreementOptions {
  /** Of Cohen's κ and Gwet's AC2. */
  weights?: AgreementWeights;
  /** Of Krippendorff's α. */
  measurement?: MeasurementLevel;
  /** All categories that could have been chosen, in their order. */
  categories?: readonly (string | number)[];
  /** Of the bootstrap behind α's interval. */
  seed?: number;
  draws?: number;
  /** Of the intervals. */
  level?: number;
}

/** How far raters agree: every coefficient over the items that at least two of them saw. */
export interface AgreementSummary {
  items: number;
  /** Items that fewer than two raters saw. */
  leftOut: number;
  raters: number;
  categories: readonly (string | number)[];
  /** Proportion of pairs of ratings that are the same. */
  percent: Agreement;
  /** Proportion of items on which all agree. */
  unanimous: number | null;
  cohen: Agreement;
  fleiss: Agreement;
  gwetAc1: Agreement;
  /** With the weights; not defined without. */
  gwetAc2: Agreement;
  krippendorff: Agreement;
}

/**
 * Computes the coefficients of agreement. Sources: percent.ts, cohen.ts, chance-corrected.ts, krippendorff.ts.
 *
 * @param ratings Items by raters, null where a rater did not rate.
 */
export function measureAgreement(
  ratings: readonly (readonly Rating[])[],
  options: AgreementOptions = {},
): AgreementSummary {
  const { weights = 'none', measurement = 'nominal', categories, seed, draws, level } = options;
  const table = makeRatingTable(ratings, { categories });
  return {
    items: table.items,
    leftOut: table.leftOut,
    raters: table.raters,
    categories: table.categories,
    percent: percentAgreement(table, level),
    unanimous: unanimity(table),
    cohen: cohenKappa(table, weights, level),
    fleiss: fleissKappa(table, level),
    gwetAc1: gwetAgreement(table, 'none', level),
    gwetAc2:
      weights === 'none'
        ? notDefined('AC2 is AC1 with weights; none were chosen.')
        : gwetAgreement(table, weights, level),
    krippendorff: krippendorffAlpha(table, measurement, { seed, draws, level }),
  };
}
