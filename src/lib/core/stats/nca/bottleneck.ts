import type { Peer, Scope } from './ceilings.ts';

/** A row of the bottleneck table, all in per cent of the range of y or of x. */
export interface BottleneckRow {
  /** Level of y. */
  y: number;
  /** Level of x without which that y does not occur; null where none is needed. */
  ceFdh: number | null;
  /** The same by the straight ceiling; above 100 cannot be, so it ends at 100. Null where none is needed or there is no line. */
  crFdh: number | null;
}

/** Which level of x each level of y needs, by tenths of the range of y. Dul (2016), with percentages of range. */
export function findBottleneck(
  peers: readonly Peer[],
  line: { slope: number; intercept: number } | null,
  { xMin, xMax, yMin, yMax }: Scope,
): BottleneckRow[] {
  const share = (x: number) => (x <= xMin ? null : Math.min(100, (100 * (x - xMin)) / (xMax - xMin)));
  return Array.from({ length: 11 }, (_, tenth) => {
    const level = tenth === 10 ? yMax : yMin + (tenth / 10) * (yMax - yMin);
    const step = peers.find(({ y }) => y >= level)!;
    return {
      y: 10 * tenth,
      ceFdh: share(step.x),
      crFdh: line && share((level - line.intercept) / line.slope),
    };
  });
}
