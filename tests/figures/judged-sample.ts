import type { CertaintyJudgement } from '#lib/core/coding/certainty.ts';
import type { Dataset } from '#lib/core/coding/dataset.ts';
import { gradeJudgement } from '../datasets/make-dataset.ts';
import { loadSampleDataset } from '../sample/sample-dataset.ts';

/** The sample with judgements that were made up for drawing: every level, one in part, and a long finding. */
export function judgedSample(): Dataset {
  const dataset = loadSampleDataset();
  const finding: CertaintyJudgement = {
    ...gradeJudgement('trust', 'process', 'moderate'),
    id: 'finding',
    approach: 'cerqual',
    statement:
      'Partners who had worked together before spoke of trust as given; those who had not said that it grew with small things done on time, and that one broken promise cost a year.',
    studies: dataset.studies.slice(0, 4).map(({ id }) => id),
  };
  return {
    ...dataset,
    certainty: [
      gradeJudgement('leadership', 'process', 'low'),
      gradeJudgement('leadership', 'service', 'very_low'),
      gradeJudgement('leadership', 'organisational', null),
      gradeJudgement('trust', 'process', 'moderate'),
      gradeJudgement('resources', 'service', 'high'),
      finding,
    ],
  };
}
