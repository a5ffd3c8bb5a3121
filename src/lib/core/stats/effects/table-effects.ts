import { firstFault, has, requireCounts, requireValues } from './check-values.ts';
import {
  effectWithoutVariance,
  finiteEffect,
  noEffect,
  type Effect,
  type EffectFault,
  type EffectValues,
} from './effect.ts';
import { tetrachoricCorrelation } from './tetrachoric.ts';

export type TableMeasure =
  'OR' | 'RR' | 'RD' | 'AS' | 'PETO' | 'PHI' | 'YUQ' | 'YUY' | 'RTET' | 'OR2DN' | 'OR2DL';

/** Two rows and two columns of counts: with and without the event in group 1 (a, b) and group 2 (c, d). */
export interface TwoByTwo {
  a: number;
  b: number;
  c: number;
  d: number;
}

/** The table of a row: `ai`, `bi`, `ci`, `di`, or `n1i` for `bi` and `n2i` for `di`. */
export function readTable(row: EffectValues, fractions: boolean): TwoByTwo | EffectFault {
  const wrong = firstFault(
    requireValues(row, 'ai', 'ci'),
    requireCounts(row, fractions, 'ai', 'bi', 'ci', 'di', 'n1i', 'n2i'),
  );
  if (wrong) return wrong;
  const b = readRest(row, 'ai', 'bi', 'n1i');
  if (typeof b !== 'number') return b;
  const d = readRest(row, 'ci', 'di', 'n2i');
  if (typeof d !== 'number') return d;
  if (row.ai + b === 0) return { column: 'ai', message: 'The first group has nobody in it.' };
  if (row.ci + d === 0) return { column: 'ci', message: 'The second group has nobody in it.' };
  return { a: row.ai, b, c: row.ci, d };
}

/** The count without the event, as given or from the total; the two must agree. */
export function readRest(
  row: EffectValues,
  event: string,
  rest: string,
  total: string,
): number | EffectFault {
  if (!has(row, rest) && !has(row, total))
    return { column: rest, message: `${rest} is missing, and so is ${total}.` };
  if (!has(row, total)) return row[rest];
  if (row[event] > row[total])
    return { column: event, message: `${event} is ${row[event]}, more than ${total}, ${row[total]}.` };
  const left = row[total] - row[event];
  if (has(row, rest) && Math.abs(row[rest] - left) > 1e-9 * Math.max(1, row[total]))
    return {
      column: total,
      message: `${total} is ${row[total]}, and ${event} and ${rest} add up to ${row[event] + row[rest]}.`,
    };
  return has(row, rest) ? row[rest] : left;
}

const empty: EffectFault = {
  column: null,
  message: 'An empty cell leaves this measure without a finite value or variance.',
};

/** The measures of a 2 × 2 table, counts already adjusted for empty cells. Variances are escalc's default. */
export function tableEffect(measure: TableMeasure, { a, b, c, d }: TwoByTwo): Effect {
  const n1 = a + b;
  const n2 = c + d;
  const logOdds = Math.log((a * d) / (b * c));
  const logOddsVariance = 1 / a + 1 / b + 1 / c + 1 / d;
  switch (measure) {
    // Fleiss and Berlin (2009, Handbook of Research Synthesis, 2nd ed., ch. 13).
    case 'OR':
      return finiteEffect(logOdds, logOddsVariance, empty);
    case 'RR':
      return finiteEffect(Math.log((a * n2) / (c * n1)), b / (a * n1) + d / (c * n2), empty);
    case 'RD':
      return finiteEffect(a / n1 - c / n2, (a * b) / n1 ** 3 + (c * d) / n2 ** 3, empty);
    // Rücker, Schwarzer, Carpenter and Olkin (2009, Statistics in Medicine 28, 721–738).
    case 'AS':
      return finiteEffect(
        Math.asin(Math.sqrt(a / n1)) - Math.asin(Math.sqrt(c / n2)),
        1 / (4 * n1) + 1 / (4 * n2),
        empty,
      );
    case 'PETO':
      return petoEffect(a, b, c, d);
    case 'PHI':
      return phiEffect(a, b, c, d);
    // Yule (1912, Journal of the Royal Statistical Society 75, 579–652).
    case 'YUQ': {
      const q = (a * d - b * c) / (a * d + b * c);
      return finiteEffect(q, ((1 - q * q) ** 2 / 4) * logOddsVariance, empty);
    }
    case 'YUY': {
      const [same, other] = [Math.sqrt(a * d), Math.sqrt(b * c)];
      const y = (same - other) / (same + other);
      return finiteEffect(y, ((1 - y * y) ** 2 / 16) * logOddsVariance, empty);
    }
    case 'RTET': {
      const { correlation, variance } = tetrachoricCorrelation(a, b, c, d);
      if (correlation === null) return noEffect(oneSided);
      return variance === null
        ? effectWithoutVariance(correlation, atBorder)
        : { yi: correlation, vi: variance, fault: null };
    }
    // Cox and Snell (1989); Hasselblad and Hedges (1995).
    case 'OR2DN':
      return finiteEffect(logOdds / 1.65, logOddsVariance / 1.65 ** 2, empty);
    case 'OR2DL':
      return finiteEffect((Math.sqrt(3) / Math.PI) * logOdds, (3 / Math.PI ** 2) * logOddsVariance, empty);
  }
}

const oneSided: EffectFault = {
  column: null,
  message: 'A row or column of the table is empty: nothing is associated with anything.',
};
const atBorder: EffectFault = {
  column: null,
  message: 'An empty cell puts the tetrachoric correlation at its border, where it has no variance.',
};

/** Yusuf, Peto, Lewis, Collins and Sleight (1985, Progress in Cardiovascular Diseases 27, 335–371). */
function petoEffect(a: number, b: number, c: number, d: number): Effect {
  const n1 = a + b;
  const n2 = c + d;
  const n = n1 + n2;
  const expected = ((a + c) * n1) / n;
  const variance = ((a + c) * (b + d) * (n1 / n) * (n2 / n)) / (n - 1);
  return variance > 0 ? finiteEffect((a - expected) / variance, 1 / variance, oneSided) : noEffect(oneSided);
}

/**
 * The phi coefficient with the variance under multinomial sampling, escalc's default. Yule (1912,
 * p. 603).
 */
function phiEffect(a: number, b: number, c: number, d: number): Effect {
  const n = a + b + c + d;
  const rows = ((a + b) / n) * ((c + d) / n);
  const columns = ((a + c) / n) * ((b + d) / n);
  const rowGap = (a + b - c - d) / n;
  const columnGap = (a + c - b - d) / n;
  const phi = (a * d - b * c) / (n * n * Math.sqrt(rows * columns));
  const skew = (phi * (1 + (phi * phi) / 2) * rowGap * columnGap) / Math.sqrt(rows * columns);
  const margins = 0.75 * phi * phi * (rowGap ** 2 / rows + columnGap ** 2 / columns);
  return finiteEffect(phi, (1 - phi * phi + skew - margins) / n, oneSided);
}
