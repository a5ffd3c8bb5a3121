import { defaultChoices, readChoices, writeChoices, type Choices } from './choices.ts';

/** Two states of the same evidence that stand beside each other. */
export const sides = ['left', 'right'] as const;
export type Side = (typeof sides)[number];

/** What the second state shows where the address does not say: the doubt that moves most reviews most. */
const firstDoubt: Choices = {
  ...defaultChoices,
  switches: { ...defaultChoices.switches, retrospective: 'drop' },
};

/** Parameters of a side as they would stand in the address of Weigh; in that of a comparison they are one parameter. */
export function readSide(parameters: URLSearchParams, side: Side): URLSearchParams {
  const text = parameters.get(side);
  if (text !== null) return new URLSearchParams(text);
  return side === 'left' ? new URLSearchParams() : writeChoices(firstDoubt);
}

/** The address of the comparison with other parameters of a side; what is open on one side is closed on the other. */
export function writeSide(parameters: URLSearchParams, side: Side, own: URLSearchParams): URLSearchParams {
  const both = sides.map((one): [Side, URLSearchParams] => {
    const kept = one === side ? own : readSide(parameters, one);
    if (one !== side && own.has('open')) kept.delete('open');
    return [one, kept];
  });
  return new URLSearchParams(both.map(([one, kept]) => [one, kept.toString()]));
}

/** The choices of both sides. */
export function comparedChoices(parameters: URLSearchParams): Choices[] {
  return sides.map((side) => readChoices(readSide(parameters, side)));
}
