/**
 * Spreadsheets run a cell that begins with one of these signs as a formula. An apostrophe before it makes it text, as in
 * the advice of OWASP on CSV injection; numbers need none, because a formula that is a number is that number.
 */
const dangerous = /^'*[=+\-@\t\r]/;
const plainNumber = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export function guardFormula(cell: string): string {
  return dangerous.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
}

export function unguardFormula(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
