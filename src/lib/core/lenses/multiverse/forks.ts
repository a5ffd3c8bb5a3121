/**
 * The forks of the multiverse: choices between ways of counting that can all be defended. They are declared here and nowhere
 * else. Option 0 of each is what the pages show by default.
 */
import type { FlagAnswer } from '../../coding/flag-names.ts';
import type { Combination } from '../../coding/rubric.ts';
import { isReviewTier } from '../../coding/study.ts';
import type { Concept } from '../../codebook/concept.ts';
import { list, lowerFirst } from '../../words.ts';
import type { Evidence, Piece } from '../evidence.ts';
import { inMeaning, listWidenings } from '../meaning.ts';
import { claimedWeightOf } from '../naming.ts';
import { linkEstimates, settingAnswer, sourceAnswer, type Link } from '../select-estimates.ts';
import { defaultSizeOptions, isPooled, measureEffects, type SizeOptions } from '../size-effects.ts';
import { switchDefinitions } from '../switches.ts';

/** Which number the multiverse varies: the focal factor's share of *said* or of *supported*, or its pooled correlation. */
export const multiverseMeasures = ['said', 'supported', 'size'] as const;
export type MultiverseMeasure = (typeof multiverseMeasures)[number];

export interface ForkOption {
  key: string;
  /** In few words, to stand beside a number: "left out". */
  label: string;
  /** Of a fork that leaves claims out: whether a claim meets what this option asks for. Without it every claim does. */
  meets?: (piece: Piece, evidence: Evidence) => FlagAnswer;
  /** The same for the numbers that are pooled. */
  admits?: (link: Link, evidence: Evidence) => FlagAnswer;
}

export interface DeclaredFork {
  key: string;
  /** What is chosen: "Reviews of other studies". */
  label: string;
  options: readonly ForkOption[];
  /** The measures that it touches: shares where left out. */
  touches?: readonly MultiverseMeasure[];
  /** Whether the options differ on this evidence at all, where that does not follow from `meets` or `admits`. */
  differs?: (body: MultiverseBody, measure: MultiverseMeasure) => boolean;
}

/** The evidence with the focal factor in each of its meanings, the strict one first, and the numbers on it. */
export interface MultiverseBody {
  focal: Concept;
  meanings: Evidence[];
  /** What each meaning takes in beside the focal factor. */
  takenIn: Concept[][];
  /** By meaning, the estimates that join the focal factor to an outcome. */
  links: Link[][];
}

/**
 * @param focal Key of the focal factor: a code below the top level stands on its own, as the pages have it.
 * @throws RangeError where the codebook has no such factor.
 */
