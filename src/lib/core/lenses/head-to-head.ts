/**
 * *Head to head*: studies that measured the focal factor and a rival against the same outcome. Where they report the
 * correlations, the difference of the two is pooled, with the covariance that comes from their being measured on the same
 * people (Olkin and Finn 1995, Psychological Bulletin 118, 155–164, on the covariances of 1976, 83, 329–333). What coders noted
 * of who came out ahead is counted beside it, and never pooled.
 */
import type { Concept } from '../codebook/concept.ts';
import type { Study } from '../coding/study.ts';
import { correlationCovariance } from '../stats/masem/olkin-finn.ts';
import { poolEffects } from '../stats/pooling/pool-effects.ts';
import type { Interval } from '../stats/pooling/result.ts';
import { lowerFirst } from '../words.ts';
import {
  describeUnusable,
  factorVariable,
  gatherCorrelations,
  outcomeVariable,
  pairName,
  type StudyCorrelations,
} from './correlations.ts';
import { focalFactorKey } from './evidence.ts';
import { notIdentified, type Identified, type NotIdentified } from './lens.ts';
import type { Selection } from './selection.ts';
import { emptyVerdicts, groupVerdict, studyVerdict, type VerdictCounts } from './verdict-groups.ts';

/** A study's own difference. */
export interface StudyDifference {
  study: Study;
  /** Keys of the outcomes; the difference is their mean where there are several. */
  outcomes: string[];
  /** Focal less rival, each turned so that it goes with the outcome over all studies, in correlation units. */
  difference: number;
  variance: number;
  n: number;
}

export interface PooledDifference {
  estimate: number;
  interval: Interval;
  /** Where the difference in a new study would lie; null for one study. */
  prediction: Interval | null;
  tau2: number | null;
  I2: number | null;
  studies: number;
  cases: number;
}

export interface HeadToHeadRow {
  rival: Concept;
  /** Studies with a comparison, a difference, or both. */
  studies: number;
  /** Studies with a coded comparison, by who came out ahead. */
  compared: number;
  verdicts: VerdictCounts;
  differences: StudyDifference[];
  pooled: PooledDifference | null;
  /** Why nothing is pooled; empty where it is. */
  reason: string;
  /** Factors whose correlations were turned round, since they go with less of the outcome. */
  turned: ('focal' | 'rival')[];
}

/** Rows in the order of how many studies they have, rivals before bundles and mediators. */
export interface HeadToHead extends Identified<HeadToHeadRow> {
  focal: Concept;
  /** Studies that compare the focal factor with any rival by their verdicts, one vote a study. */
  verdicts: VerdictCounts;
  compared: number;
  /** Labels of verdicts that belong to no group. */
  otherVerdicts: string[];
  /** Words on the estimates that can't be used; empty where all can. */
  unusable: string;
}

export type HeadToHeadResult = HeadToHead | NotIdentified;

export function headToHead(selection: Selection): HeadToHeadResult {
  const { evidence, choices } = selection;
  const focalKey = focalFactorKey(evidence, choices);
  const focal = evidence.factors.find(({ key }) => key === focalKey)!;
  const gathered = gatherCorrelations(selection);
  const comparisons = selectComparisons(selection, focal);
  const rivals = evidence.factors.filter(
    (factor) => factor !== focal && !(choices.leaveOutBundles && factor.role !== 'factor'),
  );
  const rows = rivals
    .map((rival) => compareWith(selection, gathered.studies, comparisons, focal, rival))
    .filter(({ studies }) => studies > 0)
    .sort(
      (a, b) =>
        Number(a.rival.role !== 'factor') - Number(b.rival.role !== 'factor') || b.studies - a.studies,
    );
  const unusable = describeUnusable(gathered.unusable);
  if (rows.length === 0) {
    const reason = `No study here measured ${lowerFirst(focal.label)} and another factor against the same outcome, and none is coded as comparing them. ${unusable}`;
    return notIdentified(reason.trim());
  }
  const verdicts = countVerdicts(comparisons);
  const used = new Set([
    ...comparisons.map(({ study }) => study.id),
    ...rows.flatMap(({ differences }) => differences.map(({ study }) => study.id)),
  ]);
  return {
    identified: true,
    rows,
    studies: used.size,
    claims: new Set(comparisons.flatMap(({ claims }) => claims)).size,
    focal,
    verdicts: verdicts.counts,
    compared: verdicts.studies,
    otherVerdicts: [
      ...new Set(
        comparisons
          .filter(({ verdict }) => groupVerdict(verdict) === 'other')
          .map(({ verdict }) => evidence.codebook.codeLabel('verdicts', verdict)),
      ),
    ],
    unusable,
  };
}

/** Estimates and claims that a page compares in a few milliseconds. */
const quicklyCompared = 3000;

