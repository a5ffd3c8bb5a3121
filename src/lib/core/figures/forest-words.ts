import type { CodebookIndex } from '../codebook/codebook.ts';
import type { FactorSize } from '../lenses/size.ts';
import { exclusions, isPooled } from '../lenses/size-effects.ts';
import { count, decimals, list, studies } from '../words.ts';
import { doubtKey, doubtWords } from './doubt-marks.ts';
import { mostStudies } from './forest-rows.ts';
import type { SceneTable } from './scene.ts';
import { isClear, rRange, rWords } from './size-words.ts';

/** How to read a forest plot, and what a reader must know of these correlations. */
export function explainForest(size: FactorSize): string[] {
  const { all, partial, shown } = size;
  const pooled = [...all.effects, ...partial.effects];
  return [
    ...explainMarks(size),
    ...(all.effects.length > mostStudies
      ? ['Single studies are in the table: they are too many to draw.']
      : []),
    ...explainSample(size),
    ...(all.effects.length > 0 ? [explainSources(size)] : []),
    ...(partial.effects.length > 0
      ? [
          'Partial correlations hold other variables constant, and are another quantity: they are pooled apart. How many others is not coded; one is assumed, which makes their intervals rather too narrow.',
        ]
      : []),
    ...size.contradictions.map(
      ({ study, estimates }) =>
        `${study} reports different numbers for the same two concepts (${list(estimates)}); all of them count.`,
    ),
    ...[...new Set(pooled.flatMap(({ done }) => done))].map(
      (done) => `Of some numbers: ${done} (see the table).`,
    ),
    ...(shown.length > 0
      ? ['Numbers that measure something else, or whose error is not known, are never pooled.']
      : []),
    doubtKey(pooled.map(({ doubts }) => doubts)),
    'A correlation does not tell which of the two is the cause.',
  ].filter((line) => line !== null);
}

function explainMarks({ all: { summary }, outcomes }: FactorSize): string[] {
  if (!summary.identified) {
    return outcomes.length > 0
      ? [
          'Square: a study’s correlation with its 95\u202f% interval. No diamond: one study alone is no summary.',
        ]
      : [];
  }
  const { prediction, tau, I2, model, k } = summary;
  const bar = prediction
    ? ' Pale bar: where the correlation of a new study would lie.'
    : ' With two studies nothing can be said of where a third would lie.';
  const spread =
    I2 === null ? '' : `; I², ${Math.round(I2)}\u202f%, is the part of the spread that is not sampling error`;
  return [
    `Square: a study’s correlation with its 95\u202f% interval, larger where it weighs more. Diamond: pooled, as wide as its interval.${bar}`,
    `Random effects on Fisher’s z by REML${model === 'three levels' ? ', correlations within studies, whose sampling errors are taken as independent' : ''}; intervals by Student’s t with ${k - 1} ${k === 2 ? 'degree' : 'degrees'} of freedom. The true correlations differ by τ = ${decimals(tau)} on that scale${spread}.`,
  ];
}

/** Who was counted: people of the same partnership are alike. */
function explainSample({ all: { effects } }: FactorSize): string[] {
  const studiesWith = (unit: string) =>
    new Set(effects.filter(({ estimate }) => estimate.nUnit === unit).map(({ study }) => study.key)).size;
  const [people, partnerships] = [studiesWith('people'), studiesWith('partnerships')];
  const lines = [];
  if (effects.some(({ isClustered }) => isClustered)) {
    lines.push(
      `n counts people in ${studies(people)}. People of one partnership answer alike, so that where several were asked the interval is too narrow.`,
    );
  }
  if (people > 0 && partnerships > 0) {
    lines.push(
      `In ${studies(partnerships)} n counts partnerships: correlations between partnerships and between people are not quite the same thing.`,
    );
  }
  return lines;
}

