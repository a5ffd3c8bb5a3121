/** What a rater said of an item; null where nothing was said. */
export type Rating = string | number | null;

/** Ratings as places of categories. Only items that at least two raters saw are in it. */
export interface RatingTable {
  /**
   * In order: by number where all are numbers, else by text. That order is what weights and the ordinal level go by.
   */
  categories: readonly (string | number)[];
  /** Items with at least two ratings. */
  items: number;
  raters: number;
  /** Items by raters, by rows: the place of the category, −1 where there is no rating. */
  codes: Int32Array;
  /** Items by categories, by rows: how many raters chose it. */
  counts: Int32Array;
  /** How many ratings each item has. */
  rated: Int32Array;
  /** Items that were left out, since fewer than two raters saw them. */
  leftOut: number;
}

/**
 * Arranges ratings for the coefficients.
 *
 * @param ratings Items by raters; every row as long as the first.
 * @param options.categories All categories that could have been chosen, in their order; those that were chosen, where
 *   left out.
 * @param options.keepSingles Keeps items that one rater saw: they tell how often a category is chosen (Gwet 2014).
 */
export function makeRatingTable(
  ratings: readonly (readonly Rating[])[],
  options: { categories?: readonly (string | number)[]; keepSingles?: boolean } = {},
): RatingTable {
  const raters = ratings[0]?.length ?? 0;
  if (ratings.some((row) => row.length !== raters)) {
    throw new RangeError(`makeRatingTable: not every item has ${raters} raters`);
  }
  const least = options.keepSingles ? 1 : 2;
  const kept = ratings.filter((row) => row.filter((rating) => rating !== null).length >= least);
  const chosen = ratings.flat().filter((rating) => rating !== null);
  const numeric = [...chosen, ...(options.categories ?? [])].every(isNumber);
  const read = (rating: string | number) => (numeric ? Number(rating) : String(rating));
  const categories = options.categories?.map(read) ?? orderCategories(chosen.map(read));
  const places = new Map(categories.map((category, place) => [category, place]));

  const codes = new Int32Array(kept.length * raters).fill(-1);
  const counts = new Int32Array(kept.length * categories.length);
  const rated = new Int32Array(kept.length);
  for (const [item, row] of kept.entries()) {
    for (const [rater, rating] of row.entries()) {
      if (rating === null) continue;
      const place = places.get(read(rating));
      if (place === undefined) throw new RangeError(`makeRatingTable: ${rating} is no category`);
      codes[item * raters + rater] = place;
      counts[item * categories.length + place]++;
      rated[item]++;
    }
  }
  const leftOut = ratings.length - kept.length;
  return { categories, items: kept.length, raters, codes, counts, rated, leftOut };
}

function isNumber(rating: string | number): boolean {
  return typeof rating === 'number' || (rating.trim() !== '' && Number.isFinite(Number(rating)));
}

function orderCategories(chosen: (string | number)[]): (string | number)[] {
  return [...new Set(chosen)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
