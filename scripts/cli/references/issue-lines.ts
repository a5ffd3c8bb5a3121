import type { ReferenceIssue } from '#lib/core/references/parsed-file.ts';

/** An issue as compilers write theirs, so that editors can jump to the line: `refs.bib:12:1: warning: …`. */
export function issueLine({ severity, outcome, message, where }: ReferenceIssue): string {
  const place = [where.file ?? '-', where.line, where.column].filter((part) => part !== undefined).join(':');
  const key = where.key === undefined ? '' : ` ${where.key}:`;
  return `${place}: ${severity}:${key} ${message} (${outcome})`;
}
