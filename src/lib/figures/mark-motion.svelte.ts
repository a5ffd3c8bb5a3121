import { untrack } from 'svelte';
import { prefersReducedMotion } from 'svelte/motion';
import { ease, moveMarks, type Moment, type ShownMark } from '#lib/core/figures/move-marks.ts';
import type { DrawnMark, Scene } from '#lib/core/figures/scene.ts';

const duration = 200;
const longestStep = 50;

/**
 * Moves the marks of a drawing to where its next scene has them. On the server, at first sight, when the width changes,
 * out of view, and for readers who asked for less motion, the next scene stands at once.
 */
export class MarkMotion {
  readonly #scene: () => Scene;
  readonly #still: readonly DrawnMark[] = $derived.by(() => drawnOf(this.#scene()));
  /** What is drawn while marks are on their way. */
  #onTheWay = $state.raw<readonly ShownMark[] | null>(null);
  #before: Scene | null = null;
  #moment: Moment | null = null;
  #frame = 0;
  #isInView = false;

  readonly marks: readonly ShownMark[] = $derived.by(() => this.#onTheWay ?? this.#still);
  readonly isMoving: boolean = $derived.by(() => this.#onTheWay !== null);

  /** To be made while a component is made: it follows the scene as long as the component is there. */
  constructor(scene: () => Scene, drawing: () => Element | undefined) {
    this.#scene = scene;
    $effect.pre(() => {
      const next = scene();
      untrack(() => this.#follow(next));
    });
    $effect(() => () => cancelAnimationFrame(this.#frame));
    // Asked of the browser beforehand: measuring while the page changes would lay it out once more.
    $effect(() => {
      const element = drawing();
      if (!element) return;
      const observer = new IntersectionObserver(
        (entries) => (this.#isInView = entries.at(-1)?.isIntersecting ?? false),
      );
      observer.observe(element);
      return () => observer.disconnect();
    });
  }

  /** Ends a movement at once: for a picture that is to be saved. */
  settle(): void {
    cancelAnimationFrame(this.#frame);
    this.#moment = null;
    this.#onTheWay = null;
  }

  #follow(next: Scene): void {
    const before = this.#before;
    this.#before = next;
    if (!before || before === next) return;
    const shown = this.#onTheWay ?? drawnOf(before);
    const moment = this.#mayMove(before, next) ? moveMarks(shown, drawnOf(next)) : null;
    this.settle();
    if (!moment) return;
    this.#moment = moment;
    this.#onTheWay = moment(0);
    // Time runs from the first frame: what the switch itself took is no part of the movement. A frame that comes late
    // moves on no further than `longestStep`, so that a slow machine shows a way too, and not a jump.
    let last: number | null = null;
    let spent = 0;
    const step = (now: number) => {
      spent += Math.min(longestStep, now - (last ?? now));
      last = now;
      const t = spent / duration;
      if (t >= 1) return this.settle();
      this.#onTheWay = this.#moment!(ease(t));
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #mayMove(before: Scene, next: Scene): boolean {
    return this.#isInView && before.width === next.width && !prefersReducedMotion.current;
  }
}

function drawnOf({ marks }: Scene): DrawnMark[] {
  return marks.filter((mark) => mark.kind !== 'target');
}
