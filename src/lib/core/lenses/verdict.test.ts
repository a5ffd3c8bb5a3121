import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import type { Concept } from '../codebook/concept.ts';
import { ladderScene } from '../figures/ladder.ts';
import type { Interval } from '../stats/proportion-intervals.ts';
import { defaultChoices } from './choices.ts';
import { emptyCounts } from './directions.ts';
import { indexEvidence } from './evidence.ts';
import { computeLadder, type Ladder, type LadderPoint } from './ladder.ts';
import type { LensResult } from './lens.ts';
import { Selection } from './selection.ts';
import type { SupportedRow } from './supported.ts';
import {
  answerSentences,
  bandSentence,
  evidenceDate,
  gapTitle,
  gapWords,
  ladderTitle,
  standing,
} from './verdict.ts';

const point = (factor: string, share: number | null, k: number): LadderPoint => ({
  factor,
  k,
  share,
  interval: share === null ? null : [share / 2, Math.min(1, share * 2)],
  directions: emptyCounts(),
});

interface Step {
  /** Share and k of leadership; null: no study is left. */
  share: number | null;
  k?: number;
  studies?: number;
  band?: Interval | null;
  /** Share of the factor named most among the others. */
  rival?: number;
  notStated?: number;
}

/** A Ladder of steps called Step 1, Step 2, … with 40 studies each unless told otherwise. */
function makeLadder(steps: Step[], change: Partial<Ladder> = {}): Ladder {
  return {
    focal: 'leadership',
    factorCount: 5,
    keepsNotStated: false,
    rungs: steps.map(({ share, k, studies, band = [0.05, 0.2], rival = 0.1, notStated = 0 }, at) => ({
      rung: { key: `s${at}`, label: `Step ${at + 1}`, asks: '', field: null, accepts: [] },
      studies: studies ?? (share === null ? 0 : 40),
      claims: 80,
      failed: 0,
      notStated,
      points: [
        point('leadership', share, k ?? Math.round((share ?? 0) * 40)),
        point('trust', share === null ? null : rival, 4),
      ],
      band: share === null ? null : band,
    })),
    ...change,
  };
}

const steps = (...shares: (number | null)[]) => shares.map((share): Step => ({ share }));
const plain = (text: string) => text.replaceAll('\u202f', ' ').replaceAll('\u2060', '');
const title = (ladder: Ladder) => plain(ladderTitle(ladder, 'Leadership'));
const answer = (ladder: Ladder) => answerSentences(ladder, 'Leadership').map(plain);
const band = (ladder: Ladder) => bandSentence(ladder, 'Leadership');

describe('where a share lies beside the band', () => {
  it.each([
    [{ share: 0.3 }, 'above'],
    [{ share: 0.2 }, 'within'],
    [{ share: 0.05 }, 'within'],
    [{ share: 0.04 }, 'below'],
    [{ share: 0, k: 0 }, 'unnamed'],
    [{ share: 0.3, band: null }, 'unknown'],
    [{ share: null }, 'empty'],
  ] as [Step, string][])('%j is %s', (step, wanted) => {
    const [rung] = makeLadder([step]).rungs;
    expect(standing(rung.points[0], rung)).toBe(wanted);
  });
});

describe('the title of the Ladder', () => {
  it.each([
    ['nothing left', steps(null, null), 'No claim passes these filters'],
    ['not named', [{ share: 0, k: 0 }], 'No study here names leadership'],
    ['no band', [{ share: 0.4, band: null }], 'Leadership takes 40 % of what is said'],
    [
      'no more than chance',
      steps(0.1, 0.3),
      'Leadership can’t be told from its equals among the factors named',
    ],
    [
      'less than chance',
      steps(0.025),
      'Leadership is named less often than one of its equals would be by chance',
    ],
    [
      'named most throughout',
      steps(0.4, 0.5, 0.4),
      'Leadership is named most, and stays so as the bar of evidence rises',
    ],
    [
      'named most at first, ahead throughout',
      [{ share: 0.4 }, { share: 0.3, rival: 0.5 }],
      'Leadership is named most, and stays ahead of its equals as the bar of evidence rises',
    ],
    [
      'ahead of its equals, but not named most',
      [
        { share: 0.3, rival: 0.5 },
        { share: 0.3, rival: 0.5 },
      ],
      'Leadership is named more often than its equals, and stays so as the bar of evidence rises',
    ],
    [
      'falling',
      steps(0.4, 0.3, 0.1),
      'Leadership is named most; the stronger the design, the less often it is what was studied',
    ],
    [
      'lost, after a rise',
      steps(0.3, 0.4, 0.1),
      'Leadership is named most; from “step 3” on it can’t be told from its equals',
    ],
    [
      'lost because the band grew, with the share as it was',
      [{ share: 0.3 }, { share: 0.3 }, { share: 0.3, band: [0, 0.4] }] as Step[],
      'Leadership is named most; from “step 3” on it can’t be told from its equals',
    ],
    [
      'lost to below',
      steps(0.3, 0.4, 0.025),
      'Leadership is named most; from “step 3” on it is not named more often than its equals',
    ],
    [
      'lost and found again',
      steps(0.3, 0.1, 0.4),
      'Leadership is named most, but not at every step as the bar of evidence rises',
    ],
    [
      'lost, found and lost again',
      steps(0.3, 0.1, 0.4, 0.1),
      'Leadership is named most; from “step 4” on it can’t be told from its equals',
    ],
    [
      'empty rungs at the end',
      steps(0.4, 0.4, null),
      'Leadership is named most, and stays so as the bar of evidence rises',
    ],
  ] as [string, Step[], string][])('%s', (_what, given, wanted) => {
    expect(title(makeLadder(given))).toBe(wanted);
  });

  it('says so where few studies are left at the end', () => {
    const thin = makeLadder([{ share: 0.4 }, { share: 0.4, studies: 19 }]);
    expect(title(thin)).toBe(
      'Leadership is named most, and stays so as the bar of evidence rises, and few studies are left to tell',
    );
  });
});

