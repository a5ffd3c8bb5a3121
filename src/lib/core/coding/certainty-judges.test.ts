import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJudges, writeJudges } from './certainty-judges.ts';

const moment = '2024-05-31T12:30:15.250Z';
const domains = [{ domain: 'imprecision', rating: '-1', reason: 'N = 90.', decidedAt: moment }];

describe('who decided, and when', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        (name, date) => {
          const decidedAt = date.toISOString();
          const clean = name.replace(/\s+/g, ' ').trim();
          const texts = writeJudges({ domains: [{ ...domains[0], decidedAt }] }, () => clean);
          const { judges, issues } = readJudges(texts);
          expect(issues).toEqual([]);
          expect([...judges]).toEqual([['imprecision', { name: clean || null, decidedAt }]]);
        },
      ),
    );
  });

  it('has no names where none are to be told, and the same columns for every judgement', () => {
    const told = writeJudges({ domains }, () => 'Ann');
    expect(Object.keys(told)).toEqual(Object.keys(writeJudges({ domains: [] }, () => 'Ann')));
    expect(Object.values(told).filter(Boolean)).toEqual(['Ann', moment]);
    expect(Object.keys(writeJudges({ domains })).filter((name) => name.endsWith('_by'))).toEqual([]);
  });

  it('is unknown in older tables, and where a date is none', () => {
    expect(readJudges({ imprecision: '-1' })).toEqual({ judges: new Map(), issues: [] });
    for (const bad of ['31.5.2024', '2024-04-31', '2024-13-01', '2024-05-31T25:00Z', '1'.repeat(5000)]) {
      const { judges, issues } = readJudges({ imprecision_at: bad, imprecision_by: 'A'.repeat(5000) });
      expect(judges.get('imprecision')?.decidedAt, bad).toBeNull();
      expect(judges.get('imprecision')?.name).toHaveLength(200);
      expect(issues).toMatchObject([{ code: 'bad-date', where: { field: 'imprecision_at' } }]);
    }
    expect(readJudges({ imprecision_at: '2024-05-31' }).judges.get('imprecision')).toEqual({
      name: null,
      decidedAt: '2024-05-31T00:00:00.000Z',
    });
  });
});
