import { findWhatWouldChange } from '#lib/core/lenses/most-telling-cell.ts';
import type { OvertakingResult } from '#lib/core/lenses/what-would-change.ts';
import type { NotIdentified } from '#lib/core/lenses/lens.ts';
import type { WeighLens } from './weigh-lens.ts';

interface Overtaken {
  rank: number;
  by: string;
  /** Keys of studies, those that give the focal factor most first. */
  removed: string[];
  n: number;
}

interface Telling {
  lens: string;
  factor: string;
  outcome: string;
  k: number;
  deviation: number;
  deviation_then: number;
}

interface Printed {
  focal: string;
  said: Overtaken | NotIdentified;
  supported: Overtaken | NotIdentified;
  cell: Telling | NotIdentified;
}

export const changeLens: WeighLens<Printed> = {
  key: 'change',
  about: 'what would change the answer: studies taken away, one more study',
  shown: 'asked',
  compute({ selection, weighing }) {
    const { overtakings, telling, tellingLens } = findWhatWouldChange(selection);
    const { said, supported } = overtakings;
    if (!said.identified && !supported.identified && !telling.identified) return said;
    return {
      focal: weighing.focal.key,
      said: describeOvertaking(said),
      supported: describeOvertaking(supported),
      cell: telling.identified
        ? {
            lens: tellingLens,
            factor: telling.factor.key,
            outcome: telling.outcome.key,
            k: telling.k,
            deviation: telling.deviation,
            deviation_then: telling.deviationThen,
          }
        : telling,
    };
  },
  write: ({ focal, said, supported, cell }) =>
    [
      ...Object.entries({ said, supported }).map(([lens, found]) =>
        'reason' in found
          ? `${lens}: ${found.reason}`
          : `${lens}: without ${found.removed.length} of ${found.n} studies ${found.by} stands before ${focal}.`,
      ),
      'reason' in cell
        ? cell.reason
        : `One more study of ${cell.factor} and ${cell.outcome} would tell most (${cell.k} there now).`,
    ].join('\n'),
};

function describeOvertaking(found: OvertakingResult): Overtaken | NotIdentified {
  if (!found.identified) return found;
  const { rank, by, removed, studies } = found;
  return { rank, by: by.key, removed: removed.map(({ key }) => key), n: studies };
}
