/** Small datasets for tests, of which only what matters is written down. */
import { readCodebook } from '#lib/core/codebook/read-codebook.ts';
import type { CertaintyJudgement, CertaintyLevel } from '#lib/core/coding/certainty.ts';
import type { Claim } from '#lib/core/coding/claim.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import type { Estimate } from '#lib/core/coding/estimate.ts';
import { defaultRubric } from '#lib/core/coding/rubric.ts';
import { defaultRungs } from '#lib/core/coding/rungs.ts';
import type { Study } from '#lib/core/coding/study.ts';

/** `leadership` is the focal factor; `leadership.shared` belongs to it. */
export const factorKeys = ['leadership', 'trust', 'power', 'goals', 'functioning', 'synergy'] as const;
export const outcomeKeys = ['process', 'services', 'health'] as const;

const concept = (key: string, role = 'factor') => ({
  key,
  label: key.slice(0, 1).toUpperCase() + key.slice(1),
  parent: key.includes('.') ? key.split('.')[0] : null,
  role,
});

const { codebook } = readCodebook({
  focalFactor: 'leadership',
  factors: [
    concept('leadership'),
    concept('leadership.shared'),
    concept('trust'),
    concept('power'),
    concept('goals'),
    concept('functioning', 'bundle'),
    concept('synergy', 'mediator'),
  ],
  outcomes: outcomeKeys.map((key) => concept(key)),
});

/** A study about which nothing is known, save what is said here. */
export function makeStudy(key: string, facts: Partial<Study> = {}): Study {
  return {
    id: `study-${key}`,
    key,
    label: key,
    design: null,
    tier: null,
    n: null,
    nUnit: null,
    forms: [],
    motives: [],
    stages: [],
    linkage: [],
    sectors: [],
    countries: [],
    setting: null,
    note: '',
    references: [],
    ...facts,
  };
}

/** A favourable claim about which nothing else is known, save what is said here. */
export function makeClaim(key: string, study: string, factor: string, facts: Partial<Claim> = {}): Claim {
  return {
    id: `claim-${key}`,
    key,
    study: `study-${study}`,
    factor,
    outcome: 'process',
    targetFactor: null,
    direction: 'positive',
    factorPole: 'presence',
    strength: null,
    attribution: null,
    source: null,
    sameSource: null,
    locus: null,
    style: null,
    stages: [],
    setting: null,
    mechanism: '',
    finding: '',
    findingIs: 'own_words',
    locator: '',
    sourceUrl: '',
    note: '',
    flags: {},
    ...facts,
  };
}

/** A plain correlation of people between a factor and an outcome, save what is said here. */
export function makeCorrelation(
  study: string,
  factor: string,
  outcome: string,
  value: number,
  facts: Partial<Estimate> = {},
): Estimate {
  return {
    id: `estimate-${study}-${factor}-${outcome}`,
    key: `E-${study}-${factor}-${outcome}`,
    study: `study-${study}`,
    a: { kind: 'factor', key: factor },
    b: { kind: 'outcome', key: outcome },
    type: 'pearson_r',
    value,
    n: 103,
    nUnit: 'people',
    ciLow: null,
    ciHigh: null,
    p: null,
    adjusted: 'no',
    sameSource: null,
    locator: '',
    sourceUrl: '',
    note: '',
    ...facts,
  };
}

/** A judgement of GRADE without its domains, which only its page reads. */
export function gradeJudgement(
  factor: string,
  outcome: string,
  level: CertaintyLevel | null,
): CertaintyJudgement {
  return {
    id: `judgement-${factor}-${outcome}`,
    key: `J-${factor}-${outcome}`,
    approach: 'grade',
    factor,
    outcome,
    statement: '',
    studies: [],
    start: 'low',
    domains: [],
    level,
    levelReason: '',
  };
}

/**
 * A plain correlation among 100 people, save what is said here. Concepts are factors of `factorKeys` or outcomes of
 * `outcomeKeys`, or codes below them.
 */
export function makeCorrelationOf(
  key: string,
  study: string,
  [a, b]: readonly [string, string],
  value: number,
  facts: Partial<Estimate> = {},
): Estimate {
  const refer = (name: string) => ({
    kind: (outcomeKeys as readonly string[]).includes(name.split('.')[0]) ? 'outcome' : 'factor',
    key: name,
  });
  return {
    id: `estimate-${key}`,
    key,
    study: `study-${study}`,
    a: refer(a) as Estimate['a'],
    b: refer(b) as Estimate['b'],
    type: 'pearson_r',
    value,
    n: 100,
    nUnit: 'people',
    ciLow: null,
    ciHigh: null,
    p: null,
    adjusted: null,
    sameSource: null,
    locator: '',
    sourceUrl: '',
    note: '',
    ...facts,
  };
}

/**
 * A dataset of these claims; studies that are not given are made from their names.
 *
 * @param claims Of the form [study, factor, facts]; they are called C0, C1, … in this order.
 */
export function makeDataset(
  claims: [study: string, factor: string, facts?: Partial<Claim>][],
  studies: Record<string, Partial<Study>> = {},
  change: Partial<Dataset> = {},
): Dataset {
  const keys = new Set([...Object.keys(studies), ...claims.map(([study]) => study)]);
  return {
    title: 'A small review',
    question: '',
    caveat: '',
    codebook: codebook!,
    rubric: defaultRubric,
    rungs: defaultRungs,
    seed: 1,
    studies: [...keys].map((key) => makeStudy(key, studies[key])),
    claims: claims.map(([study, factor, facts], at) => makeClaim(`C${at}`, study, factor, facts)),
    estimates: [],
    comparisons: [],
    certainty: [],
    caseTables: [],
    references: [],
    evidenceTo: null,
    ...change,
  };
}