describe('the answer in sentences', () => {
  it.each([
    ['nothing left', steps(null), ['No claim passes these filters, so nothing can be said.']],
    ['not named', [{ share: 0, k: 0 }], ['None of 40 studies names leadership.']],
    [
      'no more than chance from the start: no step is where that began',
      steps(0.1, 0.1),
      [
        'Leadership is named as often as another factor, and none is named more: 10 % of what is said, in 4 of 40 studies (95 % interval 5–20 %).',
        'It can’t be told from its equals: chance among equals would put any factor at 5–20 %.',
      ],
    ],
    [
      'less than chance',
      [{ share: 0.025, rival: 0.2 }],
      [
        'Leadership has 3 % of what is said, in 1 of 40 studies (95 % interval 1–5 %).',
        'That is less often than its equals: chance among equals would put any factor at 5–20 %.',
      ],
    ],
    [
      'lost',
      steps(0.4, 0.3, 0.1, 0.1),
      [
        'Leadership is the factor named most often: 40 % of what is said, in 16 of 40 studies (95 % interval 20–80 %).',
        'Once the bar is raised to “step 3”, it can no longer be told from its equals: 10 % of what is said, in 4 of 40 studies (95 % interval 5–20 %), where chance among equals would put any factor at 5–20 %.',
      ],
    ],
    [
      'ahead to the end',
      steps(0.4, 0.5),
      [
        'Leadership is the factor named most often: 40 % of what is said, in 16 of 40 studies (95 % interval 20–80 %).',
        'It stays ahead up to “step 2”: 50 % of what is said, in 20 of 40 studies (95 % interval 25–100 %).',
      ],
    ],
    [
      'lost and found again',
      steps(0.4, 0.1, 0.5),
      [
        'Leadership is the factor named most often: 40 % of what is said, in 16 of 40 studies (95 % interval 20–80 %).',
        'At “step 3” it is ahead of its equals: 50 % of what is said, in 20 of 40 studies (95 % interval 25–100 %).',
      ],
    ],
    [
      'no band: nothing is said of being ahead',
      [
        { share: 0.1, band: null, rival: 0.4 },
        { share: 0.2, band: null, rival: 0.4 },
      ],
      ['Leadership has 10 % of what is said, in 4 of 40 studies (95 % interval 5–20 %).'],
    ],
    [
      'silent at the end',
      [{ share: 0.4 }, { share: 0.4 }, { share: 0, k: 0, studies: 9, notStated: 25 }],
      [
        'Leadership is the factor named most often: 40 % of what is said, in 16 of 40 studies (95 % interval 20–80 %).',
        'Once the bar is raised to “step 3”, none of 9 studies names it.',
      ],
    ],
    [
      'silent after it was lost',
      [{ share: 0.4 }, { share: 0.1 }, { share: 0, k: 0, studies: 9, notStated: 1 }],
      [
        'Leadership is the factor named most often: 40 % of what is said, in 16 of 40 studies (95 % interval 20–80 %).',
        'Once the bar is raised to “step 2”, it can no longer be told from its equals: 10 % of what is said, in 4 of 40 studies (95 % interval 5–20 %), where chance among equals would put any factor at 5–20 %.',
        'None of the 9 studies left at “step 3” names it; 1 claim does not say whether it would belong there.',
      ],
    ],
  ] as [string, Step[], string[]][])('%s', (_what, given, wanted) => {
    expect(answer(makeLadder(given))).toEqual(wanted);
  });

  it('does not call claims silent that stay on the Ladder', () => {
    const given = [{ share: 0.1 }, { share: 0, k: 0, studies: 9, notStated: 25 }];
    expect(answer(makeLadder(given)).at(-1)).toContain(
      '25 claims do not say whether they would belong there',
    );
    expect(answer(makeLadder(given, { keepsNotStated: true })).at(-1)).toBe(
      'None of the 9 studies left at “step 2” names it.',
    );
  });

  it('carries k, studies and interval, and no number that is none, whatever the claims and choices', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (dataset, choices) => {
        const ladder = computeLadder(new Selection(indexEvidence(dataset), choices, 20));
        const sentences = answer(ladder);
        const text = [...sentences, title(ladder), band(ladder) ?? ''].join(' ');
        expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
        expect(new Set(sentences).size).toBe(sentences.length);
        for (const sentence of sentences) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          if (sentence.includes('% of what is said'))
            expect(sentence).toMatch(/in \d+ of \d+ stud.*interval/);
        }
      }),
    );
    expect.hasAssertions();
  });
});

