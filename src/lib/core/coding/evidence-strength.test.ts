import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeClaim, makeStudy } from '../../../../tests/datasets/make-dataset.ts';
import type { Claim } from './claim.ts';
import { combine, evidenceStrength, type StrengthComponent } from './evidence-strength.ts';
import { readReviewFacts } from './review-facts.ts';
import { defaultRubric, type Combination, type Rubric } from './rubric.ts';
import type { Study } from './study.ts';

function partOf(
  component: StrengthComponent,
  ofClaim: Partial<Claim> = {},
  ofStudy: Partial<Study> = {},
  rubric: Rubric = defaultRubric,
) {
  const { parts } = evidenceStrength(makeClaim('C', 'S', 'trust', ofClaim), makeStudy('S', ofStudy), rubric);
  return parts.find((part) => part.component === component)!;
}

describe('the default values', () => {
  it.each([
    ['A', 1],
    ['B', 0.8],
    ['C', 0.6],
    ['D', 0.4],
    ['E', 0.4],
    ['F', 0.1],
    ['S1', 0.8],
    ['S2', 0.6],
    ['S3', 0.4],
    ['S4', 0.1],
    [null, 0.1],
  ])('tier %s is worth %f', (tier, value) => {
    expect(partOf('tier', {}, { tier })).toEqual({ component: 'tier', value, from: tier });
  });

  it.each([
    ['measured_experimental', 1],
    ['measured_prospective', 0.9],
    ['measured_concurrent', 0.6],
    ['reviewer_synthesis', 0.5],
    ['leader_self_report', 0.3],
    ['retrospective_attribution', 0.3],
    ['theoretical_proposition', 0.1],
    ['normative_claim', 0.05],
    [null, 0.05],
  ])('attribution %s is worth %f', (attribution, value) => {
    expect(partOf('attribution', { attribution }).value).toBe(value);
  });

  it.each([
    ['independent_outcome', 1],
    ['mixed_sources', 0.8],
    ['multi_informant', 0.7],
    ['secondary_literature', 0.5],
    ['single_informant', 0.4],
    ['not_stated', 0.4],
    ['leader_only', 0.2],
    ['author_statement', 0.1],
    [null, 0.4],
  ])('source %s is worth %f', (source, value) => {
    expect(partOf('source', { source }).value).toBe(value);
  });

  it.each([
    ['no', 1],
    ['yes', 0.6],
    ['unclear', 0.8],
    [null, 0.8],
  ])('same source %s is worth %f', (sameSource, value) => {
    expect(partOf('sameSource', { sameSource }).value).toBe(value);
  });

  it.each([
    ['inter_organisational', 1],
    ['both', 0.8],
    ['intra_organisational', 0.4],
    [null, 0.4],
  ])('setting %s is worth %f', (setting, value) => {
    expect(partOf('setting', { setting }).value).toBe(value);
  });

  it.each([
    [100, 'people', 0.5],
    [300, 'interviews', 0.75],
    [20, 'partnerships', 0.5],
    [60, 'communities', 0.75],
    [5, 'organisations', 0.2],
    [1, 'cases', 1 / 21],
    [20, 'schemes', 0.5],
    [5, 'studies', 0.5],
    [45, 'samples', 0.9],
    [15, 'effect_sizes', 0.75],
    [500, null, 0.3],
    [null, 'people', 0.3],
    [500, 'unheard_of', 0.3],
    [500, 'constructor', 0.3],
  ])('n of %s %s is worth %f', (n, nUnit, value) => {
    expect(partOf('precision', {}, { n, nUnit }).value).toBeCloseTo(value, 12);
  });

  it('are read by code, never by what every object has', () => {
    expect(partOf('tier', {}, { tier: 'constructor' }).value).toBe(0.1);
    expect(partOf('source', { source: 'toString' }).value).toBe(0.4);
  });
});

describe('a claim on the best ground, by hand', () => {
  const claim = makeClaim('C', 'S', 'trust', {
    attribution: 'measured_prospective',
    source: 'multi_informant',
    sameSource: 'yes',
    setting: 'both',
  });
  const study = makeStudy('S', { tier: 'B', n: 60, nUnit: 'partnerships' });
  // .8 × .9 × .7 × .6 × .8 × .75 = .18144
  it.each([
    ['geometric', 0.18144 ** (1 / 6)],
    ['arithmetic', 4.55 / 6],
    ['weakest', 0.6],
    ['product', 0.18144],
  ] as [Combination, number][])('combined as %s', (combination, value) => {
    const { value: seen } = evidenceStrength(claim, study, { ...defaultRubric, combination });
    expect(seen).toBeCloseTo(value, 12);
  });

  it('with an appraisal as a seventh part', () => {
    const { value } = evidenceStrength(claim, study, defaultRubric, 0.5);
    expect(value).toBeCloseTo((0.18144 * 0.5) ** (1 / 7), 12);
  });
});

it('lies in [0, 1] for any claim, rubric of any combination and appraisal', () => {
  const combinations = fc.constantFrom<Combination>('geometric', 'arithmetic', 'weakest', 'product');
  const met = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(anyDataset, combinations, met, ({ claims, studies }, combination, criteriaMet) => {
      for (const claim of claims) {
        const study = studies.find(({ id }) => id === claim.study)!;
        const { value } = evidenceStrength(claim, study, { ...defaultRubric, combination }, criteriaMet);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }),
  );
  expect.hasAssertions();
});

it('no rubric is accepted that could not value what is not stated', () => {
  for (const name of ['tier', 'attribution', 'source', 'setting'] as const) {
    const { facts, issues } = readReviewFacts({ rubric: { ...defaultRubric, [name]: {} } });
    expect(facts, name).toBeNull();
    expect(issues[0].message).toContain(`rubric.${name}`);
  }
});

it('orders the rules of combination as their means are ordered', () => {
  const values = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 7 });
  fc.assert(
    fc.property(values, (parts) => {
      const [product, weakest, geometric, arithmetic] = (
        ['product', 'weakest', 'geometric', 'arithmetic'] as const
      ).map((how) => combine(parts, how));
      expect(product).toBeLessThanOrEqual(weakest + 1e-12);
      expect(weakest).toBeLessThanOrEqual(geometric + 1e-12);
      expect(geometric).toBeLessThanOrEqual(arithmetic + 1e-12);
    }),
  );
  expect.hasAssertions();
});
