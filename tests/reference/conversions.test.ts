/** Single conversions, artefact corrections and combined p values against the values of other software. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#lib/core/csv/read.ts';
import { combineP, oneSidedTest } from '#lib/core/stats/combine/combine-p.ts';
import { binomialUpper } from '#lib/core/stats/distributions.ts';
import { correctForAttenuation } from '#lib/core/stats/effects/attenuation.ts';
import { methods as combineMethods } from '#lib/core/stats/combine/methods.ts';
import { measures } from '#lib/core/stats/effects/measures.ts';
import { methods as effectMethods } from '#lib/core/stats/effects/methods.ts';
import { computeEffects, parseMeasure } from '#lib/core/stats/effects/compute-effects.ts';
import { isRefusal, type Conversion, type Refusal } from '#lib/core/stats/effects/conversion.ts';
import * as toCorrelation from '#lib/core/stats/effects/correlation-conversions.ts';
import * as toDifference from '#lib/core/stats/effects/difference-conversions.ts';
import { artefactDistribution, bareBones } from '#lib/core/stats/effects/hunter-schmidt.ts';
import { correlationInterval, logRatioFromInterval } from '#lib/core/stats/effects/reported-precision.ts';
import { fromFisherZ, fromLogit, fromScale, logit, toFisherZ } from '#lib/core/stats/effects/scales.ts';
import { clopperPearsonInterval, wilsonInterval } from '#lib/core/stats/proportion-intervals.ts';
import { signTest } from '#lib/core/stats/sign-test.ts';
import { recordDifference, writeDifferencesOf } from './differences.ts';
import { tolerances } from './tolerances.ts';

const folder = '../shared/reference/conversions';
const present = existsSync(folder) && existsSync('../shared/corpus/meta');

writeDifferencesOf('conversions');

const near = (method: string, seen: number, expected: number) =>
  expect(recordDifference(method, seen, expected), `${method}: ${seen} for ${expected}`).toBeLessThan(
    tolerances.closedForm,
  );

function known(result: Conversion | Refusal): Conversion {
  if (isRefusal(result)) throw new Error(result.reason);
  return result;
}

interface Line {
  package: string;
  call: string;
  input: string;
  output: string;
  value: number;
}

const lines: Line[] = present
  ? readCsv(readFileSync(`${folder}/effect_size_conversions.csv`, 'utf8')).rows.map(({ cells }) => ({
      package: cells.pkg,
      call: cells.fn,
      input: cells.input,
      output: cells.output,
      value: Number(cells.value === 'NA' ? NaN : cells.value),
    }))
  : [];

describe('the list of methods', () => {
  const methods = [...effectMethods, ...combineMethods];
  it('has every measure', () => {
    expect(methods.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(measures)));
  });
});

describe.skipIf(!present)('escalc, one row at a time', () => {
  /** Measures and variance formulas that the product does not offer. */
  const notOffered =
    /^(VR|ZPHI|PBIT|OR2D|ZPB|D2OR|SMCR|SMCRP|MC|ROMC|PRZ|IRLN|IRS|IRD|ARAW|ABT)$|vtype=(LS2|H0)/;
  const rows = lines.filter(({ call }) => call === 'escalc');
  const offered = rows.filter(
    ({ input }) => !notOffered.test(input.split(' ')[0]) && !/vtype=(LS2|H0)/.test(input),
  );

  it('has rows enough', () => expect(offered.length).toBeGreaterThan(55));

  for (const { input, output, value } of offered) {
    it(`${input}: ${output}`, () => {
      const measure = parseMeasure(input.split(' ')[0])!;
      const pairs = [...input.matchAll(/(\w+)=([-\d.]+)/g)].map(([, name, number]) => [name, Number(number)]);
      const { rows: seen } = computeEffects(measure, [Object.fromEntries(pairs)]);
      const result = output === 'yi' ? seen[0].yi! : seen[0].vi!;
      // escalc's optimiser stops the tetrachoric correlation at four digits.
      if (measure === 'RTET')
        expect(recordDifference(measure, result, value)).toBeLessThan(tolerances.estimate);
      else near(measure, result, value);
    });
  }
});

