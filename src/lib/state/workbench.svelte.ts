import type { Dataset } from '#lib/core/coding/dataset.ts';
import { findBehind, readTarget, type MarkTarget, type StudyBehind } from '#lib/core/lenses/behind.ts';
import { describeChange, takeStandpoint, type Standpoint } from '#lib/core/lenses/change-words.ts';
import { readChoices, writeChoices, type Choices } from '#lib/core/lenses/choices.ts';
import { indexEvidence, type Evidence } from '#lib/core/lenses/evidence.ts';
import { computeEvidenceMap, type EvidenceMap } from '#lib/core/lenses/evidence-map.ts';
import {
  readFigureChoices,
  writeFigureChoices,
  type FigureChoices,
} from '#lib/core/lenses/figure-choices.ts';
import { findFirstLook } from '#lib/core/lenses/first-look.ts';
import { keepIntervals } from '#lib/core/lenses/keep-intervals.ts';
import { readSizeChoices, writeSizeChoices, type SizeChoices } from '#lib/core/lenses/size-choices.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { weigh, type Weighing } from '#lib/core/lenses/weighing.ts';
import type { Computer } from '#lib/core/jobs/computer.ts';
import type { JobInput, JobName, JobResult } from '#lib/core/jobs/jobs.ts';
import { FollowedJob } from './followed-job.svelte.ts';

/** Claims of which a page makes its first picture itself, in a few milliseconds. */
const mostAtOnce = 3000;

/** Where a workbench keeps its state: the address of the page. */
export interface Address {
  /** The parameters as they are now; reading them follows their changes. */
  readonly parameters: URLSearchParams;
  /** Moves to other parameters; *in passing* where going back should not stop here, as at each step of a slider. */
  go: (parameters: URLSearchParams, how?: { inPassing?: boolean }) => void;
}

export interface Beginning {
  /** Draws of the bootstrap that are made with the first picture; 0 leaves intervals to `compute`. */
  draws?: number;
  /** What is known already of the first picture. */
  weighing?: Weighing;
}

/**
 * What a reader does with a dataset: choices, the selection they leave, and the mark that is open. All state is in the
 * address, so that a link shows what its sender saw. What takes long follows the first picture: until it is there,
 * intervals of the picture before stay, and `isUpdating` tells figures to mark them.
 */
export class Workbench {
  readonly #dataset: () => Dataset;
  readonly #address: Address;
  readonly #draws: number;
  /** Makes the place where long work is done, once the page has been drawn. */
  #makeComputer = $state.raw<((evidence: Evidence) => Computer) | null>(null);
  #computer = $state.raw<Computer | null>(null);

  /** Where the answer stood before the reader's last choice. */
  #before: Standpoint | null = $state(null);

