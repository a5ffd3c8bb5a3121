import { list, lowerFirst } from '../words.ts';
import { filterNames, notStated, type Choices, type FilterName } from './choices.ts';
import { focalFactorKey, type Evidence } from './evidence.ts';
import { inMeaning } from './meaning.ts';
import { switchDefinitions, switchNames } from './switches.ts';

const codeLists = {
  setting: 'settings',
  attribution: 'attributionModes',
  tier: 'tiers',
  stage: 'stages',
} as const;
const filterLabels: Record<FilterName, string> = {
  setting: 'setting',
  attribution: 'attribution',
  tier: 'design tier',
  stage: 'stage',
  outcome: 'outcome',
};

/** What choices leave of the evidence, in words: "Everything", "Setting: between organisations; without retrospective". */
export function describeChoices(choices: Choices, evidence: Evidence): string {
  const { codebook, outcomes } = evidence;
  const label = (name: FilterName, key: string): string => {
    if (key === notStated) return 'not stated';
    if (name === 'outcome') return outcomes.find((outcome) => outcome.key === key)?.label ?? key;
    return codebook.codeLabel(codeLists[name], key);
  };
  const meant = inMeaning(evidence, choices);
  const focal = meant.factors.find(({ key }) => key === focalFactorKey(meant, choices))!;
  const parts = [
    ...(choices.focal !== null || choices.widening > 0 ? [focal.label] : []),
    ...filterNames
      .filter((name) => choices.filters[name].length > 0)
      .map(
        (name) =>
          `${filterLabels[name]}: ${list(choices.filters[name].map((key) => lowerFirst(label(name, key))))}`,
      ),
    ...switchNames
      .filter((name) => choices.switches[name] !== 'keep')
      .map((name) => {
        const { concerns } = switchDefinitions[name];
        return `${choices.switches[name] === 'drop' ? 'without' : 'only'} claims that ${concerns}`;
      }),
    ...(choices.keepNotStated ? ['what is not stated stays on every rung'] : []),
    ...(choices.leaveOutBundles ? ['without bundles and mediators'] : []),
    ...(choices.weighBy === 'claimed_strength' ? ['claimed strength counted'] : []),
    ...(choices.signs === 'magnitude' ? ['claims against a factor weigh like claims for it'] : []),
  ];
  if (parts.length === 0) return 'Everything';
  const text = parts.join('; ');
  return text[0].toUpperCase() + text.slice(1);
}
