import { readChoices, type Choices } from '#lib/core/lenses/choices.ts';
import type { Evidence } from '#lib/core/lenses/evidence.ts';
import { findStrangeParameters } from '#lib/core/lenses/strange-parameters.ts';
import { text, UsageError, type CommandInput } from '../command.ts';

/**
 * What --view chooses.
 *
 * @throws {UsageError} It asks for what the review has not: a slip would else answer another question.
 */
export function readView(input: CommandInput, evidence: Evidence): Choices {
  const parameters = new URLSearchParams(text(input, 'view') ?? '');
  const [strange] = findStrangeParameters(parameters, evidence);
  if (strange) throw new UsageError(`--view: ${strange}`);
  return readChoices(parameters);
}
