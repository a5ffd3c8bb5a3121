/** Technical words of a published page, for readers who know none of them. */
export interface Term {
  word: string;
  meaning: string;
}

/** A text in pieces; those with a meaning are technical words as they stand in it. */
export interface Piece {
  text: string;
  term: Term | null;
}

/** Longer words first where one begins another. Patterns name the forms in which they stand on pages. */
const terms: (Term & { pattern: string })[] = [
  {
    word: '95\u202f% interval',
    pattern: '95[\\s\\u202f]?% interval',
    meaning:
      'A range. If we could choose the studies again and again, about 95 of 100 such ranges would hold the true value.',
  },
  {
    word: 'chance among equals',
    pattern: 'chance among equals',
    meaning:
      'How often a factor would be named if all factors were equally likely to be. A share inside that range can’t be told from the others.',
  },
  {
    word: 'order in time',
    pattern: 'order in time',
    meaning:
      'The study looked at the cause first and at the result later. What comes after can’t be the cause.',
  },
  {
    word: 'outcome rated by others',
    pattern: 'outcome rated by others',
    meaning:
      'The people who judged the result are not those who spoke of the cause, or it was read from records.',
  },
  {
    word: 'separate sources',
    pattern: 'separate sources',
    meaning: 'What is known of the cause and of the result comes from different people or records.',
  },
  {
    word: 'Ladder',
    pattern: 'Ladder',
    meaning:
      'A picture that asks for better evidence step by step, and shows after each step which factors are still named.',
  },
  {
    word: 'certainty',
    pattern: '[Cc]ertainty',
    meaning:
      'How sure one can be that more research would not change the answer: high, moderate, low or very low.',
  },
  {
    word: 'qualitative finding',
    pattern: 'qualitative findings?',
    meaning: 'Something learned from words, such as interviews, and not from numbers.',
  },
  {
    word: 'standard deviation',
    pattern: 'standard deviation',
    meaning: 'How far a number would usually move if other studies had been chosen.',
  },
  {
    word: 'factor',
    pattern: 'factors?',
    meaning: 'A possible cause of success or failure, such as trust, money or leadership.',
  },
  {
    word: 'share',
    pattern: 'shares?',
    meaning: 'A part of all naming. Each study has one vote, divided over the factors that it names.',
  },
  {
    word: 'claim',
    pattern: 'claims?',
    meaning: 'What one study says about one cause and one result.',
  },
  {
    word: 'edition',
    pattern: '[Ee]dition',
    meaning: 'The evidence as it stood on one day, with a number. It never changes afterwards.',
  },
  {
    word: 'SHA-256',
    pattern: 'SHA-256',
    meaning:
      'A long number made from all that the edition holds. If one letter is changed, it is another number.',
  },
];

const pattern = new RegExp(
  `(?<![\\p{L}\\d-])(${terms.map((term) => `(?:${term.pattern})`).join('|')})(?![\\p{L}\\d])`,
  'gu',
);
const whole = terms.map((term) => ({ term, is: new RegExp(`^(?:${term.pattern})$`, 'u') }));

/**
 * Takes a text apart at its technical words, each at its first place only.
 *
 * @param known Words that were explained already; those found here are added.
 */
export function explainWords(text: string, known: Set<string> = new Set()): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const found = whole.find(({ is }) => is.test(match[0]));
    if (!found || known.has(found.term.word)) continue;
    known.add(found.term.word);
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), term: null });
    const { word, meaning } = found.term;
    pieces.push({ text: match[0], term: { word, meaning } });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), term: null });
  return pieces;
}

/** What a word of the pages means. @throws RangeError for a word that they don't explain. */
export function meaningOf(word: string): string {
  const found = terms.find((term) => term.word === word);
  if (!found) throw new RangeError(`meaningOf: "${word}" is not in the glossary`);
  return found.meaning;
}

/** All words with their meanings, in the order of the alphabet. */
export function listTerms(): Term[] {
  return terms
    .map(({ word, meaning }) => ({ word, meaning }))
    .sort((a, b) => (a.word.toLowerCase() < b.word.toLowerCase() ? -1 : 1));
}
