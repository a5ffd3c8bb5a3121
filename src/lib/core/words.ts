/** Numbers and counts as people read them, the same in pages, figures and exports. */

/** A narrow space that does not break. */
const thin = '\u202f';

/** A share in [0, 1] as whole per cent: "34 %". A share above zero that rounds to it reads "< 1 %". */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 0 && share > 0) return `<${thin}1${thin}%`;
  return `${rounded === 0 ? 0 : rounded}${thin}%`.replace('-', '−');
}

/** An interval of shares: "26–42 %". */
export function percentRange([low, high]: readonly [number, number]): string {
  // Word joiners: a range must not be broken at its dash.
  return `${Math.round(low * 100)}\u2060–\u2060${Math.round(high * 100)}${thin}%`;
}

/** A difference of shares as points with its sign: "−4 points". */
export function points(difference: number): string {
  const rounded = Math.round(difference * 100);
  return `${signed(rounded)} ${Math.abs(rounded) === 1 ? 'point' : 'points'}`;
}

/** "+3", "−4", "0". */
export function signed(value: number): string {
  if (value === 0) return '0';
  return value > 0 ? `+${value}` : `−${Math.abs(value)}`;
}

/** "1 study", "15 studies". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/**
 * A number with its thousands apart and three decimals at most: "20,000". A browser's first question to its locales takes
 * ten milliseconds.
 */
export function grouped(number: number): string {
  const [whole, fraction] = String(Math.round(number * 1000) / 1000).split('.');
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? apart : `${apart}.${fraction}`;
}

export function studies(number: number): string {
  return count(number, 'study', 'studies');
}

/** "a, b and c" */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** Two decimals with a real minus: "0.43", "−0.10". */
export function decimals(value: number, places = 2): string {
  const text = value.toFixed(places);
  // What rounds to nothing has no sign.
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

/** "23 November 2026" */
export function longDate(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${day} ${months[month - 1]} ${year}`;
}

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The first letter small, unless the word is an abbreviation. */
export function lowerFirst(text: string): string {
  return /^[A-Z][A-Z]/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** Words whose last letter is no ending, and plurals without one. */
const singulars = new Set([
  'alias',
  'atlas',
  'bias',
  'canvas',
  'chaos',
  'cosmos',
  'ethos',
  'gas',
  'lens',
  'news',
]);
const plurals = new Set(['children', 'criteria', 'data', 'men', 'people', 'phenomena', 'staff', 'women']);
/** What follows these says more of the thing that is named before them. */
const beforeMore =
  /\s(?:other than|about|across|against|among|as|at|between|beyond|by|for|from|in|of|on|over|per|than|through|to|towards?|under|with|within|without)\s/i;
const adjective = /(?:al|ive|ous|ic|ary|ful|less|able|ible)$/i;

/**
 * Whether what a label names is many: "Boundary spanners", "Time and stability"; not "Clarity of goals", "Consensus".
 * By the endings of English words, so that now and then a label is taken for the other.
 */
export function isPlural(label: string): boolean {
  const [head] = label
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .split(beforeMore);
  const joined = /(\S+)\s(?:and|\+|&)\s(\S+)/i.exec(head);
  // "Internal and external functioning" is one thing.
  if (joined && !(adjective.test(joined[1]) && adjective.test(joined[2]))) return true;
  const last = head.split(/[,;:]/)[0].trim().toLowerCase().split(' ').at(-1) ?? '';
  if (plurals.has(last)) return true;
  // Not "focus", "basis", "progress".
  return /[^sui]s$/.test(last) && !singulars.has(last);
}

/** The form of a word that goes with a label: `agree('Boundary spanners', 'is', 'are')` is "are". */
export function agree(label: string, one: string, many: string): string {
  return isPlural(label) ? many : one;
}
