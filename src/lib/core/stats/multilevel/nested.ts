/** Random intercepts nested in each other: district, then school within district, and so on. */
import type { RandomTerm } from './blocks.ts';

/**
 * @param levels From the outermost to the innermost, each with k labels. Labels of an inner level need be unique only
 * within the group around it.
 * @throws RangeError where the lengths differ.
 */
export function nestedIntercepts(
  levels: readonly { name: string; labels: readonly string[] }[],
): RandomTerm[] {
  let path: string[] = [];
  return levels.map(({ labels }, depth) => {
    if (depth > 0 && labels.length !== path.length) {
      throw new RangeError(`level ${levels[depth].name} has ${labels.length} labels, not ${path.length}.`);
    }
    path = labels.map((label, row) =>
      depth === 0 ? JSON.stringify(label) : `${path[row]}/${JSON.stringify(label)}`,
    );
    return {
      name: levels
        .slice(0, depth + 1)
        .map(({ name }) => name)
        .join('/'),
      structure: 'intercept' as const,
      outer: path,
    };
  });
}
