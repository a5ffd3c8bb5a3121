import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRunner } from './run.ts';

/** Becker (1992), Journal of Educational Statistics 17, 341–362, the ten samples: [r12, r13, r23] by study. */
const abilities = {
  vars: ['math', 'spatial', 'verbal'],
  n: [74, 153, 48, 55, 51, 18, 27, 43, 35, 34],
  matrices: [
    [0.47, -0.21, -0.15],
    [0.28, 0.19, 0.18],
    [0.48, 0.41, 0.26],
    [0.37, 0.4, 0.27],
    [0.42, 0.48, 0.23],
    [0.41, 0.74, 0.44],
    [0.26, 0.72, 0.36],
    [0.32, 0.52, 0.1],
    [0.58, 0.64, 0.4],
    [0.34, 0.28, -0.03],
  ].map(([ab, ac, bc]): (number | null)[][] => [
    [1, ab, ac],
    [ab, 1, bc],
    [ac, bc, 1],
  ]),
};

async function run(file: unknown, ...words: string[]) {
  const folder = makeFolder();
  writeFileSync(join(folder, 'file.json'), typeof file === 'string' ? file : JSON.stringify(file));
  return makeRunner(folder)('stats', 'masem', 'file.json', ...words);
}

/** The file with one cell of the first matrix changed. */
function withCell(row: number, column: number, value: unknown) {
  const copy = structuredClone(abilities) as { vars: string[]; n: unknown[]; matrices: unknown[][][] };
  copy.matrices[0][row][column] = value;
  return copy;
}

