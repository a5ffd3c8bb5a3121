import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { CodebookIndex } from '../codebook/codebook.ts';
import { directionForFactor, directions } from './claim.ts';
import { formatPValue, readPValue, showPValue } from './estimate.ts';
import { combine, evidenceStrength } from './evidence-strength.ts';
import { answerFlag } from './flags.ts';
import { provenanceOf } from './provenance.ts';
import { readClaimFacts } from './read-claim.ts';
import { readComparisonFacts } from './read-comparison.ts';
import { readEstimateFacts } from './read-estimate.ts';
import { readReviewFacts } from './review-facts.ts';
import { readStudyFacts } from './read-study.ts';
import { defaultRubric } from './rubric.ts';
import { writeClaimTexts, writeComparisonTexts, writeEstimateTexts, writeStudyTexts } from './write-texts.ts';

const dataset = loadSampleDataset();
const codebook = new CodebookIndex(dataset.codebook);
const [study] = dataset.studies;
const [claim] = dataset.claims;
const codes = (issues: { code: string; where?: { field: string } }[]) =>
  issues.map(({ code, where }) => `${where?.field} ${code}`);

describe('what is read is written, and read again as the same', () => {
  it('for every study, claim, estimate and comparison of the sample', () => {
    for (const { id: _, key: __, references: ___, ...facts } of dataset.studies) {
      expect(readStudyFacts(writeStudyTexts(facts), codebook).facts).toEqual(facts);
    }
    for (const { id: _, key: __, study: ___, ...facts } of dataset.claims) {
      expect(readClaimFacts(writeClaimTexts(facts), codebook).facts).toEqual(facts);
    }
    for (const { id: _, key: __, study: ___, ...facts } of dataset.estimates) {
      expect(readEstimateFacts(writeEstimateTexts(facts), codebook).facts).toEqual(facts);
    }
    for (const { id: _, key: __, study: ___, ...facts } of dataset.comparisons) {
      expect(readComparisonFacts(writeComparisonTexts(facts), codebook).facts).toEqual(facts);
    }
  });
});

describe('a claim', () => {
  const stated = { factor: 'trust', outcome: 'process' };

  it.each([
    [{}, ['factor missing-factor', 'outcome missing-outcome']],
    [{ factor: 'trust' }, ['outcome missing-outcome']],
    [{ ...stated, outcome: 'nowhere' }, ['outcome unknown-outcome']],
    [{ ...stated, target_factor: 'power' }, ['target_factor two-targets']],
    [{ factor: 'trust', target_factor: 'trust' }, ['target_factor own-target']],
    [{ ...stated, direction: 'upwards' }, ['direction unknown-code']],
    [{ ...stated, stage: 'forming;dreaming' }, ['stage unknown-code']],
    [{ ...stated, flag_single_time_point: 'perhaps' }, ['flag_single_time_point unknown-code']],
    [{ ...stated, finding: 'x'.repeat(20_001) }, ['finding too-long']],
  ])('is refused with the reason: %j', (texts, wanted) => {
    const { facts, issues } = readClaimFacts(texts, codebook);
    expect(facts).toBeNull();
    expect(codes(issues)).toEqual(wanted);
  });

  it('may bear on another factor instead of an outcome', () => {
    const { facts, issues } = readClaimFacts({ factor: 'leadership', target_factor: 'trust' }, codebook);
    expect(issues).toEqual([]);
    expect(facts).toMatchObject({ outcome: null, targetFactor: 'trust' });
  });

  it('is kept without an address that is no web address', () => {
    const { facts, issues } = readClaimFacts({ ...stated, source_url: 'javascript:alert(1)' }, codebook);
    expect(facts?.sourceUrl).toBe('');
    expect(codes(issues)).toEqual(['source_url unsafe-url']);
  });

  it('is kept, with a remark, where a table’s flipped direction disagrees', () => {
    const texts = {
      ...stated,
      direction: 'positive',
      factor_pole: 'absence_or_opposite',
      direction_for_factor: 'positive',
    };
    const { facts, issues } = readClaimFacts(texts, codebook);
    expect(facts && directionForFactor(facts)).toBe('negative');
    expect(codes(issues)).toEqual(['direction_for_factor direction-disagrees']);
  });

  it('is flipped twice into what it was', () => {
    for (const direction of directions) {
      const once = directionForFactor({ direction, factorPole: 'absence_or_opposite' });
      expect(directionForFactor({ direction: once, factorPole: 'absence_or_opposite' })).toBe(direction);
    }
  });

  it('never makes its reader throw', () => {
    const fields = ['factor', 'outcome', 'direction', 'stage', 'finding', 'source_url', 'locus'];
    const texts = fc.dictionary(fc.constantFrom(...fields), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(texts, (given) => Array.isArray(readClaimFacts(given, codebook).issues)));
    expect(true).toBe(true);
  });
});

