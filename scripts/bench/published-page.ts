/**
 * A published page behind its link, asked for by many readers at once: the time within which 99 of 100 had it. The peer is a
 * static file of as many bytes, served by the same process. Needs wrk, https://github.com/wg/wrk.
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#lib/server/project-root.ts';
import { startBuiltProgram } from '../built-program.ts';
import { addLinkedEdition } from './support/linked-edition.ts';
import type { Benchmark } from './time.ts';

/** Readers at once, and for how long they ask. */
const connections = 16;
const seconds = 8;
const rounds = 3;

interface Load {
  requests: number;
  p99: number;
}

export const benchmark: Benchmark = {
  name: 'published-page',
  async run() {
    let token = '';
    const name = 'bench-published-page.html';
    const file = join(projectRoot, 'build', 'client', name);
    const program = await startBuiltProgram({
      prepare: async (dataFolder) => {
        const edition = await addLinkedEdition(dataFolder);
        ({ token } = edition);
        // What is served as it lies must be there before the program starts.
        writeFileSync(file, edition.html);
      },
    });
    try {
      const [page, still] = [`${program.origin}/e/${token}`, `${program.origin}/${name}`];
      for (const address of [page, still]) await press(address, 2);
      const found = { page: [] as Load[], still: [] as Load[] };
      // In turns, so that whatever else the machine does falls on both alike.
      for (let round = 0; round < rounds; round++) {
        found.page.push(await press(page, seconds));
        found.still.push(await press(still, seconds));
      }
      const [ours, theirs] = [middle(found.page), middle(found.still)];
      const ratio = (ours.requests / theirs.requests).toPrecision(2);
      return {
        what: `a published page behind its link: p99 of ${connections} readers; ${ours.requests.toFixed(0)} requests/s, ${ratio} × the file’s ${theirs.requests.toFixed(0)}`,
        milliseconds: ours.p99,
        peer: { what: 'a static file of as many bytes', milliseconds: theirs.p99 },
      };
    } finally {
      await program.stop();
      rmSync(file, { force: true });
    }
  },
};

function middle(loads: Load[]): Load {
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];
  return {
    requests: median(loads.map(({ requests }) => requests)),
    p99: median(loads.map(({ p99 }) => p99)),
  };
}

/** Two threads of wrk, which prints "Requests/sec: 812.34" and "99%   24.10ms". */
async function press(address: string, duration: number): Promise<Load> {
  const output = await new Promise<string>((resolve, reject) => {
    const run = spawn('wrk', ['-t2', `-c${connections}`, `-d${duration}s`, '--latency', address]);
    let text = '';
    run.stdout.on('data', (chunk) => (text += chunk));
    run.once('error', () => reject(new Error('wrk is not installed: apt-get install wrk')));
    run.once('exit', () => resolve(text));
  });
  if (/Non-2xx|Socket errors/.test(output)) throw new Error(`Not every request was answered:\n${output}`);
  const [, number, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(output)!;
  return {
    requests: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)![1]),
    p99: Number(number) * { us: 0.001, ms: 1, s: 1000 }[unit as 'us' | 'ms' | 's'],
  };
}
