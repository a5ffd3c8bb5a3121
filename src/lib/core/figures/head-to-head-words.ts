/** What the figure of head to head says, in words. */
import { leanOf, type HeadToHead, type HeadToHeadRow } from '../lenses/head-to-head.ts';
import { verdictCountWords } from '../lenses/verdict-groups.ts';
import { agree, count, decimals, list, lowerFirst, studies } from '../words.ts';

/** Two studies at least: one says how it was there, not how it is. */
const leanOfMany = ({ pooled }: HeadToHeadRow) => (pooled && pooled.studies > 1 ? leanOf(pooled) : 'unclear');

/** Of pooled differences where there are any, else of the counted comparisons; "no clear difference" where intervals hold 0. */
export function headToHeadTitle({ rows, focal, verdicts, compared }: HeadToHead): string {
  const label = lowerFirst(focal.label);
  const goes = agree(label, 'goes', 'go');
  const pooled = rows.filter((row) => row.pooled && row.pooled.studies > 1);
  if (pooled.length > 0) {
    const by = (lean: string) =>
      list(pooled.filter((row) => leanOfMany(row) === lean).map(({ rival }) => lowerFirst(rival.label)));
    const [ahead, behind, unclear] = ['focal', 'rival', 'unclear'].map(by);
    const parts = [
      ahead && `${focal.label} ${goes} more closely with outcomes than ${ahead}`,
      behind &&
        `${ahead ? 'less closely than' : `${focal.label} ${goes} less closely with outcomes than`} ${behind}`,
      unclear && `${ahead || behind ? 'no' : 'No'} clear difference between ${label} and ${unclear}`,
    ];
    return parts.filter(Boolean).join('; ');
  }
  if (compared > 0) {
    const joint = verdicts.joint > 0 ? `, joint first in ${verdicts.joint}` : '';
    return `${focal.label} came out ahead of ${agree(label, 'its', 'their')} rivals in ${verdicts.ahead} of ${studies(compared)} that compare them${joint}`;
  }
  return `Too few studies measured ${label} and a rival together to say which goes more closely with outcomes`;
}

export function headToHeadSubtitle({ rows, focal, studies: k }: HeadToHead): string {
  return `${focal.label} beside ${count(rows.length, 'other factor')}, within ${studies(k)} that looked at both for the same outcome.`;
}

/** "+0.17 (−0.11 to +0.45)" */
export function differenceWords({ pooled }: HeadToHeadRow): string {
  if (!pooled) return 'not pooled';
  const [low, high] = pooled.interval;
  return `${plus(pooled.estimate)} (${plus(low)} to ${plus(high)})`;
}

function plus(value: number): string {
  const text = decimals(value);
  return value > 0 && Number(value.toFixed(2)) > 0 ? `+${text}` : text;
}

/** A row in one sentence, without its full stop. */
export function describeRival(row: HeadToHeadRow): string {
  const { rival, compared, verdicts, pooled, reason } = row;
  const counted = compared > 0 ? `${studies(compared)} compare them: ${verdictCountWords(verdicts)}` : '';
  const verdict = { focal: 'ahead', rival: 'behind', unclear: 'no clear difference' }[leanOf(pooled)];
  const numbers = pooled
    ? `difference ${differenceWords(row)} over ${studies(pooled.studies)}, ${verdict}`
    : `nothing to pool: ${reason}`;
  return `${rival.label}: ${[counted, numbers].filter(Boolean).join('; ')}`;
}

export function headToHeadCaption({ rows, focal, otherVerdicts, unusable }: HeadToHead): string[] {
  const turned = rows.flatMap(({ rival, turned }) =>
    turned.includes('rival') ? [lowerFirst(rival.label)] : [],
  );
  const isTurned = rows.some((row) => row.turned.includes('focal'));
  if (isTurned) turned.unshift(lowerFirst(focal.label));
  const lines: string[] = [];
  if (rows.some(({ compared }) => compared > 0)) {
    lines.push(
      'Bars: studies whose coders noted who came out ahead, one vote a study. Counted, never pooled. A verdict on several rivals stands in the row of each.',
    );
  }
  if (otherVerdicts.length > 0) {
    lines.push(`Another verdict: ${list(otherVerdicts.map(lowerFirst))}.`);
  }
  if (rows.some(({ pooled }) => pooled)) {
    lines.push(
      'Difference: of two correlations with the same outcome on the same people, pooled by random effects, with 95\u202f% intervals (dashed: where a new study’s would lie). An interval that holds 0 is no clear difference.',
    );
  }
  if (turned.length > 0) {
    lines.push(
      `Turned round, since on the whole ${turned.length === 1 ? 'it goes' : 'they go'} with less of the outcome: ${list(turned)}. What is compared is how closely factors go with the outcome.`,
    );
  }
  if (rows.every(({ pooled }) => !pooled))
    lines.push(
      `Nothing can be pooled: no study reports the correlations of ${lowerFirst(focal.label)} and of a rival with one outcome, and with each other. ${unusable}`.trim(),
    );
  return lines;
}