describe('a study', () => {
  it.each([
    [{ label: '' }, ['label missing-label']],
    [{ label: 'A', n: '0' }, ['n out-of-range']],
    [{ label: 'A', n: '-3' }, ['n out-of-range']],
    [{ label: 'A', n: '2.5' }, ['n out-of-range']],
    [{ label: 'A', n: '2,5' }, ['n out-of-range']],
    [{ label: 'A', n: '99999999999' }, ['n out-of-range']],
    [{ label: 'A', n: 'about thirty' }, ['n not-a-number']],
    [{ label: 'A', n: '30' }, ['n_unit missing-unit']],
    [{ label: 'A', design: 'guess' }, ['design unknown-code']],
  ])('is questioned: %j', (texts, wanted) => {
    expect(codes(readStudyFacts(texts, codebook).issues)).toEqual(wanted);
  });

  it.each([
    ['2,000', 2000],
    ['1,234,567', 1234567],
    ['+12', 12],
    ['1e3', 1000],
  ])('counts %s as %i', (n, wanted) => {
    expect(readStudyFacts({ label: 'A', n, n_unit: 'people' }, codebook)).toMatchObject({
      facts: { n: wanted },
      issues: [],
    });
  });

  it('says how many are too many only to whoever has more', () => {
    const message = (n: string) => readStudyFacts({ label: 'A', n }, codebook).issues[0].message;
    expect(message('0')).toBe('n must be a whole number, 1 or more; this says 0.');
    expect(message('5000000000')).toBe(
      'n must be a whole number between 1 and 1000000000; this says 5000000000.',
    );
  });

  it('has the tier of its design unless its coder says otherwise', () => {
    expect(readStudyFacts({ label: 'A', design: 'pre_post' }, codebook).facts.tier).toBe('B');
    expect(readStudyFacts({ label: 'A', design: 'pre_post', tier: 'C' }, codebook).facts.tier).toBe('C');
  });
});

