import type { Claim } from './claim.ts';
import type { Combination, Rubric } from './rubric.ts';
import type { Study } from './study.ts';

export type StrengthComponent =
  'tier' | 'attribution' | 'source' | 'sameSource' | 'setting' | 'precision' | 'appraisal';

/** One component of a claim's evidence strength, with what it rests on. */
export interface StrengthPart {
  component: StrengthComponent;
  value: number;
  /** The coded value that gave it; null where it was not stated. */
  from: string | null;
}

export interface EvidenceStrength {
  /** In [0, 1]. */
  value: number;
  parts: StrengthPart[];
}

/** Where a code has no value in the rubric or was not stated: as weak as the weakest stated one, never as strong. */
function lookUp(values: Record<string, number>, code: string | null, notStated?: string): number {
  if (code !== null && Object.hasOwn(values, code)) return values[code];
  if (notStated !== undefined && Object.hasOwn(values, notStated)) return values[notStated];
  return weakestOf(values);
}

/** The weakest values of tables that were asked for before. A table is replaced, not changed. */
const weakest = new WeakMap<Record<string, number>, number>();

function weakestOf(values: Record<string, number>): number {
  const known = weakest.get(values);
  if (known !== undefined) return known;
  const found = Math.min(...Object.values(values));
  weakest.set(values, found);
  return found;
}

/** n / (n + n₀): half strength at n₀, rising to one. */
function precision(study: Study, { precision: { half, notStated } }: Rubric): StrengthPart {
  const { n, nUnit } = study;
  const isKnown = n !== null && nUnit !== null && Object.hasOwn(half, nUnit);
  if (!isKnown) return { component: 'precision', value: notStated, from: null };
  return { component: 'precision', value: n / (n + half[nUnit]), from: `${n} ${nUnit}` };
}

function sameSource(claim: Claim, rubric: Rubric): number {
  if (claim.sameSource === 'no') return rubric.sameSource.no;
  return claim.sameSource === 'yes' ? rubric.sameSource.yes : rubric.sameSource.notStated;
}

/**
 * The evidence strength of a claim and the parts it is made of.
 *
 * @param criteriaMet Share of appraisal criteria met, in [0, 1], where the study was appraised; it is left out otherwise.
 */
export function evidenceStrength(
  claim: Claim,
  study: Study,
  rubric: Rubric,
  criteriaMet: number | null = null,
): EvidenceStrength {
  const parts: StrengthPart[] = [
    { component: 'tier', value: lookUp(rubric.tier, study.tier), from: study.tier },
    {
      component: 'attribution',
      value: lookUp(rubric.attribution, claim.attribution),
      from: claim.attribution,
    },
    { component: 'source', value: lookUp(rubric.source, claim.source, 'not_stated'), from: claim.source },
    { component: 'sameSource', value: sameSource(claim, rubric), from: claim.sameSource },
    { component: 'setting', value: lookUp(rubric.setting, claim.setting), from: claim.setting },
    precision(study, rubric),
  ];
  if (criteriaMet !== null) {
    const value = Math.max(rubric.appraisalFloor, criteriaMet);
    parts.push({ component: 'appraisal', value, from: String(criteriaMet) });
  }
  return {
    value: combine(
      parts.map(({ value }) => value),
      rubric.combination,
    ),
    parts,
  };
}

/** Combines values in [0, 1] into one in [0, 1]. */
export function combine(values: readonly number[], how: Combination): number {
  if (values.length === 0) throw new RangeError('combine: no values');
  if (how === 'weakest') return Math.min(...values);
  if (how === 'arithmetic') return values.reduce((sum, value) => sum + value, 0) / values.length;
  const product = values.reduce((total, value) => total * value, 1);
  return how === 'product' ? product : product ** (1 / values.length);
}
