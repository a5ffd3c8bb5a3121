/**
 * Moves labels apart that would overlap, as little as possible in total squares, keeping their order and staying between
 * the bounds. Pool adjacent violators (Barlow et al. 1972, Statistical Inference under Order Restrictions, chapter 1),
 * on positions less the gaps before them.
 *
 * @param wanted Where labels would like to be, in ascending order.
 * @param gap Least distance between neighbours.
 */
export function spreadLabels(
  wanted: readonly number[],
  gap: number,
  lowest: number,
  highest: number,
): number[] {
  const count = wanted.length;
  if (count === 0) return [];
  // More labels than fit: even distances are all that is left.
  const step = count > 1 ? Math.min(gap, (highest - lowest) / (count - 1)) : gap;
  const blocks: { sum: number; size: number }[] = [];
  for (let i = 0; i < count; i++) {
    blocks.push({ sum: wanted[i] - i * step, size: 1 });
    while (blocks.length > 1 && mean(blocks[blocks.length - 2]) > mean(blocks[blocks.length - 1])) {
      const { sum, size } = blocks.pop()!;
      blocks[blocks.length - 1].sum += sum;
      blocks[blocks.length - 1].size += size;
    }
  }
  const room = highest - (count - 1) * step;
  const bases = blocks.flatMap((block) =>
    Array<number>(block.size).fill(Math.min(room, Math.max(lowest, mean(block)))),
  );
  return bases.map((base, i) => base + i * step);
}

function mean({ sum, size }: { sum: number; size: number }): number {
  return sum / size;
}
