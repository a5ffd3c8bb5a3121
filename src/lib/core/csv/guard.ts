/**
 * Spreadsheets run cells that begin with `=`, `+`, `-`, `@`, tab or carriage return as formulas. Such text gets a leading
 * apostrophe on export, which our own import takes off again; numbers stay numbers. Text that begins with apostrophes
 * followed by such a character gets one more, so that nothing is lost on the way back.
 * Source: OWASP, CSV Injection.
 */
const risky = /^'*[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;
const plainNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export function guardCell(text: string): string {
  return risky.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
