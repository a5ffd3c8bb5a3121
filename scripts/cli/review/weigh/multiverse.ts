import { notIdentified, type NotIdentified } from '#lib/core/lenses/lens.ts';
import { multiverseMeasures } from '#lib/core/lenses/multiverse/forks.ts';
import {
  runFocalMultiverse,
  type FocalMultiverse,
} from '#lib/core/lenses/multiverse/run-focal-multiverse.ts';
import { formatTable } from '../../output.ts';
import type { WeighLens } from './weigh-lens.ts';

function describeMultiverse({ summary, byDefault, movesRankMost }: FocalMultiverse) {
  return {
    specifications: summary.count,
    crossed: summary.crossed,
    sampled: summary.sampled,
    identified: summary.identified,
    not_identified: summary.notIdentified,
    by_default: byDefault,
    quantiles: summary.quantiles,
    ranks: summary.ranks,
    // main_effect: the part of the variance between specifications that lies between a fork's options.
    forks: summary.forks.map(({ fork, share, options }) => ({ fork, main_effect: share, options })),
    moves_most: summary.movesMost,
    moves_rank_most: movesRankMost,
    interactions: summary.interactions,
  };
}

type Printed = { focal: string } & Record<
  (typeof multiverseMeasures)[number],
  ReturnType<typeof describeMultiverse> | NotIdentified
>;

const pacer = { now: () => performance.now(), pause: () => new Promise<void>((done) => setImmediate(done)) };

export const multiverseLens: WeighLens<Printed> = {
  key: 'multiverse',
  about: 'how fragile the focal share is over ways of counting',
  shown: 'asked',
  async compute({ selection, weighing, limit, progress }) {
    const { evidence } = selection;
    if (evidence.pieces.length === 0) return notIdentified('There are no claims.');
    const run = async (measure: (typeof multiverseMeasures)[number]) => {
      let told = 0;
      const onProgress = (done: number, total: number) => {
        if (done < total && done - told < total / 5) return;
        told = done;
        progress(`multiverse of ${measure}: ${done} of ${total}`);
      };
      const found = await runFocalMultiverse(
        evidence,
        { measure, focal: weighing.focal.key, limit },
        { pacer, onProgress },
      );
      if (found.summary.identified > 0) return describeMultiverse(found);
      return notIdentified(found.summary.notIdentified[0]?.reason ?? 'There is nothing to choose.');
    };
    const printed = {
      focal: weighing.focal.key,
      said: await run('said'),
      supported: await run('supported'),
      size: await run('size'),
    };
    const none = multiverseMeasures.every((measure) => 'reason' in printed[measure]);
    return none && 'reason' in printed.said ? printed.said : printed;
  },
  write: (printed) =>
    multiverseMeasures
      .map((measure) => {
        const found = printed[measure];
        if ('reason' in found) return `${measure}: not identified. ${found.reason}`;
        const [least, most] = [found.quantiles[0].value, found.quantiles[found.quantiles.length - 1].value];
        const forks = formatTable(
          ['fork', 'main effect'],
          found.forks.map(({ fork, main_effect }) => [fork, main_effect]),
        );
        return `${measure}: ${found.specifications} ways of counting, ${measure === 'size' ? 'correlation' : 'share'} ${least.toFixed(3)} to ${most.toFixed(3)}\n${forks}`;
      })
      .join('\n\n'),
};