describe.skipIf(!present)('conversions', () => {
  /** What each call of the table is here, by package, call and input as far as it tells them apart. */
  const ours: Record<string, (x: number) => number> = {
    'transf.rtoz': toFisherZ,
    'transf.ztor': fromFisherZ,
    'transf.logit': logit,
    'transf.ilogit': fromLogit,
    'transf.arcsin': (x) => Math.asin(Math.sqrt(x)),
    'transf.iarcsin': (x) => fromScale('arcsine', x),
    'transf.lnortod.norm': (x) => known(toDifference.differenceFromLogOddsNormal(x, null)).value,
    'transf.lnortod.logis': (x) => known(toDifference.differenceFromLogOdds(x, null)).value,
    'transf.dtolnor.norm': (x) => known(toDifference.logOddsFromDifferenceNormal(x, null)).value,
    'transf.dtolnor.logis': (x) => known(toDifference.logOddsFromDifference(x, null)).value,
    'transf.rpbtod': (x) => known(toDifference.differenceFromCorrelation(x, null)).value,
    'transf.dtorpb': (x) => known(toCorrelation.correlationFromD(x, null)).value,
    'transf.rtorpb': (x) => known(toCorrelation.pointBiserialFromCorrelation(x)).value,
    'transf.rpbtorbis': (x) => known(toCorrelation.biserialFromPointBiserial(x)).value,
  };
  const simple = lines.filter(({ call }) => call in ours);

  it('covers every scale', () => {
    expect(new Set(simple.map(({ call }) => call)).size).toBe(Object.keys(ours).length);
  });

  for (const { call, input, value } of simple)
    it(`${call} of ${input}`, () => near(call, ours[call](Number(input.replace(/^\w+=/, ''))), value));

  const value = (from: string, call: string, input: RegExp, output: string) =>
    lines.find(
      (line) =>
        line.package === from && line.call === call && input.test(line.input) && line.output === output,
    )!.value;

  it('a ratio and its interval (conv.wald)', () => {
    const seen = known(logRatioFromInterval(2.1, 1.3, 3.4));
    near('ratio from its interval', seen.value, value('metafor', 'conv.wald', /OR=2.1/, 'yi'));
    near('ratio from its interval', seen.variance!, value('metafor', 'conv.wald', /OR=2.1/, 'vi'));
  });

  it('effectsize: r to d, d to odds ratio, odds ratio to r, t to r', () => {
    const from = (call: string, input = /./, output = 'v') => value('effectsize', call, input, output);
    near('transf.rpbtod', known(toDifference.differenceFromCorrelation(0.3, null)).value, from('r_to_d'));
    near(
      'transf.dtolnor.logis',
      Math.exp(known(toDifference.logOddsFromDifference(0.6, null)).value),
      from('d_to_oddsratio'),
    );
    near(
      'odds ratio to r',
      known(toCorrelation.correlationFromLogOdds(Math.log(2.5), null)).value,
      from('oddsratio_to_r'),
    );
    near(
      'transf.lnortod.logis',
      known(toDifference.differenceFromLogOdds(0.9, null)).value,
      from('logoddsratio_to_d'),
    );
    near('t to r', known(toCorrelation.correlationFromT(2.3, 45)).value, from('t_to_r', /t=2.3/, 'r'));
    near('t to r', known(toCorrelation.correlationFromT(-3.1, 120)).value, from('t_to_r', /t=-3.1/, 'r'));
  });

  it('esc: d from t, F, p, chi-squared and means; the point-biserial correlation', () => {
    const from = (call: string, input: RegExp, output = 'es') => value('esc', call, input, output);
    const groups = { n1: 100, n2: 150 };
    const fromT = known(toDifference.differenceFromT(3.3, groups));
    near('t to d', fromT.value, from('esc_t', /t=3.3,grp1n.*es=d$/));
    near('t to d', fromT.variance!, from('esc_t', /t=3.3,grp1n.*es=d$/, 'var'));
    const half = { n1: 100, n2: 100 };
    near(
      'F to d',
      known(toDifference.differenceFromF(5.5, half, 1)).value,
      from('esc_f', /totaln=200,es=d$/),
    );
    const chi = known(toDifference.differenceFromChiSquare(9.9, 100, 1));
    near('chi-squared to d', chi.value, from('esc_chisq', /es=d$/));
    near(
      'chi-squared to r',
      known(toCorrelation.correlationFromChiSquare(9.9, 100, 1)).value,
      from('esc_chisq', /es=r$/),
    );
    const means = known(
      toDifference.differenceFromMeans({ mean: 10, sd: 3, n: 40 }, { mean: 8, sd: 4, n: 50 }),
    );
    near('means to d', means.value, value('compute.es', 'mes', /./, 'd'));
    near('means to d', means.variance!, value('compute.es', 'mes', /./, 'var.d'));
    near(
      't to d',
      known(toDifference.differenceFromT(2.5, { n1: 30, n2: 35 })).value,
      value('compute.es', 'tes', /./, 'd'),
    );
  });

  it('intervals of correlations', () => {
    for (const line of lines.filter(({ call }) => call === 'fisher_ci')) {
      const [r, n] = [...line.input.matchAll(/=([-\d.]+)/g)].map(([, number]) => Number(number));
      near(
        "interval through Fisher's z",
        correlationInterval(r, n)![line.output === 'lb' ? 0 : 1],
        line.value,
      );
    }
  });
});

