import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeEffects, parseMeasure, type Measure } from './compute-effects.ts';
import { hedgesCorrection } from './bias-correction.ts';
import { columnsOf, describeMeasure, measures } from './measures.ts';

type Row = Record<string, number | null>;
const one = (measure: Measure, row: Row) => computeEffects(measure, [row]).rows[0];
const reason = (measure: Measure, row: Row) => computeEffects(measure, [row]).issues[0];

// Borenstein, Hedges, Higgins and Rothstein (2009, Introduction to Meta-Analysis), chapters 4 to 6: two means (p. 22, 29),
// a 2 × 2 table (p. 35–38), a correlation (p. 42).
const trial = { m1i: 103, sd1i: 5.5, n1i: 50, m2i: 100, sd2i: 4.5, n2i: 50 };
const events = { ai: 5, bi: 95, ci: 10, di: 90 };
// Pearson (1900, Philosophical Transactions A 195, 1–47), illustration VI: smallpox, recovery and death by vaccination.
const smallpox = { ai: 1562, bi: 42, ci: 383, di: 94 };

describe('published worked examples', () => {
  it.each<[Measure, Row, number, number, number]>([
    ['MD', trial, 3, 1.01, 4],
    // The book's variance of g, .0411, shrinks that of d; escalc puts g into it: .0418.
    ['SMD', trial, 0.5924, 0.0418, 4],
    ['RR', events, -0.6931, 0.28, 4],
    ['OR', events, -0.7472, 0.3216, 4],
    ['RD', events, -0.05, 0.001375, 6],
    // Viechtbauer (2010, Journal of Statistical Software 36(3)), section 3: the BCG trial of Aronson (1948).
    ['RR', { ai: 4, bi: 119, ci: 11, di: 128 }, -0.8893, 0.3256, 4],
    ['ZCOR', { ri: 0.5, ni: 100 }, 0.5493, 0.0103, 4],
    ['COR', { ri: 0.5, ni: 100 }, 0.5, 0.0057, 4],
    // Pearson gives .5954, from a series with its last terms left out.
    ['RTET', smallpox, 0.5954, 0.0016, 3],
    ['YUQ', smallpox, 0.8025, 0.0012, 4],
    // Aloe and Thompson (2013, Journal of the Society for Social Work and Research 4, 390–405), the study of Abu-Bader (2000).
    ['SPCOR', { ti: 4.61, ni: 218, mi: 4, r2i: 0.24 }, 0.2754, 0.0033, 4],
    // The manual of metafor's escalc, on p values with a sign.
    ['SMD', { pi: -0.018, n1i: 20, n2i: 20 }, -0.7664, 0.1073, 4],
    ['COR', { pi: -0.07, ni: 30 }, -0.3354, 0.0272, 4],
  ])('%s of %j', (measure, row, yi, vi, digits) => {
    const seen = one(measure, row);
    expect(seen.yi).toBeCloseTo(yi, digits);
    expect(seen.vi).toBeCloseTo(vi, digits);
  });
});

// R 4.2.2, metafor 3.8-1, printed with 12 digits.
it.each<[Measure, Row, number, number]>([
  ['PHI', smallpox, 0.290619328995, 0.000672451708434],
  ['YUY', smallpox, 0.502636832135, 0.00131602779958],
  ['PETO', events, -0.717117117117, 0.286846846847],
  ['AS', events, -0.0962371484985, 0.005],
  ['OR2DL', events, -0.411960890804, 0.0977660543917],
  ['OR2DN', events, -0.45285721323, 0.118140469018],
  ['D2ORL', trial, 1.0828786938, 0.137457856675],
  ['SPCOR', { ti: 6.19, ni: 232, mi: 7, r2i: 0.455 }, 0.305326775328, 0.0022755129494],
  ['SMD1', { m1i: 10, n1i: 40, m2i: 8, sd2i: 4, n2i: 50 }, 0.492301088618, 0.0474236036185],
  ['RBIS', { m1i: 10, sd1i: 3, n1i: 40, m2i: 8, sd2i: 4, n2i: 50 }, 0.338964061895, 0.0146851227714],
  ['D2ORN', { m1i: 10, sd1i: 3, n1i: 40, m2i: 8, sd2i: 4, n2i: 50 }, 0.918876924165, 0.127203248899],
  ['UCOR', { ri: -0.7, ni: 40 }, -0.704839475009, 0.00649260417649],
  ['PR', { xi: 12, ni: 20 }, 0.6, 0.012],
  ['PLN', { xi: 12, mi: 8 }, -0.510825623766, 0.0333333333333],
  ['PLO', { xi: 0, ni: 20 }, -3.7135720667, 2.04878048780488],
  ['PAS', { xi: 12, ni: 20 }, 0.886077123793, 0.0125],
  ['PFT', { xi: 12, ni: 20 }, 0.881336109816, 0.0121951219512],
])('%s of %j as escalc', (measure, row, yi, vi) => {
  const seen = one(measure, row);
  expect(seen.yi).toBeCloseTo(yi, 10);
  expect(seen.vi).toBeCloseTo(vi, 10);
});

