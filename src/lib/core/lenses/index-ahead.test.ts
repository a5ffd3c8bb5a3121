import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyChoices, anyDataset } from '../../../../tests/datasets/any-dataset.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import { writeChoices } from './choices.ts';
import { findFirstLook, lookAhead } from './first-look.ts';
import { Selection } from './selection.ts';
import { weigh } from './weighing.ts';
import { indexAhead, indexEvidence, selectPieces } from './evidence.ts';
import { answerCodes, passing, switchAnswers } from './switch-answers.ts';
import { passesSwitch, switchDefinitions, switchNames, switchPositions } from './switches.ts';

describe('evidence', () => {
  it('is indexed once, and the same ahead as when it is asked for', () => {
    fc.assert(
      fc.property(anyDataset, (dataset) => {
        const atOnce = indexEvidence(dataset);
        expect(indexEvidence(dataset)).toBe(atOnce);
        const same = { ...dataset };
        finishSteps(indexAhead(same));
        const ahead = indexEvidence(same);
        expect(ahead).not.toBe(atOnce);
        expect({ ...ahead, dataset }).toEqual(atOnce);
      }),
      { numRuns: 30 },
    );
    expect.hasAssertions();
  });
});

describe('a first look', () => {
  it('is what the page would compute itself, for the choices of its address alone', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (dataset, choices) => {
        finishSteps(lookAhead(dataset, [choices]));
        const evidence = indexEvidence(dataset);
        const text = writeChoices(choices).toString();
        const look = findFirstLook(evidence, text)!;
        expect(look.weighing).toEqual(weigh(new Selection(evidence, choices, 0, { quickly: true })));
        expect(findFirstLook(evidence, `${text}&other`)).toBeNull();
        expect(findFirstLook(evidence)).toBe(look);
        expect(findFirstLook(indexEvidence({ ...dataset }))).toBeNull();
      }),
      { numRuns: 30 },
    );
    expect.hasAssertions();
  });
});

describe('answers that are asked once', () => {
  it('are those of the switches', () => {
    fc.assert(
      fc.property(anyDataset, (dataset) => {
        const evidence = indexEvidence(dataset);
        for (const name of switchNames) {
          const answers = Array.from(switchAnswers(evidence, name), (code) => answerCodes[code]);
          const { answer } = switchDefinitions[name];
          expect(answers).toEqual(evidence.pieces.map(({ claim, study }) => answer(claim, study)));
        }
      }),
      { numRuns: 30 },
    );
    expect.hasAssertions();
  });

  it('pass a switch as single claims do', () => {
    for (const position of switchPositions) {
      expect(passing[position]).toEqual(answerCodes.map((answer) => passesSwitch(position, answer)));
    }
  });

  it('leave the claims that pass every switch and filter', () => {
    fc.assert(
      fc.property(anyDataset, anyChoices, (dataset, choices) => {
        const evidence = indexEvidence(dataset);
        const unfiltered = { ...choices, filters: { ...choices.filters, setting: [], attribution: [] } };
        const open = { ...unfiltered, filters: { ...unfiltered.filters, tier: [], stage: [], outcome: [] } };
        const expected = evidence.pieces.filter(
          ({ claim, study, factorAt }) =>
            !(choices.leaveOutBundles && evidence.factors[factorAt].role !== 'factor') &&
            switchNames.every((name) =>
              passesSwitch(choices.switches[name], switchDefinitions[name].answer(claim, study)),
            ),
        );
        expect(selectPieces(evidence, open)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
    expect.hasAssertions();
  });
});
