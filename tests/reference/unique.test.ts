/** The lens *unique part* on the sport sample against metafor's pooled matrix and matreg, and the published regression. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { uniquePart, type UniquePart } from '#lib/core/lenses/unique.ts';
import { loadCraftDataset } from '../sample/sample-dataset.ts';

function compute(): UniquePart {
  const selection = new Selection(indexEvidence(loadCraftDataset()), defaultChoices, 0);
  // As metafor computes it: each study's own covariances (rcalc), correlations that vary together (struct "UN").
  const result = uniquePart(selection, { model: 'random-un', covariance: 'own' });
  if (!result.identified) throw new Error(result.reason);
  return result;
}

describe('the unique part of the sport sample', () => {
  const order = ['cognitive_anxiety', 'somatic_anxiety', 'self_confidence'];
  const result = compute();
  const rows = order.map((key) => result.rows.find(({ factor }) => factor === key)!);

  // metafor 5.1-12: rma.mv and matreg on dat.craft2003; domir 1.2.0 on the pooled matrix
  it('has the regression and the dominance that R gives', () => {
    expect(rows.map(({ beta }) => beta.estimate)).toEqual([
      expect.closeTo(0.1482, 4),
      expect.closeTo(-0.0536, 4),
      expect.closeTo(0.3637, 4),
    ]);
    expect(rows.map(({ beta }) => beta.standardError)).toEqual([
      expect.closeTo(0.1566, 4),
      expect.closeTo(0.0768, 4),
      expect.closeTo(0.091, 4),
    ]);
    expect(rows.map(({ share }) => share / result.R2)).toEqual([
      expect.closeTo(0.068, 3),
      expect.closeTo(0.09, 3),
      expect.closeTo(0.842, 3),
    ]);
  });

  const file = new URL('../../../shared/reference/meta/mv_craft2003_masem.json', import.meta.url);
  it.skipIf(!existsSync(file))('has the pooled matrix of the reference', () => {
    const { R_pooled: pooled } = JSON.parse(readFileSync(file, 'utf8')) as { R_pooled: number[][] };
    // There: cognitive, somatic, confidence, performance; here the factors in codebook order.
    const places = [1, 2, 0, 3];
    for (const [i, a] of places.entries()) {
      for (const [j, b] of places.entries()) expect(result.matrix[a][b]).toBeCloseTo(pooled[i][j], 4);
    }
  });
});
