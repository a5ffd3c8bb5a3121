import { describe, expect, it } from 'vitest';
import { makeDataset } from '../../../../tests/datasets/make-dataset.ts';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { defaultChoices } from '../lenses/choices.ts';
import { computeCoverage, type Coverage } from '../lenses/coverage.ts';
import { indexEvidence } from '../lenses/evidence.ts';
import { Selection } from '../lenses/selection.ts';
import { describeCoverage, tabulateCoverageSums } from './coverage-words.ts';

function cover(dataset: Parameters<typeof indexEvidence>[0]): Coverage {
  const coverage = computeCoverage(new Selection(indexEvidence(dataset), defaultChoices, 0));
  if (!coverage.identified) throw new Error(coverage.reason);
  return coverage;
}

describe('what the coverage grid says', () => {
  it('counts every study once: measured, only claimed, or nothing', () => {
    const coverage = cover(loadSampleDataset());
    const { columns, rows } = tabulateCoverageSums(coverage);
    expect(columns.map(({ label }) => label)).toEqual(['Factor', 'Measured', 'Only claimed', 'Nothing']);
    expect(rows).toHaveLength(coverage.rows.length);
    for (const [, ...numbers] of rows)
      expect(numbers.reduce<number>((sum, number) => sum + Number(number), 0)).toBe(coverage.studies.length);
    const [[, measured, claimed, nothing]] = rows;
    expect(describeCoverage(coverage)).toMatch(
      new RegExp(
        `^${measured} of 91 studies measured leadership, .* ${claimed} more only claim that it matters; ${nothing} have nothing on it\\.$`,
      ),
    );
  });

  it('says so where nobody measured, and of one study as of one', () => {
    const named = (...factors: string[]) =>
      describeCoverage(
        cover(
          makeDataset(
            factors.map((factor, at) => [`S${at}`, factor, { attribution: 'retrospective_attribution' }]),
          ),
        ),
      );
    expect(named('leadership', 'trust')).toBe(
      'No study here measured leadership; 1 of 2 studies only claims that it matters; 1 has nothing on it.',
    );
    expect(named('leadership', 'leadership', 'trust', 'trust')).toBe(
      'No study here measured leadership; 2 of 4 studies only claim that it matters; 2 have nothing on it.',
    );
    expect(named('trust')).toBe('No study here has anything on leadership.');
  });
});
