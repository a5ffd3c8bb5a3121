import type { TargetMark } from '#lib/core/figures/scene.ts';

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const steps: Record<Arrow, [dx: number, dy: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest target in the direction of an arrow key; what lies aside counts three times as far. */
export function nextTarget(
  targets: readonly TargetMark[],
  from: TargetMark,
  arrow: Arrow,
): TargetMark | undefined {
  const [dx, dy] = steps[arrow];
  const [x0, y0] = centre(from);
  let best: TargetMark | undefined;
  let least = Infinity;
  for (const target of targets) {
    if (target.key === from.key) continue;
    const [x, y] = centre(target);
    const along = (x - x0) * dx + (y - y0) * dy;
    const aside = Math.abs((x - x0) * dy) + Math.abs((y - y0) * dx);
    if (along <= 0.5) continue;
    const distance = along + 3 * aside;
    if (distance < least) {
      least = distance;
      best = target;
    }
  }
  return best;
}

function centre({ x, y, width, height }: TargetMark): [x: number, y: number] {
  return [x + width / 2, y + height / 2];
}
