/** What to tell the person who brought a file with broken syntax. */
import type { ProblemCode } from './blocks.ts';

export const problemMessages: Record<ProblemCode, (about: string) => string> = {
  'unclosed-entry': () =>
    'The brace that closes this entry is missing. It was ended before the next entry; check its last fields.',
  'unclosed-value': (about) =>
    `A brace is missing in the field "${about}". Its text was ended before the next field; check where it ends.`,
  'unbalanced-quotes': (about) =>
    `The field "${about}" is in quotes and has quotes inside. All of it was kept; use braces instead of quotes.`,
  'stray-brace': () =>
    'There is one closing brace too many. It was ignored, and the fields behind it were kept.',
  'unreadable-text': (about) => `"${about}" is no field and was skipped. The rest of the entry was kept.`,
  'missing-comma': (about) => `The comma before "${about}" is missing. It was read as if it were there.`,
  'missing-opening-brace': () =>
    'The brace behind the type of this entry is missing. It was read as if it were there.',
  'wrong-delimiter': () =>
    'This entry is opened with a brace and closed with a parenthesis, or the other way round.',
  'unquoted-value': (about) =>
    `The text of the field "${about}" is neither in braces nor in quotes. It was kept.`,
};
