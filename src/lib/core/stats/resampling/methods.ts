import type { MethodEntry } from '../method-entry.ts';

const properties = 'none; theory and properties are tested';

/** The general tools of uncertainty, for docs/statistics.md. */
export const methods: MethodEntry[] = [
  {
    name: 'Cluster bootstrap',
    source: 'Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8',
    file: 'resampling/cluster-bootstrap.ts',
    reference: properties,
  },
  {
    name: 'Percentile interval',
    source: 'Efron and Tibshirani (1993), An Introduction to the Bootstrap, section 13.3',
    file: 'resampling/percentile-interval.ts',
    reference: properties,
  },
  {
    name: 'Permutation draws',
    source: 'Good (2005), Permutation, Parametric and Bootstrap Tests of Hypotheses, 3rd ed., chapter 3',
    file: 'resampling/permutation.ts',
    reference: properties,
  },
  {
    name: 'Multiverse',
    source:
      'Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), Perspectives on Psychological Science 11, 702–712',
    file: 'resampling/multiverse-run.ts',
    reference: properties,
  },
  {
    name: 'Main effects of forks',
    source: 'Saltelli et al. (2008), Global Sensitivity Analysis: The Primer, chapter 1',
    file: 'resampling/multiverse-summary.ts',
    reference: properties,
  },
  {
    name: 'Specification curve',
    source: 'Simonsohn, Simmons and Nelson (2020), Nature Human Behaviour 4, 1208–1214',
    file: 'resampling/multiverse-summary.ts',
    reference: properties,
  },
];