describe('an estimate', () => {
  const stated = { concept_a: 'leadership', concept_b: 'process', type: 'pearson_r', value: '0.3' };

  it.each([
    [
      {},
      ['concept_a missing-concept', 'concept_b missing-concept', 'type missing-type', 'value missing-value'],
    ],
    [{ ...stated, value: '1.4' }, ['value out-of-range']],
    [{ ...stated, type: 'r_squared', value: '-0.1' }, ['value out-of-range']],
    [{ ...stated, type: 'odds_ratio', value: '0' }, ['value out-of-range']],
    [{ ...stated, type: 'odds_ratio', value: '−1' }, ['value out-of-range']],
    [{ ...stated, type: 'odds_ratio', value: '-0,5' }, ['value out-of-range']],
    [{ ...stated, type: 'risk_ratio', value: '2', ci_low: '0', ci_high: '3' }, ['ci_low out-of-range']],
    [{ ...stated, value: '1e400' }, ['value not-a-number']],
    [{ ...stated, value: '-0.25.1' }, ['value not-a-number']],
    [{ ...stated, n: '0' }, ['n out-of-range']],
    [{ ...stated, p: '1.2' }, ['p not-a-p-value']],
    [{ ...stated, ci_low: '0.5', ci_high: '0.1' }, ['ci_low interval-reversed']],
    [{ ...stated, concept_b: 'nowhere' }, ['concept_b unknown-concept']],
    [{ ...stated, concept_a: 'trust', concept_b: 'factor:trust' }, ['concept_b same-concept']],
  ])('that can’t be is refused: %j', (texts, wanted) => {
    const { facts, issues } = readEstimateFacts(texts, codebook);
    expect(facts).toBeNull();
    expect(codes(issues)).toEqual(wanted);
  });

  it('outside its own interval is kept with a remark', () => {
    const { facts, issues } = readEstimateFacts({ ...stated, ci_low: '0.4', ci_high: '0.5' }, codebook);
    expect(facts?.value).toBe(0.3);
    expect(codes(issues)).toEqual(['value outside-interval']);
  });

  it('reads a decimal comma and a true minus', () => {
    for (const [value, wanted] of [
      ['-0,25', -0.25],
      ['−0.25', -0.25],
      ['0,5', 0.5],
    ] as const)
      expect(readEstimateFacts({ ...stated, value }, codebook).facts?.value).toBe(wanted);
  });

  it('tells a factor from an outcome of the same name', () => {
    const { facts } = readEstimateFacts({ ...stated, concept_a: 'equity', concept_b: 'equity' }, codebook);
    expect(facts).toMatchObject({ a: { kind: 'factor' }, b: { kind: 'outcome' } });
  });

  it.each([
    ['<= 0.01', '<=0.01', 'p ≤ 0.01'],
    ['p < .05', '<0.05', 'p < 0.05'],
    ['≤0.001', '<=0.001', 'p ≤ 0.001'],
    ['0.032', '0.032', 'p = 0.032'],
    ['p=1e-4', '0.0001', 'p = 0.0001'],
  ])('reads the p value %s', (text, written, shown) => {
    expect(formatPValue(readPValue(text)!)).toBe(written);
    expect(showPValue(readPValue(text)!)).toBe(shown);
  });

  it.each(['', 'n.s.', '-0.1', '5', '<', '0,05.'])('reads no p value in "%s"', (text) => {
    expect(readPValue(text)).toBeNull();
  });
});

describe('evidence strength', () => {
  it('names the parts it is made of', () => {
    const { value, parts } = evidenceStrength(claim, study, defaultRubric);
    expect(parts.map(({ component }) => component)).toEqual([
      'tier',
      'attribution',
      'source',
      'sameSource',
      'setting',
      'precision',
    ]);
    expect(value).toBeCloseTo(
      combine(
        parts.map((part) => part.value),
        'geometric',
      ),
      12,
    );
  });

  it('is weak where nothing is stated, never strong', () => {
    const bare = { ...claim, attribution: null, source: null, sameSource: null, setting: null };
    const { parts } = evidenceStrength(bare, { ...study, tier: null, n: null }, defaultRubric);
    expect(parts.map(({ value }) => value)).toEqual([0.1, 0.05, 0.4, 0.8, 0.4, 0.3]);
  });

  it('counts an appraisal where there is one, but not below its floor', () => {
    const appraised = evidenceStrength(claim, study, defaultRubric, 0);
    expect(appraised.parts.at(-1)).toEqual({ component: 'appraisal', value: 0.05, from: '0' });
  });

  it.each([
    ['geometric', 0.4],
    ['arithmetic', 0.5],
    ['weakest', 0.2],
    ['product', 0.16],
  ] as const)('combines as %s', (how, value) => {
    expect(combine([0.2, 0.8], how)).toBeCloseTo(value, 12);
  });

  it('lies between its weakest and strongest part', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(values, (parts) => {
        const value = combine(parts, 'geometric');
        return value >= Math.min(...parts) - 1e-12 && value <= Math.max(...parts) + 1e-12;
      }),
    );
    expect(() => combine([], 'geometric')).toThrow(RangeError);
  });
});

