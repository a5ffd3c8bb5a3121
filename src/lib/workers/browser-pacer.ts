import type { Pacer } from '#lib/core/stats/resampling/multiverse-run.ts';

/** Gives way to everything that waits. Timers would do too, but browsers slow nested ones down to 4 ms each. */
export function makeBrowserPacer(): Pacer {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return {
    now: () => performance.now(),
    pause: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
  };
}
