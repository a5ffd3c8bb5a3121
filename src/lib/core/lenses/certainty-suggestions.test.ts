import { describe, expect, it } from 'vitest';
import {
  makeClaim,
  makeCorrelation,
  makeDataset,
  makeStudy,
} from '../../../../tests/datasets/make-dataset.ts';
import type { Claim } from '../coding/claim.ts';
import type { Estimate } from '../coding/estimate.ts';
import type { Study } from '../coding/study.ts';
import { certaintyDomains } from '../coding/certainty-domains.ts';
import { suggestGrade } from './certainty-suggestions.ts';
import { decimals } from '../words.ts';
import { indexEvidence } from './evidence.ts';
import { defaultChoices } from './choices.ts';
import { Selection } from './selection.ts';
import { sizeOfFactor } from './size.ts';

/** Studies S0, S1, … of trust → process, one claim each. */
function suggestions(
  studies: Partial<Study>[],
  { claims = [], estimates = [] }: { claims?: Partial<Claim>[]; estimates?: Estimate[] } = {},
) {
  const dataset = makeDataset(
    [],
    {},
    {
      studies: studies.map((facts, at) => makeStudy(`S${at}`, facts)),
      claims: studies.map((_, at) => makeClaim(`C${at}`, `S${at}`, 'trust', claims[at])),
      estimates,
    },
  );
  const list = suggestGrade(indexEvidence(dataset), 'trust', 'process');
  return Object.fromEntries(list.map((suggestion) => [suggestion.domain, suggestion]));
}

const many = (number: number, facts: Partial<Study> = {}) => Array.from({ length: number }, () => facts);
const correlations = (values: number[], facts: Partial<Estimate>[] = []) =>
  values.map((value, at) => makeCorrelation(`S${at}`, 'trust', 'process', value, facts[at]));

describe('every domain', () => {
  it.each([
    ['nothing', suggestions([])],
    ['one study that states nothing', suggestions([{}])],
    [
      'estimates without n',
      suggestions(many(3), { estimates: correlations([0.1, 0.2, 0.3], many(3, { n: null }) as never) }),
    ],
  ])('has a sentence and no rating that nothing carries: %s', (_name, found) => {
    expect(Object.keys(found)).toEqual(['start', ...certaintyDomains.grade.map(({ key }) => key)]);
    for (const { sentence } of Object.values(found))
      expect(sentence).not.toMatch(/NaN|undefined|null|Infinity/);
    const rated = Object.values(found).filter(({ rating, domain }) => rating !== null && domain !== 'start');
    expect(rated).toEqual([]);
    for (const { rating, sentence } of Object.values(found)) {
      if (rating === null) expect(sentence).toMatch(/^Can’t be suggested: /);
    }
  });

  it('is suggested only what it can be judged', () => {
    const found = suggestions(many(12), {
      estimates: correlations([0.5, -0.4, 0.3, 0.2, 0.6, 0.1, -0.2, 0.4, 0.3, 0.2, 0.35, 0.5]),
    });
    for (const { key, ratings } of certaintyDomains.grade) {
      const allowed = [null, ...ratings.map((rating) => rating.key)];
      expect(allowed, key).toContain(found[key].rating);
    }
  });
});

describe('the start', () => {
  const trial = { design: 'trial_follow_up', tier: 'A' };
  it.each([
    [[trial, trial], 'high', '2 of 2 primary studies are trials. Trials start high.'],
    [[trial, { design: 'pre_post' }], 'low', '1 of 2 primary studies is a trial. Other designs start low.'],
    [
      [trial, { design: 'systematic_review', tier: 'S2' }],
      'high',
      '1 of 1 primary study is a trial. Trials start high.',
    ],
    [[{ tier: 'S2' }], null, 'Can’t be suggested: only reviews speak of the two.'],
    [[], null, 'Can’t be suggested: no study joins the two.'],
  ] as [Partial<Study>[], string | null, string][])('of %j is %s', (studies, rating, sentence) => {
    expect(suggestions(studies).start).toMatchObject({ rating, sentence });
  });
});

