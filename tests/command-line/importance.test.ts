import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRunner } from './run.ts';

const good = {
  predictors: ['trust', 'power'],
  outcome: 'success',
  R: [
    [1, 0.2, 0.5],
    [0.2, 1, 0.3],
    [0.5, 0.3, 1],
  ],
  n: 103,
};

function run(file: unknown, ...options: string[]) {
  const folder = makeFolder();
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  writeFileSync(join(folder, 'matrix.json'), text);
  return makeRunner(folder)('stats', 'importance', 'matrix.json', ...options);
}

describe('stats importance', () => {
  it('divides R2 over the predictors', async () => {
    const { code, json } = await run(good, '--json');
    expect(code).toBe(0);
    const { R2, general, standardized, conditional, complete, relative, beta, R2_adj } = json();
    expect(R2).toBeCloseTo(0.28 / 0.96, 12);
    expect(general[0] + general[1]).toBeCloseTo(R2, 12);
    expect(relative[0] + relative[1]).toBeCloseTo(R2, 12);
    expect(standardized[0]).toBeCloseTo(general[0] / R2, 12);
    expect(conditional[0][0]).toBeCloseTo(0.25, 12);
    expect(complete).toEqual([
      [null, 1],
      [0, null],
    ]);
    expect(beta[1]).toBeCloseTo(0.2 / 0.96, 12);
    expect(R2_adj).toBeCloseTo(1 - ((1 - R2) * 102) / 100, 12);
  });

  it('prints a table with what is unexplained', async () => {
    const { code, out } = await run(good);
    expect(code).toBe(0);
    expect(out).toContain('trust');
    expect(out).toMatch(/unexplained\s+0\.708333/);
  });

  it('draws intervals, ranks and the noise band where the covariance is given, the same from the same seed', async () => {
    const vcov = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 0.005 : 0.001)));
    const words = ['--json', '--draws', '200', '--seed', '5'];
    const { code, out, json } = await run({ ...good, vcov }, ...words);
    expect(code).toBe(0);
    const { bootstrap, noise_band: band } = json();
    expect(bootstrap.draws).toBe(200);
    expect(bootstrap.ranks[0][0] + bootstrap.ranks[0][1]).toBeCloseTo(1, 12);
    expect(bootstrap.unexplained_largest).toBeGreaterThan(0.9);
    expect(band.standardized[0][0]).toBeLessThan(0.5);
    expect(band.standardized[0][1]).toBeGreaterThan(0.5);
    expect((await run({ ...good, vcov }, ...words)).out).toBe(out);
  });

  it('names the predictors that are collinear', async () => {
    const R = [
      [1, 1, 0.5],
      [1, 1, 0.5],
      [0.5, 0.5, 1],
    ];
    const { code, json } = await run({ ...good, R }, '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      identified: false,
      R2: null,
      general: null,
      at_fault: ['trust', 'power'],
    });
    expect(json().reason).toContain('collinear');
  });

  it('is not identified where a correlation is not known', async () => {
    const R = [
      [1, null, 0.5],
      [null, 1, 0.3],
      [0.5, 0.3, 1],
    ];
    const { code, out } = await run({ ...good, R });
    expect(code).toBe(1);
    expect(out).toContain('The correlation of trust and power is not known.');
  });

  const withCell = (row: number, column: number, cell: unknown) => ({
    ...good,
    R: good.R.map((cells, i) => cells.map((value, j) => (i === row && j === column ? cell : value))),
  });

  it.each([
    ['not JSON', 'R = [1]', /not JSON/],
    ['no object', '[1]', /no object/],
    ['no predictors', { ...good, predictors: [] }, /"predictors"/],
    ['no outcome', { ...good, outcome: undefined }, /"outcome"/],
    ['a name twice', { ...good, outcome: 'trust' }, /"trust" is given twice/],
    ['no matrix', { ...good, R: 'none' }, /"R" must be a matrix/],
    ['too few rows', { ...good, R: good.R.slice(1) }, /R has 2 rows where 3 are needed/],
    ['a short row', { ...good, R: [[1, 0.2], ...good.R.slice(1)] }, /row 1 \(trust\) has 2 cells/],
    ['text in a cell', withCell(0, 1, '.2'), /row 1, column 2 \(trust, power\): ".2" is not a number/],
    ['not symmetric', withCell(0, 1, 0.3), /not symmetric: row 2, column 1 \(power, trust\) is 0.2/],
    ['a diagonal that is not 1', withCell(1, 1, 2), /row 2, column 2 .*diagonal must be 1, not 2/],
    [
      'a correlation of 1.2',
      { ...good, R: good.R.map((row) => row.map((r) => (r === 0.5 ? 1.2 : r))) },
      /1.2 is no cor/,
    ],
    ['a bad n', { ...good, n: -3 }, /"n"/],
    ['vcov of the wrong size', { ...good, vcov: [[1]] }, /vcov has 1 rows where 3/],
    [
      'a negative variance',
      { ...good, vcov: [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 - i : 0))) },
      /vcov, row 3: the variance of power–success is -1/,
    ],
  ])('refuses %s', async (_, file, message) => {
    const { code, notes, out } = await run(file);
    expect(notes).toMatch(message);
    expect(code).toBe(2);
    expect(out).toBe('');
  });

  it.each([[['--draws', '0']], [['--seed', 'x']], [['--level', '95']], [['--unknown']]])(
    'refuses %j',
    async (words) => {
      expect((await run(good, ...words)).code).toBe(2);
    },
  );

  it('refuses a file that is not there, and none at all', async () => {
    const type = makeRunner();
    expect(await type('stats', 'importance', 'no.json')).toMatchObject({
      code: 2,
      notes: expect.stringContaining('no such file'),
    });
    expect((await type('stats', 'importance')).code).toBe(2);
  });
});