// Where metafor 5 differs from metafor 3: worked by hand from the formula of the docstring.
describe('newer definitions', () => {
  const row = { m1i: 10, sd1i: 3, n1i: 40, m2i: 8, sd2i: 4, n2i: 50 };

  it('SMDH: the corrected estimate stands in a variance that is not shrunk', () => {
    const g = (hedgesCorrection(88) * 2) / Math.sqrt(12.5);
    const vi = (g * g * (81 / 39 + 256 / 49)) / (8 * 12.5 ** 2) + (9 / 39 + 16 / 49) / 12.5;
    expect(one('SMDH', row).yi).toBeCloseTo(g, 12);
    expect(one('SMDH', row).vi).toBeCloseTo(vi, 12);
    // escalc of metafor 3.8-1 gives 0.0456308088805, the same times the squared correction.
    expect(vi * hedgesCorrection(88) ** 2).toBeCloseTo(0.0456308088805, 12);
  });

  it('ROM: half the difference of the two terms is taken from the bias', () => {
    const [first, second] = [9 / (40 * 100), 16 / (50 * 64)];
    expect(one('ROM', row).yi).toBeCloseTo(Math.log(1.25) + (first - second) / 2, 12);
    expect(one('ROM', row).vi).toBeCloseTo(0.00725, 12);
  });

  it('PCOR and ZPCOR: m counts the predictor itself', () => {
    const r = 4.61 / Math.sqrt(4.61 ** 2 + 213);
    expect(one('PCOR', { ti: 4.61, ni: 218, mi: 4 }).vi).toBeCloseTo((1 - r * r) ** 2 / 214, 12);
    expect(one('ZPCOR', { ri: r, ni: 218, mi: 4 }).vi).toBeCloseTo(1 / 212, 12);
    const z = one('ZSPCOR', { ti: 2.5, ni: 90, mi: 4, r2i: 0.35 });
    const semi = one('SPCOR', { ti: 2.5, ni: 90, mi: 4, r2i: 0.35 });
    expect(z.vi).toBeCloseTo(semi.vi! / (1 - semi.yi! ** 2) ** 2, 12);
  });

  it('a correlation is a partial one with nothing held constant', () => {
    const [zero, partial] = [one('ZCOR', { ri: 0.4, ni: 50 }), one('ZPCOR', { ri: 0.4, ni: 50, mi: 1 })];
    expect(partial).toEqual(zero);
    expect(one('PCOR', { ri: 0.4, ni: 50, mi: 1 })).toEqual(one('COR', { ri: 0.4, ni: 50 }));
  });
});

