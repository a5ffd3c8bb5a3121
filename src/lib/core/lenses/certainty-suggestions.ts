/**
 * What the data say of GRADE's domains, beside which people decide. Nothing here fills in a judgement: a suggestion is a
 * sentence, with a rating where the rule gives one.
 */
import { isReviewTier, type Study } from '../coding/study.ts';
import { isProblem } from '../stats/bias/problem.ts';
import type { Interval } from '../stats/pooling/result.ts';
import { count, decimals, grouped, studies as studiesWord } from '../words.ts';
import type { Evidence, Piece } from './evidence.ts';
import { linkEstimates } from './select-estimates.ts';
import { defaultSizeOptions, isPooled, measureEffects, type PooledEffect } from './size-effects.ts';
import { isOneSize, leastForPrediction, poolOrKeep, type OneSize } from './size-pool.ts';
import { checkSmallStudies, leastForFunnel } from './small-studies.ts';

export interface CertaintySuggestion {
  /** Key of a domain, or `start`. */
  domain: string;
  /** What the rule gives; null where the data can't suggest anything. */
  rating: string | null;
  /** Why, in one or two sentences. */
  sentence: string;
}

/** The studies that a judgement is about, with what they say. */
interface Body {
  studies: Study[];
  pieces: Piece[];
  /** Correlations of the two that can be pooled, as the lens *size* pools them. */
  effects: PooledEffect[];
  /** Studies that give them. */
  sized: Study[];
  /** Estimates of the two of other kinds. */
  leftOut: number;
  /** Null where there is nothing to pool, or pooling found no answer. */
  size: OneSize | null;
  /** Why pooling found no answer; empty where it did, or had nothing to begin with. */
  problem: string;
}

/** A correlation below this is too small to matter to anybody. */
const smallest = 0.1;
/** Fewer people than this are too few to tell, whatever the interval says. */
const fewestPeople = 400;
/** The level at which those tests are read, since they miss much (Egger et al. 1997, BMJ 315, 629). */
const biasLevel = 0.1;

/**
 * Suggestions for the start and the eight domains of one top-level factor → outcome, over the whole body of evidence:
 * filters and switches of a reader change nothing here.
 */
export function suggestGrade(evidence: Evidence, factor: string, outcome: string): CertaintySuggestion[] {
  const body = collect(evidence, factor, outcome);
  return [
    suggestStart(body),
    suggestRiskOfBias(body),
    suggestInconsistency(body),
    suggestIndirectness(body),
    suggestImprecision(body),
    suggestPublicationBias(body),
    suggestLargeEffect(body),
    cannot('dose_response', 'how much of a factor there was is not coded; look in the studies.'),
    cannot('plausible_confounding', 'what was left out of a study is not coded; look in the studies.'),
  ];
}

function collect(evidence: Evidence, factor: string, outcome: string): Body {
  const { factors, outcomes } = evidence;
  const pieces = evidence.pieces.filter(
    ({ factorAt, outcomeAt }) => factors[factorAt].key === factor && outcomes[outcomeAt]?.key === outcome,
  );
  const links = linkEstimates(evidence).filter((link) => link.factor === factor && link.outcome === outcome);
  const ids = new Set([...links, ...pieces].map(({ study }) => study.id));
  const effects = measureEffects(links, defaultSizeOptions)
    .filter(isPooled)
    .filter(({ kind }) => kind === 'zero-order');
  const pooled = effects.length === 0 ? null : poolOrKeep(effects);
  return {
    studies: evidence.studies.filter(({ id }) => ids.has(id)),
    pieces,
    effects,
    sized: [...new Set(effects.map(({ study }) => study))],
    leftOut: links.length - effects.length,
    size: pooled && isOneSize(pooled) ? pooled : null,
    problem: pooled && !isOneSize(pooled) ? pooled.reason : '',
  };
}

function suggest(domain: string, rating: string, sentence: string): CertaintySuggestion {
  return { domain, rating, sentence };
}

function cannot(domain: string, why: string): CertaintySuggestion {
  return { domain, rating: null, sentence: `Can’t be suggested: ${why}` };
}

/** Why there is nothing to compute with. */
function lackOfEffects({ effects, sized, leftOut, problem }: Body): string {
  if (problem !== '') return `the correlations can’t be pooled. ${problem}`;
  const left = leftOut > 0 ? `; ${count(leftOut, 'estimate')} of other kinds can’t be pooled` : '';
  return effects.length === 0
    ? `no study gives a plain correlation of the two with its n${left}.`
    : `${count(sized.length, 'study gives', 'studies give')} a plain correlation of the two with its n${left}.`;
}

function suggestStart({ studies }: Body): CertaintySuggestion {
  const primary = studies.filter(({ tier }) => isReviewTier(tier) !== true);
  if (primary.length === 0) {
    const why = studies.length === 0 ? 'no study joins the two.' : 'only reviews speak of the two.';
    return cannot('start', why);
  }
  const trials = primary.filter(({ design }) => design === 'trial_follow_up').length;
  const sentence = `${trials} of ${count(primary.length, 'primary study', 'primary studies')} ${trials === 1 ? 'is a trial' : 'are trials'}.`;
  return trials === primary.length
    ? suggest('start', 'high', `${sentence} Trials start high.`)
    : suggest('start', 'low', `${sentence} Other designs start low.`);
}

function suggestRiskOfBias({ studies, pieces }: Body): CertaintySuggestion {
  const separate = new Set(
    pieces.filter(({ claim }) => claim.sameSource === 'no').map(({ study }) => study.id),
  );
  const hint =
    studies.length === 0
      ? ''
      : ` To begin with: ${studies.length - separate.size} of ${studiesWord(studies.length)} took cause and outcome from the same source, or do not say.`;
  return cannot('risk_of_bias', `no study has been appraised.${hint}`);
}

