import { notIdentified } from '#lib/core/lenses/lens.ts';
import { sizeOfFactor, type SizeBody } from '#lib/core/lenses/size.ts';
import { formatTable } from '../../output.ts';
import { interval, type WeighLens } from './weigh-lens.ts';

/** A pooled correlation; one study alone has its own r, and no spread. */
function describeBody({ effects, summary }: SizeBody) {
  const [only] = effects;
  const own = effects.length === 1 ? { r: only.r, interval: only.interval } : null;
  const found = summary.identified ? summary : own;
  return {
    k: new Set(effects.map(({ study }) => study.key)).size,
    estimates: effects.length,
    estimate: found?.r ?? null,
    ...interval('ci', found?.interval),
    ...interval('pi', summary.identified ? summary.prediction : null),
    tau2: summary.identified ? summary.tau ** 2 : null,
    I2: summary.identified ? summary.I2 : null,
  };
}

type SizePrinted = ({
  factor: string;
  /** Numbers of whatever kind; most may be of kinds that are never pooled. */
  numbers: number;
  outcomes: (ReturnType<typeof describeBody> & { outcome: string })[];
  partial: ReturnType<typeof describeBody> | null;
  reason: string | null;
} & ReturnType<typeof describeBody>)[];

export const sizeLens: WeighLens<SizePrinted> = {
  key: 'size',
  about: 'pooled correlations with outcomes, on the scale of r',
  shown: 'numbers',
  compute({ selection }) {
    if (selection.evidence.dataset.estimates.length === 0)
      return notIdentified('No study here reports a number.');
    const rows = selection.evidence.factors.map(({ key }) => {
      const { row, all, outcomes, partial } = sizeOfFactor(selection, key);
      return {
        factor: key,
        numbers: row.numbers,
        ...describeBody(all),
        outcomes: outcomes.map(({ outcome, ...body }) => ({ outcome, ...describeBody(body) })),
        partial: partial.effects.length > 0 ? describeBody(partial) : null,
        reason: row.reason,
      };
    });
    if (rows.some(({ estimate, partial }) => estimate !== null || partial !== null)) return rows;
    const reasons = rows.filter(({ numbers }) => numbers > 0);
    const told = reasons.map(({ factor, reason }) => `${factor}: ${reason}`).join('; ');
    return notIdentified(`No correlation can be pooled${told ? ` (${told})` : ''}.`);
  },
  write: (rows) =>
    formatTable(
      ['factor', 'numbers', 'k', 'r', 'from', 'to', 'new study from', 'to', 'I2'],
      rows
        .filter(({ numbers }) => numbers > 0)
        .map(({ factor, numbers, k, estimate, ci_lb, ci_ub, pi_lb, pi_ub, I2 }) => [
          factor,
          numbers,
          k,
          estimate,
          ci_lb,
          ci_ub,
          pi_lb,
          pi_ub,
          I2,
        ]),
    ),
};
