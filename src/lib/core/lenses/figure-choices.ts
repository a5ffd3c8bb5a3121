/** What a reader chooses on single figures, beside what is chosen for all; kept in the address of a page as that is. */
import type { StageOneOptions } from '../stats/masem/stage-one.ts';
import { multiverseMeasures, type MultiverseMeasure } from './multiverse/forks.ts';
import { defaultUniqueOptions, type UniqueOptions } from './unique-options.ts';

export interface FigureChoices {
  /** Key of the lens that orders the table of all lenses. */
  order: string;
  /** Key of the factor whose studies the harvest shows; null is the one in focus, whichever that is. */
  harvest: string | null;
  /** Whether correlations may differ between studies, in the unique part. */
  model: StageOneOptions['model'];
  /** Keys of factors that the unique part does without. */
  without: readonly string[];
  /** Key of the case table; null is the one that says most about the factor in focus. */
  cases: string | null;
  /** Key of the condition that is drawn against the outcome; null is the factor in focus, or the first. */
  condition: string | null;
  /** What is counted in every way. */
  ways: MultiverseMeasure;
  /** Whether it is. */
  isCounted: boolean;
  /** What the ways of counting are judged by. */
  judgedBy: 'value' | 'rank';
}

export const defaultFigureChoices: FigureChoices = {
  order: 'said',
  harvest: null,
  model: defaultUniqueOptions.model,
  without: [],
  cases: null,
  condition: null,
  ways: 'said',
  isCounted: false,
  judgedBy: 'value',
};

/** Parameters of an address that hold them. */
export const figureParameterNames = [
  'order',
  'harvest',
  'unique',
  'without',
  'cases',
  'condition',
  'ways',
  'counted',
  'judged',
] as const;

/** No key is longer; what is comes from somebody who plays with addresses. */
const longestKey = 120;
const mostWithout = 40;

/** Reads them from an address. What it does not understand is as if it were not there. */
export function readFigureChoices(parameters: URLSearchParams): FigureChoices {
  const { model, order, ways } = defaultFigureChoices;
  const get = (name: (typeof figureParameterNames)[number]) => parameters.get(name);
  const key = (name: 'order' | 'harvest' | 'cases' | 'condition') => get(name)?.slice(0, longestKey) || null;
  const without = (get('without') ?? '').split(',').filter((one) => one !== '' && one.length <= longestKey);
  return {
    order: key('order') ?? order,
    harvest: key('harvest'),
    model: get('unique') === 'fixed' ? 'fixed' : model,
    without: [...new Set(without)].slice(0, mostWithout),
    cases: key('cases'),
    condition: key('condition'),
    ways: multiverseMeasures.find((known) => known === get('ways')) ?? ways,
    isCounted: get('counted') === 'yes',
    judgedBy: get('judged') === 'rank' ? 'rank' : 'value',
  };
}

/** Writes them into parameters of an address; what stands at its default is taken out. */
export function writeFigureChoices(
  choices: FigureChoices,
  parameters = new URLSearchParams(),
): URLSearchParams {
  const { order, ways, judgedBy } = defaultFigureChoices;
  const written: Record<(typeof figureParameterNames)[number], string | null> = {
    order: choices.order === order ? null : choices.order,
    harvest: choices.harvest,
    unique: choices.model === 'fixed' ? choices.model : null,
    without: choices.without.join(','),
    cases: choices.cases,
    condition: choices.condition,
    ways: choices.ways === ways ? null : choices.ways,
    counted: choices.isCounted ? 'yes' : null,
    judged: choices.judgedBy === judgedBy ? null : choices.judgedBy,
  };
  for (const name of figureParameterNames) {
    if (written[name]) parameters.set(name, written[name]);
    else parameters.delete(name);
  }
  return parameters;
}

/** What is chosen on the unique part, of the factors that there are: what is no factor here can't be done without. */
export function readUniqueChoices(
  { model, without }: Pick<FigureChoices, 'model' | 'without'>,
  factors: readonly { key: string }[],
): Pick<UniqueOptions, 'model' | 'without'> {
  return { model, without: without.filter((key) => factors.some((factor) => factor.key === key)) };
}
