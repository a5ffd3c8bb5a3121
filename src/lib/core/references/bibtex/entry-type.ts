/** Types of entries beyond those BibLaTeX defines, as the type that says most nearly the same. */

const aliases: Record<string, string> = {
  commented: 'book',
  newspaper: 'article',
  newspaperarticle: 'article',
  newsarticle: 'article',
  magazine: 'article',
  magazinearticle: 'article',
  journal: 'article',
  journalarticle: 'article',
  jour: 'article',
  suppperiodical: 'article',
  proceeding: 'inproceedings',
  conferencepaper: 'inproceedings',
  chapter: 'incollection',
  bookchapter: 'incollection',
  booksection: 'incollection',
  ebook: 'book',
  webpage: 'online',
  website: 'online',
  web: 'online',
  internet: 'online',
  url: 'online',
  code: 'software',
  program: 'software',
  data: 'dataset',
  techrep: 'report',
  talk: 'unpublished',
  presentation: 'unpublished',
  monograph: 'book',
};

/** The BibLaTeX type to read an entry as, or the same type when it is unknown altogether. */
export function readableType(type: string, known: (type: string) => boolean): string {
  if (known(type)) return type;
  const plain = type.replace(/[^a-z]/g, '');
  if (known(plain)) return plain;
  if (Object.hasOwn(aliases, plain)) return aliases[plain];
  if (plain.endsWith('thesis') || plain.startsWith('thesis')) return 'thesis';
  if (plain.endsWith('report')) return 'report';
  if (plain.endsWith('article')) return 'article';
  return 'misc';
}
