/** Every lens of `review weigh`, in the order in which it is printed. A new one is a file beside this and a line here. */
import { certainLens } from './certain.ts';
import { changeLens } from './change.ts';
import { coverageLens } from './coverage.ts';
import { directionLens } from './direction.ts';
import { headToHeadLens } from './head-to-head.ts';
import { moderatorsLens } from './moderators.ts';
import { multiverseLens } from './multiverse.ts';
import { necessaryLens } from './necessary.ts';
import { saidLens } from './said.ts';
import { sizeLens } from './size.ts';
import { supportedLens } from './supported.ts';
import { trajectoryLens } from './trajectory.ts';
import { uniqueLens } from './unique.ts';
import type { WeighLens } from './weigh-lens.ts';

// What a lens prints is read by nobody but itself.
export const weighLenses = [
  saidLens,
  supportedLens,
  directionLens,
  sizeLens,
  uniqueLens,
  headToHeadLens,
  necessaryLens,
  certainLens,
  trajectoryLens,
  moderatorsLens,
  coverageLens,
  multiverseLens,
  changeLens,
] as readonly WeighLens[];
