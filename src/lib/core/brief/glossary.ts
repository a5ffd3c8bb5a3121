import { meaningOf } from '../edition/glossary.ts';

/** The terms of the tables, in words for readers who know none of them. */
export const glossary: { term: string; meaning: string }[] = [
  { term: 'Claim', meaning: meaningOf('claim') },
  { term: 'Factor', meaning: meaningOf('factor') },
  { term: 'Outcome', meaning: 'A result that a study looked at.' },
  { term: 'k', meaning: 'The number of studies behind a figure.' },
  { term: 'Said', meaning: 'How often a factor is named, as a share of all naming. Each study counts once.' },
  {
    term: 'Supported',
    meaning:
      'The same share once each claim is weighed by how strong its evidence is and which way it points.',
  },
  { term: 'Direction', meaning: 'Whether a study says that a factor helps, harms or makes no difference.' },
  { term: '95\u202f% interval', meaning: meaningOf('95\u202f% interval') },
  {
    term: 'By chance',
    meaning:
      'Where a share would lie if all factors were equally likely to be named. Inside it a factor can’t be told from the rest.',
  },
  {
    term: 'Sign test',
    meaning: 'How likely so uneven a count of helps and harms would be if both were equally likely.',
  },
  {
    term: 'GRADE',
    meaning:
      'A way to say how sure one can be of what many studies with numbers show: high, moderate, low, very low.',
  },
  {
    term: 'GRADE-CERQual',
    meaning: 'The same for findings in words, such as those from interviews.',
  },
  {
    term: 'SWiM',
    meaning: 'A list of what a review must tell that counts studies instead of pooling numbers.',
  },
  { term: 'Tier', meaning: 'How strong a study’s design is, from A (strongest) to F. S1 to S4 are reviews.' },
  { term: 'Not stated', meaning: 'The study does not say. It is never counted as no.' },
];
