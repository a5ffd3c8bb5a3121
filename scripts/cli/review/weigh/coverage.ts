import { computeCoverage, type Coverage } from '#lib/core/lenses/coverage.ts';
import { formatTable } from '../../output.ts';
import type { WeighLens } from './weigh-lens.ts';

function describeCoverage({ focal, studies, rows, together }: Coverage) {
  return {
    focal: focal.key,
    studies: studies.map(({ key }) => key),
    // Cells in the order of the studies: measured, claimed, or null for nothing.
    factors: rows.map(({ factor, measured, claimed, cells }) => ({
      factor: factor.key,
      measured,
      claimed,
      cells,
    })),
    together,
  };
}

export const coverageLens: WeighLens<ReturnType<typeof describeCoverage>> = {
  key: 'coverage',
  about: 'which study measured which factor',
  shown: 'asked',
  compute({ selection }) {
    const coverage = computeCoverage(selection);
    return coverage.identified ? describeCoverage(coverage) : coverage;
  },
  write: ({ factors, studies }) =>
    formatTable(
      ['factor', 'measured', 'only claimed', 'nothing'],
      factors.map(({ factor, measured, claimed }) => [
        factor,
        measured,
        claimed,
        studies.length - measured - claimed,
      ]),
    ),
};
