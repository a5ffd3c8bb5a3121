/** The texts of forms and tables for records: the inverse of read-study.ts, read-claim.ts, read-estimate.ts, read-comparison.ts. */
import { directionForFactor } from './claim.ts';
import { formatPValue, type ConceptReference } from './estimate.ts';
import type { FieldTexts } from './field-reader.ts';
import { flagNames } from './flag-names.ts';
import type { ClaimFacts } from './read-claim.ts';
import type { ComparisonFacts } from './read-comparison.ts';
import type { EstimateFacts } from './read-estimate.ts';
import type { StudyFacts } from './read-study.ts';

type Texts = Record<string, string>;

const text = (value: string | number | null) => (value === null ? '' : String(value));
const joined = (values: readonly string[]) => values.join(';');

export function writeStudyTexts(facts: StudyFacts): Texts {
  return {
    label: facts.label,
    design: text(facts.design),
    tier: text(facts.tier),
    n: text(facts.n),
    n_unit: text(facts.nUnit),
    forms: joined(facts.forms),
    motives: joined(facts.motives),
    stages: joined(facts.stages),
    linkage: joined(facts.linkage),
    sector: joined(facts.sectors),
    country: joined(facts.countries),
    setting: text(facts.setting),
    note: facts.note,
  };
}

export function writeClaimTexts(facts: ClaimFacts): Texts {
  return {
    factor: facts.factor,
    outcome: text(facts.outcome),
    target_factor: text(facts.targetFactor),
    direction: facts.direction,
    factor_pole: facts.factorPole,
    direction_for_factor: directionForFactor(facts),
    strength: text(facts.strength),
    attribution_mode: text(facts.attribution),
    data_source: text(facts.source),
    same_source: text(facts.sameSource),
    locus: text(facts.locus),
    style: text(facts.style),
    stage: joined(facts.stages),
    setting: text(facts.setting),
    mechanism: facts.mechanism,
    finding: facts.finding,
    finding_is: facts.findingIs,
    locator: facts.locator,
    source_url: facts.sourceUrl,
    coder_note: facts.note,
    ...Object.fromEntries(flagNames.map((name) => [`flag_${name}`, facts.flags[name] ?? ''])),
  };
}

/** Keys of factors and outcomes may be the same; the kind is written where the reader would guess the other one. */
function writeConcept({ kind, key }: ConceptReference, guess: 'factor' | 'outcome'): string {
  return kind === guess ? key : `${kind}:${key}`;
}

export function writeEstimateTexts(facts: EstimateFacts): Texts {
  return {
    concept_a: writeConcept(facts.a, 'factor'),
    concept_b: writeConcept(facts.b, 'outcome'),
    type: facts.type,
    value: text(facts.value),
    n: text(facts.n),
    n_unit: text(facts.nUnit),
    ci_low: text(facts.ciLow),
    ci_high: text(facts.ciHigh),
    p: facts.p === null ? '' : formatPValue(facts.p),
    adjusted: text(facts.adjusted),
    same_source: text(facts.sameSource),
    locator: facts.locator,
    source_url: facts.sourceUrl,
    note: facts.note,
  };
}

export function writeComparisonTexts(facts: ComparisonFacts): Texts {
  return {
    outcome: facts.outcome,
    focal_factor: facts.focalFactor,
    rival_factors: joined(facts.rivals),
    verdict: facts.verdict,
    claim_ids: joined(facts.claims),
    note: facts.note,
  };
}

/** Whether two sets of texts say the same; a missing text is an empty one. */
export function haveSameTexts(a: FieldTexts, b: FieldTexts): boolean {
  return [...Object.keys(a), ...Object.keys(b)].every((field) => (a[field] ?? '') === (b[field] ?? ''));
}
