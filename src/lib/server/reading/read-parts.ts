import { decodeText } from '#lib/core/references/decode.ts';
import { parseReferencesInSteps } from '#lib/core/references/formats.ts';
import type { ParsedFile, ReferenceIssue } from '#lib/core/references/parsed-file.ts';
import type { ReadingPart } from '../usecases/read-import.ts';

/** Entries handed over at a time: small enough to be written without holding others up. */
const partSize = 250;

/** Reads the bytes of a file of references, reporting how far it is, and hands its entries over in parts. */
export function* readParts(bytes: Uint8Array, file: string): Generator<ReadingPart> {
  const { text, encoding, issues } = decodeText(bytes, file);
  const steps = parseReferencesInSteps(text, { file });
  let step = steps.next();
  while (!step.done) {
    yield { references: [], issues: [], ...step.value };
    step = steps.next();
  }
  const { format, ...parsed } = step.value;
  const slices = slice({ ...parsed, issues: [...issues, ...parsed.issues] });
  const total = parsed.counts.found;
  let done = 0;
  for (const [at, part] of slices.entries()) {
    done += part.references.length;
    const result =
      at === slices.length - 1 ? { format: format ?? '', encoding, counts: parsed.counts } : undefined;
    yield { ...part, done, total, result };
  }
}

/** Cuts a parsed file by lines, so that each entry comes with its own issues. There is always at least one slice. */
function slice({ references, issues }: ParsedFile): Pick<ReadingPart, 'references' | 'issues'>[] {
  const slices: Pick<ReadingPart, 'references' | 'issues'>[] = [];
  const queue = [...issues].sort((a, b) => lineOf(a) - lineOf(b));
  let next = 0;
  for (let from = 0; from < references.length; from += partSize) {
    const part = references.slice(from, from + partSize);
    const isLast = from + partSize >= references.length;
    const until = isLast ? Infinity : references[from + partSize].source.line;
    const start = next;
    while (next < queue.length && lineOf(queue[next]) < until) next++;
    slices.push({ references: part, issues: queue.slice(start, next) });
  }
  return slices.length > 0 ? slices : [{ references: [], issues }];
}

function lineOf({ where }: ReferenceIssue): number {
  return where.line ?? 0;
}
