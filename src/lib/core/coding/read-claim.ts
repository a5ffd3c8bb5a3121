import type { CodebookIndex } from '../codebook/codebook.ts';
import type { FieldPlace, Issue } from '../issue.ts';
import { directionForFactor, directions, type Claim, type Direction, type FactorPole } from './claim.ts';
import { FieldReader, type FieldTexts } from './field-reader.ts';
import { flagNames, type FlagAnswers, type FlagName } from './flag-names.ts';

/** What a coder states in a claim; id, key and study come from where it stands. */
export type ClaimFacts = Omit<Claim, 'id' | 'key' | 'study'>;

/**
 * Reads a claim from a form or a row of claims.csv. A claim needs a factor and something that the factor bears on;
 * without them, or with a code that the codebook does not know, there is no claim, and the issues say why.
 */
export function readClaimFacts(
  texts: FieldTexts,
  codebook: CodebookIndex,
): { facts: ClaimFacts | null; issues: Issue<FieldPlace>[] } {
  const reader = new FieldReader(texts, codebook);
  const factor = reader.concept('factor', 'factor');
  const outcome = reader.concept('outcome', 'outcome');
  const targetFactor = reader.concept('target_factor', 'factor');
  if (factor === null && reader.text('factor') === '') {
    reader.report('factor', 'missing-factor', 'Choose the factor that the study credits.');
  }
  if (outcome === null && targetFactor === null && reader.text('outcome') === '') {
    reader.report('outcome', 'missing-outcome', 'Choose the outcome that the factor is said to bear on.');
  }
  if (outcome !== null && targetFactor !== null) {
    const message = 'A claim has one target: an outcome or another factor, not both.';
    reader.report('target_factor', 'two-targets', message);
  }
  if (factor !== null && factor === targetFactor) {
    reader.report('target_factor', 'own-target', 'A factor can’t bear on itself.');
  }
  const facts = {
    factor: factor ?? '',
    outcome,
    targetFactor,
    direction: readDirection(reader),
    factorPole: readPole(reader),
    strength: reader.code('strength', 'claimStrengths'),
    attribution: reader.code('attribution_mode', 'attributionModes'),
    source: reader.code('data_source', 'dataSources'),
    sameSource: reader.code('same_source', 'sameSource'),
    locus: reader.code('locus', 'loci'),
    style: reader.code('style', 'styles'),
    stages: reader.codes('stage', 'stages'),
    setting: reader.code('setting', 'settings'),
    mechanism: reader.text('mechanism'),
    finding: reader.text('finding'),
    findingIs: reader.text('finding_is') === 'quote' ? ('quote' as const) : ('own_words' as const),
    locator: reader.text('locator'),
    sourceUrl: reader.url('source_url'),
    note: reader.text('coder_note'),
    flags: readFlags(reader),
  };
  checkStatedDirection(reader, facts);
  return { facts: reader.hasErrors ? null : facts, issues: reader.issues };
}

function readDirection(reader: FieldReader): Direction {
  const text = reader.text('direction');
  if (text === '') return 'not_stated';
  if (directions.includes(text as Direction)) return text as Direction;
  reader.report(
    'direction',
    'unknown-code',
    `"${text}" is not a direction; it is one of ${directions.join(', ')}.`,
  );
  return 'not_stated';
}

function readPole(reader: FieldReader): FactorPole {
  const text = reader.text('factor_pole');
  if (text === '' || text === 'presence') return 'presence';
  if (text === 'absence_or_opposite') return text;
  const message = `"${text}" is not a pole; it is presence or absence_or_opposite.`;
  reader.report('factor_pole', 'unknown-code', message);
  return 'presence';
}

function readFlags(reader: FieldReader): FlagAnswers {
  const flags: Partial<Record<FlagName, 'yes' | 'no'>> = {};
  for (const name of flagNames) {
    const answer = reader.text(`flag_${name}`);
    if (answer === 'yes' || answer === 'no') flags[name] = answer;
    else if (answer !== '' && answer !== 'not_stated') {
      reader.report(`flag_${name}`, 'unknown-code', `"${answer}" is not an answer; it is yes, no or empty.`);
    }
  }
  return flags;
}

/** Tables may carry the flipped direction too; where it disagrees with direction and pole, one of the three is wrong. */
function checkStatedDirection(reader: FieldReader, facts: ClaimFacts): void {
  const stated = reader.text('direction_for_factor');
  const computed = directionForFactor(facts);
  if (stated === '' || stated === computed) return;
  const message = `direction_for_factor says ${stated}, but direction and factor_pole give ${computed}; ${computed} was kept.`;
  reader.report('direction_for_factor', 'direction-disagrees', message, 'warning');
}
