/** What a conversion gives: a value that says where it comes from, or the reason why there is none. */

export interface Conversion {
  value: number;
  /** Sampling variance of the value, null where the report does not carry it. */
  variance: number | null;
  /** Algebra on what was reported; otherwise an approximation that rests on `note`. */
  exact: boolean;
  /** Paper and equation. */
  source: string;
  /** What an approximation assumes, for the person who reads it. */
  note: string | null;
}

export interface Refusal {
  /** The field that is to blame, null where it is their combination. */
  field: string | null;
  reason: string;
}

/** 1 or −1: which way a statistic without sign points. */
export type Direction = 1 | -1;

export const isRefusal = (result: Conversion | Refusal): result is Refusal => 'reason' in result;

export const refuse = (field: string | null, reason: string): Refusal => ({ field, reason });

/** A value that follows from what was reported without an assumption beyond the test's own. */
export const exactly = (source: string, value: number, variance: number | null = null): Conversion => ({
  value,
  variance,
  exact: true,
  source,
  note: null,
});

/** A value that rests on an assumption. */
export const approximately = (
  source: string,
  note: string,
  value: number,
  variance: number | null = null,
): Conversion => ({ value, variance, exact: false, source, note });

/** The first field that is not a finite number in its bounds. */
export function refuseOutside(
  fields: Record<string, [value: number, low: number, high: number, rule: string]>,
): Refusal | null {
  for (const [field, [value, low, high, rule]] of Object.entries(fields)) {
    if (!(value >= low && value <= high) || !Number.isFinite(value))
      return refuse(
        field,
        Number.isNaN(value) ? `${field} is missing or no number.` : `${field} is ${value}; ${rule}.`,
      );
  }
  return null;
}

/** The smallest number above 0, as a lower bound that leaves 0 out. */
export const above0 = Number.MIN_VALUE;
