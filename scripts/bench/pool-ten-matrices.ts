/** Random-effects pooling of ten correlation matrices of four variables. */
import { allPairs, correlationCovariance } from '#lib/core/stats/masem/olkin-finn.ts';
import { poolCorrelations } from '#lib/core/stats/masem/stage-one.ts';
import { nextNormal } from '#lib/core/stats/resampling/normal-draws.ts';
import { RandomStream } from '#lib/core/stats/random.ts';
import { simulateCorrelations } from './support/simulate.ts';
import { timeInR, vectorInR } from './support/time-in-r.ts';
import { timeMedian, type Benchmark } from './time.ts';

const variables = ['a', 'b', 'c', 'd'];
const studies = 10;

export const benchmark: Benchmark = {
  name: 'pool-ten-matrices',
  async run() {
    const stream = new RandomStream([1]);
    const truth = simulateCorrelations(variables.length);
    const sizes = Array.from({ length: studies }, (_, study) => 80 + 20 * study);
    const matrices = sizes.map((n) => disturb(truth, () => (0.1 + 1 / Math.sqrt(n)) * nextNormal(stream)));
    const milliseconds = await timeMedian(() => {
      const pooled = poolCorrelations({ variables, sizes, matrices }, { model: 'random-diag' });
      if (pooled.state !== 'pooled') throw new Error(pooled.state);
    });
    return {
      what: 'ten 4 × 4 matrices, random-diag by ML',
      milliseconds,
      peer: timeInR({
        what: 'rma.mv of R’s metafor on the same covariances',
        packages: ['metafor'],
        setup: writeForR(matrices, sizes),
        expression:
          'rma.mv(yi, V, mods = ~ pair - 1, random = ~ pair | study, struct = "DIAG", method = "ML", data = data)',
      }),
    };
  },
};

/** Moves every correlation a little, both halves alike. */
function disturb(matrix: number[][], error: () => number): number[][] {
  const moved = matrix.map((row) => [...row]);
  for (const [i, j] of allPairs(matrix.length)) {
    moved[i][j] = moved[j][i] = Math.max(-0.9, Math.min(0.9, matrix[i][j] + error()));
  }
  return moved;
}

function writeForR(matrices: number[][][], sizes: number[]): string {
  const pairs = allPairs(variables.length);
  const total = sizes.reduce((sum, n) => sum + n);
  const mean = (a: number, b: number) =>
    matrices.reduce((sum, matrix, study) => sum + sizes[study] * matrix[a][b], 0) / total;
  const blocks = sizes.map((n) =>
    pairs.map((first) => pairs.map((second) => correlationCovariance(mean, first, second) / n)),
  );
  const effects = matrices.flatMap((matrix) => pairs.map(([a, b]) => matrix[a][b]));
  const blocksInR = blocks.map((block) => `matrix(${vectorInR(block.flat())}, ${pairs.length})`);
  return `
    data <- data.frame(yi = ${vectorInR(effects)}, pair = factor(rep(1:${pairs.length}, ${studies})), study = rep(1:${studies}, each = ${pairs.length}))
    V <- bldiag(list(${blocksInR.join(', ')}))`;
}
