import { tQuantile } from '../distributions.ts';
import { firstFault, has, requireSignedProbability } from './check-values.ts';
import type { EffectFault, EffectValues } from './effect.ts';

/**
 * The t statistic behind what a row reports: `ti` itself, else the root of `fi` (F with 1 and df degrees of freedom), else
 * the t whose two-sided p is `pi`. F and p know no direction: their sign gives it, as in escalc, or a column `direction`.
 *
 * @param df Degrees of freedom of the test.
 * @returns t; null where the row reports none of the three; or what is wrong.
 */
export function readTestStatistic(row: EffectValues, df: number): number | EffectFault | null {
  if (has(row, 'ti')) return row.ti;
  if (!has(row, 'fi') && !has(row, 'pi')) return null;
  const column = has(row, 'fi') ? 'fi' : 'pi';
  const sign = readDirection(row, column);
  if (typeof sign !== 'number') return sign;
  if (column === 'fi') return sign * Math.sqrt(Math.abs(row.fi));
  const fault = firstFault(requireSignedProbability(row, 'pi'));
  if (fault) return fault;
  if (!(df > 0)) return { column: 'ni', message: `${df} degrees of freedom are left; a p value needs some.` };
  return sign * tFromTwoSidedP(Math.abs(row.pi), df);
}

/** |t| from its two-sided p, from the tail that keeps its digits. */
export const tFromTwoSidedP = (p: number, df: number): number => (p === 1 ? 0 : -tQuantile(p / 2, df));

/** The sign of an unsigned statistic: its own, or that of the column `direction`. */
export function readDirection(row: EffectValues, column: string): 1 | -1 | EffectFault {
  const own = row[column] < 0 ? -1 : 1;
  if (!has(row, 'direction')) return own;
  const { direction } = row;
  if (direction !== 1 && direction !== -1)
    return { column: 'direction', message: `direction is ${direction}; it is 1 or -1.` };
  if (own === -1 && direction === 1)
    return { column: 'direction', message: `direction is 1, and ${column} has the sign of the other one.` };
  return direction;
}
