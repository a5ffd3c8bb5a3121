/** Largest number that a column of whole numbers holds on both engines. */
const largest = 2 ** 31 - 1;

/** A whole number, 0 or more, from an address or a form; null for anything else. */
export function readWhole(value: FormDataEntryValue | null | undefined): number | null {
  if (typeof value !== 'string' || !/^\d{1,10}$/.test(value)) return null;
  const number = Number(value);
  return number <= largest ? number : null;
}