export function gatherBody(evidence: Evidence, focal: string): MultiverseBody {
  if (!(evidence.asCoded ?? evidence).codebook.concept('factor', focal)) {
    throw new RangeError(`gatherBody: there is no factor "${focal}"`);
  }
  const widenings = listWidenings(evidence, { focal });
  const takenIn = Array.from({ length: widenings.length + 1 }, (_, at) => widenings.slice(0, at).flat());
  const meanings = takenIn.map((_, widening) => inMeaning(evidence, { focal, widening }));
  return {
    focal: meanings[0].codebook.concept('factor', focal)!,
    meanings,
    takenIn,
    links: meanings.map((meaning) => linkEstimates(meaning).filter(({ factor }) => factor === focal)),
  };
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

function linkDistance({ estimate, outcome }: Link, { codebook }: Evidence): number | null {
  const end = [estimate.a, estimate.b].find(({ kind }) => kind === 'outcome');
  const own = end === undefined ? undefined : codebook.concept('outcome', end.key);
  return own?.distance ?? codebook.concept('outcome', outcome)?.distance ?? null;
}

/** What the claims beside a number say of it: it meets what one of them does. With none it is not stated. */
const besideIt = ({ beside }: Link, meets: (piece: Piece) => boolean): FlagAnswer =>
  beside.length === 0 ? 'not_stated' : stated(beside.some(meets));

const shares = ['said', 'supported'] as const;
const everything = multiverseMeasures;

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
export function declareForks(body: MultiverseBody): DeclaredFork[] {
  const [evidence] = body.meanings;
  const median = medianStrength(evidence);
  const isKnown = ({ claim, study }: Piece) => switchDefinitions.outcome_known.answer(claim, study) === 'yes';
  return [
    {
      key: 'meaning',
      label: `Meaning of ${lowerFirst(body.focal.label)}`,
      touches: everything,
      options: body.takenIn.map((concepts, at) => ({
        key: String(at),
        label: at === 0 ? 'it alone' : `with ${list(concepts.map(({ label }) => lowerFirst(label)))}`,
      })),
      differs: ({ takenIn }) => takenIn.length > 1,
    },
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
      touches: everything,
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ claim, study }) => not(switchDefinitions.inside_one_organisation.answer(claim, study)),
          admits: ({ study }) => not(settingAnswer(study)),
        },
      ],
    },
    {
      key: 'same_source',
      label: 'Same people for cause and outcome',
      touches: everything,
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ claim, study }) => not(switchDefinitions.same_source.answer(claim, study)),
          admits: ({ estimate }) => not(sourceAnswer(estimate)),
        },
      ],
    },
    {
      key: 'not_stated',
      label: 'What is not stated, where it is asked for',
      touches: everything,
      options: [
        { key: 'in', label: 'kept' },
        { key: 'out', label: 'left out' },
      ],
      differs: (whole, measure) => mayBeSilent(whole, measure),
    },
    {
      key: 'retrospective',
      label: 'Credit given after the outcome was known',
      touches: everything,
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: (piece) => stated(!isKnown(piece)),
          admits: (link) => besideIt(link, (piece) => !isKnown(piece)),
        },
      ],
    },
    {
      key: 'quality',
      label: 'Claims with weaker evidence than most',
      touches: everything,
      options: [
        { key: 'in', label: 'counted' },
        {
          key: 'out',
          label: 'left out',
          meets: ({ strength }) => stated(strength >= median),
          admits: (link) => besideIt(link, ({ strength }) => strength >= median),
        },
      ],
    },
    {
      key: 'outcome_level',
      label: 'Outcomes',
      touches: everything,
      options: [
        { key: 'all', label: 'all' },
        {
          key: 'near',
          label: 'of the partnership itself',
          meets: (piece, own) => stated((outcomeDistance(piece, own) ?? Infinity) <= near),
          admits: (link, own) => stated((linkDistance(link, own) ?? Infinity) <= near),
        },
        {
          key: 'far',
          label: 'beyond it',
          meets: (piece, own) => stated((outcomeDistance(piece, own) ?? -Infinity) > near),
          admits: (link, own) => stated((linkDistance(link, own) ?? -Infinity) > near),
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
      differs: ({ meanings: [{ pieces }] }) =>
        pieces.some(({ studyAt }, at) => studyAt === pieces[at + 1]?.studyAt),
    },
    {
      key: 'weigh_by',
      label: 'How boldly a claim is worded',
      options: [
        { key: 'equally', label: 'not counted' },
        { key: 'claimed_strength', label: 'counted' },
      ],
      differs: ({ meanings: [{ pieces }] }) =>
        pieces.some((piece) => claimedWeightOf(piece.claim) !== claimedWeightOf(pieces[0].claim)),
    },
    {
      key: 'combination',
      label: 'How evidence strength is combined',
      touches: ['supported'],
      options: combinationOptions(evidence.dataset.rubric.combination),
      differs: ({ meanings: [{ pieces }] }) => pieces.length > 0,
    },
    {
      key: 'direction',
      label: 'Claims against a factor',
      touches: ['supported'],
      options: [
        { key: 'signed', label: 'count against it' },
        { key: 'magnitude', label: 'count as naming it' },
      ],
      differs: ({ meanings: [{ pieces }] }) => pieces.some(({ direction }) => direction === 'negative'),
    },
    ...sizeForks,
  ];
}