  readonly #indexed = $derived.by(() => indexEvidence(this.#dataset()));
  readonly choices: Choices = $derived.by(() => readChoices(this.#address.parameters));
  // Compared by their text: opening a mark changes the address, but not the selection.
  readonly #choicesText = $derived(writeChoices(this.choices).toString());
  readonly #chosen: Choices = $derived.by(() => readChoices(new URLSearchParams(this.#choicesText)));
  readonly #sizeText = $derived.by(() =>
    writeSizeChoices(readSizeChoices(this.#address.parameters)).toString(),
  );
  /** What is chosen about sizes alone. */
  readonly sizeChoices: SizeChoices = $derived.by(() => readSizeChoices(new URLSearchParams(this.#sizeText)));
  readonly #figureText = $derived.by(() =>
    writeFigureChoices(readFigureChoices(this.#address.parameters)).toString(),
  );
  /** What is chosen on single figures. */
  readonly figureChoices: FigureChoices = $derived.by(() =>
    readFigureChoices(new URLSearchParams(this.#figureText)),
  );
  readonly #firstLook = $derived.by(() =>
    this.#draws === 0 ? findFirstLook(this.#indexed, this.#choicesText) : null,
  );
  /** The selection as it is at once. Its draws are those of the beginning; `weighing` has all. */
  readonly selection: Selection = $derived.by(
    () =>
      this.#firstLook?.selection ??
      new Selection(this.#indexed, this.#chosen, this.#draws, {
        quickly: this.#draws === 0,
      }),
  );
  /** With the factors as the reader means them. */
  readonly evidence: Evidence = $derived.by(() => this.selection.evidence);
  /** What the last choice did to the answer, in words. */
  readonly change: string | null = $derived.by(
    () => this.#before && describeChange(this.#before, takeStandpoint(this.selection)),
  );
  readonly #weighed: FollowedJob<'weigh'>;
  readonly weighing: Weighing = $derived.by(() => {
    if (this.#weighed.current) return this.#weighed.current;
    const before = this.#weighed.latest ?? findFirstLook(this.#indexed)?.weighing ?? null;
    // Of many claims even a first picture takes long: until it is there, the one before stays, marked as all is.
    const waits = before !== null && this.isUpdating && this.evidence.pieces.length > mostAtOnce;
    const first = this.#weighed.first ?? this.#firstLook?.weighing ?? (waits ? null : weigh(this.selection));
    if (!first) return before!;
    return before ? keepIntervals(first, before, this.#chosen) : first;
  });
  readonly map: EvidenceMap = $derived.by(() => computeEvidenceMap(this.selection, this.weighing.focal.key));
  readonly openMark: MarkTarget | null = $derived.by(() => readTarget(this.#address.parameters.get('open')));
  readonly behind: StudyBehind[] = $derived.by(() =>
    this.openMark ? findBehind(this.selection, this.openMark) : [],
  );

  /** To be made while a component is made. */
  constructor(dataset: () => Dataset, address: Address, { draws = 0, weighing }: Beginning = {}) {
    this.#dataset = dataset;
    this.#address = address;
    this.#draws = draws;
    this.#weighed = this.follow('weigh', undefined, weighing);
    $effect(() => {
      const computer = this.#makeComputer?.(this.#indexed) ?? null;
      this.#computer = computer;
      return () => computer?.close();
    });
  }

  /** Whether intervals are being computed anew. */
  get isUpdating(): boolean {
    return this.#weighed.isUnderWay;
  }

  /** Where long work is done; null until the page has been drawn. */
  get computer(): Computer | null {
    return this.#computer;
  }

  /** Lets long work begin, once the page has been drawn. */
  compute(makeComputer: (evidence: Evidence) => Computer): void {
    this.#makeComputer = makeComputer;
  }

  /**
   * The result of a job that follows the reader's choices. To be made while a component is made.
   *
   * @param more What the job is told beside the choices.
   */
  follow<Name extends JobName>(
    name: Name,
    more?: () => Omit<JobInput<Name>, 'choices'>,
    first: JobResult<Name> | null = null,
  ): FollowedJob<Name> {
    const asked = () => {
      const others = more?.();
      return {
        evidence: this.#indexed,
        input: { ...others, choices: this.#chosen } as JobInput<Name>,
        text: `${this.#choicesText} ${JSON.stringify(others ?? {})}`,
      };
    };
    return new FollowedJob(name, () => this.#computer, asked, first);
  }

  choose(choices: Choices): void {
    this.#before = takeStandpoint(this.selection);
    this.#address.go(writeChoices(choices, new URLSearchParams(this.#address.parameters)));
  }

  chooseSizes(choices: SizeChoices): void {
    this.#address.go(writeSizeChoices(choices, new URLSearchParams(this.#address.parameters)));
  }

  /** @param change Of what is chosen on single figures; the rest stays. */
  chooseFigure(change: Partial<FigureChoices>): void {
    const choices = { ...this.figureChoices, ...change };
    this.#address.go(writeFigureChoices(choices, new URLSearchParams(this.#address.parameters)));
  }

  /** Opens what is behind a mark, or closes it with null. */
  open(target: string | null): void {
    const parameters = new URLSearchParams(this.#address.parameters);
    if (target) parameters.set('open', target);
    else parameters.delete('open');
    this.#address.go(parameters);
  }
}
