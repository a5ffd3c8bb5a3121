/**
 * A review as large as the program is built for, the same at every call from the same seed: 2,000 studies, 20,000 claims, 20
 * factors and 15 outcomes. Codes, gaps and texts are spread as in real reviews: a few factors are named often, settings and
 * sources are often not stated, and every finding is a sentence of its own.
 */
import { readCodebook } from '#lib/core/codebook/read-codebook.ts';
import { directions, type Claim } from '#lib/core/coding/claim.ts';
import type { CitedReference, Dataset } from '#lib/core/coding/dataset.ts';
import type { Estimate } from '#lib/core/coding/estimate.ts';
import { defaultRubric } from '#lib/core/coding/rubric.ts';
import { defaultRungs } from '#lib/core/coding/rungs.ts';
import type { Study } from '#lib/core/coding/study.ts';
import { RandomStream } from '#lib/core/stats/random.ts';
import { readStandardCodebook } from '#lib/server/standard-codebook.ts';

export interface LargeSize {
  studies?: number;
  claims?: number;
  estimates?: number;
  factors?: number;
  outcomes?: number;
  seed?: number;
}

const designs: [design: string, tier: string, weight: number][] = [
  ['trial_follow_up', 'A', 1],
  ['lagged_survey', 'B', 3],
  ['cross_sectional_multi_site', 'C', 6],
  ['cross_sectional_one_informant', 'D', 4],
  ['comparative_case_study', 'E', 6],
  ['opinion', 'F', 1],
  ['systematic_review', 'S1', 3],
];
const words =
  'partners shared resources trust early funding joint governance members reported stronger weaker plans outcomes services local health agencies boundary roles clear conflict power balance decisions time commitment network structure'.split(
    ' ',
  );

/** @returns A dataset that survives JSON, as a page gets it. */
export function makeLargeDataset({
  studies = 2000,
  claims = 20_000,
  estimates = 2000,
  factors = 20,
  outcomes = 15,
  seed = 1,
}: LargeSize = {}): Dataset {
  const pick = new Picker(seed);
  const codebook = makeCodebook(factors, outcomes);
  const studyRows = Array.from({ length: studies }, (_, at) => makeStudy(at, pick));
  return {
    title: 'A large review',
    question: 'How big a part does leadership play?',
    caveat: 'Made up to measure the program.',
    codebook,
    rubric: defaultRubric,
    rungs: defaultRungs,
    seed,
    studies: studyRows,
    claims: Array.from({ length: claims }, (_, at) =>
      makeClaim(at, studyRows[at < studies ? at : pick.index(studies)], { factors, outcomes }, pick),
    ),
    estimates: Array.from({ length: estimates }, (_, at) =>
      makeEstimate(at, studyRows[pick.index(studies)], { factors, outcomes }, pick),
    ),
    comparisons: [],
    certainty: [],
    caseTables: [],
    references: studyRows.map(makeReference),
    evidenceTo: '2026-01-31T12:00:00.000Z',
  };
}

/** Random choices, all from one stream. */
class Picker {
  readonly #stream: RandomStream;

  constructor(seed: number) {
    this.#stream = new RandomStream([seed, 20_000]);
  }

  index(count: number): number {
    return this.#stream.nextIndex(count);
  }

  one<Value>(values: readonly Value[]): Value {
    return values[this.index(values.length)];
  }

  /** The value, or null with the probability that it is not stated. */
  orNull<Value>(value: Value, notStated: number): Value | null {
    return this.#stream.nextUniform() < notStated ? null : value;
  }

  weighted<Value>(values: readonly Value[], weight: (value: Value) => number): Value {
    let left = this.#stream.nextUniform() * values.reduce((sum, value) => sum + weight(value), 0);
    return values.find((value) => (left -= weight(value)) < 0) ?? values[values.length - 1];
  }

  id(): string {
    const letters = '0123456789abcdefghjkmnpqrstvwxyz';
    return Array.from({ length: 20 }, () => letters[this.index(32)]).join('');
  }

  sentence(length: number): string {
    const text = Array.from({ length }, () => this.one(words)).join(' ');
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  }
}

function makeCodebook(factors: number, outcomes: number) {
  const concept = (kind: string, at: number, role = 'factor') => ({
    key: `${kind}_${at}`,
    label: `${kind === 'factor' ? 'Factor' : 'Outcome'} ${at}`,
    parent: null,
    role,
    definition: 'What the reviewers agreed to put here.',
  });
  const narrower = (at: number) => ({
    ...concept('factor', at),
    key: `factor_${at}.narrower`,
    parent: `factor_${at}`,
  });
  const { codebook, issues } = readCodebook({
    title: 'A large codebook',
    focalFactor: 'factor_0',
    factors: [
      ...Array.from({ length: factors }, (_, at) =>
        concept('factor', at, at === factors - 1 ? 'bundle' : at === factors - 2 ? 'mediator' : 'factor'),
      ),
      ...Array.from({ length: factors }, (_, at) => narrower(at)),
    ],
    outcomes: Array.from({ length: outcomes }, (_, at) => ({
      ...concept('outcome', at),
      distance: 1 + (at % 5),
    })),
    lists: readStandardCodebook().lists,
  });
  if (!codebook) throw new Error(issues.map(({ message }) => message).join(' '));
  return codebook;
}

