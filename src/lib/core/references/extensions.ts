/** Endings of files of references, without the dot; the first of each is the one to write. Light enough for a page. */
export const extensionsOf = {
  bibtex: ['bib', 'bibtex'],
  biblatex: ['bib', 'biblatex'],
  ris: ['ris'],
  nbib: ['nbib'],
  'endnote-xml': ['xml'],
  enw: ['enw', 'ref', 'refer'],
  csl: ['json', 'csljson'],
  csv: ['csv', 'tsv'],
  wos: ['ciw', 'isi'],
} as const satisfies Record<string, readonly string[]>;

/** Every ending, and "txt", under which databases hand out several of these formats. */
export const readableExtensions = [...new Set([...Object.values(extensionsOf).flat(), 'txt'])];
