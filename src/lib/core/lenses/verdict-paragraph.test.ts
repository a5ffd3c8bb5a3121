import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from './choices.ts';
import { indexEvidence } from './evidence.ts';
import { Selection } from './selection.ts';
import { verdictParagraph } from './verdict-paragraph.ts';
import { weigh } from './weighing.ts';

const plain = (text: string) => text.replaceAll('\u202f', ' ');
function paragraph(rows: Parameters<typeof makeDataset>[0]): string[] {
  const selection = new Selection(indexEvidence(makeDataset(rows)), defaultChoices, 200);
  return verdictParagraph(selection, weigh(selection)).map(plain);
}

describe('the verdict', () => {
  const sentences = paragraph([
    ['a', 'leadership', { attribution: 'retrospective_attribution', sameSource: 'yes' }],
    ['b', 'leadership', { attribution: 'measured_prospective', direction: 'null', sameSource: 'no' }],
    ['c', 'trust', { attribution: 'measured_prospective' }],
  ]);

  it('begins with the answer and ends with the date', () => {
    expect(sentences[0]).toMatch(
      /^Leadership is the factor named most often: 67 % of what is said, in 2 of 3 studies/,
    );
    expect(sentences.at(-1)).toMatch(/evidence/i);
  });

  it('counts the doubts among the claims of the factor, and what is not stated', () => {
    const doubts = sentences.find((sentence) => sentence.startsWith('Doubts about its 2 claims'))!;
    expect(doubts).toContain('credit given after the outcome was known, 1;');
    expect(doubts).toContain('cause and outcome from the same people, 1;');
  });

  it('says that nobody judged the certainty', () => {
    expect(sentences.join(' ')).toContain('nobody has rated yet how certain');
  });

  it('has words for a factor that nobody names, and for no claims at all', () => {
    expect(paragraph([['a', 'trust']])[0]).toMatch(/names leadership/);
    expect(paragraph([])[0]).toMatch(/nothing can be said/);
  });
});

it('never shows NaN, whatever is claimed', () => {
  for (const direction of ['positive', 'negative', 'null', 'mixed', 'not_stated'] as const) {
    expect(paragraph([['a', 'leadership', { direction }]]).join(' ')).not.toMatch(/NaN|undefined|null %/);
  }
});
