/**
 * The one generator of random numbers: the Mersenne Twister MT19937 of Matsumoto and Nishimura (1998, ACM Transactions on
 * Modeling and Computer Simulation 8(1), 3–30), seeded from several numbers with their `init_by_array` (2002). It is R's
 * and NumPy's too, so that a reader can draw the same numbers there: `numpy.random.RandomState([seed, draw])`.
 *
 * Draw i of an analysis is seeded from (review seed, i). Its digits therefore depend on nothing else: not on the machine,
 * the order of draws or the number of workers.
 */
const length = 624;
const offset = 397;
const upper = 0x80000000;
const lower = 0x7fffffff;
const twist = 0x9908b0df;

export class RandomStream {
  readonly #state = new Uint32Array(length);
  #at = 0;

  /** @param seed One or more integers in [0, 2³²). */
  constructor(seed: readonly number[] = [5489]) {
    this.reseed(seed);
  }

  /** Starts the stream again from other seeds; cheaper than a new one. */
  reseed(seed: readonly number[]): void {
    if (seed.length === 0) throw new RangeError('RandomStream: no seed');
    const state = this.#state;
    state[0] = 19650218;
    for (let i = 1; i < length; i++) {
      state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    let i = 1;
    let j = 0;
    for (let k = Math.max(length, seed.length); k > 0; k--) {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1664525)) + seed[j] + j;
      if (++i >= length) {
        state[0] = state[length - 1];
        i = 1;
      }
      if (++j >= seed.length) j = 0;
    }
    for (let k = length - 1; k > 0; k--) {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), 1566083941)) - i;
      if (++i >= length) {
        state[0] = state[length - 1];
        i = 1;
      }
    }
    state[0] = upper;
    this.#at = 0;
  }

  /** The next 32 random bits, as an integer in [0, 2³²). Each state word is renewed only when it is asked for. */
  nextInteger(): number {
    const state = this.#state;
    const at = this.#at;
    const next = at + 1 === length ? 0 : at + 1;
    const mixed = (state[at] & upper) | (state[next] & lower);
    const partner = at + offset >= length ? at + offset - length : at + offset;
    let y = (state[at] = state[partner] ^ (mixed >>> 1) ^ (mixed & 1 ? twist : 0));
    this.#at = next;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** Uniform in [0, 1) with 32 bits, as R's runif makes it from this generator. */
  nextUniform(): number {
    return this.nextInteger() * 2.3283064365386963e-10;
  }

  /** Uniform among 0, 1, …, count − 1. */
  nextIndex(count: number): number {
    return Math.floor(this.nextUniform() * count);
  }
}
