/** Reads text with a few known tags into a tree. Everything that is not a known, closed tag stays text. */

export type Mark = 'italic' | 'bold' | 'subscript' | 'superscript' | 'small-caps' | 'no-case';

export type Segment = string | { mark: Mark; children: Segment[] };

export interface Tag {
  name: string;
  /** Undefined for a tag that is understood but draws nothing: its content takes its place. */
  mark?: Mark;
}

interface OpenTag {
  tag: Tag;
  text: string;
  children: Segment[];
}

/** Deeper nesting than any title needs is taken for text: it keeps the work linear and the recursion shallow. */
const deepest = 12;

const tagPattern = /<\/?[a-zA-Z][^<>]{0,200}>/g;

/** `recognise` tells what an opening tag means; `decode` is applied to the text between tags. */
export function parseTags(
  text: string,
  recognise: (tag: string) => Tag | undefined,
  decode: (text: string) => string = (same) => same,
): Segment[] {
  const root: OpenTag = { tag: { name: '' }, text: '', children: [] };
  const open = [root];
  let done = 0;
  for (const match of text.matchAll(tagPattern)) {
    const word = match[0];
    const top = open[open.length - 1];
    if (word.startsWith('</')) {
      const name = word.slice(2, -1).trim().toLowerCase();
      const depth = open.findLastIndex(({ tag }) => tag.name === name);
      if (depth < 1) continue;
      appendText(top.children, decode(text.slice(done, match.index)));
      while (open.length - 1 > depth) leaveUnclosed(open, decode);
      close(open);
    } else {
      const tag = open.length <= deepest ? recognise(word) : undefined;
      if (!tag) continue;
      appendText(top.children, decode(text.slice(done, match.index)));
      open.push({ tag, text: word, children: [] });
    }
    done = match.index + word.length;
  }
  appendText(open[open.length - 1].children, decode(text.slice(done)));
  while (open.length > 1) leaveUnclosed(open, decode);
  return root.children;
}

function close(open: OpenTag[]): void {
  const { tag, children } = open.pop()!;
  const parent = open[open.length - 1].children;
  if (tag.mark) parent.push({ mark: tag.mark, children });
  else appendAll(parent, children);
}

function leaveUnclosed(open: OpenTag[], decode: (text: string) => string): void {
  const { text, children } = open.pop()!;
  const parent = open[open.length - 1].children;
  appendText(parent, decode(text));
  appendAll(parent, children);
}

function appendAll(target: Segment[], segments: Segment[]): void {
  for (const segment of segments) {
    if (typeof segment === 'string') appendText(target, segment);
    else target.push(segment);
  }
}

function appendText(target: Segment[], text: string): void {
  if (text === '') return;
  const last = target.length - 1;
  if (typeof target[last] === 'string') target[last] += text;
  else target.push(text);
}
