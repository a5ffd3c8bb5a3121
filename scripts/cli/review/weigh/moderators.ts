import { groupFieldNames } from '#lib/core/lenses/group-fields.ts';
import { groupShares } from '#lib/core/lenses/group-shares.ts';
import { computeModerators, type Moderators } from '#lib/core/lenses/moderators.ts';
import { describeGroup, writeGroups } from './group-rows.ts';
import type { WeighLens } from './weigh-lens.ts';

function describeModerators({ focal, overall, groupings, silent, studies }: Moderators) {
  return {
    focal: focal.key,
    overall,
    fields: groupings.map(({ field, of, rows, stated, p }) => ({
      field,
      // Shares of what is said, or how what is said about the focal factor divides.
      of,
      groups: rows.map(describeGroup),
      stated,
      pval: p,
    })),
    silent: silent.map(({ field }) => field),
    n: studies,
  };
}

export const moderatorsLens: WeighLens<ReturnType<typeof describeModerators>> = {
  key: 'moderators',
  about: 'the focal factor’s share by form, stage, setting …',
  shown: 'asked',
  compute({ selection, progress }) {
    const groupings =
      selection.studyCount === 0
        ? []
        : groupFieldNames.map((field) => {
            progress(`moderators: ${field} …`);
            return groupShares(selection, field);
          });
    const moderators = computeModerators(selection, groupings);
    return 'groupings' in moderators ? describeModerators(moderators) : moderators;
  },
  write: ({ fields }) => fields.map(({ field, groups }) => `${field}\n${writeGroups(groups)}`).join('\n\n'),
};