function suggestInconsistency(body: Body): CertaintySuggestion {
  const { size, sized } = body;
  if (sized.length < leastForPrediction) {
    return cannot('inconsistency', `${lackOfEffects(body)} It takes ${leastForPrediction}.`);
  }
  if (size === null || size.prediction === null) return cannot('inconsistency', lackOfEffects(body));
  const [low, high] = size.prediction;
  const range = `A new study would lie anywhere from ${correlations(size.prediction)} (95\u202f% prediction interval, ${studiesWord(sized.length)})`;
  return low < 0 && high > 0
    ? suggest('inconsistency', '-1', `${range}, on both sides of 0.`)
    : suggest('inconsistency', '0', `${range}, all on one side of 0.`);
}

function suggestIndirectness({ studies, pieces }: Body): CertaintySuggestion {
  if (studies.length === 0) return cannot('indirectness', 'no study joins the two.');
  const claimsOf = Map.groupBy(pieces, ({ study }) => study);
  const settings = studies.map((study) => settingOf(study, claimsOf.get(study) ?? []));
  const inside = settings.filter((setting) => setting === 'intra_organisational').length;
  const unstated = settings.filter((setting) => setting === null).length;
  const all = settings.length;
  const sentence = `${inside} of ${studiesWord(all)} ${inside === 1 ? 'is' : 'are'} about the inside of one organisation`;
  const silence = unstated === 0 ? '' : `, ${unstated} ${unstated === 1 ? 'does' : 'do'} not say`;
  if (inside > all / 2) return suggest('indirectness', '-1', `${sentence}${silence}: more than half.`);
  if (inside + unstated > all / 2) {
    return cannot('indirectness', `${sentence}${silence}. Those that do not say would decide it.`);
  }
  return suggest('indirectness', '0', `${sentence}${silence}: not more than half.`);
}

/** The setting that all of a study's claims here agree on; `both` where they differ; null where nothing is stated. */
function settingOf(study: Study, pieces: readonly Piece[]): string | null {
  const stated = new Set(pieces.flatMap(({ claim }) => claim.setting ?? []));
  if (stated.size === 0) return study.setting;
  return stated.size === 1 ? [...stated][0] : 'both';
}

function suggestImprecision(body: Body): CertaintySuggestion {
  const { size: pooled, sized, effects } = body;
  if (pooled === null) return suggestFromSizes(body);
  const { interval } = pooled;
  // People whom a study asked for several correlations count once.
  const n = sized.reduce(
    (sum, study) => sum + Math.min(...effects.filter((one) => one.study === study).map((one) => one.n)),
    0,
  );
  const [low, high] = interval;
  const crosses = [smallest, -smallest].some((bound) => low < bound && bound < high);
  const range = `The 95\u202f% interval of the pooled correlation runs from ${correlations(interval)}`;
  const size = `N is ${grouped(n)}`;
  if (crosses) {
    return suggest(
      'imprecision',
      '-1',
      `${range} and crosses ${decimals(smallest, 1)}, the least that would matter; ${size}.`,
    );
  }
  if (n < fewestPeople) return suggest('imprecision', '-1', `${size}, fewer than ${fewestPeople}. ${range}.`);
  return suggest('imprecision', '0', `${range}, clear of ${decimals(smallest, 1)}, and ${size}.`);
}

/** Without an interval only too few people can be told, from what the studies say of themselves. */
function suggestFromSizes(body: Body): CertaintySuggestion {
  const primary = body.studies.filter(({ tier }) => isReviewTier(tier) !== true);
  const sized = primary.filter(({ n, nUnit }) => n !== null && nUnit === 'people');
  const n = sized.reduce((sum, study) => sum + study.n!, 0);
  if (primary.length > 0 && sized.length === primary.length && n < fewestPeople) {
    const sentence = `${studiesWord(primary.length)} with ${count(n, 'person', 'people')} in all, fewer than ${fewestPeople}.`;
    return suggest('imprecision', '-1', sentence);
  }
  return cannot('imprecision', lackOfEffects(body));
}

function suggestPublicationBias(body: Body): CertaintySuggestion {
  const { effects, sized } = body;
  if (sized.length < leastForFunnel) {
    return cannot(
      'publication_bias',
      `${lackOfEffects(body)} Tests for missing studies take ${leastForFunnel}.`,
    );
  }
  const found = checkSmallStudies(effects);
  if (!found.identified) return cannot('publication_bias', found.reason);
  if (isProblem(found.regression)) return cannot('publication_bias', found.regression.problem);
  const { p: pValue } = found.regression;
  const p = pValue < 0.001 ? 'p < 0.001' : `p = ${decimals(pValue, pValue < 0.1 ? 3 : 2)}`;
  return pValue < biasLevel
    ? suggest(
        'publication_bias',
        '-1',
        `Small studies differ from large ones (Egger’s test, ${p}, ${studiesWord(sized.length)}).`,
      )
    : suggest(
        'publication_bias',
        '0',
        `Small studies do not clearly differ from large ones (Egger’s test, ${p}, ${studiesWord(sized.length)}).`,
      );
}

function suggestLargeEffect(body: Body): CertaintySuggestion {
  const { size } = body;
  const why = 'GRADE’s thresholds are for risks, not for correlations.';
  if (size === null) return cannot('large_effect', lackOfEffects(body));
  return cannot(
    'large_effect',
    `${why} The pooled correlation is ${decimals(size.r)} (95\u202f% interval ${correlations(size.interval)}).`,
  );
}

function correlations(interval: Interval): string {
  return interval.map((r) => decimals(r)).join(' to ');
}
