import { writeCsv } from '../../csv/write.ts';
import { contradictionWithHoles } from '../../stats/masem/definite.ts';
import { allPairs } from '../../stats/masem/olkin-finn.ts';
import { chooseVariables } from '../matrix-variables.ts';
import type { Selection } from '../selection.ts';
import { defaultDraws } from '../share-bootstrap.ts';
import { defaultUniqueOptions, type UniqueOptions } from '../unique-options.ts';
import type { RBundle } from './r-bundle.ts';
import { conceptTable } from './reproduce-size.ts';
import { uniqueScript } from './unique-r.ts';

const modelCodes = { fixed: 0, 'random-diag': 1, 'random-un': 2 } as const;

/**
 * The unique part, to be computed again with metafor and base R.
 *
 * @param draws Draws of the bootstrap; 0 leaves intervals out.
 * @returns Null where it is not identified for want of variables or pairs.
 */
export function reproduceUnique(
  selection: Selection,
  options: Partial<UniqueOptions> = {},
  draws = defaultDraws,
): RBundle | null {
  const asked = { ...defaultUniqueOptions, ...options };
  const chosen = chooseVariables(selection, asked);
  if ('reason' in chosen) return null;
  const { input, factors, outcome } = chosen;
  const rows = input.matrices.flatMap((matrix, study) =>
    // What can't be true is left out, as the lens does it.
    contradictionWithHoles(matrix).length > 0
      ? []
      : allPairs(input.variables.length).flatMap(([a, b]) =>
          matrix[a][b] === null ? [] : [[study + 1, a + 1, b + 1, matrix[a][b], input.sizes[study]]],
        ),
  );
  return {
    script: {
      name: 'unique.R',
      text: uniqueScript({
        seed: selection.evidence.dataset.seed,
        draws,
        variables: input.variables.length,
        model: modelCodes[asked.model],
        ownCovariance: asked.covariance === 'own',
      }),
    },
    tables: [
      { name: 'correlations.csv', text: writeCsv(['study', 'a', 'b', 'r', 'n'], rows) },
      conceptTable('variables.csv', [...factors, outcome]),
    ],
  };
}
