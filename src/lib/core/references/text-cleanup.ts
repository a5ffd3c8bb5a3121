/** Small untidiness that databases leave in texts: HTML entities, foreign tags, odd spaces. */
import { cslTags } from './markup.ts';

/** Named entities seen in exports. Others stay as they are. */
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
  copy: '©',
  reg: '®',
  deg: '°',
  plusmn: '±',
  times: '×',
  micro: 'µ',
  middot: '·',
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  aacute: 'á',
  eacute: 'é',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  agrave: 'à',
  egrave: 'è',
  ntilde: 'ñ',
  ccedil: 'ç',
  acirc: 'â',
  ecirc: 'ê',
  ocirc: 'ô',
  atilde: 'ã',
  otilde: 'õ',
  oslash: 'ø',
  aring: 'å',
};

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return Object.hasOwn(entities, name) ? entities[name] : whole;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    // EndNote writes line ends as &#xD;.
    if (code === 9 || code === 10 || code === 13) return ' ';
    // Control characters and halves of surrogate pairs are no text.
    const isText =
      code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && !(code >= 127 && code < 160);
    return isText ? String.fromCodePoint(code) : whole;
  });
}

/** Publishers' tags for the marks CSL knows. */
const foreignTags: Record<string, keyof typeof cslTags> = {
  em: 'italic',
  italic: 'italic',
  strong: 'bold',
  bold: 'bold',
  inf: 'subscript',
  scp: 'small-caps',
};

/** A text as it is kept: entities decoded, publishers' tags as CSL's, one kind of space, composed letters. */
export function cleanText(text: string): string {
  let clean = decodeEntities(mendControls(text));
  if (clean.includes('<')) {
    clean = clean.replace(/<(\/?)(em|italic|strong|bold|inf|scp)>/gi, (_, slash, name) => {
      return cslTags[foreignTags[name.toLowerCase()]][slash ? 1 : 0];
    });
  }
  return collapseSpace(clean).normalize('NFC');
}

const latin = new TextDecoder('windows-1252');

/** Control characters go; those of the upper block are quotes and dashes of Windows-1252 that somebody read as Latin-1. */
function mendControls(text: string): string {
  const mended = /[\u0080-\u009f]/.test(text)
    ? text.replace(/[\u0080-\u009f]/g, (control) => latin.decode(Uint8Array.of(control.charCodeAt(0))))
    : text;
  return dropControls(mended);
}

/** One space where there were several, or line ends, or spaces that do not break. */
export function collapseSpace(text: string): string {
  return text.replace(/[\s\u00a0\u2007\u202f\ufeff]+/g, ' ').trim();
}

/** Characters that no text needs and many programs choke on; tabs and line ends stay. */
export function dropControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that are looked for
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/.test(text)
    ? // eslint-disable-next-line no-control-regex -- and those that are taken out
      text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
    : text;
}
