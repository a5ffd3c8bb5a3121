/**
 * Runs the benchmarks and prints one line each: the median of 20 runs after 5 that do not count, and how it compares with
 * a peer that was measured in the same run. They are no tests: nothing is too slow here, but what breaks ends with exit
 * code 1.
 *
 *   npm run bench                      all of them
 *   npm run bench -- import-references those that are named
 */
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Benchmark, Result } from './time.ts';

/** Every other file of this folder is a benchmark of its name. */
const notBenchmarks = new Set(['run.ts', 'time.ts']);
const available = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !notBenchmarks.has(file))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark "${unknown.join('", "')}"; there are ${available.join(', ')}.`);
  process.exitCode = 2;
} else {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  for (const name of wanted.length > 0 ? wanted : available) await runOne(name);
}

async function runOne(name: string): Promise<void> {
  try {
    const { benchmark }: { benchmark: Benchmark } = await import(`./${name}.ts`);
    if (benchmark.name !== name) throw new Error(`scripts/bench/${name}.ts calls itself "${benchmark.name}"`);
    console.log(`${name.padEnd(width())}  ${describe(await benchmark.run())}`);
  } catch (error) {
    console.error(`${name} broke:`, error);
    process.exitCode = 1;
  }
}

function width(): number {
  return Math.max(...available.map((name) => name.length));
}

function describe({ what, milliseconds, peer }: Result): string {
  if (!peer) return `${time(milliseconds)}  ${what} (its peer is not installed here: no ratio)`;
  const ratio = milliseconds / peer.milliseconds;
  return `${time(milliseconds)}  ${ratio.toPrecision(2)} × ${peer.what} (${time(peer.milliseconds).trim()})  ${what}`;
}

function time(milliseconds: number): string {
  const digits = milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0;
  return `${milliseconds.toFixed(digits).padStart(6)} ms`;
}
