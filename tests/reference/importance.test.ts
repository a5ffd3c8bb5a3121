import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AllSubsets } from '#lib/core/stats/importance/all-subsets.ts';
import { analyseImportance, type Importance } from '#lib/core/stats/importance/importance.ts';
import { recordDifference, writeDifferencesOf } from './differences.ts';

const folder = '../shared/reference/importance';
const files = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('_')) : [];

/** The peers agree with each other to 1e-13; all of it is closed form. */
const exact = 1e-9;

/**
 * In the reference, and not offered: decompositions that may be negative or that no text of the product names. Of last,
 * first and the structure coefficients each is a column of `conditional` or the matrix itself.
 */
const notOffered = ['betasq', 'pratt', 'car', 'commonality', 'structure', 'product', 'vif', 'ranks'];

writeDifferencesOf('importance');

function compare(method: string, seen: readonly (number | null)[], expected: readonly number[]): void {
  expect(seen).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) {
    expect(recordDifference(method, seen[at] ?? NaN, value)).toBeLessThan(exact);
  }
}

/** From outcome first, as the reference has it, to outcome last. */
function putOutcomeLast(matrix: number[][]): number[][] {
  const order = [...matrix.keys()].slice(1).concat(0);
  return order.map((i) => order.map((j) => matrix[i][j]));
}

describe.skipIf(files.length === 0)('importance agrees with R', () => {
  describe.each(files)('%s', (name) => {
    const reference = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
    const matrix = putOutcomeLast(reference.R);
    const seen = analyseImportance(matrix, reference.predictors) as Importance;

    it('general dominance and R²', () => {
      compare('General dominance', [seen.R2], [reference.domir.R2]);
      for (const peer of [reference.domir.general, reference.relaimpo.lmg, reference.yhat.GD]) {
        compare('General dominance', seen.general, peer);
      }
      compare('General dominance', seen.standardized, reference.domir.standardized);
    });

    it('conditional dominance', () => {
      compare('Conditional dominance', seen.conditional.flat(), reference.domir.conditional.flat());
      const bySize = reference.yhat.CD.mat as number[][];
      for (const [size, row] of bySize.entries()) {
        compare(
          'Conditional dominance',
          seen.conditional.map((gains) => gains[size]),
          row,
        );
      }
      const { first, last } = reference.relaimpo;
      compare(
        'Conditional dominance',
        seen.conditional.map((gains) => gains[0]),
        first,
      );
      compare(
        'Conditional dominance',
        seen.conditional.map((gains) => gains.at(-1)!),
        last,
      );
    });

    // domir gives the part of the subsets on which one is ahead; whole parts are dominance.
    it('complete dominance', () => {
      const expected = (reference.domir.complete as (number | null)[][]).map((row) =>
        row.map((part) => (part === null || part === 0 || part === 1 ? part : 0.5)),
      );
      expect(seen.complete).toEqual(expected);
      recordDifference('Complete dominance', 0, 0);
    });

    it('relative weights', () => {
      for (const peer of [
        reference.rwa.raw,
        reference.johnson_matrix.raw,
        reference.relaimpo.genizi,
        reference.yhat.rlw,
      ]) {
        compare('Relative weights', seen.relative, peer);
      }
    });

    it('standardised coefficients', () => {
      compare('Standardised coefficients', seen.beta, reference.regression.beta);
    });

    it('R² on every subset', () => {
      const subsets = new AllSubsets(reference.predictors.length);
      expect(subsets.compute(matrix.flat())).toBe(true);
      for (const { subset, R2 } of reference.all_subsets_R2 as { subset: string; R2: number }[]) {
        const members = subset
          .split('+')
          .reduce((bits, predictor) => bits | (1 << reference.predictors.indexOf(predictor)), 0);
        compare('R² on every subset', [subsets.r2[members]], [R2]);
      }
    });
  });

  it('the regression from the pooled correlations of Craft et al.', () => {
    const reference = JSON.parse(readFileSync('../shared/reference/meta/mv_craft2003_masem.json', 'utf8'));
    const seen = analyseImportance(reference.R_pooled, reference.var_order.slice(0, 3)) as Importance;
    const rows = reference.matreg_perf_on_acog_asom_conf as { beta: number }[];
    compare(
      'Standardised coefficients',
      seen.beta,
      rows.map(({ beta }) => beta),
    );
  });

  it('leaves out nothing of the reference unsaid', () => {
    const compared = ['R2', 'general', 'standardized', 'conditional', 'complete', 'lmg', 'last', 'first'];
    compared.push('genizi', 'lmg_check', 'raw', 'rsquare', 'rescaled_pct', 'sign', 'lambda', 'beta');
    compared.push('CD', 'GD', 'rlw');
    const reference = JSON.parse(readFileSync(`${folder}/${files[0]}`, 'utf8'));
    const groups = ['domir', 'relaimpo', 'rwa', 'johnson_matrix', 'regression', 'yhat'];
    const names = groups.flatMap((group) => Object.keys(reference[group]));
    expect(names.filter((name) => !compared.includes(name) && !notOffered.includes(name))).toEqual([]);
  });
});
