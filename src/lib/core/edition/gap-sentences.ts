/** Where nobody has looked, in words that need no map. */
import type { Concept } from '../codebook/concept.ts';
import type { EvidenceMap } from '../lenses/evidence-map.ts';
import { count, list, lowerFirst, percent } from '../words.ts';

/** Names that a sentence holds before it becomes a list. */
const mostNamed = 4;

export function gapSentences(
  { rows, columns, cells }: Pick<EvidenceMap, 'rows' | 'columns' | 'cells'>,
  focal: Concept,
): string[] {
  const all = cells.flat();
  if (all.length === 0) return [];
  const gaps = all.filter(({ studies }) => studies.length === 0).length;
  const singles = all.filter(({ studies }) => studies.length === 1).length;
  const own = cells[rows.findIndex(({ value }) => value === focal.key)] ?? [];
  const empty = columns
    .filter((_, at) => own[at]?.studies.length === 0)
    .map(({ label }) => lowerFirst(label));
  const named = empty.length > mostNamed ? [...empty.slice(0, mostNamed), 'others'] : empty;
  const name = lowerFirst(focal.label);
  return [
    own.length === 0
      ? ''
      : empty.length === 0
        ? `Somebody has looked at ${name} and each kind of result.`
        : `Nobody here has looked at ${name} and ${list(named)}.`,
    ...(gaps === 0
      ? [noGaps(all.length, singles)]
      : [
          `Of ${count(all.length, 'pair')} of a cause and a result, ${gaps} (${percent(gaps / all.length)}) ${gaps === 1 ? 'has' : 'have'} no study and ${singles} ${singles === 1 ? 'has' : 'have'} only one.`,
          'A gap means that nobody looked. It does not mean that there is nothing to find.',
        ]),
  ].filter(Boolean);
}

function noGaps(pairs: number, singles: number): string {
  const which = pairs === 1 ? 'The only pair' : `Each of the ${pairs} pairs`;
  return `${which} of a cause and a result has been studied, ${singles === 0 ? 'and more than once' : singles === pairs ? 'but only once' : `${singles} of them only once`}.`;
}
