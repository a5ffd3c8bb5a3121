import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices, type Choices } from './choices.ts';
import { countDoubts } from './doubts.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';

const evidence = indexEvidence(
  makeDataset([
    ['a', 'leadership', { attribution: 'retrospective_attribution', sameSource: 'yes' }],
    ['b', 'leadership', { attribution: 'measured_prospective', sameSource: 'no' }],
    ['c', 'trust', { attribution: 'retrospective_attribution', sameSource: 'yes' }],
    ['d', 'leadership', { sameSource: 'yes' }],
    ['e', 'leadership.shared'],
  ]),
);
const among = (factor: string, choices: Partial<Choices> = {}) =>
  countDoubts(new Selection(evidence, { ...defaultChoices, ...choices }, 0), factor);

describe('doubts', () => {
  it('are counted among the claims about one factor', () => {
    const { claims, answers } = among('leadership');
    expect(claims).toBe(4);
    expect(answers.retrospective).toEqual({ yes: 1, notStated: 2 });
    expect(answers.same_source).toEqual({ yes: 2, notStated: 1 });
    expect(among('trust').answers.same_source).toEqual({ yes: 1, notStated: 0 });
  });

  it('are counted among the claims that a reader’s switches leave', () => {
    const { claims, answers } = among('leadership', {
      switches: { ...defaultChoices.switches, retrospective: 'drop' },
    });
    expect(claims).toBe(3);
    expect(answers.retrospective).toEqual({ yes: 0, notStated: 2 });
  });

  it('are counted where a code below the top level is in focus', () => {
    const selection = new Selection(evidence, { ...defaultChoices, focal: 'leadership.shared' }, 0);
    expect(selection.evidence).not.toBe(evidence);
    const { claims, answers } = countDoubts(selection, 'leadership.shared');
    expect(claims).toBe(1);
    expect(answers.same_source).toEqual({ yes: 0, notStated: 1 });
  });

  it('are none where nobody claims anything', () => {
    expect(among('power').claims).toBe(0);
  });
});
