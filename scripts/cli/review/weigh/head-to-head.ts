import { headToHead, type HeadToHeadRow } from '#lib/core/lenses/head-to-head.ts';
import { formatTable } from '../../output.ts';
import { interval, type WeighLens } from './weigh-lens.ts';

/** A rival; the difference is the focal factor's correlation less the rival's. */
function describeRow({ rival, studies, compared, verdicts, pooled, reason, turned }: HeadToHeadRow) {
  return {
    rival: rival.key,
    studies,
    k: pooled?.studies ?? 0,
    n: pooled?.cases ?? null,
    estimate: pooled?.estimate ?? null,
    ...interval('ci', pooled?.interval),
    ...interval('pi', pooled?.prediction),
    tau2: pooled?.tau2 ?? null,
    I2: pooled?.I2 ?? null,
    compared,
    verdicts,
    turned,
    reason: reason === '' ? null : reason,
  };
}

export const headToHeadLens: WeighLens<ReturnType<typeof describeRow>[]> = {
  key: 'head_to_head',
  about: 'the focal factor against rivals in the same studies',
  shown: 'numbers',
  compute({ selection }) {
    const result = headToHead(selection);
    return result.identified ? result.rows.map(describeRow) : result;
  },
  write: (rows) =>
    formatTable(
      ['rival', 'studies', 'k', 'difference', 'from', 'to', 'compared', 'ahead', 'behind'],
      rows.map(({ rival, studies, k, estimate, ci_lb, ci_ub, compared, verdicts }) => [
        rival,
        studies,
        k,
        estimate,
        ci_lb,
        ci_ub,
        compared,
        verdicts.ahead,
        verdicts.behind,
      ]),
    ),
};