describe.skipIf(!present)('artefacts (psychometric 2.3)', () => {
  const reference = () => JSON.parse(readFileSync(`${folder}/hunter_schmidt_reference.json`, 'utf8'));

  for (const table of ['ABHt32', 'HSJt35'])
    it(table, () => {
      const expected = reference()[table];
      const studies = expected.data.map((row: Record<string, number | null>) => ({
        r: row.Rxy,
        n: row.n,
        reliabilityX: row.Rxx,
        reliabilityY: row.Ryy,
        u: row.u,
      }));
      const seen = artefactDistribution(studies)!;
      const compare: [number, number][] = [
        [seen.mean, expected.rbar],
        [seen.observedVariance, expected.varr],
        [seen.errorVariance, expected.vare],
        [seen.residualVariance, expected.varRes],
        [seen.percentFromError!, expected.pvse['Compare to > 75%']],
        [seen.interval[0], expected.CIrb['CIrb(d)'][0]],
        [seen.interval[1], expected.CIrb['CIrb(d)'][1]],
        [seen.residualVariance - seen.artefactVariance, expected.varResT],
        [seen.artefactVariance, expected.varAV],
        [seen.correctedMean, expected.rhoCA],
        [seen.correctedVariance, expected.varRCA],
        [seen.credibility[0], Object.values<number>(expected.CredIntRho)[0]],
        [seen.credibility[1], Object.values<number>(expected.CredIntRho)[1]],
      ];
      for (const [one, other] of compare) near('Hunter and Schmidt, artefact distribution', one, other);
    });

  it.each([
    ['mcdaniel_bare_bones', 'mcdaniel1994'],
    ['molloy_bare_bones', 'molloy2014'],
  ])('%s', (name, set) => {
    const expected = reference()[name];
    const { rows } = readCsv(readFileSync(`../shared/corpus/meta/dat.${set}.csv`, 'utf8'));
    const seen = bareBones(rows.map(({ cells }) => ({ r: Number(cells.ri), n: Number(cells.ni) })))!;
    expect(seen.k).toBe(expected.k);
    near('Hunter and Schmidt, bare bones', seen.mean, expected.rbar);
    near('Hunter and Schmidt, bare bones', seen.observedVariance, expected.varr);
    near('Hunter and Schmidt, bare bones', seen.errorVariance, expected.vare);
    near('Hunter and Schmidt, bare bones', seen.residualVariance, expected.varRes);
  });

  it('single values', () => {
    const { single } = reference();
    near('attenuation', known(correctForAttenuation(0.3, { x: 0.8, y: 0.7 }, null)).value, single.attenuate);
    const [low, high] = correlationInterval(0.5, 100)!;
    near("interval through Fisher's z", low, single.CIr[0]);
    near("interval through Fisher's z", high, single.CIr[1]);
    near('transf.rtoz', toFisherZ(0.5), single.r2z);
  });
});

interface Combination {
  p: number[];
  fisher: { chisq: number; df: number; p: number };
  stouffer: { z: number; p: number };
  tippett: { min: number; p: number };
  'sign_test_lt_.5': { n: number; k: number; p: number };
}

describe.skipIf(!present)('combined p values (metap) and vote counts', () => {
  const reference = present
    ? JSON.parse(readFileSync(`${folder}/vote_counting_and_p_combination.json`, 'utf8'))
    : { p_combination: {}, sign_tests: [] };

  // Edgington's sum of p is given in the file without a test, and is not offered.
  for (const [name, expected] of Object.entries<Combination>(reference.p_combination))
    it(name, () => {
      // Printed with 15 digits, one p lost what its z rests on; it was 1 − 2⁻⁴⁹, with which R's qnorm gives the file's z.
      const ps: number[] = expected.p.map((p) => (p === 0.999999999999998 ? 1 - 2 ** -49 : p));
      const seen = combineP(ps.map(oneSidedTest));
      near('Fisher', seen.fisher!.chisq, expected.fisher.chisq);
      expect(seen.fisher!.df).toBe(expected.fisher.df);
      near('Fisher', Math.log(seen.fisher!.p), Math.log(expected.fisher.p));
      near('Stouffer', seen.stouffer!.z, expected.stouffer.z);
      near('Stouffer', Math.log(seen.stouffer!.p), Math.log(expected.stouffer.p));
      expect(seen.tippett!.min).toBe(expected.tippett.min);
      near('Tippett', seen.tippett!.p, expected.tippett.p);
      const sign = expected['sign_test_lt_.5'];
      expect(seen.sign!.positive).toBe(sign.n);
      expect(seen.sign!.positive + seen.sign!.negative).toBe(sign.k);
      near('sign test', Math.log(seen.sign!.p), Math.log(sign.p));
    });

  for (const expected of reference.sign_tests)
    it(`${expected.x} of ${expected.n}`, () => {
      const { x, n } = expected;
      near('sign test', signTest(x, n - x)!, expected.p_two);
      near('binomial', binomialUpper(x, n, 0.5), expected.p_greater);
      const [wilson, exact] = [wilsonInterval(x, n), clopperPearsonInterval(x, n)];
      for (const side of [0, 1] as const) {
        near('Wilson interval', wilson[side], expected.wilson_ci[side]);
        near('Clopper-Pearson interval', exact[side], expected.cp_ci[side]);
      }
    });
});