describe('indirectness', () => {
  const settings = (...given: (string | null)[]) =>
    suggestions(many(given.length), { claims: given.map((setting) => ({ setting })) }).indirectness;
  const inside = 'intra_organisational';
  const between = 'inter_organisational';

  it.each([
    [
      [inside, inside, between],
      '-1',
      '2 of 3 studies are about the inside of one organisation: more than half.',
    ],
    [[inside, between], '0', '1 of 2 studies is about the inside of one organisation: not more than half.'],
    [
      [inside, inside, inside, null],
      '-1',
      '3 of 4 studies are about the inside of one organisation, 1 does not say: more than half.',
    ],
    [[inside, between, null, null], null, /Those that do not say would decide it\.$/],
    [['both', inside], '0', /not more than half/],
  ] as [(string | null)[], string | null, string | RegExp][])('of %j is %s', (given, rating, words) => {
    const { rating: found, sentence } = settings(...given);
    expect(found).toBe(rating);
    expect(sentence).toMatch(words);
  });

  it('counts a study once, and takes its own setting where its claims state none', () => {
    const found = suggestions([{ setting: inside }, {}, {}], {
      claims: [{}, { setting: between }, { setting: between }],
    });
    expect(found.indirectness).toMatchObject({ rating: '0', sentence: expect.stringMatching(/^1 of 3/) });
  });
});

describe('inconsistency', () => {
  it('is suggested where a new study might find the opposite', () => {
    const found = suggestions(many(4), { estimates: correlations([-0.5, 0.5, 0.4, 0.1]) }).inconsistency;
    expect(found.rating).toBe('-1');
    expect(found.sentence).toMatch(
      /^A new study would lie anywhere from −0\.\d\d to 0\.\d\d .*on both sides of 0\.$/,
    );
  });

  it('is not where studies agree', () => {
    const found = suggestions(many(4), { estimates: correlations([0.45, 0.5, 0.4, 0.5]) }).inconsistency;
    expect(found).toMatchObject({ rating: '0', sentence: expect.stringMatching(/one side of 0/) });
  });

  it('takes three studies', () => {
    const found = suggestions(many(2), { estimates: correlations([0.2, 0.6]) }).inconsistency;
    expect(found).toMatchObject({
      rating: null,
      sentence: 'Can’t be suggested: 2 studies give a plain correlation of the two with its n. It takes 3.',
    });
  });
});

describe('imprecision', () => {
  it('is suggested where the interval crosses .1', () => {
    // z = 0.1003 ± 1.96/√997: 0.038 to 0.162.
    const found = suggestions(many(1), { estimates: correlations([0.1], [{ n: 1000 }]) }).imprecision;
    expect(found).toEqual({
      domain: 'imprecision',
      rating: '-1',
      sentence:
        'The 95\u202f% interval of the pooled correlation runs from 0.04 to 0.16 and crosses 0.1, the least that would matter; N is 1,000.',
    });
  });

  it('is suggested for a harmful effect in the same way', () => {
    const found = suggestions(many(1), { estimates: correlations([-0.1], [{ n: 1000 }]) }).imprecision;
    expect(found.rating).toBe('-1');
  });

  it('is suggested where N is below 400, however clear the interval', () => {
    const found = suggestions(many(1), { estimates: correlations([0.6], [{ n: 399 }]) }).imprecision;
    expect(found).toMatchObject({
      rating: '-1',
      sentence: expect.stringMatching(/^N is 399, fewer than 400\./),
    });
  });

  it('is not where neither holds: clear of .1, or all within it', () => {
    const clear = suggestions(many(1), { estimates: correlations([0.6], [{ n: 400 }]) }).imprecision;
    expect(clear.rating).toBe('0');
    const none = suggestions(many(1), { estimates: correlations([0], [{ n: 4000 }]) }).imprecision;
    expect(none.rating).toBe('0');
  });

  it('without an interval is suggested from the sizes of the studies, where all state people', () => {
    const people = { n: 100, nUnit: 'people' };
    expect(suggestions([people, people]).imprecision).toMatchObject({
      rating: '-1',
      sentence: '2 studies with 200 people in all, fewer than 400.',
    });
    expect(suggestions([people, { n: 20, nUnit: 'partnerships' }]).imprecision.rating).toBeNull();
    expect(suggestions([{ n: 900, nUnit: 'people' }]).imprecision.rating).toBeNull();
  });
});

