/**
 * The forks of the multiverse: choices between ways of counting that can all be defended. They are declared here and nowhere
 * else. Option 0 of each is what the pages show by default.
 */
import type { FlagAnswer } from '../../coding/flag-names.ts';
import type { Combination } from '../../coding/rubric.ts';
import { isReviewTier } from '../../coding/study.ts';
import type { Evidence, Piece } from '../evidence.ts';
import { claimedWeightOf } from '../naming.ts';
import { switchDefinitions } from '../switches.ts';

/** Which number the multiverse varies: the focal factor's share of *said* or of *supported*. */
export const multiverseMeasures = ['said', 'supported'] as const;
export type MultiverseMeasure = (typeof multiverseMeasures)[number];

export interface ForkOption {
  key: string;
  /** In few words, to stand beside a number: "left out". */
  label: string;
  /** Of a fork that leaves claims out: whether a claim meets what this option asks for. Without it every claim does. */
  meets?: (piece: Piece, evidence: Evidence) => FlagAnswer;
}

export interface DeclaredFork {
  key: string;
  /** What is chosen: "Reviews of other studies". */
  label: string;
  options: readonly ForkOption[];
  /** Leave out where the fork touches both measures. */
  only?: MultiverseMeasure;
  /** Whether the options differ on this evidence at all, where that does not follow from `meets`. */
  differs?: (evidence: Evidence) => boolean;
}

const not = (answer: FlagAnswer): FlagAnswer =>
  answer === 'not_stated' ? answer : answer === 'yes' ? 'no' : 'yes';
const stated = (holds: boolean): FlagAnswer => (holds ? 'yes' : 'no');

/** Steps away from the partnership up to which an outcome is near: process and what the partnership itself achieves. */
const near = 2;

function outcomeDistance({ claim, outcomeAt }: Piece, { codebook, outcomes }: Evidence): number | null {
  const own = claim.outcome === null ? undefined : codebook.concept('outcome', claim.outcome);
  return own?.distance ?? outcomes[outcomeAt]?.distance ?? null;
}

const combinations: Record<Combination, string> = {
  geometric: 'geometric mean',
  arithmetic: 'arithmetic mean',
  weakest: 'weakest part',
  product: 'product',
};

/** How the parts of evidence strength are combined: the review's own way first. */
function combinationOptions(own: Combination): ForkOption[] {
  const keys = Object.keys(combinations) as Combination[];
  return [own, ...keys.filter((key) => key !== own)].map((key) => ({ key, label: combinations[key] }));
}

/** All forks for a body of evidence, in the order in which they are crossed. */
export function declareForks(evidence: Evidence): DeclaredFork[] {
  const median = medianStrength(evidence);
  return [
    {
      key: 'reviews',
      label: 'Reviews of other studies',
      options: [
        { key: 'in', label: 'counted' },
        { key: 'out', label: 'left out', meets: ({ study }) => stated(isReviewTier(study.tier) !== true) },
      ],
    },
    {
      key: 'setting',
      label: 'Findings from inside one organisation',
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ claim, study }) => not(switchDefinitions.inside_one_organisation.answer(claim, study)),
        },
      ],
    },
    {
      key: 'same_source',
      label: 'Same people for cause and outcome',
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ claim, study }) => not(switchDefinitions.same_source.answer(claim, study)),
        },
      ],
    },
    {
      key: 'not_stated',
      label: 'Setting or sources not stated, where asked for',
      options: [
        { key: 'in', label: 'kept' },
        { key: 'out', label: 'left out' },
      ],
      differs: ({ pieces }) =>
        pieces.some(
          ({ claim, study }) =>
            switchDefinitions.inside_one_organisation.answer(claim, study) === 'not_stated' ||
            switchDefinitions.same_source.answer(claim, study) === 'not_stated',
        ),
    },
    {
      key: 'retrospective',
      label: 'Credit given after the outcome was known',
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ claim, study }) => stated(switchDefinitions.outcome_known.answer(claim, study) !== 'yes'),
        },
      ],
    },
    {
      key: 'quality',
      label: 'Claims with weaker evidence than most',
      options: [
        { key: 'in', label: 'counted' },
        { key: 'out', label: 'left out', meets: ({ strength }) => stated(strength >= median) },
      ],
    },
    {
      key: 'outcome_level',
      label: 'Outcomes',
      options: [
        { key: 'all', label: 'all' },
        {
          key: 'near',
          label: 'of the partnership itself',
          meets: (piece, evidence) => stated((outcomeDistance(piece, evidence) ?? Infinity) <= near),
        },
        {
          key: 'far',
          label: 'beyond it',
          meets: (piece, evidence) => stated((outcomeDistance(piece, evidence) ?? -Infinity) > near),
        },
      ],
    },
    {
      key: 'bundles',
      label: 'Bundles and mediators',
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ factorAt }, { factors }) => stated(factors[factorAt].role === 'factor'),
        },
      ],
    },
    {
      key: 'unit',
      label: 'Unit of counting',
      options: [
        { key: 'studies', label: 'studies' },
        { key: 'claims', label: 'claims' },
      ],
      differs: ({ pieces }) => pieces.some(({ studyAt }, at) => studyAt === pieces[at + 1]?.studyAt),
    },
    {
      key: 'weigh_by',
      label: 'How boldly a claim is worded',
      options: [
        { key: 'equally', label: 'not counted' },
        { key: 'claimed_strength', label: 'counted' },
      ],
      differs: ({ pieces }) =>
        pieces.some((piece) => claimedWeightOf(piece.claim) !== claimedWeightOf(pieces[0].claim)),
    },
    {
      key: 'combination',
      label: 'How evidence strength is combined',
      only: 'supported',
      options: combinationOptions(evidence.dataset.rubric.combination),
      differs: ({ pieces }) => pieces.length > 0,
    },
    {
      key: 'direction',
      label: 'Claims against a factor',
      only: 'supported',
      options: [
        { key: 'signed', label: 'count against it' },
        { key: 'magnitude', label: 'count as naming it' },
      ],
      differs: ({ pieces }) => pieces.some(({ direction }) => direction === 'negative'),
    },
  ];
}

/** The forks that touch a measure on this evidence: where every claim meets every option, there is nothing to choose. */
export function openForks(evidence: Evidence, measure: MultiverseMeasure): DeclaredFork[] {
  return declareForks(evidence).filter(({ only, options, differs }) => {
    if (only !== undefined && only !== measure) return false;
    if (differs) return differs(evidence);
    return evidence.pieces.some((piece) =>
      options.some(({ meets }) => meets !== undefined && meets(piece, evidence) !== 'yes'),
    );
  });
}

function medianStrength({ pieces }: Evidence): number {
  const sorted = Float64Array.from(pieces, ({ strength }) => strength).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
