/**
 * The Ladder and every lens of the sample with 2,000 bootstrap draws, as one switch on Weigh asks for them. The peer is
 * the bootstrap that one would write first: the same shares (six rungs, said, supported), drawn the same number of times
 * by Math.random and plain loops over arrays of objects.
 */
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { climb } from '#lib/core/lenses/ladder.ts';
import { nameFactors, type Naming } from '#lib/core/lenses/naming.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { defaultDraws } from '#lib/core/lenses/share-bootstrap.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { loadSample } from './support/sample.ts';
import { timeAgainst, type Benchmark } from './time.ts';

/** Two bootstraps of the same shares differ by this much at most, or one of them does something else. */
const tolerance = 0.03;

export const benchmark: Benchmark = {
  name: 'weigh-sample',
  async run() {
    const dataset = await loadSample();
    const evidence = indexEvidence(dataset);
    const factorCount = evidence.factors.length;
    const { pieces, naming } = new Selection(evidence, defaultChoices, 0);
    const rungs = climb(pieces, dataset.rungs, false).map(({ pieces }) => nameFactors(pieces, 'equally'));
    const sets = [
      ...[...rungs, naming].map((set) => toParts(set, set.weight)),
      toParts(naming, naming.carried),
    ];

    const [own] = weigh(new Selection(evidence, defaultChoices)).ladder.rungs;
    const [plain] = drawPlainly(sets, factorCount);
    for (const [factor, { interval, k }] of own.points.entries()) {
      const gap = Math.abs((interval?.[1] ?? 0) - plain[factor][1]);
      if (k > 0 && gap > tolerance)
        throw new Error(`factor ${factor}: the two bootstraps end ${gap.toFixed(3)} apart`);
    }
    return timeAgainst(
      {
        what: `the Ladder and the lenses of the sample, ${defaultDraws.toLocaleString('en')} draws`,
        work: () => void weigh(new Selection(evidence, defaultChoices)),
      },
      { what: 'a plain bootstrap of the same shares', work: () => void drawPlainly(sets, factorCount) },
    );
  },
};

/** What a study gives to each factor that it names. */
type Study = { factor: number; value: number }[];

function toParts({ studies, start, factor }: Naming, values: Float64Array): Study[] {
  return studies.map((_, at) => {
    const rows = Array.from({ length: start[at + 1] - start[at] }, (_, i) => start[at] + i);
    return rows.map((row) => ({ factor: factor[row], value: values[row] }));
  });
}

/** Percentile intervals of every factor in every set. */
function drawPlainly(sets: readonly Study[][], factorCount: number): [number, number][][] {
  return sets.map((studies) => {
    const draws: number[][] = Array.from({ length: factorCount }, () => []);
    for (let draw = 0; draw < defaultDraws; draw++) {
      const sums: number[] = new Array(factorCount).fill(0);
      for (let i = 0; i < studies.length; i++) {
        const study = studies[Math.floor(Math.random() * studies.length)];
        for (const { factor, value } of study) sums[factor] += value / studies.length;
      }
      sums.forEach((sum, factor) => draws[factor].push(sum));
    }
    return draws.map((values) => {
      values.sort((a, b) => a - b);
      return [values[Math.floor(0.025 * values.length)], values[Math.floor(0.975 * values.length)]];
    });
  });
}
