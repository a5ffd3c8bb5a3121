import { writeCsv } from '../../csv/write.ts';
import { notStated } from '../choices.ts';
import { focalFactorKey } from '../evidence.ts';
import { groupFieldNames, groupFields, listValues, type GroupFieldName } from '../group-fields.ts';
import { claimedWeightOf } from '../naming.ts';
import type { Selection } from '../selection.ts';
import { defaultDraws } from '../share-bootstrap.ts';
import { groupsScript } from './groups-r.ts';
import type { RBundle } from './r-bundle.ts';

/**
 * Moderators, or with the one field `stage` the trajectory, to be computed again in base R.
 *
 * @param draws Draws of the bootstrap and of the test; 0 leaves them out.
 */
export function reproduceGroups(
  selection: Selection,
  fields: readonly GroupFieldName[] = groupFieldNames,
  draws = defaultDraws,
): RBundle {
  const { evidence, choices, pieces, naming } = selection;
  const numbers = new Map(naming.studies.map((studyAt, at) => [studyAt, at + 1]));
  const groups = fields.flatMap((field, fieldAt) =>
    listValues(field, evidence).map((value, at) => ({ field, fieldAt, at, ...value })),
  );
  const places = new Map(groups.map(({ field, value }, at) => [`${field} ${value}`, at + 1]));
  const values = pieces.flatMap((piece, at) =>
    fields.flatMap((field) => {
      const own = new Set(groupFields[field].read(piece, evidence));
      if (own.size === 0) own.add(notStated);
      return [...own].map((value) => [at + 1, places.get(`${field} ${value}`)!]);
    }),
  );
  return {
    script: {
      name: 'groups.R',
      text: groupsScript({
        seed: evidence.dataset.seed,
        draws,
        focal: evidence.factors.findIndex(({ key }) => key === focalFactorKey(evidence, choices)) + 1,
        byStrength: choices.weighBy === 'claimed_strength',
      }),
    },
    tables: [
      {
        name: 'claims.csv',
        text: writeCsv(
          ['claim', 'study', 'factor', 'claimed'],
          pieces.map(({ claim, studyAt, factorAt }, at) => [
            at + 1,
            numbers.get(studyAt)!,
            factorAt + 1,
            claimedWeightOf(claim),
          ]),
        ),
      },
      { name: 'values.csv', text: writeCsv(['claim', 'group'], values) },
      {
        name: 'groups.csv',
        text: writeCsv(
          ['number', 'field', 'value', 'is_code', 'of_focal', 'field_key', 'key', 'label'],
          groups.map(({ field, fieldAt, at, value, label, kind }, place) => [
            place + 1,
            fieldAt + 1,
            at + 1,
            Number(kind === 'code'),
            Number(groupFields[field].ofFocal ?? false),
            field,
            value,
            label,
          ]),
        ),
      },
    ],
  };
}
