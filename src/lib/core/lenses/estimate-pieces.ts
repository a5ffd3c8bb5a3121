import type { Claim, Direction } from '../coding/claim.ts';
import type { Estimate } from '../coding/estimate.ts';
import { evidenceStrength } from '../coding/evidence-strength.ts';
import type { Piece } from './evidence.ts';
import { selectEstimates, type Link } from './select-estimates.ts';
import type { Selection } from './selection.ts';

/**
 * Estimates of a factor with an outcome where their study makes no claim about the two, as if a claim said what they say:
 * measured at one time, the least that a number is. Of several of one study and pair the first stands for all.
 *
 * @returns Those of a study next to each other, in the order of studies.
 */
export function estimatePieces(selection: Selection): Piece[] {
  const { evidence, pieces } = selection;
  const pairOf = (study: number, factor: number, outcome: number) =>
    (study * evidence.factors.length + factor) * evidence.outcomes.length + outcome;
  const taken = new Set(
    pieces
      .filter(({ outcomeAt }) => outcomeAt >= 0)
      .map(({ studyAt, factorAt, outcomeAt }) => pairOf(studyAt, factorAt, outcomeAt)),
  );
  const factors = new Map(evidence.factors.map(({ key }, at) => [key, at]));
  const outcomes = new Map(evidence.outcomes.map(({ key }, at) => [key, at]));
  const studies = new Map(evidence.studies.map((study, at) => [study, at]));
  const found = selectEstimates(selection).flatMap((link): Piece[] => {
    const studyAt = studies.get(link.study)!;
    const factorAt = factors.get(link.factor);
    const outcomeAt = outcomes.get(link.outcome);
    if (factorAt === undefined || outcomeAt === undefined) return [];
    const pair = pairOf(studyAt, factorAt, outcomeAt);
    if (taken.has(pair)) return [];
    taken.add(pair);
    const claim = claimOf(link);
    return [
      {
        claim,
        study: link.study,
        studyAt,
        factorAt,
        outcomeAt,
        direction: claim.direction,
        strength: evidenceStrength(claim, link.study, evidence.dataset.rubric).value,
      },
    ];
  });
  return found.sort((a, b) => a.studyAt - b.studyAt);
}

function claimOf({ estimate, study, factor, outcome, sign }: Link): Claim {
  return {
    id: estimate.id,
    key: estimate.key,
    study: study.id,
    factor:
      estimate.a.kind === 'factor' ? estimate.a.key : estimate.b.kind === 'factor' ? estimate.b.key : factor,
    outcome:
      estimate.a.kind === 'outcome'
        ? estimate.a.key
        : estimate.b.kind === 'outcome'
          ? estimate.b.key
          : outcome,
    targetFactor: null,
    direction: directionOf(estimate, sign),
    factorPole: 'presence',
    strength: null,
    attribution: 'measured_concurrent',
    source: null,
    sameSource: estimate.sameSource,
    locus: null,
    style: null,
    stages: study.stages,
    setting: study.setting,
    mechanism: '',
    finding: '',
    findingIs: 'own_words',
    locator: estimate.locator,
    sourceUrl: estimate.sourceUrl,
    note: '',
    flags: {},
  };
}

const ratios = new Set(['odds_ratio', 'risk_ratio']);

/** Which way a number points: no way where its interval holds none or its p is over .05, and none for an R². */
function directionOf({ type, value, ciLow, ciHigh, p }: Estimate, sign: 1 | -1): Direction {
  if (type === 'r_squared') return 'not_stated';
  const none = ratios.has(type) ? 1 : 0;
  if (ciLow !== null && ciHigh !== null && ciLow <= none && ciHigh >= none) return 'null';
  if (p !== null && (p.relation === '>' || p.relation === '>=' || (p.relation === '=' && p.value > 0.05)))
    return 'null';
  const side = (value - none) * sign;
  return side === 0 ? 'null' : side > 0 ? 'positive' : 'negative';
}