describe('the sentence about the band', () => {
  it.each([
    [steps(0.4, 0.4), null],
    [steps(0.4, 0.1, 0.1), 'From “step 2” on, leadership can’t be told from its equals.'],
    [steps(0.4, 0.1, 0.4), null],
    [steps(0.1), 'From “step 1” on, leadership can’t be told from its equals.'],
    [steps(0.4, 0.025), 'From “step 2” on, leadership is not named more often than its equals.'],
    [[{ share: 0.1, band: null }], null],
    [steps(null), null],
  ] as [Step[], string | null][])('of %j is %s', (given, wanted) => {
    expect(band(makeLadder(given))).toBe(wanted);
  });
});

describe('the caption of the Ladder', () => {
  const dataset = makeDataset(
    [
      ['A', 'leadership'],
      ['B', 'trust'],
    ],
    { A: { tier: 'A' }, B: {} },
  );
  const caption = (keepNotStated: boolean) => {
    const evidence = indexEvidence(dataset);
    const ladder = computeLadder(new Selection(evidence, { ...defaultChoices, keepNotStated }, 0));
    return ladderScene({ ladder, factors: evidence.factors, note: '', width: 1040 }).caption;
  };

  it('says of claims that do not state what a rung asks for what became of them', () => {
    expect(caption(false)).toContain('“Primary studies”: 1 claim does not state it and is left out.');
    expect(caption(true)).toContain('“Primary studies”: 1 claim does not state it and is kept.');
  });
});

describe('the gap in words', () => {
  it.each([
    [-0.04, null, '−4 points'],
    [-0.04, [-0.1, 0.03], 'no clear gap (−4 points, 95 % interval −10 to +3)'],
    [-0.04, [-0.1, 0], 'no clear gap (−4 points, 95 % interval −10 to 0)'],
    [-0.05, [-0.1, -0.01], 'the evidence carries less than is said (−5 points, 95 % interval −10 to −1)'],
    [0.01, [0.006, 0.1], 'the evidence carries more than is said (+1 point, 95 % interval +1 to +10)'],
  ] as [number, Interval | null, string][])('%f with %j: %s', (gap, gapInterval, words) => {
    expect(plain(gapWords({ gap, gapInterval }))).toBe(words);
  });

  const leadership = { key: 'leadership', label: 'Leadership' } as Concept;
  const titled = (row: Partial<SupportedRow>) =>
    gapTitle(
      {
        identified: true,
        rows: [{ factor: 'leadership', k: 3, gap: 0, gapInterval: null, ...row } as SupportedRow],
        studies: 5,
        claims: 9,
      },
      leadership,
    );

  it('is in the title only where it is clear', () => {
    expect(titled({ gap: -0.1, gapInterval: [-0.2, -0.1] })).toBe(
      'More is said about leadership than the evidence carries',
    );
    expect(titled({ gap: 0.1, gapInterval: [0.05, 0.2] })).toBe(
      'The evidence carries more about leadership than is said',
    );
    for (const gapInterval of [null, [-0.2, 0.1]] as (Interval | null)[]) {
      expect(titled({ gap: -0.1, gapInterval })).toMatch(/^No clear gap/);
    }
    expect(titled({ k: 0 })).toBe('No study here names leadership');
    const none: LensResult<SupportedRow> = { identified: false, reason: 'none' };
    expect(gapTitle(none, leadership)).toBe('Said and supported can’t be compared here');
  });
});

it.each([
  [null, 'No evidence yet'],
  ['2026-11-23T09:00:00Z', 'Evidence to 23 November 2026'],
])('the evidence of %s is dated', (to, words) => {
  expect(evidenceDate(to)).toBe(words);
});
