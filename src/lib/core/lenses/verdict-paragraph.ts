import { agree, count, decimals, lowerFirst, percent, percentRange, studies } from '../words.ts';
import { certaintySentences } from './certain.ts';
import type { Selection } from './selection.ts';
import type { SwitchName } from './switches.ts';
import { answerSentences, evidenceDate, gapWords } from './verdict.ts';
import type { Weighing } from './weighing.ts';

/** The doubts that the verdict counts, in the order in which readers ask. */
const told: [SwitchName, string][] = [
  ['outcome_known', 'credit given after the outcome was known'],
  ['leader_is_informant', 'leaders’ own account'],
  ['single_time_point', 'factor and outcome seen once, together'],
  ['same_source', 'cause and outcome from the same people'],
  ['success_only_sample', 'successes only'],
];

/**
 * The verdict: the answer, what the evidence carries of it, which way the studies point, what the claims behind it are open
 * to, how sure we are, and the date. Every sentence keeps its k and its interval, so that none misleads alone.
 */
export function verdictParagraph(selection: Selection, weighing: Weighing): string[] {
  const { focal, ladder } = weighing;
  const answer = answerSentences(ladder, focal.label);
  if (weighing.doubts.claims === 0)
    return [...answer, `${evidenceDate(selection.evidence.dataset.evidenceTo)}.`];
  return [
    ...answer,
    ...describeSupport(weighing),
    ...describeDirection(weighing),
    describeDoubts(weighing),
    ...certaintySentences(weighing.certain, focal, selection.evidence.outcomes),
    'That a factor is often named is no proof that it works.',
    `${evidenceDate(selection.evidence.dataset.evidenceTo)}.`,
  ];
}

function describeSupport({ focal, supported }: Weighing): string[] {
  if (!supported.identified)
    return [`What the evidence supports can’t be told: ${lowerFirst(supported.reason)}`];
  const row = supported.rows.find(({ factor }) => factor === focal.key)!;
  const range = row.interval ? ` (95\u202f% interval ${percentRange(row.interval)})` : '';
  return [
    `Weighed by how strong the evidence of each claim is, ${agree(focal.label, 'it carries', 'they carry')} ${percent(row.share)}${range} of what is supported: ${gapWords(row)}.`,
  ];
}

function describeDirection({ focal, direction }: Weighing): string[] {
  if (!direction.identified) return [];
  const row = direction.rows.find(({ factor }) => factor === focal.key)!;
  const { positive, negative, null: none } = row.counts;
  if (row.clear === 0)
    return [`None of ${studies(row.k)} gives ${agree(focal.label, 'it', 'them')} a clear sign.`];
  const chance =
    row.p === null ? '' : `, exact sign test p ${row.p < 0.001 ? '< 0.001' : `= ${decimals(row.p, 3)}`}`;
  const silent = none > 0 ? `; ${studies(none)} found no link` : '';
  return [
    `Of ${studies(row.clear)} with a clear sign ${positive} ${positive === 1 ? 'speaks' : 'speak'} for ${agree(focal.label, 'it', 'them')} and ${negative} against${chance}${silent}. ${row.fromEstimates} of ${row.k} directions rest on a reported number, the others on words.`,
  ];
}

/** "Doubts about its 103 claims: credit given after the outcome was known, 24 (60 not stated); …" */
function describeDoubts({ focal: { label }, doubts }: Weighing): string {
  const parts = told.flatMap(([name, words]) => {
    const { yes, notStated } = doubts.answers[name];
    if (yes === 0 && notStated === 0) return [];
    return [`${words}, ${yes}${notStated > 0 ? ` (${notStated} not stated)` : ''}`];
  });
  const claims = `${agree(label, 'its', 'their')} ${count(doubts.claims, 'claim')}`;
  return parts.length === 0
    ? `None of ${claims} is open to the doubts that this review checks.`
    : `Doubts about ${claims}: ${parts.join('; ')}.`;
}