function makeStudy(at: number, pick: Picker): Study {
  const [design, tier] = pick.weighted(designs, ([, , weight]) => weight);
  return {
    id: pick.id(),
    key: `author${at}study`,
    label: `Author ${at} et al. ${1990 + (at % 35)}`,
    design,
    tier,
    n: pick.orNull(5 + pick.index(900), 0.2),
    nUnit: pick.one(['people', 'partnerships', 'cases']),
    forms: [pick.one(['community_coalition', 'public_service_network', 'co_located_service'])],
    motives: [],
    stages: [],
    linkage: [],
    sectors: [pick.one(['health_care', 'public_health', 'education'])],
    countries: [pick.one(['US', 'GB', 'NL', 'INT'])],
    setting: pick.orNull(pick.one(['inter_organisational', 'intra_organisational']), 0.3),
    note: pick.sentence(6),
    references: [`reference-${at}`],
  };
}

function makeClaim(
  at: number,
  study: Study,
  size: Record<'factors' | 'outcomes', number>,
  pick: Picker,
): Claim {
  const factor = Math.floor(size.factors * (pick.index(1000) / 1000) ** 1.6);
  const outcome = pick.orNull(`outcome_${pick.index(size.outcomes)}`, 0.05);
  return {
    id: pick.id(),
    key: `C${String(at).padStart(5, '0')}`,
    study: study.id,
    factor: pick.index(3) === 0 ? `factor_${factor}.narrower` : `factor_${factor}`,
    outcome,
    // A claim that is about no outcome is about another factor.
    targetFactor: outcome === null ? `factor_${(factor + 1) % size.factors}` : null,
    direction: pick.weighted(
      directions,
      (value) => ({ positive: 6, null: 2, negative: 1 })[value as 'null'] ?? 1,
    ),
    factorPole: pick.index(12) === 0 ? 'absence_or_opposite' : 'presence',
    strength: pick.orNull(
      pick.one(['decisive', 'major', 'contributory', 'enabling_condition', 'negligible']),
      0.2,
    ),
    attribution: pick.orNull(pick.one(Object.keys(defaultRubric.attribution)), 0.05),
    source: pick.orNull(pick.one(Object.keys(defaultRubric.source)), 0.1),
    sameSource: pick.one(['yes', 'no', 'unclear', null]),
    locus: pick.orNull(pick.one(['senior_hierarchical', 'boundary_spanner', 'distributed_or_shared']), 0.7),
    style: null,
    stages: pick.orNull([pick.one(['forming', 'operating', 'sustaining'])], 0.5) ?? [],
    setting: pick.orNull(pick.one(['inter_organisational', 'both', 'intra_organisational']), 0.3),
    mechanism: '',
    finding: pick.sentence(13),
    findingIs: 'own_words',
    locator: `p. ${1 + pick.index(40)}`,
    sourceUrl: `https://doi.org/10.5555/large.${study.key}`,
    note: '',
    flags: {},
  };
}

function makeEstimate(
  at: number,
  study: Study,
  size: Record<'factors' | 'outcomes', number>,
  pick: Picker,
): Estimate {
  return {
    id: pick.id(),
    key: `E${String(at).padStart(5, '0')}`,
    study: study.id,
    a: { kind: 'factor', key: `factor_${pick.index(size.factors)}` },
    b: { kind: 'outcome', key: `outcome_${pick.index(size.outcomes)}` },
    type: 'pearson_r',
    value: (pick.index(121) - 30) / 100,
    n: pick.orNull(20 + pick.index(500), 0.1),
    nUnit: 'people',
    ciLow: null,
    ciHigh: null,
    p: null,
    adjusted: null,
    sameSource: null,
    locator: `Table ${1 + pick.index(6)}`,
    sourceUrl: '',
    note: '',
  };
}

function makeReference({ label, key }: Study, at: number): CitedReference {
  return {
    id: `reference-${at}`,
    citeKey: key,
    label,
    citation: `${label}. A study of local partnerships and what their members credit. Journal of Partnership Studies ${at}, 1–20.`,
    year: 1990 + (at % 35),
    url: `https://doi.org/10.5555/large.${key}`,
  };
}
