/** Wrong passphrases in a row: so many in so many milliseconds, then one waits. */
export interface AttemptLimit {
  most: number;
  within: number;
}

/** At 10 in a quarter of an hour, four words at random outlive their edition. */
const usual: AttemptLimit = { most: 10, within: 15 * 60_000 };
/** Doors that are remembered: those that nobody tried lately are forgotten first. */
const mostDoors = 10_000;

/** Counts attempts at a door. Kept in memory: a restart gives a few more, and that is all it gives. */
export class Attempts {
  readonly #limit: AttemptLimit;
  readonly #clock: () => number;
  readonly #tried = new Map<string, number[]>();

  constructor(limit = usual, clock: () => number = Date.now) {
    this.#limit = limit;
    this.#clock = clock;
  }

  /**
   * Counts an attempt before it is judged, so that many at once are no way round.
   *
   * @returns Seconds to wait, or 0 where it may be judged.
   */
  take(door: string): number {
    const now = this.#clock();
    const { most, within } = this.#limit;
    const recent = (this.#tried.get(door) ?? []).filter((at) => at > now - within);
    this.#tried.delete(door);
    this.#tried.set(door, recent);
    if (this.#tried.size > mostDoors) this.#tried.delete(this.#tried.keys().next().value!);
    if (recent.length >= most) return Math.max(1, Math.ceil((recent[0] + within - now) / 1000));
    recent.push(now);
    return 0;
  }

  /** Takes an attempt back that was right. */
  forgive(door: string): void {
    this.#tried.get(door)?.pop();
  }
}
