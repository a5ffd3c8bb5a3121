import { writeCsv } from '../../csv/write.ts';
import { combine, evidenceStrength } from '../../coding/evidence-strength.ts';
import type { Combination } from '../../coding/rubric.ts';
import { mostSpecifications, planMultiverse } from '../../stats/resampling/multiverse-plan.ts';
import type { Evidence } from '../evidence.ts';
import { gatherBody, openForks, type DeclaredFork } from '../multiverse/forks.ts';
import { claimedWeightOf, directionWeightOf } from '../naming.ts';
import { multiverseScript } from './multiverse-r.ts';
import type { RBundle } from './r-bundle.ts';

const answerCodes = { no: 0, yes: 1, not_stated: 2 } as const;

/** What an option does, as the head of the script explains it; the first option of a fork changes nothing. */
const effects: Record<string, number> = {
  'not_stated out': 2,
  'unit claims': 3,
  'weigh_by claimed_strength': 4,
  'direction magnitude': 6,
};
/** Forks whose every option but the first does the same thing in its own way. */
const forkEffects: Record<string, number> = { combination: 5, meaning: 7, bundles: 8 };
const effectOf = ({ key }: DeclaredFork, option: DeclaredFork['options'][number], at: number): number => {
  if (at === 0 && !option.meets) return 0;
  return forkEffects[key] ?? (option.meets ? 1 : effects[`${key} ${option.key}`]);
};

/**
 * The multiverse of a share, to be computed again in base R from the claims: every specification, and the main effects of
 * the forks.
 *
 * @param focal Key of the focal factor.
 * @param found Shares and ranks in the order of the plan, NaN where not identified, to stand beside the specifications.
 */
export function reproduceMultiverse(
  evidence: Evidence,
  {
    measure,
    focal,
    limit = mostSpecifications,
  }: { measure: 'said' | 'supported'; focal: string; limit?: number },
  found?: { values: ArrayLike<number>; ranks: ArrayLike<number> },
): RBundle {
  const body = gatherBody(evidence, focal);
  const [strict] = body.meanings;
  const { pieces, factors, dataset } = strict;
  const forks = openForks(body, measure);
  const plan = planMultiverse(
    forks.map(({ key, options }) => ({ key, options: options.map((option) => option.key) })),
    { seed: dataset.seed, limit },
  );
  const options = forks.flatMap((fork, forkAt) =>
    fork.options.map((option, at) => ({ fork, forkAt, option, at, does: effectOf(fork, option, at) })),
  );
  const first = forks.map((fork) => options.findIndex((option) => option.fork === fork) + 1);
  const filters = [...options.entries()].filter(([, { does }]) => does === 1);
  const rules = [...options.entries()].filter(([, { does }]) => does === 5);
  const wider = [...options.entries()].filter(([, { does }]) => does === 7);
  const column = (at: number) => `option_${at + 1}`;
  const known = (values: ArrayLike<number> | undefined, at: number) =>
    values === undefined || Number.isNaN(values[at]) ? null : values[at];
  const claims = pieces.map(({ claim, studyAt, factorAt, strength, direction }) => [
    studyAt + 1,
    factorAt + 1,
    strength,
    claimedWeightOf(claim),
    directionWeightOf(direction),
  ]);
  const answers = pieces.map((piece, at) => [
    at + 1,
    ...filters.map(([, { option }]) => answerCodes[option.meets!(piece, strict)]),
  ]);
  const strengths = pieces.map(({ claim, study }, at) => {
    const parts = evidenceStrength(claim, study, dataset.rubric).parts.map(({ value }) => value);
    return [at + 1, ...rules.map(([, { option }]) => combine(parts, option.key as Combination))];
  });
  const places = new Map(factors.map(({ key }, at) => [key, at + 1]));
  const meanings = pieces.map((_, at) => [
    at + 1,
    ...wider.map(([, { option }]) => {
      const meaning = body.meanings[Number(option.key)];
      return places.get(meaning.factors[meaning.pieces[at].factorAt].key)!;
    }),
  ]);
  const specifications = Array.from({ length: plan.count }, (_, at) => [
    ...forks.map((__, fork) => first[fork] + plan.choices[at * forks.length + fork]),
    known(found?.values, at),
    known(found?.ranks, at),
  ]);
  return {
    script: {
      name: 'multiverse.R',
      text: multiverseScript({
        factors: factors.length,
        focal: factors.findIndex(({ key }) => key === focal) + 1,
        specifications: plan.count,
        supported: measure === 'supported',
      }),
    },
    tables: [
      { name: 'claims.csv', text: writeCsv(['study', 'factor', 'strength', 'claimed', 'g'], claims) },
      {
        name: 'options.csv',
        text: writeCsv(
          ['number', 'fork', 'option', 'does', 'fork_key', 'key', 'label'],
          options.map(({ fork, forkAt, option, at, does }, place) => [
            place + 1,
            forkAt + 1,
            at + 1,
            does,
            fork.key,
            option.key,
            option.label,
          ]),
        ),
      },
      {
        name: 'answers.csv',
        text: writeCsv(['claim', ...filters.map(([at]) => column(at))], answers),
      },
      {
        name: 'strengths.csv',
        text: writeCsv(['claim', ...rules.map(([at]) => column(at))], strengths),
      },
      {
        name: 'meanings.csv',
        text: writeCsv(['claim', ...wider.map(([at]) => column(at))], meanings),
      },
      {
        name: 'specifications.csv',
        text: writeCsv([...forks.map((_, at) => `fork_${at + 1}`), 'share', 'rank'], specifications),
      },
      {
        name: 'factors.csv',
        text: writeCsv(
          ['number', 'rival', 'key', 'label'],
          factors.map(({ key, label, role }, at) => [at + 1, Number(role === 'factor'), key, label]),
        ),
      },
    ],
  };
}
