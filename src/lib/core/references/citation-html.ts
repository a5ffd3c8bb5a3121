/**
 * Reads the HTML that citeproc writes into segments. It is never inserted anywhere: a short list of tags is understood,
 * everything else is text.
 */
import type { Segment } from './markup.ts';
import { parseTags, type Tag } from './tag-tree.ts';

const styles: [pattern: RegExp, mark: Tag['mark']][] = [
  [/font-style:\s*italic/i, 'italic'],
  [/font-weight:\s*bold/i, 'bold'],
  [/font-variant:\s*small-caps/i, 'small-caps'],
  [/vertical-align:\s*super/i, 'superscript'],
  [/vertical-align:\s*sub/i, 'subscript'],
];

const marks: Record<string, Tag['mark']> = {
  i: 'italic',
  em: 'italic',
  b: 'bold',
  strong: 'bold',
  sup: 'superscript',
  sub: 'subscript',
};

export function parseCitationHtml(html: string): Segment[] {
  return parseTags(html, recognise, decodeHtml);
}

function recognise(text: string): Tag | undefined {
  const name = /^<([a-z]+)/i.exec(text)?.[1].toLowerCase() ?? '';
  if (Object.hasOwn(marks, name)) return { name, mark: marks[name] };
  if (name !== 'span') return undefined;
  return { name, mark: styles.find(([pattern]) => pattern.test(text))?.[1] };
}

/** citeproc escapes these and nothing else. */
function decodeHtml(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|(amp|lt|gt|quot|nbsp));/g,
    (whole, code: string | undefined, name: string | undefined) => {
      if (code) return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole;
      return { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }[name ?? ''] ?? whole;
    },
  );
}
