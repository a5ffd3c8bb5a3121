/**
 * A small, forgiving reader of XML, because there is none that runs in Node, workers and browsers alike. It knows
 * elements, attributes, text, CDATA and comments; what is not well-formed ends where it must.
 */
import { decodeEntities } from '../text-cleanup.ts';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

/** Deeper elements than any bibliographic record has are read as if they stood at this depth. */
const deepest = 40;

const token =
  /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<[?!][^>]*>?|<\/([\w:.-]+)[^<>]*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)[^<>]*?(\/?)>|[^<]+|</g;

export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  for (const [whole, cdata, closing, opening, attributes, selfClosing] of text.matchAll(token)) {
    const top = open[open.length - 1];
    if (cdata !== undefined) top.children.push(cdata);
    else if (closing) close(open, closing);
    else if (opening) {
      const element: XmlElement = { name: opening, attributes: readAttributes(attributes), children: [] };
      top.children.push(element);
      if (!selfClosing && open.length < deepest) open.push(element);
    } else if (!whole.startsWith('<!') && !whole.startsWith('<?')) top.children.push(decodeEntities(whole));
  }
  return root;
}

/** Closes the element and those in it that were left open; ignores an end without a beginning. */
function close(open: XmlElement[], name: string): void {
  const index = open.findLastIndex((element) => element.name === name);
  if (index > 0) open.length = index;
}

function readAttributes(text: string): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  for (const [, name, double, single] of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[name] = decodeEntities(double ?? single);
  }
  return attributes;
}

/** The elements at a path below this one: find(record, 'titles', 'title'). */
export function findAll(element: XmlElement, ...path: string[]): XmlElement[] {
  let found = [element];
  for (const name of path) {
    found = found.flatMap(({ children }) =>
      children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name),
    );
  }
  return found;
}

export function textOf(element: XmlElement | string): string {
  return typeof element === 'string' ? element : element.children.map(textOf).join('');
}
