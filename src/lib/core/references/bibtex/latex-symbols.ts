/**
 * LaTeX commands that citation-js does not know, added to the tables it offers for that purpose. Symbols that are in
 * neither place are looked up in the second parser when they occur (see second-parser.ts).
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { aasJournals } from './aas-journals.ts';

const { constants } = plugins.config.get('@bibtex');

/** Commands without arguments. */
const symbols: Record<string, string> = {
  aa: 'å',
  AA: 'Å',
  ldots: '…',
  dots: '…',
  dotsc: '…',
  cdots: '⋯',
  S: '§',
  P: '¶',
  dag: '†',
  ddag: '‡',
  pounds: '£',
  euro: '€',
  EUR: '€',
  lq: '‘',
  rq: '’',
  glq: '‚',
  grq: '‘',
  glqq: '„',
  grqq: '“',
  flqq: '«',
  frqq: '»',
  slash: '/',
  emdash: '—',
  endash: '–',
  textquotesingle: "'",
  TeX: 'TeX',
  LaTeX: 'LaTeX',
  LaTeXe: 'LaTeX2ε',
  BibTeX: 'BibTeX',
  XeTeX: 'XeTeX',
  LuaTeX: 'LuaTeX',
  lbrace: '{',
  rbrace: '}',
  colon: ':',
  to: '→',
  le: '≤',
  ge: '≥',
  ne: '≠',
  neq: '≠',
  lt: '<',
  gt: '>',
  times: '×',
  ast: '∗',
  prime: '′',
  notin: '∉',
  emptyset: '∅',
  neg: '¬',
  land: '∧',
  lor: '∨',
  ell: 'ℓ',
  hbar: 'ℏ',
  vert: '|',
  bot: '⊥',
  models: '⊨',
  triangle: '△',
  lesssim: '≲',
  gtrsim: '≳',
  coloneqq: '≔',
  dagger: '†',
  ddagger: '‡',
  degree: '°',
  checkmark: '✓',
  cent: '¢',
  yen: '¥',
  lbrack: '[',
  rbrack: ']',
  backslash: '\\',
  // Spaces.
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '\\': ' ',
  space: ' ',
  quad: ' ',
  qquad: ' ',
  enspace: ' ',
  thinspace: ' ',
  nobreakspace: ' ',
  newline: ' ',
  linebreak: ' ',
  par: ' ',
  // What only tells TeX how to typeset.
  '!': '',
  '/': '',
  '-': '',
  '@': '',
  protect: '',
  relax: '',
  noindent: '',
  displaystyle: '',
  textstyle: '',
  limits: '',
  left: '',
  right: '',
  big: '',
  Big: '',
  bigl: '',
  bigr: '',
  normalfont: '',
  aftergroup: '',
  ignorespaces: '',
  allowbreak: '',
};

/** Functions are set in upright letters: their name is what one reads. */
const functions =
  'log ln lg exp sin cos tan cot sec arcsin arccos arctan sinh cosh tanh min max lim sup inf det dim arg ker gcd Pr mod hom deg'.split(
    ' ',
  );

/** Commands whose arguments are not simply their content. */
const withArguments: Record<string, (...parts: string[]) => string> = {
  href: (_address, text) => text,
  hspace: (_width) => ' ',
  vspace: (_height) => ' ',
  phantom: (_content) => '',
  vphantom: (_content) => '',
  foreignlanguage: (_language, text) => text,
  textcolor: (_colour, text) => text,
  frac: (above, below) => `${inParentheses(above)}/${inParentheses(below)}`,
  tfrac: (above, below) => `${inParentheses(above)}/${inParentheses(below)}`,
  dfrac: (above, below) => `${inParentheses(above)}/${inParentheses(below)}`,
  binom: (above, below) => `(${above} choose ${below})`,
  sqrt: (content) => `√${inParentheses(content)}`,
  overline: (content) => content.replace(/^./u, '$&\u0304'),
  bar: (content) => content.replace(/^./u, '$&\u0304'),
  hat: (content) => content.replace(/^./u, '$&\u0302'),
  widehat: (content) => content.replace(/^./u, '$&\u0302'),
  tilde: (content) => content.replace(/^./u, '$&\u0303'),
  widetilde: (content) => content.replace(/^./u, '$&\u0303'),
  dot: (content) => content.replace(/^./u, '$&\u0307'),
  ddot: (content) => content.replace(/^./u, '$&\u0308'),
  vec: (content) => content.replace(/^./u, '$&\u20d7'),
  mathbb: (content) => content.replace(/[A-Za-z]/g, doubleStruck),
};

/** Commands with one argument, which in formulas may be a single letter without braces: `\hat x`. */
const singleArgument = [
  'sqrt',
  'overline',
  'bar',
  'hat',
  'widehat',
  'tilde',
  'widetilde',
  'dot',
  'ddot',
  'vec',
  'mathbb',
  'mathcal',
  'mathbf',
  'mathrm',
  'mathit',
  'mathsf',
  'mathfrak',
  'boldsymbol',
  'bm',
];

const irregularDoubleStruck: Record<string, string> = {
  C: 'ℂ',
  H: 'ℍ',
  N: 'ℕ',
  P: 'ℙ',
  Q: 'ℚ',
  R: 'ℝ',
  Z: 'ℤ',
};

function doubleStruck(letter: string): string {
  const regular = letter < 'a' ? 0x1d538 + letter.charCodeAt(0) - 65 : 0x1d552 + letter.charCodeAt(0) - 97;
  return irregularDoubleStruck[letter] ?? String.fromCodePoint(regular);
}

function inParentheses(text: string): string {
  return /^[\p{L}\p{N}]*$/u.test(text) ? text : `(${text})`;
}

Object.assign(constants.commands, symbols, aasJournals);
for (const name of functions) constants.commands[name] = name;
for (const [name, replace] of Object.entries(withArguments)) {
  // citation-js counts the parameters to know how many arguments to read.
  constants.argumentCommands[name] = replace;
}
Object.assign(constants.formattingEnvs, {
  cal: undefined,
  small: undefined,
  large: undefined,
  upshape: undefined,
});
Object.assign(constants.formattingCommands, { mathit: 'italics', mathbf: 'bold', textul: undefined });

const tables: object[] = [
  constants.commands,
  // In use, though its declaration does not mention it.
  (constants as unknown as { mathCommands: object }).mathCommands,
  constants.diacritics,
  constants.argumentCommands,
  constants.formattingCommands,
  constants.formattingEnvs,
  constants.mathScriptFormatting,
];

export function isKnownCommand(name: string): boolean {
  return tables.some((table) => Object.hasOwn(table, name));
}

export const unbracedPattern = new RegExp(
  `\\\\(${singleArgument.join('|')})(?![a-zA-Z])\\s*(\\\\[a-zA-Z]+|[\\p{L}\\d])`,
  'gu',
);

/** `n\log n` loses its spaces, because a command swallows what follows it. */
export const functionPattern = new RegExp(`\\\\(${functions.join('|')})(?![a-zA-Z])(\\s*(?=[a-zA-Z]))?`, 'g');

/** Lets citation-js read a command that takes no arguments. */
export function addSymbol(name: string, symbol: string): void {
  constants.commands[name] = symbol;
}
