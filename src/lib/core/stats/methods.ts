import type { MethodEntry } from './method-entry.ts';

/** Methods of this folder itself; families have lists of their own. */
export const methods: MethodEntry[] = [
  {
    name: 'Noise band of shares, exact',
    source: 'Convolution of binomials; Feller 1968, An Introduction to Probability Theory, vol. 1, XI.2',
    file: 'noise-band.ts',
    reference: 'brute force; the sample review’s published values',
  },
  {
    name: 'Quantile, type 7',
    source: 'Hyndman & Fan 1996, The American Statistician 50(4), 361–365',
    file: 'quantile.ts',
    reference: 'R 4.2.2 quantile',
  },
  {
    name: 'Mersenne Twister MT19937',
    source: 'Matsumoto & Nishimura 1998, ACM TOMACS 8(1), 3–30',
    file: 'random.ts',
    reference: 'mt19937ar.out',
  },
];
