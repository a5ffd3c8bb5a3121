import { list } from '../words.ts';
import { filterNames, choiceParameterNames, notStated, readChoices, type FilterName } from './choices.ts';
import { figureParameterNames } from './figure-choices.ts';
import type { Evidence } from './evidence.ts';
import { mapParameterNames } from './map-choices.ts';
import { sizeParameterNames } from './size-choices.ts';
import { switchNames } from './switches.ts';

const otherNames: readonly string[] = [
  'open',
  'room',
  ...mapParameterNames,
  ...sizeParameterNames,
  ...figureParameterNames,
];

/**
 * What an address asks for that a review has not, in sentences. A page takes no notice of it; where somebody typed it, a slip would
 * else answer another question.
 */
export function findStrangeParameters(parameters: URLSearchParams, evidence: Evidence): string[] {
  const known: Record<FilterName, readonly { key: string }[]> = {
    setting: evidence.dataset.codebook.lists.settings,
    attribution: evidence.dataset.codebook.lists.attributionModes,
    tier: evidence.dataset.codebook.lists.tiers,
    stage: evidence.dataset.codebook.lists.stages,
    outcome: evidence.outcomes,
  };
  const { filters } = readChoices(parameters);
  const say = (what: string, given: string, keys: readonly string[]) =>
    keys.includes(given)
      ? []
      : [`There is no ${what} "${given}"; there ${keys.length === 1 ? 'is' : 'are'} ${list([...keys])}.`];
  const focal = parameters.get('focal');
  return [
    ...[...new Set(parameters.keys())]
      .filter((name) => !otherNames.includes(name))
      .flatMap((name) => say('parameter', name, choiceParameterNames)),
    ...filterNames.flatMap((name) =>
      filters[name].flatMap((value) => say(name, value, [...known[name].map(({ key }) => key), notStated])),
    ),
    ...switchNames
      .filter((name) => parameters.has(name))
      .flatMap((name) => say(`position of ${name}`, parameters.get(name)!, ['keep', 'drop', 'only'])),
    ...(focal
      ? say(
          'factor',
          focal,
          evidence.factors.map(({ key }) => key),
        )
      : []),
  ];
}
