/**
 * What an entry takes over from those it refers to by `crossref` or `xdata`. The table is the one in the BibLaTeX manual
 * (appendix B, default inheritance setup); BibTeX's rule, to take every field that is missing, is the rest of it.
 */

/** The fields of an entry by name. */
export type Fields = Map<string, string>;

export interface Relative {
  type: string;
  fields: Fields;
}

const parts = {
  title: ['title', 'subtitle', 'titleaddon'],
  booktitle: ['booktitle', 'booksubtitle', 'booktitleaddon'],
  maintitle: ['maintitle', 'mainsubtitle', 'maintitleaddon'],
  journaltitle: ['journaltitle', 'journalsubtitle', 'journaltitleaddon'],
};

const multiVolume = new Set(['mvbook', 'mvcollection', 'mvproceedings', 'mvreference']);

/** Types of entries that are a part of something with a title of its own. */
const contained = new Set([
  'inbook',
  'bookinbook',
  'suppbook',
  'incollection',
  'suppcollection',
  'inreference',
  'inproceedings',
  'conference',
]);

/** Titles have their own rule; the others tell about the entry itself and never pass on. */
const ownFields = new Set([
  ...parts.title,
  'shorttitle',
  'sorttitle',
  'indextitle',
  'ids',
  'crossref',
  'xref',
  'xdata',
  'entryset',
  'entrysubtype',
  'execute',
  'label',
  'options',
  'presort',
  'related',
  'relatedoptions',
  'relatedstring',
  'relatedtype',
  'shorthand',
  'shorthandintro',
  'sortkey',
  'key',
  'file',
  // Biber passes these on. Here they would make every paper of a volume look like the volume: a DOI names one thing.
  'doi',
  'url',
  'urldate',
  'eprint',
  'eprinttype',
  'archiveprefix',
  'pmid',
  'abstract',
  'keywords',
  'note',
  'annotation',
  'annote',
  'pages',
  'pagetotal',
]);

/** Adds to `child` what it lacks and `parent` has. */
export function inheritFrom(parent: Relative, child: Relative): void {
  const title = titleFor(parent.type, child.type);
  if (title !== 'title' || !child.fields.has('title')) {
    parts.title.forEach((name, index) => {
      // A BibTeX parent gives the book title under its own name, and that is the one meant.
      if (title === 'booktitle' && parent.fields.has('booktitle')) return;
      take(child, parts[title][index], parent.fields.get(name));
    });
  }
  if (parent.type.endsWith('book') && contained.has(child.type))
    take(child, 'bookauthor', parent.fields.get('author'));
  for (const [name, value] of parent.fields) {
    if (!ownFields.has(name)) take(child, name, value);
  }
}

/** `xdata` entries are containers of data: everything passes on. */
export function copyFrom(container: Relative, child: Relative): void {
  for (const [name, value] of container.fields) {
    if (name !== 'xdata' && name !== 'ids') take(child, name, value);
  }
}

function titleFor(parent: string, child: string): keyof typeof parts {
  if (multiVolume.has(parent)) return 'maintitle';
  if (contained.has(child)) return 'booktitle';
  if (parent === 'periodical') return 'journaltitle';
  return 'title';
}

function take(child: Relative, name: string, value: string | undefined): void {
  if (value !== undefined && value !== '' && !child.fields.get(name)) child.fields.set(name, value);
}
