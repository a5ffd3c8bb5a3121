import type { ConceptReference, Estimate } from '../coding/estimate.ts';
import type { FlagAnswer } from '../coding/flag-names.ts';
import type { Study } from '../coding/study.ts';
import { notStated, type FilterName } from './choices.ts';
import type { Evidence, Piece } from './evidence.ts';
import type { Selection } from './selection.ts';
import { passesSwitch, switchDefinitions, switchNames, type SwitchName } from './switches.ts';

/** An estimate that joins a factor to an outcome, with what the lenses ask of it. */
export interface Link {
  estimate: Estimate;
  study: Study;
  /** Keys of the top-level concepts. */
  factor: string;
  outcome: string;
  /** −1 where exactly one of the two is coded as the opposite of its top-level concept (conflict, under trust). */
  sign: 1 | -1;
  /** The study's claims about the same factor and outcome; failing these, about the same factor. */
  beside: Piece[];
  /** Doubts that apply: switches whose answer is yes. */
  doubts: SwitchName[];
}

/**
 * The estimates that a reader's choices leave. Estimates state less than claims do, so each choice looks where it can:
 *
 * - the outcome filter at the top-level outcome of the estimate, bundles and mediators at its top-level factor;
 * - tier, setting and stage filters, and "inside one organisation", at the study;
 * - "same people for cause and outcome" at the estimate's own statement;
 * - the attribution filter and the other switches at the claims beside it (see `Link.beside`): it stays where one of them
 *   does. With no claim beside it all of that is not stated.
 *
 * What only changes shares (claimed strength, the Ladder's not stated) changes nothing here. Estimates between two factors
 * or two outcomes, or whose study or concepts are not in the dataset, are no sizes of a factor.
 *
 * @returns In the order of study keys, then of estimate keys.
 */
export function selectEstimates({ evidence, choices }: Selection): Link[] {
  const { filters, switches } = choices;
  const allows = (name: FilterName, value: string | null) =>
    filters[name].length === 0 || filters[name].includes(value ?? notStated);
  const asked = claimSwitches.filter((name) => switches[name] !== 'keep');
  return linkEstimates(evidence).filter(({ estimate, study, factor, outcome, beside }) => {
    if (choices.leaveOutBundles && evidence.codebook.concept('factor', factor)?.role !== 'factor')
      return false;
    return (
      allows('outcome', outcome) &&
      allows('tier', study.tier) &&
      allows('setting', study.setting) &&
      (study.stages.length === 0
        ? allows('stage', null)
        : study.stages.some((one) => allows('stage', one))) &&
      passesSwitch(switches.same_source, sourceAnswer(estimate)) &&
      passesSwitch(switches.inside_one_organisation, settingAnswer(study)) &&
      (beside.length === 0
        ? allows('attribution', null) && asked.every((name) => passesSwitch(switches[name], 'not_stated'))
        : beside.some(
            ({ claim }) =>
              allows('attribution', claim.attribution) &&
              asked.every((name) =>
                passesSwitch(switches[name], switchDefinitions[name].answer(claim, study)),
              ),
          ))
    );
  });
}

/** Switches that only a claim answers. */
const claimSwitches = switchNames.filter(
  (name) => name !== 'same_source' && name !== 'inside_one_organisation',
);

export function sourceAnswer({ sameSource }: Estimate): FlagAnswer {
  return sameSource === 'yes' || sameSource === 'no' ? sameSource : 'not_stated';
}

export function settingAnswer({ setting }: Study): FlagAnswer {
  if (setting === null) return 'not_stated';
  return setting === 'intra_organisational' ? 'yes' : 'no';
}

/** The numbers of a factor, and how many of them each doubt applies to. */
export interface DoubtCounts {
  numbers: number;
  doubts: Map<SwitchName, number>;
}

/** Counts them whatever the choices. */
export function countDoubts(evidence: Evidence, factor: string): DoubtCounts {
  const own = linkEstimates(evidence).filter((link) => link.factor === factor);
  const doubts = new Map<SwitchName, number>();
  for (const name of own.flatMap((link) => link.doubts)) doubts.set(name, (doubts.get(name) ?? 0) + 1);
  return { numbers: own.length, doubts };
}

const linked = new WeakMap<Evidence, Link[]>();

/** All estimates between a factor and an outcome, whatever the choices; looked up once a dataset. */
export function linkEstimates(evidence: Evidence): Link[] {
  const known = linked.get(evidence);
  if (known) return known;
  const studies = new Map(evidence.studies.map((study) => [study.id, study]));
  const estimated = new Set(evidence.dataset.estimates.map(({ study }) => study));
  const pieces = Map.groupBy(
    evidence.pieces.filter(({ study }) => estimated.has(study.id)),
    ({ study, factorAt }) => `${study.id}\n${evidence.factors[factorAt].key}`,
  );
  const links = evidence.dataset.estimates.flatMap((estimate): Link[] => {
    const study = studies.get(estimate.study);
    const ends = [estimate.a, estimate.b].map((end) => ({ ...end, ...climb(evidence, end) }));
    const factor = ends.find(({ kind }) => kind === 'factor')?.top;
    const outcome = ends.find(({ kind }) => kind === 'outcome')?.top;
    if (!study || factor === undefined || outcome === undefined) return [];
    const aboutFactor = pieces.get(`${study.id}\n${factor}`) ?? [];
    const aboutBoth = aboutFactor.filter(({ outcomeAt }) => evidence.outcomes[outcomeAt]?.key === outcome);
    const beside = aboutBoth.length > 0 ? aboutBoth : aboutFactor;
    const sign = ends.filter(({ isOpposite }) => isOpposite).length === 1 ? -1 : 1;
    return [{ estimate, study, factor, outcome, sign, beside, doubts: findDoubts(estimate, study, beside) }];
  });
  links.sort(
    (one, other) => byText(one.study.key, other.study.key) || byText(one.estimate.key, other.estimate.key),
  );
  linked.set(evidence, links);
  return links;
}

function climb({ codebook }: Evidence, { kind, key }: ConceptReference) {
  const line = codebook.lineage(kind, key);
  const top = line.at(-1);
  return { top: top?.key, isOpposite: top !== undefined && line[0].reverse !== top.reverse };
}

function findDoubts(estimate: Estimate, study: Study, beside: readonly Piece[]): SwitchName[] {
  return switchNames.filter((name) => {
    if (name === 'same_source') return sourceAnswer(estimate) === 'yes';
    if (name === 'inside_one_organisation') return settingAnswer(study) === 'yes';
    return beside.some(({ claim }) => switchDefinitions[name].answer(claim, study) === 'yes');
  });
}

/** By code units, not by the reader's locale. */
function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
