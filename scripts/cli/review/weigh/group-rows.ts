/** The groups of moderators and of the trajectory, by the names that R's users know. */
import type { GroupShare } from '#lib/core/lenses/group-shares.ts';
import { formatTable } from '../../output.ts';
import { interval } from './weigh-lens.ts';

export function describeGroup({ value, label, kind, share, interval: own, k, studies, weight }: GroupShare) {
  return { group: value, label, kind, share, ...interval('ci', own), k, n: studies, weight };
}

export function writeGroups(rows: readonly ReturnType<typeof describeGroup>[]): string {
  return formatTable(
    ['group', 'k', 'n', 'share', 'from', 'to'],
    rows
      .filter(({ n }) => n > 0)
      .map(({ group, k, n, share, ci_lb, ci_ub }) => [group, k, n, share, ci_lb, ci_ub]),
  );
}
