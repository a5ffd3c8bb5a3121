/** Datasets of any content, for properties that must hold for all of them. */
import fc from 'fast-check';
import { certaintyLevels } from '#lib/core/coding/certainty.ts';
import { directions } from '#lib/core/coding/claim.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { defaultRubric } from '#lib/core/coding/rubric.ts';
import { defaultChoices, type Choices } from '#lib/core/lenses/choices.ts';
import { switchNames } from '#lib/core/lenses/switches.ts';
import {
  factorKeys,
  gradeJudgement,
  makeClaim,
  makeDataset,
  makeStudy,
  outcomeKeys,
} from './make-dataset.ts';

const orNull = <Value>(values: readonly Value[]) => fc.constantFrom(...values, null);
const tiers = Object.keys(defaultRubric.tier);
const attributions = Object.keys(defaultRubric.attribution);
const sources = Object.keys(defaultRubric.source);
const settings = Object.keys(defaultRubric.setting);
const strengths = ['decisive', 'major', 'contributory', 'enabling_condition', 'negligible', 'hindering'];

const study = fc.record({
  tier: orNull(tiers),
  design: orNull(['pre_post', 'trial_follow_up', 'cross_sectional_multi_site', 'opinion']),
  n: orNull([1, 20, 400]),
  nUnit: orNull(['people', 'partnerships', 'studies']),
});

const claim = fc.record({
  study: fc.nat(),
  factor: fc.constantFrom(...factorKeys, 'leadership.shared'),
  outcome: orNull(outcomeKeys),
  direction: fc.constantFrom(...directions),
  factorPole: fc.constantFrom('presence' as const, 'absence_or_opposite' as const),
  strength: orNull(strengths),
  attribution: orNull(attributions),
  source: orNull(sources),
  sameSource: orNull(['yes', 'no', 'unclear']),
  setting: orNull(settings),
  stages: fc.subarray(['forming', 'performing']),
});

/** Up to eight studies with up to thirty claims. */
export const anyDataset: fc.Arbitrary<Dataset> = fc
  .record({
    studies: fc.array(study, { minLength: 1, maxLength: 8 }),
    claims: fc.array(claim, { maxLength: 30 }),
    seed: fc.nat(),
  })
  .map(({ studies, claims, seed }) =>
    makeDataset(
      [],
      {},
      {
        seed,
        studies: studies.map((facts, at) => makeStudy(`S${at}`, facts)),
        claims: claims.map(({ study: at, factor, ...facts }, number) =>
          makeClaim(`C${number}`, `S${at % studies.length}`, factor, facts),
        ),
      },
    ),
  );

/** What people judged: a few cells, of which some in part, and a finding. */
const certainty = fc
  .uniqueArray(
    fc.record({
      factor: fc.constantFrom(...factorKeys),
      outcome: fc.constantFrom(...outcomeKeys),
      level: orNull(certaintyLevels),
      statement: fc.constantFrom('', 'Partners said that it grew slowly, and that it was lost in a day.'),
    }),
    { selector: ({ factor, outcome }) => `${factor} ${outcome}`, maxLength: 6 },
  )
  .map((judged) =>
    judged.map(({ factor, outcome, level, statement }) => ({
      ...gradeJudgement(factor, outcome, level),
      ...(statement === '' ? {} : { approach: 'cerqual' as const, statement }),
    })),
  );

/** The same with what people judged. */
export const anyJudgedDataset: fc.Arbitrary<Dataset> = fc
  .tuple(anyDataset, certainty)
  .map(([dataset, judged]) => ({ ...dataset, certainty: judged }));

const codes = (values: readonly string[]) => fc.subarray([...values, 'not_stated'], { maxLength: 3 });

const anyFilters = fc.record({
  setting: codes(settings),
  attribution: codes(attributions),
  tier: codes(tiers),
  stage: codes(['forming', 'performing']),
  outcome: codes(outcomeKeys),
});

const anySwitches = fc.record(
  Object.fromEntries(
    switchNames.map((name) => [name, fc.constantFrom('keep', 'drop', 'only')]),
  ) as unknown as { [Name in keyof Choices['switches']]: fc.Arbitrary<'keep' | 'drop' | 'only'> },
);

/** Any choices; every other one filters nothing, so that claims are left to look at. */
export const anyChoices: fc.Arbitrary<Choices> = fc.record({
  focal: orNull(factorKeys),
  widening: fc.nat({ max: 3 }),
  filters: fc.oneof(fc.constant(defaultChoices.filters), anyFilters),
  switches: fc.oneof(fc.constant(defaultChoices.switches), anySwitches),
  keepNotStated: fc.boolean(),
  leaveOutBundles: fc.boolean(),
  weighBy: fc.constantFrom('equally' as const, 'claimed_strength' as const),
  signs: fc.constantFrom('signed' as const, 'magnitude' as const),
});
