/** What the columns of other programs' tables are called. */

export type Column =
  | 'id'
  | 'type'
  | 'title'
  | 'author'
  | 'editor'
  | 'year'
  | 'date'
  | 'journal'
  | 'shortJournal'
  | 'book'
  | 'volume'
  | 'issue'
  | 'reportNumber'
  | 'pages'
  | 'startPage'
  | 'endPage'
  | 'articleNumber'
  | 'doi'
  | 'url'
  | 'abstract'
  | 'keywords'
  | 'publisher'
  | 'place'
  | 'isbn'
  | 'issn'
  | 'language'
  | 'pmid'
  | 'pmcid'
  | 'note'
  | 'edition'
  | 'series'
  | 'genre'
  | 'citation';

/** Names without spaces, signs and capitals. */
const names: Record<Column, string> = {
  id: 'id key citekey citationkey bibtexkey recordid refid studyid',
  type: 'type itemtype entrytype referencetype typeofreference publicationtype reftype documenttype',
  title:
    'title titleprimary primarytitle articletitle documenttitle ti t1 titles itemtitle papertitle originaltitle',
  author:
    'author authors authorsprimary authornames authorname au a1 firstauthors authorfullnames creator creators authorlist',
  editor: 'editor editors secondaryauthors authorssecondary bookeditors',
  year: 'year publicationyear pubyear py yearpublished publishedyear yr y1 yearofpublication copyrightyear',
  date: 'date publicationdate publisheddate dateofpublication issued retrieveddate',
  journal:
    'journal journalname journaltitle sourcetitle publicationtitle periodicalfull secondarytitle titlesecondary jf jo so t2 ' +
    'containertitle publicationname journalbook periodical fulljournalname',
  shortJournal:
    'journalabbreviation abbreviatedsourcetitle periodicalabbrev journaliso ja j2 abbrevsourcetitle',
  book: 'booktitle conferencetitle conferencename proceedingstitle',
  volume: 'volume vl vol volumenumber',
  issue: 'issue number issuenumber is no journalissue',
  reportNumber: 'reportnumber',
  pages: 'pages page pagerange pg pagination',
  startPage: 'startpage pagestart sp beginningpage firstpage',
  endPage: 'endpage pageend ep endingpage lastpage otherpages',
  articleNumber: 'articlenumber artno articleno',
  doi: 'doi do di digitalobjectidentifier doilink electronicresourcenumber',
  url: 'url urls link links fulltexturl ur openurllink fulltexturls pdflink articleurl',
  abstract: 'abstract abstractnote ab n2 abstracts abstracttext summary',
  keywords:
    'keywords keyword authorkeywords kw de descriptor descriptors indexterms manualtags tags keywordss',
  publisher: 'publisher pb publishername',
  place: 'place placeofpublication placepublished publisherlocation cy publicationplace city',
  isbn: 'isbn isbns',
  issn: 'issn issnisbn isbnissn sn issns eissn',
  language: 'language languages la languageoforiginaldocument',
  pmid: 'pmid pubmedid pubmed',
  pmcid: 'pmcid pmc',
  note: 'note notes extra comments n1',
  edition: 'edition',
  series: 'series seriestitle',
  genre: 'genre',
  citation: 'source citation',
};

const byName = new Map(
  (Object.entries(names) as [Column, string][]).flatMap(([column, list]) =>
    list.split(/\s+/).map((name) => [name, column] as const),
  ),
);

/** Which column of the table holds what. Where two could, the first one does; original titles give way to titles. */
export function findColumns(header: string[]): Map<Column, number> {
  const found = new Map<Column, number>();
  const plain = header.map((cell) =>
    cell
      .toLowerCase()
      .replace(/\(s\)/g, 's')
      .replace(/[^a-z0-9]/g, ''),
  );
  for (const [index, name] of plain.entries()) {
    const column = byName.get(name) ?? byName.get(name.replace(/s$/, ''));
    if (!column || name === 'originaltitle') continue;
    if (!found.has(column)) found.set(column, index);
  }
  const original = plain.indexOf('originaltitle');
  if (!found.has('title') && original >= 0) found.set('title', original);
  return found;
}

/** Whether a first row names columns of references: a title, and one thing more or nothing else at all. */
export function isHeader(header: string[]): boolean {
  const columns = findColumns(header);
  if (columns.has('title') || columns.has('doi') || columns.has('pmid'))
    return columns.size > 1 || header.length === 1;
  return columns.size > 3 && (columns.has('abstract') || columns.has('author'));
}
