import type { FilePlace, Issue } from '#lib/core/issue.ts';
import type { CommandInput } from '../command.ts';

/** More than this on a terminal is read by nobody; --json has all of them. */
const most = 50;

/** Writes issues to standard error, each with its place, those that cost something first. */
export function noteIssues({ terminal }: CommandInput, issues: readonly Issue<unknown>[]): void {
  const weight = { error: 0, warning: 1, info: 2 };
  const sorted = [...issues].sort((a, b) => weight[a.severity] - weight[b.severity]);
  for (const { severity, message, where } of sorted.slice(0, most)) {
    terminal.note(`${severity}: ${describePlace(where)}${message}`);
  }
  if (sorted.length > most) terminal.note(`… and ${sorted.length - most} more; --json lists all of them.`);
}

function describePlace(where: unknown): string {
  const { file, line } = (where ?? {}) as FilePlace;
  if (!file && !line) return '';
  return `${file ?? ''}${line ? `:${line}` : ''} `;
}