/** The same at once; null where that would hold a page up. */
export function quickHeadToHead(selection: Selection): HeadToHeadResult | null {
  const { dataset, pieces } = selection.evidence;
  return dataset.estimates.length + pieces.length > quicklyCompared ? null : headToHead(selection);
}

interface SelectedComparison {
  study: Study;
  verdict: string;
  /** Keys of top-level rivals. */
  rivals: Set<string>;
  claims: string[];
}

/**
 * The comparisons that a reader's choices leave: one that rests on claims stays where one of its claims does, else where
 * its study has any claim left. Those of another focal factor say nothing of this one.
 */
function selectComparisons({ evidence, choices, pieces }: Selection, focal: Concept): SelectedComparison[] {
  const { codebook, dataset } = evidence;
  const studies = new Map(evidence.studies.map((study) => [study.id, study]));
  const all = new Set(evidence.pieces.map(({ claim }) => claim.id));
  const claims = new Set(pieces.map(({ claim }) => claim.id));
  const claimed = new Set(evidence.pieces.map(({ study }) => study.id));
  const left = new Set(pieces.map(({ study }) => study.id));
  const { outcome: outcomes } = choices.filters;
  return dataset.comparisons.flatMap((comparison): SelectedComparison[] => {
    const study = studies.get(comparison.study);
    if (!study || codebook.topLevelKey('factor', comparison.focalFactor) !== focal.key) return [];
    const outcome = codebook.topLevelKey('outcome', comparison.outcome) ?? '';
    if (outcomes.length > 0 && !outcomes.includes(outcome)) return [];
    const own = comparison.claims.filter((id) => all.has(id));
    const passes =
      own.length > 0 ? own.some((id) => claims.has(id)) : left.has(study.id) || !claimed.has(study.id);
    if (!passes) return [];
    const rivals = comparison.rivals.flatMap((key) => codebook.topLevelKey('factor', key) ?? []);
    return [
      {
        study,
        verdict: comparison.verdict,
        rivals: new Set(rivals.filter((key) => key !== focal.key)),
        claims: own,
      },
    ];
  });
}

function countVerdicts(comparisons: readonly SelectedComparison[]): {
  counts: VerdictCounts;
  studies: number;
} {
  const byStudy = Map.groupBy(comparisons, ({ study }) => study.id);
  const counts = emptyVerdicts();
  for (const group of byStudy.values()) {
    counts[studyVerdict(group.map(({ verdict }) => groupVerdict(verdict)))]++;
  }
  return { counts, studies: byStudy.size };
}

function compareWith(
  selection: Selection,
  studies: readonly StudyCorrelations[],
  comparisons: readonly SelectedComparison[],
  focal: Concept,
  rival: Concept,
): HeadToHeadRow {
  const own = comparisons.filter(({ rivals }) => rivals.has(rival.key));
  const { counts: verdicts, studies: compared } = countVerdicts(own);
  const { differences, turned, both } = measureDifferences(selection, studies, focal, rival);
  const involved = new Set([
    ...own.map(({ study }) => study.id),
    ...differences.map(({ study }) => study.id),
    ...both,
  ]);
  return {
    rival,
    studies: involved.size,
    compared,
    verdicts,
    differences,
    ...poolDifferences(differences, both.length),
    turned,
  };
}

interface Measured {
  study: Study;
  outcome: string;
  n: number;
  /** Correlations with the outcome, and with each other; null where that was not reported. */
  focal: number;
  rival: number;
  among: number | null;
}

/**
 * The differences of all studies that correlate both factors with an outcome. A factor that goes with less of an outcome,
 * by the n-weighted mean over these studies, is turned round first: what is compared is how closely each goes with the
 * outcome, not the sign. Where a study does not report how the two factors correlate, the n-weighted mean of those that do
 * takes its place in the covariance.
 */
