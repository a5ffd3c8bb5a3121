import type { Evidence } from '#lib/core/lenses/evidence.ts';
import type { Computer } from '#lib/core/jobs/computer.ts';
import type { JobInput, JobName, JobResult } from '#lib/core/jobs/jobs.ts';

/** What a job is run on; evidence is told from other by being the same object, and what is asked of it by `text`. */
export interface Asked<Name extends JobName> {
  evidence: Pick<Evidence, 'dataset'>;
  input: JobInput<Name>;
  text: string;
}

interface Finished<Name extends JobName> {
  evidence: Pick<Evidence, 'dataset'>;
  text: string;
  result: JobResult<Name>;
}

/** Results that are kept, so that taking a switch back costs nothing. */
const mostKept = 12;

/**
 * The result of a job that follows what is asked: when that changes, what runs is cancelled and the job starts again. To be
 * made while a component is made.
 */
export class FollowedJob<Name extends JobName> {
  readonly #computer: () => Computer | null;
  readonly #asked: () => Asked<Name>;
  /** The latest last. */
  #finished = $state.raw<readonly Finished<Name>[]>([]);
  #first = $state.raw<Finished<Name> | null>(null);
  #hasFailed = $state(false);

  /** The result for what is asked now; null while it is computed. */
  readonly current: JobResult<Name> | null = $derived.by(() => this.#find()?.result ?? null);
  /** The first result for what is asked now, where the job has one before the whole. */
  readonly first: JobResult<Name> | null = $derived.by(() => {
    const { evidence, text } = this.#asked();
    const first = this.#first;
    return first?.evidence === evidence && first.text === text ? first.result : null;
  });
  /** The result that was there last, whatever it was asked for. */
  readonly latest: JobResult<Name> | null = $derived.by(() => this.#finished.at(-1)?.result ?? null);
  /** Whether the result for what is asked now is on its way. */
  readonly isUnderWay: boolean = $derived.by(
    () => this.#computer() !== null && this.current === null && !this.#hasFailed,
  );

  /** @param first A result that is known already, of what is asked at first. */
  constructor(
    name: Name,
    computer: () => Computer | null,
    asked: () => Asked<Name>,
    first: JobResult<Name> | null = null,
  ) {
    this.#computer = computer;
    this.#asked = asked;
    if (first) {
      const { evidence, text } = asked();
      this.#finished = [{ evidence, text, result: first }];
    }
    $effect(() => {
      const place = computer();
      if (!place || this.#find()) return;
      const { evidence, input, text } = asked();
      const stop = new AbortController();
      this.#hasFailed = false;
      const onFirst = (result: JobResult<Name>) => (this.#first = { evidence, text, result });
      place.run(name, input, { signal: stop.signal, onFirst }).then(
        (result) => this.#keep({ evidence, text, result }),
        (reason: unknown) => {
          if (stop.signal.aborted) return;
          this.#hasFailed = true;
          console.error(reason);
        },
      );
      return () => stop.abort();
    });
  }

  #find(): Finished<Name> | undefined {
    const { evidence, text } = this.#asked();
    return this.#finished.find((one) => one.evidence === evidence && one.text === text);
  }

  #keep(finished: Finished<Name>): void {
    this.#finished = [...this.#finished.slice(1 - mostKept), finished];
  }
}
