/**
 * The plain correlations that studies report among top-level factors and outcomes: what pooled matrices and comparisons
 * within a study are made of.
 */
import type { ConceptReference, Estimate } from '../coding/estimate.ts';
import { isReviewTier, type Study } from '../coding/study.ts';
import { fromFisherZ, toFisherZ } from '../stats/effects/scales.ts';
import { count } from '../words.ts';
import { notStated, type FilterName } from './choices.ts';
import type { Evidence, Piece } from './evidence.ts';
import type { Selection } from './selection.ts';
import { passesSwitch, switchDefinitions, switchNames } from './switches.ts';

/** A pair of variables in one study. */
export interface Correlation {
  r: number;
  n: number;
  /** Estimates behind it; several where narrower concepts of the same pair were correlated. */
  estimates: Estimate[];
}

/** What one study correlated, by pairs of variables. */
export interface StudyCorrelations {
  study: Study;
  pairs: Map<string, Correlation>;
}

/** Why estimates that join two variables can't be used here. */
export type Unusable = 'adjusted' | 'otherKind' | 'review' | 'noSize' | 'impossible';

export interface GatheredCorrelations {
  /** In the order of study keys. */
  studies: StudyCorrelations[];
  unusable: Record<Unusable, number>;
}

const usableUnits = new Set(['people', 'partnerships']);
/** The variance of Fisher's z is 1 / (n − 3). */
const smallest = 4;

/** Name of a variable, unique among factors and outcomes. */
export function variableName({ kind, key }: ConceptReference): string {
  return `${kind}:${key}`;
}

