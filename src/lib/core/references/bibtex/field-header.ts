/** `name =`, the beginning of a field. */

export interface FieldHeader {
  name: string;
  /** Where the value begins. */
  valueStart: number;
}

// Names may hold spaces ("Early Access Date", "funding_text 1") because databases export such, but not line ends.
const header = /([^\s{}"=,#%()@][^\s{}"=,]{0,60}(?:[ \t]+[^\s{}"=,#]{1,40}){0,4})\s{0,40}=\s{0,2000}/y;

export function readFieldHeader(text: string, offset: number): FieldHeader | undefined {
  header.lastIndex = offset;
  const match = header.exec(text);
  return match ? { name: match[1].toLowerCase(), valueStart: header.lastIndex } : undefined;
}

const strongHeader =
  /\s{0,200}[^\s{}"=,#%()@\\][^\s{}"=,\\]{0,60}(?:[ \t]+[^\s{}"=,#\\]{1,40}){0,4}[ \t]*=\s{0,40}[{"\w]/y;

/** A field that must be one: its value follows, in braces or quotes, or bare. */
export function beginsField(text: string, offset: number): boolean {
  strongHeader.lastIndex = offset;
  return strongHeader.test(text);
}
