/** The pooled matrix of chosen variables with the regression that it implies, remembered for readers who go back and forth. */
import type { Dataset } from '../coding/dataset.ts';
import type { PooledCorrelations } from '../stats/importance/pooled-correlations.ts';
import { contradictionWithHoles } from '../stats/masem/definite.ts';
import { regressFromMatrix, type MatrixRegression } from '../stats/masem/regression.ts';
import { poolCorrelations, type PooledPair } from '../stats/masem/stage-one.ts';
import { list, lowerFirst } from '../words.ts';
import type { ChosenVariables } from './matrix-variables.ts';
import type { UniqueNotIdentified, UniqueOptions } from './unique-options.ts';

export interface MatrixFit {
  /** The outcome last. */
  pooled: PooledCorrelations;
  pairs: PooledPair[];
  regression: MatrixRegression;
  /** Studies and cases that were used. */
  studies: number;
  cases: number;
  warnings: string[];
}

/** A fit takes a tenth of a second with six variables; a reader who throws a switch back gets the same again at once. */
const mostKept = 8;
const kept = new WeakMap<Dataset, Map<string, MatrixFit | UniqueNotIdentified>>();

export function poolMatrix(
  dataset: Dataset,
  chosen: ChosenVariables,
  options: UniqueOptions,
): MatrixFit | UniqueNotIdentified {
  let known = kept.get(dataset);
  if (!known) kept.set(dataset, (known = new Map()));
  const name = JSON.stringify([chosen.input, options.model, options.covariance]);
  const found = known.get(name) ?? fit(chosen, options);
  known.delete(name);
  known.set(name, found);
  if (known.size > mostKept) known.delete(known.keys().next().value!);
  return found;
}

function fit({ input, factors }: ChosenVariables, { model, covariance }: UniqueOptions) {
  const refuse = (reason: string): UniqueNotIdentified => ({
    identified: false,
    reason,
    possibleWithout: [],
  });
  const warnings: string[] = [];
  const usable = input.matrices.flatMap((matrix, study) => {
    const contradicting = contradictionWithHoles(matrix);
    if (contradicting.length === 0) return [study];
    const named = list(contradicting.map((at) => lowerFirst(input.variables[at])));
    warnings.push(`${input.names![study]} was left out: its correlations of ${named} can’t all be true.`);
    return [];
  });
  const left = {
    variables: input.variables,
    sizes: usable.map((study) => input.sizes[study]),
    matrices: usable.map((study) => input.matrices[study]),
    names: usable.map((study) => input.names![study]),
  };
  const pooled = poolCorrelations(left, { model, covariance });
  if (!('matrix' in pooled)) return refuse([pooled.message, ...warnings].join(' '));
  if (pooled.state === 'not-positive-definite') {
    const named = list(pooled.contradicting.map(lowerFirst));
    return refuse(
      `The pooled correlations of ${named} can’t all be true together (the matrix is not positive definite): they come from different studies.`,
    );
  }
  const regression = regressFromMatrix(pooled.variables, pooled.matrix, pooled.covariance, factors.length);
  if (regression.state !== 'estimated') return refuse(regression.message);
  return {
    pooled: { matrix: pooled.matrix, vcov: pooled.covariance },
    pairs: pooled.pairs,
    regression,
    studies: left.sizes.length,
    cases: left.sizes.reduce((sum, n) => sum + n, 0),
    warnings: [...warnings, ...pooled.warnings],
  };
}