/** Name of a pair of variables, whichever comes first. */
export function pairName(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

export const factorVariable = (key: string) => variableName({ kind: 'factor', key });
export const outcomeVariable = (key: string) => variableName({ kind: 'outcome', key });

/**
 * Gathers the correlations that a reader's choices leave. Usable is a Pearson correlation, not adjusted for anything, of a
 * primary study, with n people or partnerships. Codes below the top level count for what they belong to, with the sign
 * turned where they name its opposite; several for one pair are averaged by Fisher's z, with the smallest n, and the same
 * number twice counts once.
 *
 * Estimates state less than claims do. Tier, setting and stage filters, and "inside one organisation", look at the study;
 * "same people for cause and outcome" at an estimate of a factor and an outcome; the attribution filter and the other
 * switches at the claims of the study about the factor (with none, all that is not stated). Two factors measured side by
 * side need only pass at the study.
 */
export function gatherCorrelations(selection: Selection): GatheredCorrelations {
  let found = gathered.get(selection);
  if (!found) gathered.set(selection, (found = gather(selection)));
  return found;
}

/** Several figures ask the same selection. */
const gathered = new WeakMap<Selection, GatheredCorrelations>();

function gather(selection: Selection): GatheredCorrelations {
  const { evidence } = selection;
  const unusable: GatheredCorrelations['unusable'] = {
    adjusted: 0,
    otherKind: 0,
    review: 0,
    noSize: 0,
    impossible: 0,
  };
  const passes = makeFilter(selection);
  const studies = new Map(evidence.studies.map((study) => [study.id, study]));
  const found = new Map<Study, Map<string, { r: number; n: number; estimate: Estimate }[]>>();
  for (const estimate of evidence.dataset.estimates) {
    const study = studies.get(estimate.study);
    const ends = [estimate.a, estimate.b].map((end) => climb(evidence, end));
    if (!study || ends.some(({ top }) => top === null)) continue;
    const [a, b] = ends.map(({ top }) => top!);
    if (a === b || !passes(estimate, study)) continue;
    const fault = findFault(estimate, study);
    if (fault) {
      unusable[fault]++;
      continue;
    }
    const r = ends[0].isOpposite === ends[1].isOpposite ? estimate.value : -estimate.value;
    const pairs = found.get(study) ?? new Map();
    found.set(study, pairs);
    const name = pairName(a, b);
    const group = pairs.get(name) ?? [];
    pairs.set(name, [...group, { r, n: estimate.n!, estimate }]);
  }
  return {
    studies: [...found]
      .sort(([one], [other]) => (one.key < other.key ? -1 : Number(one.key > other.key)))
      .map(([study, pairs]) => ({
        study,
        pairs: new Map([...pairs].map(([name, group]) => [name, merge(group)])),
      })),
    unusable,
  };
}

/** The top-level variable of a concept; null where the codebook does not know it. */
function climb({ codebook }: Evidence, { kind, key }: ConceptReference) {
  const line = codebook.lineage(kind, key);
  const top = line.at(-1);
  if (!top) return { top: null, isOpposite: false };
  return { top: variableName({ kind, key: top.key }), isOpposite: line[0].reverse !== top.reverse };
}

function findFault({ type, adjusted, value, n, nUnit }: Estimate, { tier }: Study): Unusable | null {
  if (type !== 'pearson_r') return 'otherKind';
  if (adjusted === 'yes') return 'adjusted';
  if (isReviewTier(tier) === true) return 'review';
  if (n === null || n < smallest || !usableUnits.has(nUnit ?? '')) return 'noSize';
  return Math.abs(value) < 1 ? null : 'impossible';
}

function merge(group: { r: number; n: number; estimate: Estimate }[]): Correlation {
  const distinct = group.filter(
    ({ r, n, estimate: { a, b } }, at) =>
      !group
        .slice(0, at)
        .some(
          (other) => other.r === r && other.n === n && samePair([a, b], [other.estimate.a, other.estimate.b]),
        ),
  );
  const estimates = distinct.map(({ estimate }) => estimate);
  if (distinct.length === 1) return { r: distinct[0].r, n: distinct[0].n, estimates };
  const sum = distinct.map(({ r }) => toFisherZ(r)).sort((a, b) => a - b);
  return {
    r: fromFisherZ(sum.reduce((total, z) => total + z, 0) / distinct.length),
    n: Math.min(...distinct.map(({ n }) => n)),
    estimates,
  };
}

function samePair(one: ConceptReference[], other: ConceptReference[]): boolean {
  const text = (pair: ConceptReference[]) => pair.map(variableName).sort().join(' ');
  return text(one) === text(other);
}

function makeFilter({ evidence, choices }: Selection): (estimate: Estimate, study: Study) => boolean {
  const { filters, switches } = choices;
  const allows = (name: FilterName, value: string | null) =>
    filters[name].length === 0 || filters[name].includes(value ?? notStated);
  const asked = switchNames.filter(
    (name) => switches[name] !== 'keep' && name !== 'same_source' && name !== 'inside_one_organisation',
  );
  const pieces = Map.groupBy(evidence.pieces, ({ study }) => study.id);
  const passesClaims = (beside: readonly Piece[], study: Study) =>
    beside.length === 0
      ? allows('attribution', null) && asked.every((name) => passesSwitch(switches[name], 'not_stated'))
      : beside.some(
          ({ claim }) =>
            allows('attribution', claim.attribution) &&
            asked.every((name) => passesSwitch(switches[name], switchDefinitions[name].answer(claim, study))),
        );
  const passesStudy = ({ tier, setting, stages }: Study) =>
    allows('tier', tier) &&
    allows('setting', setting) &&
    (stages.length === 0 ? allows('stage', null) : stages.some((stage) => allows('stage', stage))) &&
    passesSwitch(
      switches.inside_one_organisation,
      setting === null ? 'not_stated' : setting === 'intra_organisational' ? 'yes' : 'no',
    );
  return ({ a, b, sameSource }, study) => {
    if (!passesStudy(study)) return false;
    const outcome = [a, b].find(({ kind }) => kind === 'outcome');
    const factor = [a, b].find(({ kind }) => kind === 'factor');
    if (!outcome || !factor) return true;
    if (!allows('outcome', evidence.codebook.topLevelKey('outcome', outcome.key) ?? null)) return false;
    const isStated = sameSource === 'yes' || sameSource === 'no';
    if (!passesSwitch(switches.same_source, isStated ? sameSource : 'not_stated')) return false;
    const top = evidence.codebook.topLevelKey('factor', factor.key);
    const own = pieces.get(study.id) ?? [];
    return passesClaims(
      own.filter(({ factorAt }) => evidence.factors[factorAt].key === top),
      study,
    );
  };
}

const unusableWords: Record<Unusable, [one: string, many: string]> = {
  otherKind: ['is no plain correlation', 'are no plain correlations'],
  adjusted: ['is adjusted for other things', 'are adjusted for other things'],
  review: ['comes from a review', 'come from reviews'],
  noSize: ['has no n of people or partnerships', 'have no n of people or partnerships'],
  impossible: ['is a correlation of 1 or beyond', 'are correlations of 1 or beyond'],
};

/** "11 estimates are no plain correlations and can’t be used."; empty where all can. */
export function describeUnusable(unusable: Record<Unusable, number>): string {
  const entries = (Object.keys(unusableWords) as Unusable[]).filter((name) => unusable[name] > 0);
  const words = (name: Unusable) => unusableWords[name][unusable[name] === 1 ? 0 : 1];
  const total = entries.reduce((sum, name) => sum + unusable[name], 0);
  if (entries.length === 0) return '';
  if (entries.length === 1) {
    return `${count(total, 'estimate')} ${words(entries[0])} and can’t be used.`;
  }
  const parts = entries.map((name) => `${unusable[name]} ${words(name)}`);
  return `${count(total, 'estimate')} can’t be used: ${parts.join(', ')}.`;
}
