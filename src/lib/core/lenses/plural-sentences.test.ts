import { describe, expect, it } from 'vitest';
import { loadSampleDataset } from '../../../../tests/sample/sample-dataset.ts';
import { coverageScene } from '../figures/coverage.ts';
import { evidenceMapScene } from '../figures/evidence-map.ts';
import { explainedScene } from '../figures/explained.ts';
import { gapScene } from '../figures/gap.ts';
import { harvestScene } from '../figures/harvest.ts';
import { headToHeadScene } from '../figures/head-to-head.ts';
import { ladderScene } from '../figures/ladder.ts';
import { lensesScene } from '../figures/lenses.ts';
import { moderatorsScene } from '../figures/moderators.ts';
import type { Scene } from '../figures/scene.ts';
import { sizesScene } from '../figures/sizes.ts';
import { trajectoryScene } from '../figures/trajectory.ts';
import { finishSteps } from '../stats/resampling/steps.ts';
import { floorSteps } from './attention-floors.ts';
import { describeChange, takeStandpoint } from './change-words.ts';
import { readChoices } from './choices.ts';
import { compareStates } from './compare.ts';
import { computeCoverage } from './coverage.ts';
import { indexEvidence } from './evidence.ts';
import { computeMapView } from './evidence-map.ts';
import { defaultMapChoices } from './map-choices.ts';
import { computeHarvest } from './harvest.ts';
import { headToHead } from './head-to-head.ts';
import { computeModerators } from './moderators.ts';
import { Selection } from './selection.ts';
import { sizeRows } from './size.ts';
import { computeTrajectory } from './trajectory.ts';
import { uniquePart } from './unique.ts';
import { answerSentences, bandSentence, ladderTitle } from './verdict.ts';
import { verdictParagraph } from './verdict-paragraph.ts';
import { weigh } from './weighing.ts';
import { findOvertaking } from './what-would-change.ts';
import { overtakingSentence } from './what-would-change-words.ts';

const evidence = indexEvidence(loadSampleDataset());
const focal = 'focal=leadership.boundary_spanner';
const views = [
  '',
  'tier=A,B',
  'same_source=only',
  'weigh=strength',
  'setting=intra_organisational',
  'stage=none',
];
const select = (view: string) =>
  new Selection(evidence, readChoices(new URLSearchParams(`${focal}&${view}`)), 50);

/** Every sentence about the focal factor, in words as well as over and under figures. */
function everySentence(view: string): string[] {
  const selection = select(view);
  const weighing = weigh(selection);
  const { ladder, focal: own } = weighing;
  const { factors, dataset } = selection.evidence;
  const width = 1040;
  const at = factors.indexOf(own);
  const floors = finishSteps(floorSteps(selection, 50));
  const scenes: Scene[] = [
    ladderScene({ ladder, factors, note: '', width }),
    lensesScene({ weighing, factors, width, sizes: sizeRows(selection), headToHead: headToHead(selection) }),
    gapScene({ weighing, factors, width, floors }),
    harvestScene({
      harvest: computeHarvest(selection, factors[at].key),
      factor: own,
      isFocal: true,
      tiers: dataset.rubric.tier,
      width,
    }),
    evidenceMapScene({
      view: computeMapView(selection, own.key, defaultMapChoices),
      choices: defaultMapChoices,
      focal: own,
      note: '',
      width,
    }),
    moderatorsScene({ moderators: computeModerators(selection), width }),
    trajectoryScene({ trajectory: computeTrajectory(selection), width }),
    coverageScene({ coverage: computeCoverage(selection), width }),
    explainedScene({ part: uniquePart(selection), focal: own, factors, width }),
    headToHeadScene({ result: headToHead(selection), focal: own, width }),
    sizesScene({ rows: sizeRows(selection), focal: own, factors, width }),
  ];
  const compared = compareStates(weigh(select('')), weighing);
  return [
    ladderTitle(ladder, own.label),
    ...verdictParagraph(selection, weighing),
    bandSentence(ladder, own.label) ?? '',
    compared.title,
    ...compared.sentences,
    describeChange(takeStandpoint(select('')), takeStandpoint(selection)) ?? '',
    overtakingSentence('said', findOvertaking(selection, 'said'), own),
    ...scenes.flatMap(({ title, subtitle, summary, caption }) => [title, subtitle, summary, ...caption]),
  ];
}

describe.each(views)('about a factor that is many: %s', (view) => {
  const sentences = everySentence(view);

  it('no verb is in the singular', () => {
    expect(sentences.some((words) => /boundary spanners/i.test(words))).toBe(true);
    const wrong =
      /spanners(’s\b| (is|has|was|takes|goes|stays|shows|comes|explains|carries|stands|keeps|gets|does)\b)/i;
    expect(sentences.filter((words) => wrong.test(words))).toEqual([]);
  });

  it('the answer does not call them “it”', () => {
    const { ladder, focal: own } = weigh(select(view));
    expect(answerSentences(ladder, own.label).join(' ')).not.toMatch(/\b(it|its)\b/i);
  });
});

it('are as they were about one', () => {
  const { ladder } = weigh(new Selection(evidence, readChoices(new URLSearchParams()), 50));
  expect(answerSentences(ladder, 'Leadership')[0]).toMatch(/^Leadership is the factor named most often: /);
  expect(answerSentences(ladder, 'Boundary spanners')[0]).toMatch(/^Boundary spanners are the factor named/);
});
