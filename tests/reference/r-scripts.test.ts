/** The scripts that a reader takes away, run by R where there is one: they must give the digits of the page. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCsv } from '#lib/core/csv/read.ts';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import type { RBundle } from '#lib/core/lenses/r-scripts/r-bundle.ts';
import { reproducePool } from '#lib/core/lenses/r-scripts/reproduce-pool.ts';
import { reproduceShares } from '#lib/core/lenses/r-scripts/reproduce-shares.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { poolSizes, type Sized } from '#lib/core/lenses/size-pool.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { makeDataset } from '../datasets/make-dataset.ts';
import { loadSampleDataset } from '../sample/sample-dataset.ts';

const can = (code: string) => spawnSync('Rscript', ['-e', code], { stdio: 'ignore' }).status === 0;
const hasR = can('q()');
const hasMetafor = hasR && can('if (packageVersion("metafor") < "3.8") q(status = 1)');

type Values = Record<string, number | null>;

/** Runs a bundle in a folder of its own; values by their places in the results. */
function run({ script, tables }: RBundle): Values {
  const folder = mkdtempSync(join(tmpdir(), 'r-scripts-'));
  try {
    for (const { name, text } of [script, ...tables]) writeFileSync(join(folder, name), text);
    execFileSync('Rscript', ['--vanilla', script.name], { cwd: folder, stdio: 'pipe' });
    const { rows, issues } = readCsv(readFileSync(join(folder, 'results.csv'), 'utf8'));
    expect(issues).toEqual([]);
    return Object.fromEntries(
      rows.map(({ cells: { value, ...place } }) => [
        Object.values(place).filter(Boolean).join(' '),
        value === '' ? null : Number(value),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the page shows, by the same places. */
function collect(selection: Selection): Values {
  const { ladder, said, supported, direction } = weigh(selection);
  const values: Values = {};
  const put = (place: string, all: Record<string, number | null | undefined>) => {
    for (const [name, value] of Object.entries(all))
      if (value !== undefined) values[`${place} ${name}`] = value;
  };
  for (const [rung, { studies, band, points }] of ladder.rungs.entries()) {
    const place = `ladder ${rung + 1}`;
    put(place, { studies });
    if (studies === 0) continue;
    if (band) put(place, { band_lb: band[0], band_ub: band[1] });
    for (const [at, { k, share, interval }] of points.entries()) {
      put(`${place} ${at + 1}`, { k, share, ci_lb: interval?.[0] ?? null, ci_ub: interval?.[1] ?? null });
    }
  }
  if (said.identified) {
    for (const [at, { k, share, interval }] of said.rows.entries())
      put(`said ${at + 1}`, { k, share, ci_lb: interval?.[0] ?? null, ci_ub: interval?.[1] ?? null });
  }
  if (supported.identified) {
    for (const [at, { share, interval, carried, gap, gapInterval }] of supported.rows.entries())
      put(`supported ${at + 1}`, {
        share,
        ci_lb: interval?.[0] ?? null,
        ci_ub: interval?.[1] ?? null,
        carried,
        gap,
        gap_ci_lb: gapInterval?.[0] ?? null,
        gap_ci_ub: gapInterval?.[1] ?? null,
      });
  }
  if (direction.identified) {
    for (const [
      at,
      { counts, clear, positiveShare, wilson, exact, p, fromEstimates },
    ] of direction.rows.entries())
      put(`direction ${at + 1}`, {
        ...counts,
        from_estimates: fromEstimates,
        ...(clear > 0 && {
          positive_share: positiveShare,
          wilson_lb: wilson![0],
          wilson_ub: wilson![1],
          exact_lb: exact![0],
          exact_ub: exact![1],
          sign_p: p,
        }),
      });
  }
  return values;
}

function expectSame(found: Values, wanted: Values) {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [place, value] of Object.entries(wanted)) {
    if (value === null) expect(found[place], place).toBeNull();
    else expect(Math.abs(found[place]! - value), place).toBeLessThan(1e-9);
  }
}

describe.skipIf(!hasR)('the Ladder, said, supported and direction in base R', () => {
  const sample = loadSampleDataset();

  it.each([
    '',
    'weigh=strength&retrospective=drop',
    'wide=2&bundles=out&unstated=keep',
    'stage=ending&tier=A',
  ])(
    'have the digits of the page for the sample with "%s"',
    (address) => {
      const choices = readChoices(new URLSearchParams(address));
      const selection = new Selection(indexEvidence(sample), choices);
      expectSame(run(reproduceShares(selection)), collect(selection));
    },
    60_000,
  );

  it('have them for another seed, one study, and claims against', () => {
    const datasets = [
      { ...sample, seed: 4_294_967_295 },
      makeDataset([['A', 'leadership']], {}, { seed: 123_456_789 }),
      makeDataset([
        ['A', 'leadership', { direction: 'negative' }],
        ['B', 'leadership', { direction: 'null' }],
        ['B', 'trust', { direction: 'negative' }],
        ['C', 'trust', { direction: 'mixed' }],
        ['C', 'trust'],
      ]),
    ];
    for (const dataset of datasets) {
      const selection = new Selection(indexEvidence(dataset), readChoices(new URLSearchParams()), 200);
      expectSame(run(reproduceShares(selection, 200)), collect(selection));
    }
  }, 60_000);

  it('read labels as texts, whatever they look like', () => {
    const label = '"); system("touch hacked"); # \n\'\\" é NA,';
    const dataset = makeDataset([['A', 'leadership']]);
    const factors = dataset.codebook.factors.map((factor) => ({ ...factor, label }));
    const evidence = indexEvidence({ ...dataset, codebook: { ...dataset.codebook, factors } });
    const selection = new Selection(evidence, readChoices(new URLSearchParams()), 20);
    expectSame(run(reproduceShares(selection, 20)), collect(selection));
  });
});

describe.skipIf(!hasMetafor)('pooled correlations with metafor', () => {
  const z = [0.12, 0.5, 0.31, -0.05, 0.44, 0.2];
  const n = [50, 120, 80, 40, 200, 65];
  const effects = (study: (at: number) => string): Sized[] =>
    z.map((value, at) => ({ z: value, variance: 1 / (n[at] - 3), study: { key: study(at) } }));

  it.each([
    ['one estimate a study', effects(String)],
    ['two studies', effects(String).slice(0, 2)],
    ['studies that agree', effects(String).map((effect) => ({ ...effect, z: 0.3 + effect.variance }))],
    ['several estimates a study', effects((at) => String(at >> 1))],
    ['some of several', effects((at) => (at < 3 ? 'A' : String(at)))],
  ])(
    'have the digits of the page: %s',
    (_what, given) => {
      const pooled = poolSizes(given);
      if (!pooled.identified) throw new Error(pooled.reason);
      const found = run(reproducePool(given));
      const wanted: Values = {
        k: pooled.k,
        estimates: pooled.estimates,
        r: pooled.r,
        ci_lb: pooled.interval[0],
        ci_ub: pooled.interval[1],
        pi_lb: pooled.prediction?.[0] ?? null,
        pi_ub: pooled.prediction?.[1] ?? null,
        tau: pooled.tau,
        I2: pooled.I2,
      };
      expect(Object.keys(found)).toEqual(Object.keys(wanted));
      for (const [name, value] of Object.entries(wanted)) {
        if (value === null) expect(found[name], name).toBeNull();
        // Two maximisers; I² is in per cent.
        else expect(Math.abs(found[name]! - value), name).toBeLessThan(name === 'I2' ? 1e-4 : 1e-6);
      }
    },
    30_000,
  );
});
