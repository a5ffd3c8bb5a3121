import type { Estimate } from '#lib/core/coding/estimate.ts';

/** A correlation of leadership with process among 100 people, save what is said here. */
export function makeEstimate(key: string, study: string, facts: Partial<Estimate> = {}): Estimate {
  return {
    id: `estimate-${key}`,
    key,
    study: `study-${study}`,
    a: { kind: 'factor', key: 'leadership' },
    b: { kind: 'outcome', key: 'process' },
    type: 'pearson_r',
    value: 0.3,
    n: 100,
    nUnit: 'people',
    ciLow: null,
    ciHigh: null,
    p: null,
    adjusted: null,
    sameSource: null,
    locator: '',
    sourceUrl: '',
    note: '',
    ...facts,
  };
}
