/** Published data for the tests of this folder. */
import { makeDesign } from './design.ts';
import type { EffectsModel, MultivariateFit, Unfitted } from './fit.ts';
import { nestedIntercepts } from './nested.ts';
import { independentSampling, type SamplingBlock } from './sampling.ts';

/**
 * Modified school calendars and achievement: Konstantopoulos (2011), Research Synthesis Methods 2, 61–76, its worked example
 * (data of Cooper et al. 2003). District, school, year, standardised mean difference, sampling variance.
 */
// prettier-ignore
export const schools: [district: number, school: number, year: number, effect: number, variance: number][] = [
  [11, 1, 1976, -0.18, 0.118],
  [11, 2, 1976, -0.22, 0.118],
  [11, 3, 1976, 0.23, 0.144],
  [11, 4, 1976, -0.3, 0.144],
  [12, 1, 1989, 0.13, 0.014],
  [12, 2, 1989, -0.26, 0.014],
  [12, 3, 1989, 0.19, 0.015],
  [12, 4, 1989, 0.32, 0.024],
  [18, 1, 1994, 0.45, 0.023],
  [18, 2, 1994, 0.38, 0.043],
  [18, 3, 1994, 0.29, 0.012],
  [27, 1, 1976, 0.16, 0.02],
  [27, 2, 1976, 0.65, 0.004],
  [27, 3, 1976, 0.36, 0.004],
  [27, 4, 1976, 0.6, 0.007],
  [56, 1, 1997, 0.08, 0.019],
  [56, 2, 1997, 0.04, 0.007],
  [56, 3, 1997, 0.19, 0.005],
  [56, 4, 1997, -0.06, 0.004],
  [58, 1, 1976, -0.18, 0.02],
  [58, 2, 1976, 0, 0.018],
  [58, 3, 1976, 0, 0.019],
  [58, 4, 1976, -0.28, 0.022],
  [58, 5, 1976, -0.04, 0.02],
  [58, 6, 1976, -0.3, 0.021],
  [58, 7, 1976, 0.07, 0.006],
  [58, 8, 1976, 0, 0.007],
  [58, 9, 1976, 0.05, 0.007],
  [58, 10, 1976, -0.08, 0.007],
  [58, 11, 1976, -0.09, 0.007],
  [71, 1, 1997, 0.3, 0.015],
  [71, 2, 1997, 0.98, 0.011],
  [71, 3, 1997, 1.19, 0.01],
  [86, 1, 1997, -0.07, 0.001],
  [86, 2, 1997, -0.05, 0.001],
  [86, 3, 1997, -0.01, 0.001],
  [86, 4, 1997, 0.02, 0.001],
  [86, 5, 1997, -0.03, 0.001],
  [86, 6, 1997, 0, 0.001],
  [86, 7, 1997, 0.01, 0.001],
  [86, 8, 1997, -0.1, 0.001],
  [91, 1, 2000, 0.5, 0.01],
  [91, 2, 2000, 0.66, 0.011],
  [91, 3, 2000, 0.2, 0.01],
  [91, 4, 2000, 0, 0.009],
  [91, 5, 2000, 0.05, 0.013],
  [91, 6, 2000, 0.07, 0.013],
  [108, 1, 2000, -0.52, 0.031],
  [108, 2, 2000, 0.7, 0.031],
  [108, 3, 2000, -0.03, 0.03],
  [108, 4, 2000, 0.27, 0.03],
  [108, 5, 2000, -0.34, 0.03],
  [644, 1, 1995, 0.12, 0.087],
  [644, 2, 1995, 0.61, 0.082],
  [644, 3, 1994, 0.04, 0.067],
  [644, 4, 1994, -0.05, 0.067],
];

export function schoolsModel(method: 'ML' | 'REML' = 'REML'): EffectsModel {
  return {
    effects: schools.map(([, , , effect]) => effect),
    sampling: independentSampling(schools.map(([, , , , variance]) => variance)),
    design: makeDesign(schools.length),
    random: nestedIntercepts([
      { name: 'district', labels: schools.map(([district]) => String(district)) },
      { name: 'school', labels: schools.map(([, school]) => String(school)) },
    ]),
    method,
  };
}

/**
 * Surgery against no surgery in periodontal disease: Berkey et al. (1998), Statistics in Medicine 17, 2537–2550, the five trials.
 * Trial, improvement in probing depth and in attachment level, and their sampling variances and covariance.
 */
const trials: [depth: number, level: number, varDepth: number, covariance: number, varLevel: number][] = [
  [0.47, -0.32, 0.0075, 0.003, 0.0077],
  [0.2, -0.6, 0.0057, 0.0009, 0.0008],
  [0.4, -0.12, 0.0021, 0.0007, 0.0014],
  [0.26, -0.31, 0.0029, 0.0009, 0.0015],
  [0.56, -0.39, 0.0148, 0.0072, 0.0304],
];

export function periodontalModel(
  structure: 'CS' | 'HCS' | 'UN' | 'DIAG',
  method: 'ML' | 'REML',
): EffectsModel {
  const labels = trials.flatMap((_, trial) => [String(trial + 1), String(trial + 1)]);
  const inner = trials.flatMap(() => ['PD', 'AL']);
  return {
    effects: trials.flatMap(([depth, level]) => [depth, level]),
    sampling: trials.map(([, , varDepth, covariance, varLevel], trial): SamplingBlock => ({
      rows: [2 * trial, 2 * trial + 1],
      covariance: [
        [varDepth, covariance],
        [covariance, varLevel],
      ],
    })),
    design: makeDesign(10, [{ name: 'outcome', values: inner }], false),
    random: [{ name: 'outcome | trial', structure, outer: labels, inner }],
    method,
  };
}

/** The fit, or a failure of the test. */
export function requireFit(fit: MultivariateFit | Unfitted): MultivariateFit {
  if (!fit.converged) throw new Error(fit.message);
  return fit;
}
