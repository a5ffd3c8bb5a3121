import type { SpecificationResult } from '../../stats/resampling/multiverse-run.ts';

/** An option by fork. */
export type Specification = Record<string, string>;

export type Evaluate = (specification: Specification) => SpecificationResult;
