/** What the coverage grid says: in a sentence, and in sums for those who can't see the grid drawn. */
import type { Coverage } from '../lenses/coverage.ts';
import { agree, lowerFirst, studies as studiesWord } from '../words.ts';
import type { SceneTable } from './scene.ts';

/** "12 of 91 studies measured leadership, and 9 of them another factor too" */
export function coverageTitle({ rows, focal, studies, together }: Coverage): string {
  const [{ measured, claimed }] = rows;
  const name = lowerFirst(focal.label);
  const all = studiesWord(studies.length);
  if (measured + claimed === 0) return `No study here has anything on ${name}`;
  if (measured === 0)
    return `No study here measured ${name}; ${claimed} of ${all} only ${claimed === 1 ? 'claims' : 'claim'} that ${agree(name, 'it matters', 'they matter')}`;
  const beside =
    together === 0 ? 'and none beside another factor' : `and ${together} of them another factor too`;
  return `${measured} of ${all} measured ${name}, ${beside}`;
}

/** The same with what the other studies have on the focal factor, in whole sentences. */
export function describeCoverage(coverage: Coverage): string {
  const { rows, studies, focal } = coverage;
  const [{ measured, claimed }] = rows;
  const nothing = studies.length - measured - claimed;
  const title = coverageTitle(coverage);
  if (measured + claimed === 0) return `${title}.`;
  const others = `${nothing} ${nothing === 1 ? 'has' : 'have'} nothing on ${agree(focal.label, 'it', 'them')}.`;
  if (measured === 0) return `${title}; ${others}`;
  return `${title}. ${claimed} more only ${claimed === 1 ? 'claims' : 'claim'} that ${agree(focal.label, 'it matters', 'they matter')}; ${others}`;
}

/** Studies by factor, the focal factor first. */
export function tabulateCoverageSums({ rows, studies }: Coverage): SceneTable {
  return {
    columns: ['Factor', 'Measured', 'Only claimed', 'Nothing'].map((label, at) => ({
      label,
      isNumber: at > 0,
    })),
    rows: rows.map(({ factor, measured, claimed }) => [
      factor.label,
      measured,
      claimed,
      studies.length - measured - claimed,
    ]),
  };
}