/** What there is to choose where correlations are pooled. */
const sizeForks: DeclaredFork[] = [
  {
    key: 'betas',
    label: 'Coefficients of regressions',
    touches: ['size'],
    options: [
      { key: 'out', label: 'shown, not pooled' },
      { key: 'in', label: 'taken to r' },
    ],
    differs: (body) => addsEffects(body, { betas: true }),
  },
  {
    key: 'reliability',
    label: 'Correlations corrected for measurement error',
    touches: ['size'],
    options: [
      { key: 'out', label: 'shown, not pooled' },
      { key: 'in', label: 'pooled too' },
    ],
    differs: (body) => addsEffects(body, { corrected: true }),
  },
  {
    key: 'clustering',
    label: 'n where several people of a partnership answered',
    touches: ['size'],
    options: [
      { key: 'reported', label: 'as reported' },
      { key: 'partnerships', label: 'partnerships' },
    ],
    differs: ({ links }) =>
      links
        .flat()
        .some(({ estimate, study }) => estimate.nUnit === 'people' && study.nUnit === 'partnerships'),
  },
  {
    key: 'numbers',
    label: 'Several numbers of one study',
    touches: ['size'],
    options: [
      { key: 'all', label: 'all, within their study' },
      { key: 'one', label: 'made one' },
    ],
    differs: ({ links }) => links.some((own) => new Set(own.map(({ study }) => study)).size < own.length),
  },
  {
    key: 'estimator',
    label: 'How studies are taken to differ',
    touches: ['size'],
    options: [
      { key: 'REML', label: 'random effects (REML)' },
      { key: 'ML', label: 'random effects (ML)' },
      { key: 'EE', label: 'not at all (equal effects)' },
    ],
    differs: ({ links }) => links.some((own) => new Set(own.map(({ study }) => study)).size > 1),
  },
];

/** Whether any number is pooled with this option that is not pooled without. */
function addsEffects({ links }: MultiverseBody, option: Partial<SizeOptions>): boolean {
  const countOf = (own: readonly Link[], options: SizeOptions) =>
    measureEffects(own, options).filter(isPooled).length;
  return links.some(
    (own) => countOf(own, { ...defaultSizeOptions, ...option }) > countOf(own, defaultSizeOptions),
  );
}

/** Whether an option asks for what some claim, or some number, does not state. */
function mayBeSilent(body: MultiverseBody, measure: MultiverseMeasure): boolean {
  const options = declareForks(body).flatMap((fork) => fork.options);
  return options.some((option) => answersOf(option, body, measure).includes('not_stated'));
}

function answersOf({ meets, admits }: ForkOption, body: MultiverseBody, measure: MultiverseMeasure) {
  if (measure === 'size') {
    if (!admits) return [];
    return body.links.flatMap((own, at) => own.map((link) => admits(link, body.meanings[at])));
  }
  const [evidence] = body.meanings;
  return meets ? evidence.pieces.map((piece) => meets(piece, evidence)) : [];
}

/**
 * The forks that touch a measure on this evidence. Where everything meets every option there is nothing to choose, and an
 * option that nothing meets is no way of counting.
 */
export function openForks(body: MultiverseBody, measure: MultiverseMeasure): DeclaredFork[] {
  if (measure === 'size' && body.links.every(({ length }) => length === 0)) return [];
  return declareForks(body).flatMap((fork): DeclaredFork[] => {
    const { touches = shares, options, differs } = fork;
    if (!(touches as readonly MultiverseMeasure[]).includes(measure)) return [];
    if (differs) return differs(body, measure) ? [fork] : [];
    const answers = options.map((option) => answersOf(option, body, measure));
    const possible = options.filter(
      (_, at) => answers[at].length === 0 || answers[at].some((answer) => answer !== 'no'),
    );
    const cuts = possible.some((option) =>
      answers[options.indexOf(option)].some((answer) => answer !== 'yes'),
    );
    return cuts ? [{ ...fork, options: possible }] : [];
  });
}

function medianStrength({ pieces }: Evidence): number {
  const sorted = Float64Array.from(pieces, ({ strength }) => strength).sort();
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
