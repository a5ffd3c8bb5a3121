/** The script of shares that a reader takes away, run by R where there is one: it must give the digits of the page. */
import { describe, it } from 'vitest';
import { readChoices } from '#lib/core/lenses/choices.ts';
import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { reproduceShares } from '#lib/core/lenses/r-scripts/reproduce-shares.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh } from '#lib/core/lenses/weighing.ts';
import { makeDataset } from '../datasets/make-dataset.ts';
import { loadSampleDataset } from '../sample/sample-dataset.ts';
import { expectSame, hasR, put, runBundle, type Values } from './run-r.ts';

/** What the page shows, by the same places. */
function collect(selection: Selection): Values {
  const { ladder, said, supported, direction } = weigh(selection);
  const values: Values = {};
  const keep = (place: string, all: Values) => put(values, place, all);
  for (const [rung, { studies, band, points }] of ladder.rungs.entries()) {
    const place = `ladder ${rung + 1}`;
    keep(place, { studies });
    if (studies === 0) continue;
    if (band) keep(place, { band_lb: band[0], band_ub: band[1] });
    for (const [at, { k, share, interval }] of points.entries()) {
      keep(`${place} ${at + 1}`, { k, share, ci_lb: interval?.[0] ?? null, ci_ub: interval?.[1] ?? null });
    }
  }
  if (said.identified) {
    for (const [at, { k, share, interval }] of said.rows.entries())
      keep(`said ${at + 1}`, { k, share, ci_lb: interval?.[0] ?? null, ci_ub: interval?.[1] ?? null });
  }
  if (supported.identified) {
    for (const [at, { share, interval, carried, gap, gapInterval }] of supported.rows.entries())
      keep(`supported ${at + 1}`, {
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
      keep(`direction ${at + 1}`, {
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
      expectSame(runBundle(reproduceShares(selection)), collect(selection));
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
      expectSame(runBundle(reproduceShares(selection, 200)), collect(selection));
    }
  }, 60_000);

  it('read labels as texts, whatever they look like', () => {
    const label = '"); system("touch hacked"); # \n\'\\" é NA,';
    const dataset = makeDataset([['A', 'leadership']]);
    const factors = dataset.codebook.factors.map((factor) => ({ ...factor, label }));
    const evidence = indexEvidence({ ...dataset, codebook: { ...dataset.codebook, factors } });
    const selection = new Selection(evidence, readChoices(new URLSearchParams()), 20);
    expectSame(runBundle(reproduceShares(selection, 20)), collect(selection));
  });
});
