import { writeCsv } from '../../csv/write.ts';
import { defaultDraws } from '../share-bootstrap.ts';
import type { Direction } from '../../coding/claim.ts';
import { claimedWeightOf } from '../naming.ts';
import type { Selection } from '../selection.ts';
import type { RBundle } from './r-bundle.ts';
import { sharesScript } from './shares-r.ts';

/** As the script's head explains them. */
const directionCodes: Record<Direction, number> = {
  positive: 1,
  negative: -1,
  null: 0,
  mixed: 2,
  not_stated: 3,
};

/**
 * The Ladder and the lenses *said*, *supported* and *direction* of a selection, to be computed again in base R: the same
 * digits, intervals too, since R draws the same random numbers.
 *
 * @param draws Draws of the bootstrap; 0 leaves intervals out.
 */
export function reproduceShares(selection: Selection, draws = defaultDraws): RBundle {
  const { evidence, pieces, rungs, naming, choices } = selection;
  const { factors, codebook, dataset } = evidence;
  const passed = new Map(pieces.map((piece) => [piece, 0]));
  for (const rung of rungs) for (const piece of rung.pieces) passed.set(piece, passed.get(piece)! + 1);
  const numbers = new Map(naming.studies.map((studyAt, at) => [studyAt, at + 1]));
  const estimated = new Set(
    dataset.estimates.flatMap(({ study, a, b }) =>
      [a, b]
        .filter(({ kind }) => kind === 'factor')
        .map(({ key }) => JSON.stringify([study, codebook.topLevelKey('factor', key)])),
    ),
  );
  const claims = pieces.map((piece) => [
    numbers.get(piece.studyAt)!,
    piece.factorAt + 1,
    piece.strength,
    claimedWeightOf(piece.claim),
    directionCodes[piece.direction],
    passed.get(piece)!,
    Number(estimated.has(JSON.stringify([piece.study.id, factors[piece.factorAt].key]))),
  ]);
  const header = ['study', 'factor', 'strength', 'claimed', 'direction', 'rungs', 'estimated'];
  return {
    script: {
      name: 'shares.R',
      text: sharesScript({
        seed: dataset.seed,
        draws,
        factors: factors.length,
        namedFactors: selection.namedFactors,
        rungs: rungs.length,
        byStrength: choices.weighBy === 'claimed_strength',
        isMagnitude: choices.signs === 'magnitude',
      }),
    },
    tables: [
      { name: 'claims.csv', text: writeCsv(header, claims) },
      {
        name: 'factors.csv',
        text: writeCsv(
          ['number', 'key', 'label'],
          factors.map(({ key, label }, at) => [at + 1, key, label]),
        ),
      },
    ],
  };
}