describe('publication bias', () => {
  it('is looked for from ten studies on', () => {
    const nine = suggestions(many(9), { estimates: correlations(Array<number>(9).fill(0.3)) });
    expect(nine.publication_bias).toMatchObject({
      rating: null,
      sentence: expect.stringMatching(/take 10\.$/),
    });
  });

  it('is suggested where small studies find more', () => {
    const sizes = [20, 25, 30, 40, 60, 90, 150, 300, 600, 1200];
    const values = sizes.map((n, at) => Math.tanh(2 / Math.sqrt(n - 3) + (at % 2 === 0 ? 0.02 : -0.02)));
    const found = suggestions(many(10), {
      estimates: correlations(
        values,
        sizes.map((n) => ({ n })),
      ),
    });
    expect(found.publication_bias).toMatchObject({
      rating: '-1',
      sentence: expect.stringMatching(/Egger’s test, p = 0\.004/),
    });
  });

  it('is not where they find the same', () => {
    const sizes = [20, 25, 30, 40, 60, 90, 150, 300, 600, 1200];
    const values = sizes.map((_, at) => (at % 2 === 0 ? 0.33 : 0.27));
    const found = suggestions(many(10), {
      estimates: correlations(
        values,
        sizes.map((n) => ({ n })),
      ),
    });
    expect(found.publication_bias.rating).toBe('0');
  });
});

describe('the correlations of a pair', () => {
  it('are pooled as the lens size pools them', () => {
    const values = [0.2, 0.45, 0.3, 0.1];
    const estimates = [
      ...correlations(values),
      makeCorrelation('S0', 'trust', 'process', 0.5, { id: 'again', key: 'again' }),
    ];
    const studies = many(4).map((facts, at) => makeStudy(`S${at}`, facts));
    const evidence = indexEvidence(makeDataset([], {}, { studies, estimates }));
    const { outcomes } = sizeOfFactor(new Selection(evidence, defaultChoices, 0), 'trust');
    const { summary } = outcomes.find(({ outcome }) => outcome === 'process')!;
    if (!summary.identified) throw new Error(summary.reason);
    expect(summary).toMatchObject({ k: 4, estimates: 5, model: 'three levels' });
    const found = suggestGrade(evidence, 'trust', 'process');
    const words = found.find(({ domain }) => domain === 'large_effect')!.sentence;
    const [r, low, high] = [summary.r, ...summary.interval].map((value) => decimals(value));
    expect(words).toContain(`The pooled correlation is ${r} (95\u202f% interval ${low} to ${high}).`);
  });

  it('count the people of a study once', () => {
    const twice = [0.6, 0.61].map((value, at) =>
      makeCorrelation('S0', 'trust', 'process', value, { id: `e${at}`, key: `e${at}`, n: 150 }),
    );
    const estimates = [...twice, makeCorrelation('S1', 'trust', 'process', 0.6, { n: 200 })];
    expect(suggestions(many(2), { estimates }).imprecision.sentence).toContain('350');
  });

  it('leave out, and count, what can’t be pooled', () => {
    const odd: Partial<Estimate>[] = [
      { type: 'standardised_beta' },
      { nUnit: 'samples' },
      { n: 3 },
      { value: 1 },
      { n: null },
      { adjusted: 'yes' },
    ];
    const estimates = [
      ...odd.map((facts, at) => makeCorrelation('S0', 'trust', 'process', 0.3, { id: `e${at}`, ...facts })),
      makeCorrelation('S1', 'trust', 'process', 0.3),
      makeCorrelation('S0', 'power', 'process', 0.3),
    ];
    expect(suggestions([{}, { tier: 'S1' }], { estimates }).large_effect.sentence).toBe(
      'Can’t be suggested: no study gives a plain correlation of the two with its n; 7 estimates of other kinds can’t be pooled.',
    );
  });
});
