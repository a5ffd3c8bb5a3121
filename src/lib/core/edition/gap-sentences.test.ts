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

it('says so where there is no gap, and how thin the ground is', () => {
  const sentences = (rows: Parameters<typeof makeDataset>[0]) => {
    const evidence = indexEvidence(makeDataset(rows));
    const map = computeEvidenceMap(new Selection(evidence, defaultChoices, 0), 'leadership');
    // Only the outcomes that somebody looked at: a codebook may be as small.
    const at = map.columns.findIndex(({ value }) => value === 'process');
    const cells = map.cells.map((row) => [row[at]]).filter(([cell]) => cell.studies.length > 0);
    const focal = evidence.factors.find(({ key }) => key === 'leadership')!;
    const rowsLeft = map.rows.filter((_, row) => map.cells[row][at].studies.length > 0);
    return gapSentences({ rows: rowsLeft, columns: [map.columns[at]], cells }, focal);
  };
  const [own, once, ...more] = sentences([['A', 'leadership', { outcome: 'process' }]]);
  expect(own).toBe('Somebody has looked at leadership and each kind of result.');
  expect(once).toBe('The only pair of a cause and a result has been studied, but only once.');
  expect(more).toEqual([]);
  const [, twice] = sentences([
    ['A', 'leadership', { outcome: 'process' }],
    ['B', 'leadership', { outcome: 'process' }],
    ['B', 'trust', { outcome: 'process' }],
  ]);
  expect(twice).toBe('Each of the 2 pairs of a cause and a result has been studied, 1 of them only once.');
});