describe('flags', () => {
  it.each([
    ['outcome_known', { attribution: 'retrospective_attribution' }, {}, 'yes'],
    ['outcome_known', { attribution: 'measured_prospective' }, {}, 'no'],
    ['outcome_known', { attribution: 'measured_concurrent' }, {}, 'not_stated'],
    ['leader_is_informant', { source: 'leader_only' }, {}, 'yes'],
    ['leader_is_informant', { attribution: 'leader_self_report', source: 'multi_informant' }, {}, 'yes'],
    ['leader_is_informant', { attribution: null, source: 'multi_informant' }, {}, 'no'],
    ['leader_is_informant', { attribution: null, source: 'not_stated' }, {}, 'not_stated'],
    ['single_time_point', {}, { design: 'cross_sectional_multi_site' }, 'yes'],
    ['single_time_point', {}, { design: 'pre_post' }, 'no'],
    ['single_time_point', {}, { design: 'systematic_review' }, 'not_stated'],
    ['single_time_point', {}, { design: null }, 'not_stated'],
    ['success_only_sample', {}, {}, 'not_stated'],
    ['measured_as_success', { flags: { measured_as_success: 'yes' } }, {}, 'yes'],
    ['outcome_known', { attribution: 'retrospective_attribution', flags: { outcome_known: 'no' } }, {}, 'no'],
  ] as const)('%s of %j in %j is %s', (name, ofClaim, ofStudy, answer) => {
    expect(answerFlag(name, { ...claim, flags: {}, ...ofClaim }, { ...study, ...ofStudy })).toBe(answer);
  });
});

describe('provenance', () => {
  it.each([
    [{ attribution: 'normative_claim' }, {}, 'asserted'],
    [{ attribution: null }, {}, 'asserted'],
    [{ attribution: 'reviewer_synthesis' }, { tier: 'S4' }, 'asserted'],
    [{ attribution: 'reviewer_synthesis' }, { tier: 'S2' }, 'described'],
    [{ attribution: 'reviewer_synthesis' }, { tier: 'S1' }, 'associated'],
    [{ attribution: 'retrospective_attribution' }, { tier: 'A' }, 'described'],
    [{ attribution: 'measured_concurrent', sameSource: 'yes' }, { tier: 'C' }, 'associated'],
    [{ attribution: 'measured_concurrent', sameSource: 'unclear' }, { tier: 'C' }, 'associated'],
    [{ attribution: 'measured_concurrent', sameSource: 'no' }, { tier: 'C' }, 'associated_separately'],
    [{ attribution: 'measured_concurrent', sameSource: 'no' }, { tier: 'E' }, 'described'],
    [{ attribution: 'measured_prospective', sameSource: 'no' }, { tier: 'B' }, 'longitudinal'],
    [{ attribution: 'measured_experimental' }, { tier: 'B' }, 'experiment'],
    [{ attribution: 'measured_prospective' }, { tier: 'A', design: 'quasi_experiment' }, 'experiment'],
  ])('of %j in %j is %s', (ofClaim, ofStudy, wanted) => {
    expect(provenanceOf({ ...claim, ...ofClaim }, { ...study, design: null, ...ofStudy })).toBe(wanted);
  });
});

describe('review.json', () => {
  it('fills in what is not said', () => {
    expect(readReviewFacts({}).facts).toMatchObject({ seed: 1, rubric: defaultRubric });
  });

  it.each([[null], [{ seed: -1 }], [{ rubric: { tier: { A: 2 } } }], [{ rungs: [] }]])(
    'refuses %j',
    (value) => {
      const { facts, issues } = readReviewFacts(value);
      expect(facts).toBeNull();
      expect(issues.length).toBeGreaterThan(0);
    },
  );
});
