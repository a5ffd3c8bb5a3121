/**
 * Who decided each domain of a judgement, and when, as tables carry it: in `risk_of_bias_by` and `risk_of_bias_at`. Forms
 * say neither: who sends one is known. Names are for the house and its files; editions hold none.
 */
import type { FieldPlace, Issue } from '../issue.ts';
import { certaintyDomains } from './certainty-domains.ts';
import { certaintyApproaches, type CertaintyJudgement } from './certainty.ts';
import type { FieldTexts } from './field-reader.ts';
import { readMoment, readPersonName } from './read-who.ts';

export interface DomainJudge {
  /** As people call them; null where the table does not say. */
  name: string | null;
  /** ISO 8601; null where the table does not say. */
  decidedAt: string | null;
}

const domainKeys = certaintyApproaches.flatMap((approach) =>
  certaintyDomains[approach].map(({ key }) => key),
);

/**
 * The columns of one judgement, the same whatever its approach.
 *
 * @param nameOf Name of who decided a domain; '' where nobody knows it. Without it names are left out altogether.
 */
export function writeJudges(
  { domains }: Pick<CertaintyJudgement, 'domains'>,
  nameOf?: (domain: string) => string,
): Record<string, string> {
  const decided = new Map(domains.map(({ domain, decidedAt }) => [domain, decidedAt]));
  return Object.fromEntries(
    domainKeys.flatMap((key) => [
      ...(nameOf ? [[`${key}_by`, decided.has(key) ? nameOf(key) : '']] : []),
      [`${key}_at`, decided.get(key) ?? ''],
    ]),
  );
}

/** Reads these columns of a row. Older tables have none of them: then nothing is known. */
export function readJudges(texts: FieldTexts): {
  judges: Map<string, DomainJudge>;
  issues: Issue<FieldPlace>[];
} {
  const judges = new Map<string, DomainJudge>();
  const issues: Issue<FieldPlace>[] = [];
  for (const key of domainKeys) {
    const name = readPersonName(texts[`${key}_by`]);
    const at = (texts[`${key}_at`] ?? '').trim();
    if (name === null && at === '') continue;
    const decidedAt = readMoment(at);
    if (at !== '' && decidedAt === null) {
      const message = `"${at.slice(0, 40)}" is not a date such as 2024-05-31; when this was decided is not known.`;
      issues.push({ code: 'bad-date', severity: 'warning', message, where: { field: `${key}_at` } });
    }
    judges.set(key, { name, decidedAt });
  }
  return { judges, issues };
}