function measureDifferences(
  { evidence }: Selection,
  studies: readonly StudyCorrelations[],
  focal: Concept,
  rival: Concept,
): { differences: StudyDifference[]; turned: ('focal' | 'rival')[]; both: string[] } {
  const [a, b] = [focal, rival].map(({ key }) => factorVariable(key));
  const twoFactors = pairName(a, b);
  const measured = evidence.outcomes.flatMap(({ key }) => {
    const outcome = outcomeVariable(key);
    const [ofFocal, ofRival] = [pairName(a, outcome), pairName(b, outcome)];
    return studies.flatMap(({ study, pairs }): Measured[] => {
      const mine = pairs.get(ofFocal);
      const other = mine && pairs.get(ofRival);
      if (!mine || !other) return [];
      const among = pairs.get(twoFactors);
      const n = Math.min(mine.n, other.n, among?.n ?? Infinity);
      return [{ study, outcome: key, n, focal: mine.r, rival: other.r, among: among?.r ?? null }];
    });
  });
  const known = measured.filter(({ among }) => among !== null);
  const meanAmong = known.length > 0 ? weightedMean(known, ({ among }) => among!) : null;
  const turned = new Set<'focal' | 'rival'>();
  const byStudy = new Map<Study, { difference: number; variance: number; n: number; outcome: string }[]>();
  for (const [outcome, group] of Map.groupBy(measured, (one) => one.outcome)) {
    const signs = {
      focal: weightedMean(group, (one) => one.focal) < 0 ? -1 : 1,
      rival: weightedMean(group, (one) => one.rival) < 0 ? -1 : 1,
    };
    if (signs.focal < 0) turned.add('focal');
    if (signs.rival < 0) turned.add('rival');
    for (const { study, n, ...r } of group) {
      const among = r.among ?? meanAmong;
      if (among === null) continue;
      const [x, y] = [signs.focal * r.focal, signs.rival * r.rival];
      const variance = differenceVariance(x, y, signs.focal * signs.rival * among, n);
      if (variance === null) continue;
      byStudy.set(study, [...(byStudy.get(study) ?? []), { difference: x - y, variance, n, outcome }]);
    }
  }
  return {
    differences: [...byStudy].map(([study, group]) => mergeOutcomes(study, group)).sort(byKey),
    turned: [...turned],
    both: [...new Set(measured.map(({ study }) => study.id))],
  };
}

const byKey = (a: { study: Study }, b: { study: Study }) =>
  a.study.key < b.study.key ? -1 : Number(a.study.key > b.study.key);

function weightedMean<Row extends { n: number }>(rows: readonly Row[], value: (row: Row) => number): number {
  const sum = rows.map((row) => row.n * value(row)).sort((a, b) => a - b);
  return sum.reduce((total, part) => total + part, 0) / rows.reduce((total, { n }) => total + n, 0);
}

/**
 * Large-sample variance of r_xz − r_yz on the same n cases, at the study's own correlations, over n − 1.
 *
 * @returns Null where the three correlations can't all be true.
 */
export function differenceVariance(xz: number, yz: number, xy: number, n: number): number | null {
  if (1 + 2 * xz * yz * xy - xz ** 2 - yz ** 2 - xy ** 2 <= 0) return null;
  // x, y, z by position.
  const r = (a: number, b: number) => (a === b ? 1 : a + b === 1 ? xy : a + b === 2 ? xz : yz);
  const covariance = (one: readonly [number, number], other: readonly [number, number]) =>
    correlationCovariance(r, one, other);
  const [x, y] = [
    [0, 2],
    [1, 2],
  ] as const;
  const variance = (covariance(x, x) + covariance(y, y) - 2 * covariance(x, y)) / (n - 1);
  return variance > 0 ? variance : null;
}

/** Several outcomes of one study are taken as saying the same: the mean difference, with the mean standard error. */
function mergeOutcomes(
  study: Study,
  group: { difference: number; variance: number; n: number; outcome: string }[],
): StudyDifference {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    study,
    outcomes: group.map(({ outcome }) => outcome),
    difference: mean(group.map(({ difference }) => difference)),
    variance: mean(group.map(({ variance }) => Math.sqrt(variance))) ** 2,
    n: Math.min(...group.map(({ n }) => n)),
  };
}

/**
 * Random effects by REML, intervals after Knapp and Hartung, never narrower than the normal ones. One study is shown with
 * its own interval.
 */
function poolDifferences(
  differences: readonly StudyDifference[],
  both: number,
): { pooled: PooledDifference | null; reason: string } {
  if (differences.length === 0) {
    const reason = both > 0 ? 'no study reports how the two correlate' : 'no study reports both correlations';
    return { pooled: null, reason };
  }
  const fit = poolEffects(
    { yi: differences.map(({ difference }) => difference), vi: differences.map(({ variance }) => variance) },
    { method: 'REML', test: 'adhoc', heterogeneityInterval: false },
  );
  if (!fit.fitted) return { pooled: null, reason: fit.reason };
  const [{ estimate, interval }] = fit.coefficients;
  if (!interval) return { pooled: null, reason: 'the difference has no interval' };
  return {
    pooled: {
      estimate,
      interval,
      prediction: differences.length > 1 ? fit.predictionInterval : null,
      tau2: fit.tau2,
      I2: fit.I2,
      studies: differences.length,
      cases: differences.reduce((sum, { n }) => sum + n, 0),
    },
    reason: '',
  };
}

/** Whether the interval of a difference leaves out 0, and which way it lies. */
export function leanOf(pooled: PooledDifference | null): 'focal' | 'rival' | 'unclear' {
  if (!pooled) return 'unclear';
  return pooled.interval[0] > 0 ? 'focal' : pooled.interval[1] < 0 ? 'rival' : 'unclear';
}
