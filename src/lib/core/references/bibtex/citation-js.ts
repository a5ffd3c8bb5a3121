/** The one call to citation-js's BibTeX reader: one entry, already taken apart, with the type told and nothing guessed. */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';

/** Without the graph, which would put the whole entry into every item. The declared type wants all options at once. */
const options = { forceType: '@biblatex/entry+object', generateGraph: false } as Parameters<
  typeof plugins.input.chain
>[1];

/** The entry as CSL variables, or undefined when citation-js refuses a value in it. */
export function readWithCitationJs(
  type: string,
  properties: Record<string, string>,
): Record<string, unknown> | undefined {
  try {
    const [item] = plugins.input.chain({ type, label: 'x', properties }, options);
    return item as unknown as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
