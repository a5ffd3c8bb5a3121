/**
 * An analysis to be run again in R: a script, and the tables that it reads from its own folder. The script is our own
 * code and numbers; nothing that was typed in or imported stands in it, since a title in a script is code to R. Keys and
 * labels are in tables, written by the guarded writer, and the script reads them as text.
 */
export interface RFile {
  name: string;
  text: string;
}

export interface RBundle {
  script: RFile;
  tables: RFile[];
}

/**
 * A number as R reads it, with all its digits.
 *
 * @throws TypeError for what is no finite number: no other value may stand in a script.
 */
export function rNumber(value: number): string {
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new TypeError(`rNumber: ${String(value)} is no finite number`);
  return String(value);
}

export function rLogical(value: boolean): string {
  return value === true ? 'TRUE' : 'FALSE';
}
