import { computeTrajectory, type Trajectory } from '#lib/core/lenses/trajectory.ts';
import { describeGroup, writeGroups } from './group-rows.ts';
import type { WeighLens } from './weigh-lens.ts';

function describeTrajectory({ focal, stages, others, stated, p, studies }: Trajectory) {
  return {
    focal: focal.key,
    stages: stages.map(describeGroup),
    others: others.map(describeGroup),
    stated,
    pval: p,
    n: studies,
  };
}

export const trajectoryLens: WeighLens<ReturnType<typeof describeTrajectory>> = {
  key: 'trajectory',
  about: 'the focal factor’s share by life-cycle stage',
  shown: 'asked',
  compute({ selection }) {
    const trajectory = computeTrajectory(selection);
    return 'stages' in trajectory ? describeTrajectory(trajectory) : trajectory;
  },
  write: ({ stages, others }) => writeGroups([...stages, ...others]),
};
