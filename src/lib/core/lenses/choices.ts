import { switchNames, type SwitchName, type SwitchPosition } from './switches.ts';

/** In a filter: the value of claims that do not state it. */
export const notStated = 'not_stated';

/** Filters name codes; an empty list lets everything through. */
export const filterNames = ['setting', 'attribution', 'tier', 'stage', 'outcome'] as const;
export type FilterName = (typeof filterNames)[number];

/** What a reader chose to look at. The address of a page holds exactly this, so that a link shows what its sender saw. */
export interface Choices {
  /** Key of the factor in the accent colour; null: the review's own focal factor. */
  focal: string | null;
  /** How many steps the meaning of the focal factor is widened, from 0, the factor alone. */
  widening: number;
  filters: Record<FilterName, string[]>;
  switches: Record<SwitchName, SwitchPosition>;
  /** On the Ladder, claims that do not state what a rung asks for stay on it. */
  keepNotStated: boolean;
  /** Bundles and mediators are left out of the factors. */
  leaveOutBundles: boolean;
  /** How a study's weight is divided over the factors that it names. */
  weighBy: 'equally' | 'claimed_strength';
  /** In *supported*, whether a claim against a factor counts against it, or as much as a claim for it. */
  signs: 'signed' | 'magnitude';
}

export const defaultChoices: Choices = {
  focal: null,
  widening: 0,
  filters: { setting: [], attribution: [], tier: [], stage: [], outcome: [] },
  switches: Object.fromEntries(switchNames.map((name) => [name, 'keep'])) as Choices['switches'],
  keepNotStated: false,
  leaveOutBundles: false,
  weighBy: 'equally',
  signs: 'signed',
};

/** Reads choices from an address. What it does not understand is as if it were not there. */
export function readChoices(parameters: URLSearchParams): Choices {
  const list = (name: FilterName) => [...new Set((parameters.get(name) ?? '').split(',').filter(Boolean))];
  const position = (name: SwitchName): SwitchPosition => {
    const value = parameters.get(name);
    return value === 'drop' || value === 'only' ? value : 'keep';
  };
  return {
    focal: parameters.get('focal') || null,
    widening: readWidening(parameters.get('wide')),
    filters: {
      setting: list('setting'),
      attribution: list('attribution'),
      tier: list('tier'),
      stage: list('stage'),
      outcome: list('outcome'),
    },
    switches: Object.fromEntries(switchNames.map((name) => [name, position(name)])) as Choices['switches'],
    keepNotStated: parameters.get('unstated') === 'keep',
    leaveOutBundles: parameters.get('bundles') === 'out',
    weighBy: parameters.get('weigh') === 'strength' ? 'claimed_strength' : 'equally',
    signs: parameters.get('signs') === 'magnitude' ? 'magnitude' : 'signed',
  };
}

/** A small whole number; what a review has fewer steps for is its widest meaning. */
function readWidening(text: string | null): number {
  return text !== null && /^[1-9]$/.test(text) ? Number(text) : 0;
}

export const choiceParameterNames: readonly string[] = [
  'focal',
  'wide',
  ...filterNames,
  ...switchNames,
  'unstated',
  'bundles',
  'weigh',
  'signs',
];

/** Writes choices into address parameters that may hold others; what stands at its default is left out. */
export function writeChoices(choices: Choices, parameters = new URLSearchParams()): URLSearchParams {
  for (const name of choiceParameterNames) parameters.delete(name);
  if (choices.focal) parameters.set('focal', choices.focal);
  if (choices.widening > 0) parameters.set('wide', String(choices.widening));
  for (const name of filterNames) {
    if (choices.filters[name].length > 0) parameters.set(name, choices.filters[name].join(','));
  }
  for (const name of switchNames) {
    if (choices.switches[name] !== 'keep') parameters.set(name, choices.switches[name]);
  }
  if (choices.keepNotStated) parameters.set('unstated', 'keep');
  if (choices.leaveOutBundles) parameters.set('bundles', 'out');
  if (choices.weighBy === 'claimed_strength') parameters.set('weigh', 'strength');
  if (choices.signs === 'magnitude') parameters.set('signs', 'magnitude');
  return parameters;
}

/** Whether anything is filtered, switched or meant otherwise, so that the page can say "of all". */
export function areDefault(choices: Choices): boolean {
  return writeChoices(choices).size === 0;
}

/** The same factor in the same meaning, with everything let through and measured as by default. */
export function withEverything({ focal, widening }: Choices): Choices {
  return { ...defaultChoices, focal, widening };
}

/** Whether nothing is filtered, switched or measured otherwise, whatever the focal factor means. */
export function showEverything(choices: Choices): boolean {
  return areDefault({ ...choices, focal: null, widening: 0 });
}