describe('stats masem', () => {
  it('pools as metaSEM does, random-diag', async () => {
    const { code, json } = await run(abilities, '--model', 'random-diag', '--outcome', 'math', '--json');
    expect(code).toBe(0);
    const found = json();
    expect(found).toMatchObject({ vars: abilities.vars, identified: true, warnings: [] });
    expect(found.pooled[0][1]).toBeCloseTo(0.377749, 6);
    expect(found.tau2).toEqual([
      expect.closeTo(0.0005038, 6),
      expect.closeTo(0.0416264, 6),
      expect.closeTo(0.006754, 6),
    ]);
    expect(found.vcov[0][0]).toBeCloseTo(0.00156048831, 8);
    expect(found.pairs[0]).toMatchObject({ a: 'math', b: 'spatial', k: 10, n: 538 });
    // metaSEM's stage 2 of the same model
    expect(found.regression.coef.map(({ estimate }: { estimate: number }) => estimate)).toEqual([
      expect.closeTo(0.322193565, 6),
      expect.closeTo(0.32585263, 6),
    ]);
    expect(found.regression.coef[1].se).toBeCloseTo(0.0799996528, 6);
    expect(found.importance.general.reduce((sum: number, part: number) => sum + part, 0)).toBeCloseTo(
      found.regression.R2,
      12,
    );
    expect(found.importance.R2).toBeCloseTo(found.regression.R2, 12);
  });

  it.each(['fixed', 'random-un'])('pools, %s', async (model) => {
    const { code, json } = await run(abilities, '--model', model, '--acov', 'own', '--json');
    expect(code).toBe(0);
    expect(json().identified).toBe(true);
    expect(json().tau2).toHaveLength(model === 'fixed' ? 0 : 3);
    expect(json().regression).toBeUndefined();
  });

  it('draws intervals of the parts where they are asked for', async () => {
    const { json } = await run(
      abilities,
      ...['--model', 'fixed', '--outcome', 'math', '--draws', '50', '--seed', '3', '--json'],
    );
    expect(json().importance.bootstrap).toMatchObject({ identified: true, draws: 50 });
    expect(json().importance.noise_band).toMatchObject({ identified: true });
  });

  it('regresses on chosen predictors', async () => {
    const { json } = await run(
      abilities,
      ...['--model', 'fixed', '--outcome', 'verbal', '--predictors', 'spatial', '--json'],
    );
    expect(json().regression.coef).toHaveLength(1);
    expect(json().regression.coef[0].estimate).toBeCloseTo(json().pooled[1][2], 12);
    expect(json().regression.coef[0].se).toBeCloseTo(Math.sqrt(json().vcov[2][2]), 12);
  });

  it('prints a table for people', async () => {
    const { code, out } = await run(abilities, '--model', 'fixed', '--outcome', 'math');
    expect(code).toBe(0);
    expect(out).toContain('math, spatial');
    expect(out).toContain('R2');
  });

  it('names pairs never measured together', async () => {
    const matrices = abilities.matrices.map((matrix) => {
      const copy = structuredClone(matrix);
      copy[1][2] = copy[2][1] = null;
      return copy;
    });
    const words = ['--model', 'random-diag', '--outcome', 'math'];
    const { code, json } = await run({ ...abilities, matrices }, ...words, '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      identified: false,
      state: 'missing-pairs',
      missing: [['spatial', 'verbal']],
      pooled: null,
      regression: null,
      importance: null,
    });
    const readable = await run({ ...abilities, matrices }, ...words);
    expect(readable.out).toContain('spatial and verbal');
  });

  it('names variables that contradict each other', async () => {
    const only = (a: number, b: number, r: number) =>
      [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 : i + j === a + b ? r : null)));
    const file = {
      vars: ['a', 'b', 'c'],
      n: [90, 90, 90],
      matrices: [only(0, 1, 0.9), only(0, 2, 0.9), only(1, 2, -0.9)],
    };
    const { code, json } = await run(file, '--model', 'fixed', '--outcome', 'a', '--json');
    expect(code).toBe(1);
    expect(json()).toMatchObject({
      identified: false,
      state: 'not-positive-definite',
      contradicting: ['a', 'b', 'c'],
      regression: { coef: null, R2: null },
    });
    expect((await run(file, '--model', 'fixed', '--outcome', 'a')).out).toContain('contradict');
  });

  it.each([
    ['no JSON', '{', /not JSON/],
    ['a list', [], /no object/],
    ['no names', { ...abilities, vars: 'abc' }, /"vars"/],
    ['a name twice', { ...abilities, vars: ['a', 'a', 'b'] }, /"a" is given twice/],
    ['too few sizes', { ...abilities, n: [10] }, /10 matrices, but 1 sample sizes/],
    [
      'a size that is text',
      { ...abilities, n: ['74', ...abilities.n.slice(1)] },
      /study 1: the sample size.*"74"/,
    ],
    ['text', withCell(0, 1, 'high'), /study 1: row 1 \(math\), column 2 \(spatial\) is "high"/],
    ['a matrix that is not symmetric', withCell(1, 0, 0.1), /not symmetric: row 2 \(spatial\), column 1/],
    ['covariances', withCell(2, 2, 3), /diagonal/],
    ['values beyond 1', withCell(0, 2, 1.21), /between -1 and 1/],
    [
      'a matrix of another size',
      { ...abilities, matrices: abilities.matrices.map((m) => m.slice(1)) },
      /3 rows of 3/,
    ],
  ])('refuses %s', async (_, file, message) => {
    const { code, notes, out } = await run(file, '--model', 'fixed');
    expect(code).toBe(2);
    expect(notes).toMatch(message);
    expect(out).toBe('');
  });

  it.each([
    [[], /needs --model/],
    [['--model', 'mixed'], /--model takes/],
    [['--model', 'fixed', '--acov', 'some'], /--acov takes/],
    [['--model', 'fixed', '--outcome', 'music'], /no variable "music"/],
    [['--model', 'fixed', '--predictors', 'math'], /needs --outcome/],
    [['--model', 'fixed', '--outcome', 'math', '--predictors', 'math'], /cannot predict itself/],
    [['--model', 'fixed', '--outcome', 'math', '--draws', '0'], /--draws/],
  ])('refuses %j', async (words, message) => {
    const { code, notes } = await run(abilities, ...words);
    expect(code).toBe(2);
    expect(notes).toMatch(message);
  });
});
