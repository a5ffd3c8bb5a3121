/**
 * The markup CSL-JSON allows in titles, as a tree of typed segments. Nothing of a reference is ever inserted into a page
 * as HTML: pages draw the segments as elements, and whatever is not one of these tags stays the text it is.
 * https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
 */
import { parseTags, type Mark, type Segment, type Tag } from './tag-tree.ts';

export type { Mark, Segment } from './tag-tree.ts';

const openings: Record<string, Tag> = {
  '<i>': { mark: 'italic', name: 'i' },
  '<b>': { mark: 'bold', name: 'b' },
  '<sub>': { mark: 'subscript', name: 'sub' },
  '<sup>': { mark: 'superscript', name: 'sup' },
  '<sc>': { mark: 'small-caps', name: 'sc' },
  '<span class="nocase">': { mark: 'no-case', name: 'span' },
  '<span style="font-variant:small-caps;">': { mark: 'small-caps', name: 'span' },
};

/** Reads a title, or any other text variable, into segments. Tags that are not closed are text. */
export function parseMarkup(text: string): Segment[] {
  return parseTags(text, (tag) => openings[canonical(tag)]);
}

/** The text without its markup: for comparing, sorting, searching and plain files. */
export function plainText(text: string): string {
  return text.includes('<') ? segmentsToText(parseMarkup(text)) : text;
}

export function segmentsToText(segments: readonly Segment[]): string {
  return segments
    .map((segment) => (typeof segment === 'string' ? segment : segmentsToText(segment.children)))
    .join('');
}

/** Marks as CSL-JSON writes them: the reverse of parseMarkup. */
export const cslTags: Record<Mark, [open: string, close: string]> = {
  italic: ['<i>', '</i>'],
  bold: ['<b>', '</b>'],
  subscript: ['<sub>', '</sub>'],
  superscript: ['<sup>', '</sup>'],
  'small-caps': ['<span style="font-variant:small-caps;">', '</span>'],
  'no-case': ['<span class="nocase">', '</span>'],
};

export function toMarkup(segments: readonly Segment[]): string {
  return segments
    .map((segment) => {
      if (typeof segment === 'string') return segment;
      const [open, close] = cslTags[segment.mark];
      return `${open}${toMarkup(segment.children)}${close}`;
    })
    .join('');
}

/** Marks that protect capitals matter to title-casing styles only; without them titles compare. */
export function withoutCaseMarks(text: string): string {
  if (!text.includes('nocase')) return text;
  const drop = (segments: readonly Segment[]): Segment[] =>
    segments.flatMap((segment) => {
      if (typeof segment === 'string') return [segment];
      const children = drop(segment.children);
      return segment.mark === 'no-case' ? children : [{ mark: segment.mark, children }];
    });
  return toMarkup(drop(parseMarkup(text)));
}

/** `<span style="font-variant: small-caps">` and `<SPAN STYLE='font-variant:small-caps;'>` are the same tag. */
function canonical(tag: string): string {
  const lower = tag.toLowerCase();
  if (!lower.startsWith('<span')) return lower;
  return lower
    .replace(/'/g, '"')
    .replace(/:\s+/g, ':')
    .replace(/\s+/g, ' ')
    .replace(/caps"/, 'caps;"')
    .replace(/\s*>$/, '>');
}
