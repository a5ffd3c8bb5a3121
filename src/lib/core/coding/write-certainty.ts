import { certaintyDomains } from './certainty-domains.ts';
import { certaintyApproaches } from './certainty.ts';
import { notJudged, type CertaintyFacts } from './read-certainty.ts';

/**
 * The texts of a judgement's form or table row: the inverse of readCertaintyFacts.
 *
 * @param open What stands for a choice that nobody made: forms need a value to show, tables are left empty.
 */
export function writeCertaintyTexts(
  facts: CertaintyFacts,
  open: typeof notJudged | '' = '',
): Record<string, string> {
  const { approach, factor, outcome, statement, studies, start, domains, level, levelReason } = facts;
  const texts: Record<string, string> = {
    approach,
    factor,
    outcome: outcome ?? '',
    statement,
    studies: studies.join(';'),
    start: start ?? open,
    level: level ?? open,
    level_reason: levelReason,
  };
  // Tables have the same columns in every row, whatever the approach.
  for (const name of certaintyApproaches) {
    for (const { key } of certaintyDomains[name]) {
      const decided = domains.find(({ domain }) => domain === key);
      texts[key] = decided?.rating ?? (name === approach ? open : '');
      texts[`${key}_reason`] = decided?.reason ?? '';
    }
  }
  return texts;
}

/** The texts of a form in which nothing is decided yet. */
export function emptyCertaintyTexts(
  given: Pick<CertaintyFacts, 'approach'> & Partial<CertaintyFacts>,
): Record<string, string> {
  const nothing = {
    factor: '',
    outcome: null,
    statement: '',
    studies: [],
    start: null,
    domains: [],
    level: null,
    levelReason: '',
  };
  return writeCertaintyTexts({ ...nothing, ...given }, notJudged);
}