describe('tests instead of estimates', () => {
  it('come to the same correlation from t, F, p and chi-squared', () => {
    const n = 40;
    const r = -0.35;
    const t = (r * Math.sqrt(n - 2)) / Math.sqrt(1 - r * r);
    const whole = one('ZCOR', { ri: r, ni: n });
    const reports: Row[] = [
      { ti: t, ni: n },
      { fi: -t * t, ni: n },
      { fi: t * t, direction: -1, ni: n },
      { chi2i: n * r * r, direction: -1, ni: n },
    ];
    for (const row of reports) {
      expect(one('ZCOR', row).yi).toBeCloseTo(whole.yi!, 12);
      expect(one('ZCOR', row).vi).toBe(whole.vi);
    }
  });

  it('come to the same difference from d, t and F', () => {
    const whole = one('SMD', { di: 0.4, n1i: 30, n2i: 20 });
    const t = 0.4 / Math.sqrt(1 / 30 + 1 / 20);
    expect(one('SMD', { ti: t, n1i: 30, n2i: 20 }).yi).toBeCloseTo(whole.yi!, 12);
    expect(one('SMD', { fi: t * t, n1i: 30, n2i: 20 }).yi).toBeCloseTo(whole.yi!, 12);
  });

  it('refuses a direction that contradicts the sign', () => {
    expect(reason('COR', { pi: -0.03, direction: 1, ni: 20 }).column).toBe('direction');
    expect(reason('COR', { pi: 0.03, direction: 2, ni: 20 }).column).toBe('direction');
  });

  it('reads p = 1 as no difference at all', () => {
    expect(one('COR', { pi: 1, ni: 20 }).yi).toBe(0);
  });
});

