import { describe, expect, it } from 'vitest';
import { evidenceStrength } from '#lib/core/coding/evidence-strength.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { direction } from '#lib/core/lenses/direction.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { computeLadder } from '#lib/core/lenses/ladder.ts';
import { said } from '#lib/core/lenses/said.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { supported } from '#lib/core/lenses/supported.ts';
import type { LensResult } from '#lib/core/lenses/lens.ts';
import { loadSampleDataset, readExpected } from './sample-dataset.ts';

const dataset = loadSampleDataset();
const expected = readExpected();
const evidence = indexEvidence(dataset);
const selection = new Selection(evidence, defaultChoices, 0);
const places = 6;

function rowsOf<Row extends { factor: string }>(result: LensResult<Row>): Record<string, Row> {
  if (!result.identified) throw new Error(result.reason);
  return Object.fromEntries(result.rows.map((row) => [row.factor, row]));
}

function expectShares(shares: Record<string, number>, wanted: Record<string, number>) {
  expect(Object.keys(shares).sort()).toEqual(Object.keys(wanted).sort());
  for (const [factor, share] of Object.entries(wanted))
    expect(shares[factor], factor).toBeCloseTo(share, places);
}

const sharesOf = (rows: Record<string, { share: number }>) =>
  Object.fromEntries(Object.entries(rows).map(([factor, { share }]) => [factor, share]));

describe('the sample review', () => {
  it('has the stated numbers of records', () => {
    const { studies, claims, estimates, comparisons, codebook } = dataset;
    expect({
      studies: studies.length,
      claims: claims.length,
      estimates: estimates.length,
      headToHeadRows: comparisons.length,
      factors: codebook.factors.length,
      topLevelFactors: evidence.factors.length,
      outcomes: codebook.outcomes.length,
      topLevelOutcomes: evidence.outcomes.length,
    }).toEqual(expected.counts);
  });

  it('gives claims the stated evidence strength', () => {
    const studies = new Map(dataset.studies.map((study) => [study.id, study]));
    const claims = new Map(dataset.claims.map((claim) => [claim.key, claim]));
    for (const [key, strength] of Object.entries<number>(expected.strengthOfClaims)) {
      const claim = claims.get(key)!;
      const { value } = evidenceStrength(claim, studies.get(claim.study)!, dataset.rubric);
      expect(value, key).toBeCloseTo(strength, places);
    }
  });

  it('gives the stated shares of what is said', () => {
    expectShares(sharesOf(rowsOf(said.compute(selection))), expected.said.shares);
  });

  it('gives the stated shares without bundle and mediator', () => {
    const rows = rowsOf(
      said.compute(new Selection(evidence, { ...defaultChoices, leaveOutBundles: true }, 0)),
    );
    const { functioning, synergy, ...others } = sharesOf(rows);
    expect([functioning, synergy]).toEqual([0, 0]);
    expectShares(others, expected.saidWithoutBundleAndMediator.shares);
  });

  it('gives the stated shares of what is supported, and the carried parts', () => {
    const rows = rowsOf(supported.compute(selection));
    expectShares(sharesOf(rows), expected.supported);
    for (const [factor, { carried }] of Object.entries(rows)) {
      if (carried === null) expect(expected.carried[factor], factor).toBeUndefined();
      else expect(carried, factor).toBeCloseTo(expected.carried[factor], places);
    }
    expect(rows.leadership.carriedByOthers).toBeCloseTo(expected.carried.others, places);
  });

  it('gives the stated direction of every factor', () => {
    const rows = rowsOf(direction.compute(selection));
    for (const [factor, counts] of Object.entries(expected.directionByStudyPerTopLevelFactor)) {
      expect(rows[factor].counts, factor).toEqual(counts);
    }
  });

  it('climbs the Ladder as stated', () => {
    const { rungs } = computeLadder(selection);
    expect(rungs.map(({ rung }) => rung.key)).toEqual(
      expected.ladder.map(({ rung }: { rung: string }) => rung),
    );
    for (const [at, wanted] of expected.ladder.entries()) {
      const { studies, claims, failed, notStated, points, band } = rungs[at];
      expect({ studies, claims, failed, not_stated: notStated }).toEqual({
        studies: wanted.studies,
        claims: wanted.claims,
        failed: wanted.failed,
        not_stated: wanted.not_stated,
      });
      expectShares(Object.fromEntries(points.map(({ factor, share }) => [factor, share!])), wanted.shares);
      expect(Object.fromEntries(points.map(({ factor, k }) => [factor, k]))).toEqual(wanted.k);
      expect(band![0]).toBeCloseTo(wanted.band[0], places);
      expect(band![1]).toBeCloseTo(wanted.band[1], places);
    }
  });
});
