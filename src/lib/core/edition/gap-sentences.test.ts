import { expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { defaultChoices } from '../lenses/choices.ts';
import { indexEvidence } from '../lenses/evidence.ts';
import { computeEvidenceMap } from '../lenses/evidence-map.ts';
import { Selection } from '../lenses/selection.ts';
import { gapSentences } from './gap-sentences.ts';

it('names where nobody looked, and counts it', () => {
  const evidence = indexEvidence(
    makeDataset([
      ['A', 'leadership', { outcome: 'process' }],
      ['B', 'leadership', { outcome: 'process' }],
      ['B', 'trust', { outcome: 'health' }],
    ]),
  );
  const map = computeEvidenceMap(new Selection(evidence, defaultChoices, 0), 'leadership');
  const focal = evidence.factors.find(({ key }) => key === 'leadership')!;
  const [own, all] = gapSentences(map, focal);
  expect(own).toBe('Nobody here has looked at leadership and services and health.');
  const cells = map.rows.length * map.columns.length;
  expect(all).toMatch(
    new RegExp(
      `^Of ${cells} pairs of a cause and a result, ${cells - 2} \\(.*\\) have no study and 1 has only one\\.$`,
    ),
  );
});
