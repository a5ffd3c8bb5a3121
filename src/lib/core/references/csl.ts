/**
 * CSL-JSON, typed as far as this program uses it. The vocabulary is the CSL 1.0.2 schema's:
 * https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
 */

export type CslType =
  | 'article'
  | 'article-journal'
  | 'article-magazine'
  | 'article-newspaper'
  | 'bill'
  | 'book'
  | 'broadcast'
  | 'chapter'
  | 'classic'
  | 'collection'
  | 'dataset'
  | 'document'
  | 'entry'
  | 'entry-dictionary'
  | 'entry-encyclopedia'
  | 'event'
  | 'figure'
  | 'graphic'
  | 'hearing'
  | 'interview'
  | 'legal_case'
  | 'legislation'
  | 'manuscript'
  | 'map'
  | 'motion_picture'
  | 'musical_score'
  | 'pamphlet'
  | 'paper-conference'
  | 'patent'
  | 'performance'
  | 'periodical'
  | 'personal_communication'
  | 'post'
  | 'post-weblog'
  | 'regulation'
  | 'report'
  | 'review'
  | 'review-book'
  | 'software'
  | 'song'
  | 'speech'
  | 'standard'
  | 'thesis'
  | 'treaty'
  | 'webpage';

/** A person has a family name; an institution, or a name that must not be taken apart, is `literal`. */
export interface CslName {
  family?: string;
  given?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
  suffix?: string;
  literal?: string;
}

/** `date-parts` holds one date, or two for a range: [[2019, 5], [2020]]. */
export interface CslDate {
  'date-parts'?: number[][];
  /** What the source says where no year can be read from it: "in press". */
  literal?: string;
  season?: number | string;
  circa?: boolean;
}

/** The variables that hold a list of names. */
export const nameVariables = [
  'author',
  'editor',
  'translator',
  'container-author',
  'collection-editor',
  'director',
  'composer',
  'illustrator',
  'interviewer',
  'recipient',
  'reviewed-author',
  'contributor',
] as const;
export type NameVariable = (typeof nameVariables)[number];

export const dateVariables = ['issued', 'accessed', 'event-date', 'original-date', 'submitted'] as const;
export type DateVariable = (typeof dateVariables)[number];

/** The variables that hold text. `title` and its kin may carry the markup of markup.ts. */
export const textVariables = [
  'title',
  'title-short',
  'container-title',
  'container-title-short',
  'collection-title',
  'collection-number',
  'volume-title',
  'original-title',
  'reviewed-title',
  'volume',
  'issue',
  'number',
  'page',
  'chapter-number',
  'part-number',
  'edition',
  'version',
  'number-of-pages',
  'number-of-volumes',
  'section',
  'publisher',
  'publisher-place',
  'original-publisher',
  'original-publisher-place',
  'authority',
  'jurisdiction',
  'genre',
  'medium',
  'dimensions',
  'status',
  'event-title',
  'event-place',
  'archive',
  'archive_location',
  'archive-place',
  'call-number',
  'source',
  'DOI',
  'URL',
  'ISBN',
  'ISSN',
  'PMID',
  'PMCID',
  'abstract',
  'annote',
  'keyword',
  'language',
  'note',
  'year-suffix',
  'citation-key',
] as const;
export type TextVariable = (typeof textVariables)[number];

export type CslItem = { id: string; type: CslType } & { [key in NameVariable]?: CslName[] } & {
  [key in DateVariable]?: CslDate;
} & { [key in TextVariable]?: string };

/** Everything but the id, which is given when the reference is collected. */
export type CslDraft = Omit<CslItem, 'id'>;

/**
 * Stands last in a list of names that goes on: BibTeX's "and others", "et al." elsewhere. It is what pandoc and
 * biblatex-csl-converter write too, so exchanged files stay readable; citations show it as "et al.".
 */
export const andOthers: CslName = Object.freeze({ literal: 'others' });

export function isAndOthers(name: CslName): boolean {
  return name.literal === andOthers.literal;
}