function explainSources({ sources }: FactorSize): string {
  if (!sources.identified) return sources.reason;
  const { same, separate, interval } = sources;
  const numbers = `${rWords(same.r, same.interval)} in ${studies(same.k)} where the same people gave cause and outcome, ${rWords(separate.r, separate.interval)} in ${separate.k} with separate sources`;
  if (!isClear(interval)) return `Same or separate sources: no clear difference (${numbers}).`;
  return `Correlations are ${interval[0] > 0 ? 'higher' : 'lower'} where the same people gave cause and outcome: ${numbers}.`;
}

/** The same as a table: every number, pooled or not. */
export function tabulateForest(size: FactorSize, codebook: CodebookIndex): SceneTable {
  const columns: [label: string, isNumber: boolean][] = [
    ['Study', false],
    ['Number', false],
    ['Factor', false],
    ['Outcome', false],
    ['Kind', false],
    ['As reported', true],
    ['n', true],
    ['n counts', false],
    ['r', true],
    ['r from', true],
    ['r to', true],
    ['Weight', true],
    ['Same people', false],
    ['Doubts', false],
    ['Note', false],
  ];
  const weights = new Map(
    [size.all, size.partial].flatMap(({ effects, summary }) =>
      summary.identified ? effects.map((effect, at) => [effect, summary.weights[at]] as const) : [],
    ),
  );
  const conceptLabel = (kind: 'factor' | 'outcome', ends: { kind: string; key: string }[]) => {
    const key = ends.find((end) => end.kind === kind)?.key ?? '';
    return codebook.concept(kind, key)?.label ?? key;
  };
  const rows = size.effects.map((effect) => {
    const { study, estimate, doubts, done } = effect;
    const ends = [estimate.a, estimate.b];
    return [
      study.label,
      estimate.key,
      conceptLabel('factor', ends),
      conceptLabel('outcome', ends),
      codebook.codeLabel('effectTypes', estimate.type),
      Number.isFinite(estimate.value) ? estimate.value : null,
      estimate.n,
      estimate.nUnit === null ? '' : codebook.codeLabel('units', estimate.nUnit),
      ...(isPooled(effect)
        ? [effect.r, ...effect.interval, weights.get(effect) ?? null]
        : [null, null, null, null]),
      estimate.sameSource === null ? '' : codebook.codeLabel('sameSource', estimate.sameSource),
      doubtWords(doubts),
      [...done, isPooled(effect) ? '' : `not pooled: ${exclusions[effect.excluded][2]}`]
        .filter(Boolean)
        .join('; '),
    ];
  });
  return {
    columns: columns.map(([label, isNumber]) => ({ label, isNumber })),
    rows: [...rows, ...tabulateSummaries(size, codebook, columns.length)],
  };
}

function tabulateSummaries(
  { all, outcomes, partial }: FactorSize,
  codebook: CodebookIndex,
  width: number,
): (string | number | null)[][] {
  const bodies = [
    ...(outcomes.length > 1
      ? outcomes.map((body) => ({
          label: `Pooled: ${codebook.concept('outcome', body.outcome)?.label ?? body.outcome}`,
          body,
        }))
      : []),
    { label: 'Pooled', body: all },
    { label: 'Pooled: partial correlations', body: partial },
  ];
  return bodies.flatMap(({ label, body: { summary } }) => {
    if (!summary.identified) return [];
    const { k, estimates, r, interval, prediction, tau, I2 } = summary;
    const row = new Array<string | number | null>(width).fill('');
    [row[5], row[6], row[11]] = [null, null, null];
    [row[0], row[8], row[9], row[10]] = [label, r, ...interval];
    row[width - 1] = [
      `${studies(k)}, ${count(estimates, 'correlation')}`,
      `τ ${decimals(tau, 3)}`,
      ...(I2 === null ? [] : [`I² ${decimals(I2, 1)} %`]),
      ...(prediction ? [`a new study ${rRange(prediction)}`] : []),
    ].join('; ');
    return [row];
  });
}
