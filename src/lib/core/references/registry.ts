/** Every format that references come in or go out as. Pages and scripts go through this list. */
import { readBibtex } from './bibtex/read.ts';
import { IdRegister } from './collector.ts';
import type { CslItem } from './csl.ts';
import { extensionsOf } from './extensions.ts';
import { readCslJson } from './json/csl-json.ts';
import type { ParsedFile } from './parsed-file.ts';
import type { ParseSteps } from './parse-steps.ts';
import { readTable } from './table/read-table.ts';
import { enw } from './tagged/enw.ts';
import { nbib } from './tagged/nbib.ts';
import { readTagged, type TaggedFormat } from './tagged/read.ts';
import { ris } from './tagged/ris.ts';
import { wos } from './tagged/wos.ts';
import { writeBibtex } from './write/bibtex.ts';
import { writeEndnoteXml } from './write/endnote-xml.ts';
import { writeNbib } from './write/nbib.ts';
import { writeRis } from './write/ris.ts';
import { writeTable } from './write/table.ts';
import { readEndnoteXml } from './xml/endnote-xml.ts';

export type FormatId = keyof typeof extensionsOf;

export interface ReferenceFormat {
  id: FormatId;
  label: string;
  /** Without the dot; the first is the one to write. */
  extensions: readonly string[];
  /** What to say of a file in which no reference of this format was found. */
  sign: string;
  /** `text` has LF as line ends. Never throws. */
  read(text: string, file: string | undefined, ids: IdRegister): ParseSteps<ParsedFile>;
  /** Missing where references are only read in this format. */
  write?(items: readonly CslItem[]): string;
}

function* readOneBibtex(text: string, file: string | undefined, ids: IdRegister): ParseSteps<ParsedFile> {
  const [parsed] = yield* readBibtex([{ text, file }], ids);
  return parsed;
}

const tagged =
  (format: TaggedFormat): ReferenceFormat['read'] =>
  (text, file, ids) =>
    readTagged(format, text, file, ids);

export const formats: readonly ReferenceFormat[] = [
  {
    id: 'bibtex',
    label: 'BibTeX',
    extensions: extensionsOf.bibtex,
    sign: 'no entry such as @article{…} begins in it',
    read: readOneBibtex,
    write: (items) => writeBibtex(items, 'bibtex'),
  },
  {
    id: 'biblatex',
    label: 'BibLaTeX',
    extensions: extensionsOf.biblatex,
    sign: 'no entry such as @article{…} begins in it',
    read: readOneBibtex,
    write: (items) => writeBibtex(items, 'biblatex'),
  },
  {
    id: 'ris',
    label: 'RIS',
    extensions: extensionsOf.ris,
    sign: 'no line begins with "TY  - "',
    read: tagged(ris),
    write: writeRis,
  },
  {
    id: 'nbib',
    label: 'PubMed',
    extensions: extensionsOf.nbib,
    sign: 'no line begins with "PMID- "',
    read: tagged(nbib),
    write: writeNbib,
  },
  {
    id: 'endnote-xml',
    label: 'EndNote XML',
    extensions: extensionsOf['endnote-xml'],
    sign: 'there is no <record> in it',
    read: readEndnoteXml,
    write: writeEndnoteXml,
  },
  {
    id: 'enw',
    label: 'EndNote import (refer)',
    extensions: extensionsOf.enw,
    sign: 'no line begins with "%0 " or "%A "',
    read: tagged(enw),
  },
  {
    id: 'csl',
    label: 'CSL-JSON',
    extensions: extensionsOf.csl,
    sign: 'there is no list of items in it',
    read: readCslJson,
    write: (items) => `${JSON.stringify(items, null, 2)}\n`,
  },
  {
    id: 'csv',
    label: 'Table (CSV)',
    extensions: extensionsOf.csv,
    sign: 'its first row does not name columns such as title, authors and year',
    read: readTable,
    write: writeTable,
  },
  {
    id: 'wos',
    label: 'Web of Science',
    extensions: extensionsOf.wos,
    sign: 'no line begins with "PT "',
    read: tagged(wos),
  },
];

const byId = new Map(formats.map((format) => [format.id, format]));

/** The format with this id. Throws RangeError for any other word: ask `isFormatId` first. */
export function formatById(id: FormatId): ReferenceFormat {
  const format = byId.get(id);
  if (!format) throw new RangeError(`There is no format "${id}".`);
  return format;
}

export function isFormatId(id: string): id is FormatId {
  return byId.has(id as FormatId);
}

/** Writes references in a format that can be written. */
export function writeReferences(items: readonly CslItem[], id: FormatId): string {
  const { write, label } = formatById(id);
  if (!write) throw new RangeError(`References cannot be written as ${label}.`);
  return write(items);
}
