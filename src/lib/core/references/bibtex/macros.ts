/** `@string` macros: what is defined, and values with their macros expanded. */
import type { BibField, ValuePart } from './blocks.ts';

/** Months are macros in every BibTeX style. They stand for themselves, so that a month stays readable in any language. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The journals every standard style defines (btxbst.doc). */
const standardJournals: Record<string, string> = {
  acmcs: 'ACM Computing Surveys',
  acta: 'Acta Informatica',
  cacm: 'Communications of the ACM',
  ibmjrd: 'IBM Journal of Research and Development',
  ibmsj: 'IBM Systems Journal',
  ieeese: 'IEEE Transactions on Software Engineering',
  ieeetc: 'IEEE Transactions on Computers',
  ieeetcad: 'IEEE Transactions on Computer-Aided Design of Integrated Circuits',
  ipl: 'Information Processing Letters',
  jacm: 'Journal of the ACM',
  jcss: 'Journal of Computer and System Sciences',
  scp: 'Science of Computer Programming',
  sicomp: 'SIAM Journal on Computing',
  tocs: 'ACM Transactions on Computer Systems',
  tods: 'ACM Transactions on Database Systems',
  tog: 'ACM Transactions on Graphics',
  toms: 'ACM Transactions on Mathematical Software',
  toois: 'ACM Transactions on Office Information Systems',
  toplas: 'ACM Transactions on Programming Languages and Systems',
  tcs: 'Theoretical Computer Science',
};

export interface ExpandedValue {
  value: string;
  /** Names in it that no macro has, kept as text. */
  undefinedMacros: string[];
}

/** A macro that contains macros that contain macros grows without bounds; no abbreviation is longer than this. */
const longestMacro = 10_000;

interface Definition {
  place: number;
  value: string;
}

/**
 * Macros may be defined again further down, as BibTeX allows, and behind their first use, as it does not: files are often
 * read together in another order than the one they were written for. So the place of use decides.
 */
export class MacroTable {
  readonly #definitions = new Map<string, Definition[]>();

  constructor() {
    for (const month of months) this.#add(month, -1, month);
    for (const [name, journal] of Object.entries(standardJournals)) this.#add(name, -1, journal);
  }

  /** To be called in the order of the places. Names do not tell upper from lower case. */
  define(fields: BibField[], place: number): void {
    for (const { name, parts } of fields) {
      this.#add(name, place, this.expand(parts, place).value.slice(0, longestMacro));
    }
  }

  expand(parts: ValuePart[], place: number): ExpandedValue {
    if (parts.length === 1 && parts[0].kind === 'text') return { value: parts[0].text, undefinedMacros: [] };
    const undefinedMacros: string[] = [];
    const value = parts
      .map(({ kind, text }) => {
        if (kind === 'text' || /^\d/.test(text)) return text;
        const expanded = this.#find(text.toLowerCase(), place);
        if (expanded === undefined) undefinedMacros.push(text);
        return expanded ?? text;
      })
      .join('');
    return { value, undefinedMacros };
  }

  #add(name: string, place: number, value: string): void {
    const definitions = this.#definitions.get(name);
    if (definitions) definitions.push({ place, value });
    else this.#definitions.set(name, [{ place, value }]);
  }

  /** The last definition before the place, else the first one behind it. */
  #find(name: string, place: number): string | undefined {
    const definitions = this.#definitions.get(name);
    return (definitions?.findLast((definition) => definition.place <= place) ?? definitions?.[0])?.value;
  }
}
