/** Qualitative comparative analysis of 30 cases with ten conditions: truth table and all three solutions. */
import { analyseSets } from '#lib/core/stats/sets/analyse-sets.ts';
import { readSetData } from '#lib/core/stats/sets/set-data.ts';
import { RandomStream } from '#lib/core/stats/random.ts';
import { timeAgainst, type Benchmark } from './time.ts';

const conditions = Array.from({ length: 10 }, (_, i) => `C${i}`);
const cases = Array.from({ length: 30 }, (_, i) => `case ${i}`);

export const benchmark: Benchmark = {
  name: 'minimise-10-conditions',
  async run() {
    const stream = new RandomStream([1]);
    const columns = new Map(
      [...conditions, 'Y'].map((name) => [name, cases.map(() => stream.nextIndex(2))] as const),
    );
    const read = readSetData({ cases, columns, outcome: 'Y', conditions });
    if ('problem' in read) throw new Error(read.problem.reason);
    const rows = cases.map((_, at) =>
      conditions.reduce((row, name, i) => row | (columns.get(name)![at] << i), 0),
    );
    const negative = new Set(rows.filter((_, at) => columns.get('Y')![at] === 0));
    return timeAgainst(
      {
        what: '30 cases, ten conditions, all three solutions with their fit',
        work: () => {
          const { parsimonious, reason } = analyseSets(read.data, { inclCut: 0.8 });
          if (!parsimonious) throw new Error(reason ?? 'no solution');
        },
      },
      {
        what: 'finding the prime implicants alone, pair by pair as Quine and McCluskey do',
        work: () => void mergePlainly(conditions.length, negative),
      },
    );
  },
};

/** Prime implicants of everything but the negative rows: values and left-out conditions as bits. */
function mergePlainly(count: number, negative: Set<number>): number {
  let terms = new Map<number, number>();
  for (let row = 0; row < 2 ** count; row++) if (!negative.has(row)) terms.set(row * 2 ** count, row);
  let primes = 0;
  while (terms.size > 0) {
    const merged = new Map<number, number>();
    for (const key of terms.keys()) {
      const [values, out] = [Math.floor(key / 2 ** count), key % 2 ** count];
      let isPrime = true;
      for (let i = 0; i < count; i++) {
        const bit = 1 << i;
        if (out & bit || !terms.has((values ^ bit) * 2 ** count + out)) continue;
        isPrime = false;
        merged.set((values & ~bit) * 2 ** count + (out | bit), 0);
      }
      if (isPrime) primes++;
    }
    terms = merged;
  }
  return primes;
}
