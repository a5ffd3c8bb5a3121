/** Splits files whose lines begin with tags (RIS, PubMed, refer, Web of Science) into records. */

export interface TaggedField {
  tag: string;
  /** The text behind the tag and its continuation lines. */
  lines: string[];
}

export interface TaggedRecord {
  fields: TaggedField[];
  /** Counted from 1. */
  line: number;
  raw: string;
  /** Whether the tag that begins a record is there, and the one that ends it. */
  begun: boolean;
  ended: boolean;
}

export interface TaggedSyntax {
  /** Reads a tag at the start of a line. `within` is the tag of the field before. */
  readTag(line: string, within: string | undefined): { tag: string; text: string } | undefined;
  /** The tag that begins a record. */
  begin: string;
  /** The tag that ends it, where the format has one. */
  end?: string;
  /** Whether a blank line ends a record, as it does where there is no tag for it. */
  endsAtBlank?: boolean;
  /** Fields without which a group of lines that begins with another tag is no record. */
  telling: Set<string>;
}

export interface SplitRecords {
  records: TaggedRecord[];
  /** Lines with text that belong to no record. */
  stray: { line: number; text: string }[];
}

export function splitTagged(text: string, syntax: TaggedSyntax): SplitRecords {
  const splitter = new RecordSplitter(text.split('\n'), syntax);
  return splitter.split();
}

class RecordSplitter {
  readonly #lines: string[];
  readonly #syntax: TaggedSyntax;
  readonly #result: SplitRecords = { records: [], stray: [] };
  #current: TaggedRecord | undefined;

  constructor(lines: string[], syntax: TaggedSyntax) {
    this.#lines = lines;
    this.#syntax = syntax;
  }

  split(): SplitRecords {
    this.#lines.forEach((line, index) => this.#take(line, index));
    this.#finish(this.#lines.length, this.#syntax.end === undefined);
    return this.#result;
  }

  #take(line: string, index: number): void {
    const read = this.#syntax.readTag(line, this.#current?.fields.at(-1)?.tag);
    if (!read) this.#takeUntagged(line, index);
    else if (read.tag === this.#syntax.end) this.#finish(index + 1, true);
    else {
      if (read.tag === this.#syntax.begin) {
        this.#finish(index, this.#syntax.end === undefined);
        this.#begin(index, true);
      }
      (this.#current ?? this.#begin(index, false)).fields.push({ tag: read.tag, lines: [read.text.trim()] });
    }
  }

  #takeUntagged(line: string, index: number): void {
    const isBlank = line.trim() === '';
    if (isBlank && this.#syntax.endsAtBlank) this.#finish(index, true);
    if (isBlank) return;
    const field = this.#current?.fields.at(-1);
    if (field) field.lines.push(line.trim());
    else this.#result.stray.push({ line: index + 1, text: line });
  }

  #begin(index: number, begun: boolean): TaggedRecord {
    this.#current = { fields: [], line: index + 1, raw: '', begun, ended: false };
    return this.#current;
  }

  #finish(end: number, ended: boolean): void {
    const record = this.#current;
    this.#current = undefined;
    if (!record) return;
    const { line, begun, fields } = record;
    if (begun || fields.some(({ tag }) => this.#syntax.telling.has(tag))) {
      const raw = this.#lines
        .slice(line - 1, end)
        .join('\n')
        .trimEnd();
      this.#result.records.push({ ...record, ended, raw });
    } else {
      this.#result.stray.push({ line, text: this.#lines[line - 1] });
    }
  }
}

/** The fields of a record by tag. */
export class TaggedValues {
  readonly #values = new Map<string, string[]>();
  readonly #lines = new Map<string, string[]>();
  readonly #inOrder: { tag: string; value: string }[] = [];

  constructor(record: TaggedRecord) {
    for (const { tag, lines } of record.fields) {
      const joined = lines.filter((line) => line !== '').join(' ');
      if (joined === '') continue;
      push(this.#values, tag, joined);
      this.#inOrder.push({ tag, value: joined });
      for (const line of lines) if (line !== '') push(this.#lines, tag, line);
    }
  }

  /** The first value of the first of these tags that has one. */
  first(...tags: string[]): string | undefined {
    return tags.map((tag) => this.#values.get(tag)?.[0]).find((value) => value !== undefined);
  }

  /** All values of these tags, tag by tag, continuation lines joined. */
  all(...tags: string[]): string[] {
    return tags.flatMap((tag) => this.#values.get(tag) ?? []);
  }

  /** The same, but with a continuation line as a value of its own: some programs write lists like that. */
  allLines(...tags: string[]): string[] {
    return tags.flatMap((tag) => this.#lines.get(tag) ?? []);
  }

  /** The values of several tags in the order of the record. */
  inOrder(...tags: string[]): { tag: string; value: string }[] {
    return this.#inOrder.filter(({ tag }) => tags.includes(tag));
  }

  isEmptyBut(...tags: string[]): boolean {
    return [...this.#values.keys()].every((tag) => tags.includes(tag));
  }
}

function push(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
