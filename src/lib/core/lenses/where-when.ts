/** Where and when the evidence comes from. */
import type { Study } from '../coding/study.ts';
import type { Direction } from '../coding/claim.ts';
import { writeTarget } from './behind.ts';
import { notStated } from './choices.ts';
import type { Condition } from './conditions.ts';
import { studyDirection } from './directions.ts';
import type { Evidence, Piece } from './evidence.ts';
import { growTree, valueLabel } from './map-dimensions.ts';
import { studyYear } from './study-years.ts';

export interface Place {
  /** Code of the country; `not_stated`. */
  country: string;
  label: string;
  studies: number;
  /** Each study counts 1, divided over the countries that it names. */
  weight: number;
  /** Parts of the country that studies name, as "England 12". */
  parts: string[];
  opens: string;
}

export interface Places {
  /** Those with the most studies first; what states none at the end. */
  places: Place[];
  studies: number;
  /** Studies in more than one country. */
  several: number;
}

/** Studies by country. */
export function countPlaces(
  pieces: readonly Piece[],
  evidence: Evidence,
  conditions: readonly Condition[] = [],
): Places {
  const studies = new Set(pieces.map(({ study }) => study));
  const tree = growTree(evidence, 'country');
  const found = new Map<string, { studies: number; weight: number; parts: Map<string, number> }>();
  let several = 0;
  for (const { countries } of studies) {
    const named = Map.groupBy(countries.length === 0 ? [notStated] : new Set(countries), (value) =>
      tree.lineage(value).at(-1)!,
    );
    if (named.size > 1) several++;
    for (const [country, values] of named) {
      const place = found.get(country) ?? { studies: 0, weight: 0, parts: new Map<string, number>() };
      place.studies++;
      place.weight += 1 / named.size;
      for (const value of values) {
        if (value !== country) place.parts.set(value, (place.parts.get(value) ?? 0) + 1);
      }
      found.set(country, place);
    }
  }
  const places = [...found]
    .map(([country, { studies: k, weight, parts }]): Place => ({
      country,
      label: country === notStated ? 'Not stated' : valueLabel('country', country, evidence),
      studies: k,
      weight,
      parts: [...parts]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .map(([value, number]) => `${valueLabel('country', value, evidence)} ${number}`),
      opens: writeTarget({ cell: [{ field: 'country', values: [country] }, ...conditions] }),
    }))
    .sort(
      (a, b) =>
        Number(a.country === notStated) - Number(b.country === notStated) ||
        b.weight - a.weight ||
        (a.country < b.country ? -1 : 1),
    );
  return { places, studies: studies.size, several };
}

/** What a column of years is divided by; tiers are taken together by what a reader can tell apart. */
export const tierGroups = ['strong', 'middle', 'weak', 'review', 'not_stated'] as const;
export type TierGroup = (typeof tierGroups)[number];

export interface YearCount {
  year: number;
  studies: number;
  tiers: Record<TierGroup, number>;
  directions: Record<Direction, number>;
}

export interface Years {
  /** In order; years without a study are not in it. */
  years: YearCount[];
  /** Studies whose reports state no year. */
  undated: number;
  studies: number;
  conditions: readonly Condition[];
}

/** Studies by the year of their first report. The direction of a study is that of all its claims here together. */
export function countYears(
  pieces: readonly Piece[],
  { dataset }: Evidence,
  conditions: readonly Condition[] = [],
): Years {
  const byStudy = Map.groupBy(pieces, ({ study }) => study);
  const found = new Map<number, YearCount>();
  let undated = 0;
  for (const [study, own] of byStudy) {
    const year = studyYear(study, dataset);
    if (year === null) {
      undated++;
      continue;
    }
    const count = found.get(year) ?? {
      year,
      studies: 0,
      tiers: { strong: 0, middle: 0, weak: 0, review: 0, not_stated: 0 },
      directions: { positive: 0, negative: 0, null: 0, mixed: 0, not_stated: 0 },
    };
    count.studies++;
    count.tiers[groupTier(study)]++;
    count.directions[studyDirection(own)]++;
    found.set(year, count);
  }
  return {
    years: [...found.values()].sort((a, b) => a.year - b.year),
    undated,
    studies: byStudy.size,
    conditions,
  };
}

function groupTier({ tier }: Study): TierGroup {
  if (tier === null) return 'not_stated';
  if (tier.startsWith('S')) return 'review';
  if (tier === 'A' || tier === 'B') return 'strong';
  return tier === 'C' ? 'middle' : 'weak';
}
