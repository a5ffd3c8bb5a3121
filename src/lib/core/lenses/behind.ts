import { studyDirection } from './directions.ts';
import type { Direction } from '../coding/claim.ts';
import type { Study } from '../coding/study.ts';
import { climb } from './ladder.ts';
import type { Evidence, Piece } from './evidence.ts';
import { lowerFirst } from '../words.ts';
import type { Selection } from './selection.ts';

/** What a reader clicked: a factor, maybe at a rung of the Ladder or in a column of the map. */
export interface MarkTarget {
  factor: string;
  rung?: string;
  outcome?: string;
}

/** A study behind a mark, with its claims. */
export interface StudyBehind {
  study: Study;
  direction: Direction;
  pieces: Piece[];
}

/** The claims behind a mark, by study, those with the strongest evidence first. */
export function findBehind({ evidence, choices, pieces }: Selection, target: MarkTarget): StudyBehind[] {
  const { factors, outcomes, dataset } = evidence;
  let found: readonly Piece[] = pieces;
  if (target.rung) {
    const climbed = climb(pieces, dataset.rungs, choices.keepNotStated);
    found = climbed.find(({ rung }) => rung.key === target.rung)?.pieces ?? [];
  }
  const matching = found.filter(
    ({ factorAt, outcomeAt }) =>
      factors[factorAt].key === target.factor &&
      (target.outcome === undefined || outcomes[outcomeAt]?.key === target.outcome),
  );
  return [...Map.groupBy(matching, ({ study }) => study)]
    .map(([study, group]) => ({ study, direction: studyDirection(group), pieces: group }))
    .sort((a, b) => strongest(b.pieces) - strongest(a.pieces));
}

function strongest(pieces: readonly Piece[]): number {
  return Math.max(...pieces.map(({ strength }) => strength));
}

/** A target in an address: `leadership`, `leadership@primary`, `leadership>process`. */
export function writeTarget({ factor, rung, outcome }: MarkTarget): string {
  if (rung) return `${factor}@${rung}`;
  return outcome ? `${factor}>${outcome}` : factor;
}

export function readTarget(text: string | null): MarkTarget | null {
  if (!text) return null;
  const [, factor, sign, rest] = /^([^@>]+)(?:([@>])(.+))?$/.exec(text) ?? [];
  if (!factor) return null;
  if (sign === '@') return { factor, rung: rest };
  return sign === '>' ? { factor, outcome: rest } : { factor };
}

/** What is open, in words: "Leadership, at “primary studies”". */
export function describeTarget(
  { codebook, dataset }: Evidence,
  { factor, rung, outcome }: MarkTarget,
): string {
  const label = codebook.concept('factor', factor)?.label ?? factor;
  if (outcome) return `${label} → ${codebook.concept('outcome', outcome)?.label ?? outcome}`;
  const found = dataset.rungs.find(({ key }) => key === rung);
  return found ? `${label}, at “${lowerFirst(found.label)}”` : label;
}
