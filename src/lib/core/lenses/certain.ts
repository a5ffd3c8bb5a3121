import {
  certaintyRank,
  certaintyLevels,
  certaintyWords,
  type CertaintyJudgement,
  type CertaintyLevel,
} from '../coding/certainty.ts';
import type { Concept } from '../codebook/concept.ts';
import { count, list, lowerFirst } from '../words.ts';
import type { Evidence } from './evidence.ts';
import { notIdentified, type Lens, type LensResult } from './lens.ts';

/** A top-level factor → outcome that was studied or judged. */
export interface CertainPair {
  outcome: string;
  /** Studies of the selection that join the two. */
  k: number;
  /** Null: not judged, or only in part. */
  level: CertaintyLevel | null;
  /** The judgement, also where it is not complete; null where there is none. */
  judgement: CertaintyJudgement | null;
}

export interface CertainRow {
  factor: string;
  /** Studies of the selection that name the factor. */
  k: number;
  /** In codebook order of the outcomes. */
  pairs: CertainPair[];
  /** The distinct levels of its judged pairs, from the least to the most; empty: not judged. */
  levels: CertaintyLevel[];
  /** Qualitative findings about the factor or what belongs to it. */
  findings: CertaintyJudgement[];
}

/**
 * *Certain*: how sure people are of each factor → outcome (GRADE) and of each qualitative finding (GRADE-CERQual).
 * Judgements are about the whole body of evidence: a reader's filters change the counts beside them, never them. Levels of
 * several outcomes are listed, not averaged.
 */
export const certain: Lens<CertainRow> = {
  key: 'certain',
  label: 'Certain',
  asks: 'How sure can one be?',
  compute({ evidence, counts, pieces, studyCount: studies }) {
    if (studies === 0) return notIdentified('No claim passes the filters.');
    const { factors, outcomes, dataset, codebook } = evidence;
    const joined = new Map<string, Set<number>>();
    for (const { factorAt, outcomeAt, studyAt } of pieces) {
      if (outcomeAt < 0) continue;
      const key = pairKey(factors[factorAt].key, outcomes[outcomeAt].key);
      const set = joined.get(key);
      if (set) set.add(studyAt);
      else joined.set(key, new Set([studyAt]));
    }
    const judged = gradeJudgements(evidence);
    const rows = factors.map(({ key: factor }, at): CertainRow => {
      const pairs = outcomes.flatMap(({ key: outcome }): CertainPair[] => {
        const k = joined.get(pairKey(factor, outcome))?.size ?? 0;
        const judgement = judged.get(pairKey(factor, outcome)) ?? null;
        return k === 0 && !judgement ? [] : [{ outcome, k, level: judgement?.level ?? null, judgement }];
      });
      const levels = certaintyLevels.filter((level) => pairs.some((pair) => pair.level === level));
      const findings = dataset.certainty.filter(
        (one) => one.approach === 'cerqual' && codebook.topLevelKey('factor', one.factor) === factor,
      );
      return { factor, k: counts[at], pairs, levels, findings };
    });
    return { identified: true, rows, studies, claims: pieces.length };
  },
};

function pairKey(factor: string, outcome: string | null): string {
  return `${factor}\n${outcome}`;
}

function gradeJudgements({ dataset }: Evidence): Map<string, CertaintyJudgement> {
  const grade = dataset.certainty.filter(({ approach }) => approach === 'grade');
  return new Map(grade.map((judgement) => [pairKey(judgement.factor, judgement.outcome), judgement]));
}

/** "low to moderate, 2 of 7 outcomes judged", or "not judged". */
export function describeCertain({ levels, pairs }: Pick<CertainRow, 'levels' | 'pairs'>): string {
  if (levels.length === 0) return 'not judged';
  const judged = pairs.filter(({ level }) => level !== null).length;
  return `${describeLevels(levels)}, ${judged} of ${count(pairs.length, 'outcome')} judged`;
}

function describeLevels(levels: readonly CertaintyLevel[]): string {
  const sorted = [...levels].sort((a, b) => certaintyRank(a) - certaintyRank(b));
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  return least === most ? certaintyWords[least] : `${certaintyWords[least]} to ${certaintyWords[most]}`;
}

/** What may be said of certainty in one or two sentences, for readers of a published page. */
export function certaintySentences(
  result: LensResult<CertainRow>,
  focal: Concept,
  outcomes: readonly Concept[],
): string[] {
  if (!result.identified) return [];
  const pairs = result.rows.flatMap((row) => row.pairs);
  const judged = pairs.filter(({ level }) => level !== null).length;
  const findings = result.rows.flatMap((row) => row.findings);
  if (judged === 0 && findings.length === 0) {
    return ['Not judged: nobody has rated yet how certain the evidence is as a whole.'];
  }
  const own = result.rows.find(({ factor }) => factor === focal.key)?.pairs ?? [];
  const labelOf = (key: string) => lowerFirst(outcomes.find((outcome) => outcome.key === key)?.label ?? key);
  const known = certaintyLevels.toReversed().flatMap((level) => {
    const at = own.filter((pair) => pair.level === level).map(({ outcome }) => labelOf(outcome));
    return at.length === 0 ? [] : [`${certaintyWords[level]} for ${list(at)}`];
  });
  const said =
    known.length === 0
      ? `For ${lowerFirst(focal.label)} it is not judged.`
      : `For ${lowerFirst(focal.label)} it is ${list(known)}${own.some(({ level }) => level === null) ? '; the rest is not judged' : ''}.`;
  const sentences = [
    `Certainty is judged for ${judged} of ${count(pairs.length, 'pair')} of factor and outcome.`,
    said,
  ];
  if (findings.length > 0) {
    const levels = findings.filter(({ level }) => level !== null).length;
    sentences.push(
      `${levels} of ${count(findings.length, 'qualitative finding')} ${levels === 1 ? 'is' : 'are'} judged.`,
    );
  }
  return sentences;
}
