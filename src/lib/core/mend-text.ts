/** Control characters other than tab and line ends: no text has them, and PostgreSQL refuses the NUL among them. */
const controls = /[^\P{Cc}\t\n\r]/gu;

/** Leaves out what no text has: control characters; halves of letters become a replacement character. */
export function mendText(text: string): string {
  return text.replace(controls, '').toWellFormed();
}