describe('impossible rows', () => {
  it.each<[Measure, Row, string | null, RegExp]>([
    ['COR', { ri: 1.2, ni: 50 }, 'ri', /1\.2.*between -1 and 1/],
    ['COR', { ri: null, ni: 50 }, 'ri', /missing/],
    ['COR', { ri: 0.2, ni: null }, 'ni', /missing/],
    ['COR', { ri: 0.2, ni: 0 }, 'ni', /above 0/],
    ['COR', { pi: 0, ni: 50 }, 'pi', /above 0/],
    ['COR', { pi: 1.4, ni: 50 }, 'pi', /not above 1/],
    ['COR', { pi: 0.4, ni: 2 }, 'ni', /degrees of freedom/],
    ['COR', { ti: 2, ni: 2 }, 'ni', /more than 2/],
    ['COR', { chi2i: 60, ni: 50 }, 'chi2i', /never above n/],
    ['UCOR', { ri: 0.2, ni: 4 }, 'ni', /above 4/],
    ['ZCOR', { ri: 1, ni: 50 }, null, /Fisher's z/],
    ['PCOR', { ti: 2, ni: 5, mi: 4 }, 'ni', /degree of freedom/],
    ['PCOR', { ni: 50, mi: 4 }, 'ti', /missing/],
    ['SPCOR', { ti: 2, ni: 50, mi: 4, r2i: 1.3 }, 'r2i', /between 0 and 1/],
    ['SPCOR', { ti: 9, ni: 50, mi: 4, r2i: 0.1 }, 'r2i', /less than the square/],
    ['SMD', { ...trial, sd1i: -1 }, 'sd1i', /never negative/],
    ['SMD', { ...trial, sd1i: 0, sd2i: 0 }, null, /no unit/],
    ['SMD', { ...trial, n1i: 1, n2i: 1 }, null, /too small/],
    ['SMDH', { ...trial, n1i: 1 }, null, /too small/],
    ['MD', { ...trial, m2i: null }, 'm2i', /missing/],
    ['ROM', { ...trial, m2i: -100 }, 'm2i', /same sign/],
    ['ROM', { ...trial, m1i: 0 }, 'm1i', /same sign/],
    ['OR', { ...events, ai: -1 }, 'ai', /never negative/],
    ['OR', { ...events, ai: 2.5 }, 'ai', /whole/],
    ['OR', { ai: 12, n1i: 10, ci: 3, n2i: 10 }, 'ai', /more than n1i/],
    ['OR', { ...events, n1i: 101 }, 'n1i', /add up to 100/],
    ['OR', { ai: 2, ci: 3, n2i: 10 }, 'bi', /missing/],
    ['RR', { ai: 0, bi: 0, ci: 3, di: 10 }, 'ai', /nobody/],
    ['PHI', { ai: 0, bi: 5, ci: 0, di: 10 }, null, /row or column/],
    ['RTET', { ai: 0, bi: 5, ci: 0, di: 10 }, null, /row or column/],
    ['PR', { xi: 12, ni: 10 }, 'xi', /more than ni/],
    ['PLO', { xi: 1, ni: 0 }, 'ni', /above 0/],
  ])('%s of %j', (measure, row, column, message) => {
    expect(one(measure, row)).toEqual({ yi: null, vi: null });
    const issue = reason(measure, row);
    expect(issue.column).toBe(column);
    expect(issue.message).toMatch(message);
  });

  it('leave the other rows alone', () => {
    const { rows, issues } = computeEffects('COR', [
      { ri: 0.3, ni: 20 },
      { ri: 3, ni: 20 },
      { ri: 0.1, ni: 9 },
    ]);
    expect(rows.map(({ yi }) => yi)).toEqual([0.3, null, 0.1]);
    expect(issues.map(({ row }) => row)).toEqual([1]);
  });

  it('keep the effect where only the variance is beyond reach', () => {
    expect(one('COR', { ri: 0.3, ni: 3 })).toEqual({ yi: 0.3, vi: null });
    expect(one('ZPCOR', { ri: 0.3, ni: 6, mi: 4 }).vi).toBeNull();
    expect(one('RTET', { ai: 4, bi: 0, ci: 3, di: 8 })).toEqual({ yi: 1, vi: null });
    expect(one('RTET', { ai: 0, bi: 4, ci: 3, di: 8 })).toEqual({ yi: -1, vi: null });
    expect(reason('RTET', { ai: 4, bi: 0, ci: 3, di: 8 }).message).toMatch(/border/);
  });

  it('gives nothing for no rows', () => {
    expect(computeEffects('OR', [])).toEqual({ rows: [], issues: [] });
  });
});

describe('empty cells', () => {
  const rows = [
    { ai: 0, bi: 20, ci: 4, di: 16 },
    { ai: 3, bi: 17, ci: 4, di: 16 },
  ];
  const whole = (ai: number, bi: number, ci: number, di: number) => Math.log((ai * di) / (bi * ci));
  const seen = (options: Parameters<typeof computeEffects>[2]) =>
    computeEffects('OR', rows, options).rows.map(({ yi }) => yi);

  it('are filled as asked', () => {
    const plain = whole(3, 17, 4, 16);
    const filled = whole(3.5, 17.5, 4.5, 16.5);
    const half = whole(0.5, 20.5, 4.5, 16.5);
    const close = (values: (number | null)[], expected: (number | null)[]) =>
      values.forEach((value, i) =>
        expected[i] === null ? expect(value).toBeNull() : expect(value).toBeCloseTo(expected[i], 12),
      );
    close(seen({}), [half, plain]);
    close(seen({ to: 'if0all' }), [half, filled]);
    close(seen({ to: 'all' }), [half, filled]);
    close(seen({ to: 'none' }), [null, plain]);
    close(seen({ add: 0 }), [null, plain]);
    close(seen({ add: 1 }), [whole(1, 21, 5, 17), plain]);
    expect.assertions(12);
  });

  it('stay empty for measures that can do with them', () => {
    expect(one('AS', rows[0]).yi).toBeCloseTo(-Math.asin(Math.sqrt(0.2)), 12);
    expect(one('PAS', { xi: 0, ni: 9 }).yi).toBe(0);
    expect(one('PFT', { xi: 0, ni: 9 }).yi).toBeCloseTo(Math.asin(Math.sqrt(0.1)) / 2, 12);
  });

  it('leaves out tables without events where asked', () => {
    const none = { ai: 0, bi: 9, ci: 0, di: 9 };
    expect(computeEffects('RR', [none]).rows[0].yi).toBe(0);
    expect(computeEffects('RR', [none], { drop00: true }).rows[0].yi).toBeNull();
  });

  it('accepts counts over a design effect where asked', () => {
    const row = { ai: 2.5, bi: 5, ci: 2.5, di: 5 };
    expect(computeEffects('OR', [row], { fractionalCounts: true }).rows[0].yi).toBeCloseTo(0, 12);
  });

  it('refuses a negative addition', () => {
    expect(() => computeEffects('OR', rows, { add: -1 })).toThrow(RangeError);
  });
});

describe('the registry', () => {
  it('reads names in any case', () => {
    expect(parseMeasure(' zcor ')).toBe('ZCOR');
    expect(parseMeasure('toString')).toBeNull();
    expect(parseMeasure('HAZARD')).toBeNull();
  });

  it('names every column that an input set has', () => {
    for (const measure of Object.keys(measures) as Measure[])
      expect(columnsOf(measure)).toEqual(expect.arrayContaining([...describeMeasure(measure).inputs.flat()]));
    expect(columnsOf('ZCOR')).toContain('direction');
  });
});

describe('properties', () => {
  const counts = fc.record({
    ai: fc.integer({ min: 0, max: 60 }),
    bi: fc.integer({ min: 1, max: 60 }),
    ci: fc.integer({ min: 1, max: 60 }),
    di: fc.integer({ min: 0, max: 60 }),
  });
  const tables = (Object.keys(measures) as Measure[]).filter(
    (name) => describeMeasure(name).family === 'table',
  );
  const group = { min: 3, max: 200 };
  const means = fc.record({
    m1i: fc.double({ min: 1, max: 100, noNaN: true }),
    sd1i: fc.double({ min: 0.5, max: 20, noNaN: true }),
    n1i: fc.integer(group),
    m2i: fc.double({ min: 1, max: 100, noNaN: true }),
    sd2i: fc.double({ min: 0.5, max: 20, noNaN: true }),
    n2i: fc.integer(group),
  });
  const same = (a: number | null, b: number | null) => {
    if (a === null || b === null) expect(a).toBe(b);
    else expect(Math.abs(a - b)).toBeLessThan(1e-9 * Math.max(1, Math.abs(a)));
  };

  it('exchanging the groups of a table turns the sign alone', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom(...tables), ({ ai, bi, ci, di }, measure) => {
        const there = one(measure, { ai, bi, ci, di });
        const back = one(measure, { ai: ci, bi: di, ci: ai, di: bi });
        same(there.yi, back.yi === null ? null : -back.yi);
        same(there.vi, back.vi);
      }),
    );
  });

  it('exchanging two groups of means turns the sign alone', () => {
    const symmetric: Measure[] = ['MD', 'SMD', 'SMDH', 'ROM', 'RBIS', 'D2ORN', 'D2ORL'];
    fc.assert(
      fc.property(means, fc.constantFrom(...symmetric), (row, measure) => {
        const { m1i, sd1i, n1i, m2i, sd2i, n2i } = row;
        const there = one(measure, row);
        const back = one(measure, { m1i: m2i, sd1i: sd2i, n1i: n2i, m2i: m1i, sd2i: sd1i, n2i: n1i });
        same(there.yi, -back.yi!);
        same(there.vi, back.vi);
      }),
    );
  });

  it('standardised differences know nothing of the unit', () => {
    const free: Measure[] = ['SMD', 'SMDH', 'SMD1', 'ROM', 'RBIS'];
    fc.assert(
      fc.property(means, fc.constantFrom(...free), (row, measure) => {
        const scaled = { ...row, m1i: row.m1i * 7, m2i: row.m2i * 7, sd1i: row.sd1i * 7, sd2i: row.sd2i * 7 };
        const [there, other] = [one(measure, row), one(measure, scaled)];
        same(there.yi, other.yi);
        same(there.vi, other.vi);
      }),
    );
  });

  it('correlations stay within their bounds, and variances above 0', () => {
    const r = fc.double({ min: -0.999, max: 0.999, noNaN: true });
    const n = fc.integer({ min: 5, max: 5000 });
    fc.assert(
      fc.property(r, n, (ri, ni) => {
        const unbiased = one('UCOR', { ri, ni });
        expect(Math.abs(unbiased.yi!)).toBeGreaterThanOrEqual(Math.abs(ri) * (1 - 1e-12));
        expect(Math.abs(unbiased.yi!)).toBeLessThanOrEqual(1);
        expect(one('COR', { ri, ni }).vi).toBeGreaterThan(0);
        same(one('UCOR', { ri: -ri, ni }).yi, -unbiased.yi!);
      }),
    );
  });
});
