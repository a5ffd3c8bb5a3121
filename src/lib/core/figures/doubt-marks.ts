import { switchDefinitions, switchNames, type SwitchName } from '../lenses/switches.ts';
import { lowerFirst } from '../words.ts';

/** One letter a doubt, for rows that have no room for words; the key is spelt out under the figure. */
export const doubtLetter: Record<SwitchName, string> = {
  retrospective: 'R',
  outcome_known: 'K',
  leader_is_informant: 'L',
  inside_one_organisation: 'I',
  single_time_point: '1',
  same_source: 'S',
  success_only_sample: 'W',
  measured_as_success: 'M',
};

/** "1 S" */
export function doubtLetters(doubts: readonly SwitchName[]): string {
  return doubts.map((name) => doubtLetter[name]).join(' ');
}

/** "single time point, same people for cause and outcome" */
export function doubtWords(doubts: readonly SwitchName[]): string {
  return doubts.map((name) => lowerFirst(switchDefinitions[name].label)).join(', ');
}

/** The key of the letters that are used. */
export function doubtKey(used: readonly (readonly SwitchName[])[]): string | null {
  const present = switchNames.filter((name) => used.some((doubts) => doubts.includes(name)));
  if (present.length === 0) return null;
  return `Doubts: ${present.map((name) => `${doubtLetter[name]} ${lowerFirst(switchDefinitions[name].label)}`).join('; ')}.`;
}
