/** The scripts of size and of small-study effects, run by R where there is metafor: the digits of the page. */
import { describe, expect, it } from 'vitest';
import type { Estimate } from '#lib/core/coding/estimate.ts';
import { defaultChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { reproduceFunnel } from '#lib/core/lenses/r-scripts/reproduce-funnel.ts';
import { reproduceSize } from '#lib/core/lenses/r-scripts/reproduce-size.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { sizeOfFactor, type SizeBody } from '#lib/core/lenses/size.ts';
import { defaultSizeOptions, type SizeOptions } from '#lib/core/lenses/size-effects.ts';
import type { Sized } from '#lib/core/lenses/size-pool.ts';
import { checkSmallStudies } from '#lib/core/lenses/small-studies.ts';
import { estimatePetPeese } from '#lib/core/stats/bias/pet-peese.ts';
import { isProblem } from '#lib/core/stats/bias/problem.ts';
import { testByMetaRegression, testByWeightedLine } from '#lib/core/stats/bias/regression-test.ts';
import { testRankCorrelation } from '#lib/core/stats/bias/rank-test.ts';
import { fitStepSelection } from '#lib/core/stats/bias/step-selection.ts';
import { RandomStream } from '#lib/core/stats/random.ts';
import { makeCorrelation, makeDataset } from '../datasets/make-dataset.ts';
import { loadCraftDataset, loadSampleDataset } from '../sample/sample-dataset.ts';
import { expectSame, hasMetafor, put, runBundle, type Values } from './run-r.ts';

/** Two maximisers; I² is in per cent. */
const tolerance = (place: string) => (place.endsWith('I2') ? 1e-4 : 1e-6);

/** Studies with one correlation or several, some of the same source, and some partial ones. */
function makeSized(studies: number, several: boolean) {
  const stream = new RandomStream([studies, Number(several)]);
  const estimates = Array.from({ length: studies }, (_, at): Estimate[] => {
    const study = `S${at}`;
    const one = (factor: string, outcome: string, facts: Partial<Estimate>) => {
      const key = `E-${study}-${factor}-${outcome}-${facts.type ?? 'r'}-${facts.locator ?? ''}`;
      const value = Math.round(900 * (stream.nextUniform() - 0.3)) / 1000;
      const n = 20 + stream.nextIndex(300);
      return makeCorrelation(study, factor, outcome, value, { id: key, key, n, ...facts });
    };
    const source = { sameSource: at % 3 === 0 ? 'yes' : at % 3 === 1 ? 'no' : null };
    return [
      one('leadership', at % 2 === 0 ? 'process' : 'services', source),
      ...(several ? [one('leadership', 'health', { ...source, locator: 'again' })] : []),
      ...(at % 3 === 0 ? [one('trust', 'process', { type: 'partial_r' })] : []),
      ...(at < 2 ? [one('power', 'process', {})] : []),
    ];
  }).flat();
  const names = Object.fromEntries(Array.from({ length: studies }, (_, at) => [`S${at}`, { tier: 'C' }]));
  return makeDataset([], names, { estimates });
}

function collect(selection: Selection, options: SizeOptions): Values {
  const values: Values = {};
  const { factors, outcomes } = selection.evidence;
  const keep = (place: string, { effects, summary }: SizeBody) => {
    const k = new Set(effects.map(({ study }) => study.key)).size;
    const [only] = effects;
    const own = effects.length === 1 ? { r: only.r, interval: only.interval } : null;
    const { r, interval } = summary.identified ? summary : (own ?? { r: null, interval: null });
    put(values, place, {
      k,
      estimates: effects.length,
      estimate: r,
      ci_lb: interval?.[0] ?? null,
      ci_ub: interval?.[1] ?? null,
      pi_lb: summary.identified ? (summary.prediction?.[0] ?? null) : null,
      pi_ub: summary.identified ? (summary.prediction?.[1] ?? null) : null,
      tau2: summary.identified ? summary.tau ** 2 : null,
      I2: summary.identified ? summary.I2 : null,
    });
  };
  for (const [at, { key }] of factors.entries()) {
    const size = sizeOfFactor(selection, key, options);
    if (size.all.effects.length > 0) keep(`${at + 1} all`, size.all);
    for (const { outcome, ...body } of size.outcomes)
      keep(`${at + 1} ${outcomes.findIndex((one) => one.key === outcome) + 1} outcome`, body);
    if (size.partial.effects.length > 0) keep(`${at + 1} partial`, size.partial);
    if (!size.sources.identified) continue;
    const { same, separate, difference, interval } = size.sources;
    for (const [what, { k, r, interval }] of [
      ['same_source', same],
      ['separate_sources', separate],
    ] as const)
      put(values, `${at + 1} ${what}`, { k, estimate: r, ci_lb: interval[0], ci_ub: interval[1] });
    put(values, `${at + 1} source_difference`, {
      estimate: difference,
      ci_lb: interval[0],
      ci_ub: interval[1],
    });
  }
  return values;
}

describe.skipIf(!hasMetafor)('sizes with metafor', () => {
  it.each([
    ['the sample, with all that can be asked for', loadSampleDataset(), true],
    ['the sport sample', loadCraftDataset(), false],
    ['one correlation a study', makeSized(9, false), false],
    ['several correlations a study', makeSized(9, true), false],
    ['two studies', makeSized(2, true), false],
  ] as const)(
    'have the digits of the page: %s',
    (_what, dataset, more) => {
      const selection = new Selection(indexEvidence(dataset), defaultChoices, 0);
      const options: SizeOptions = more
        ? { betas: true, corrected: true, clustering: { icc: 0.1 } }
        : defaultSizeOptions;
      expectSame(runBundle(reproduceSize(selection, options)), collect(selection, options), tolerance);
    },
    60_000,
  );

  it('are of one factor where one is asked for', () => {
    const selection = new Selection(indexEvidence(makeSized(5, false)), defaultChoices, 0);
    const [{ text }] = reproduceSize(selection, defaultSizeOptions, 'power').tables;
    expect(text.trim().split('\n')).toHaveLength(3);
    expect(text).toMatch(/^3,1,1,0,/m);
  });
});

describe.skipIf(!hasMetafor)('small-study effects with metafor', () => {
  const draw = (count: number, several: boolean, towards: number): Sized[] => {
    const stream = new RandomStream([count, towards]);
    return Array.from({ length: count }, (_, at) => {
      const variance = 0.004 + 0.06 * stream.nextUniform();
      const z = 0.1 + towards * Math.sqrt(variance) + 0.4 * (stream.nextUniform() - 0.5);
      return { z, variance, study: { key: `S${several ? at >> 1 : at}` } };
    });
  };

  it.each([
    ['one correlation a study', draw(14, false, 1.5)],
    ['several', draw(26, true, 1.5)],
    ['the other way', draw(15, false, -2)],
    ['no asymmetry', draw(12, false, 0)],
  ])(
    'have the digits of the page and of the command line: %s',
    (_what, effects) => {
      const labelled = effects.map((effect) => ({
        ...effect,
        study: { ...effect.study, label: effect.study.key },
      }));
      const checked = checkSmallStudies(labelled);
      if (!checked.identified) throw new Error(checked.reason);
      const sample = {
        yi: checked.studies.map(({ z }) => z),
        vi: checked.studies.map(({ standardError }) => standardError ** 2),
      };
      const found = runBundle(reproduceFunnel(effects));
      const near = (place: string, value: number, digits = 1e-6) =>
        expect(Math.abs(found[place]! - value), place).toBeLessThan(digits);
      near('pool z', checked.centre);

      const { regression, fill } = checked;
      if ('problem' in regression || 'problem' in fill) throw new Error('There is a problem.');
      near('egger pval', regression.p);
      near('egger limit', Math.atanh(regression.limit.r));
      near('egger limit_ci_lb', Math.atanh(regression.limit.interval[0]));
      near('egger limit_ci_ub', Math.atanh(regression.limit.interval[1]));
      const rma = testByMetaRegression(sample, { method: 'REML', test: 'adhoc' });
      if (isProblem(rma)) throw new Error(rma.problem);
      near('egger stat', rma.statistic);

      expect(found['trimfill k0']).toBe(fill.missing);
      expect(found['trimfill right']).toBe(Number(fill.side === 'right'));
      near('trimfill estimate', fill.r);
      near('trimfill ci_lb', fill.interval[0]);
      near('trimfill ci_ub', fill.interval[1]);

      const line = testByWeightedLine(sample);
      const rank = testRankCorrelation(sample);
      const corrected = estimatePetPeese(sample);
      if (isProblem(line) || isProblem(rank) || isProblem(corrected)) throw new Error('There is a problem.');
      near('egger_lm stat', line.statistic, 1e-9);
      near('egger_lm pval', line.pValue, 1e-9);
      near('egger_lm limit', line.limit, 1e-9);
      near('rank tau', rank.tau, 1e-9);
      near('rank pval', rank.pValue, 1e-9);
      near('petpeese pet', corrected.pet.effect.estimate, 1e-9);
      near('petpeese pet_pval', corrected.pet.effect.pValue!, 1e-9);
      near('petpeese peese', corrected.peese.effect.estimate, 1e-9);
      near('petpeese estimate', corrected.effect.estimate, 1e-9);
      near('petpeese ci_lb', corrected.effect.interval![0], 1e-9);

      const selection = fitStepSelection(sample);
      if (isProblem(selection)) return;
      near('selection estimate', selection.estimate, 1e-5);
      near('selection tau2', selection.tau2, 1e-5);
      near('selection weight', selection.weights[1].weight, 1e-4 * selection.weights[1].weight);
      near('selection LRT', selection.LRT.statistic, 1e-7);
    },
    60_000,
  );
});
