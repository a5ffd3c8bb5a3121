/** The edition inside a published page: as JSON, or packed where that would make the page heavy. */
import { packText, unpackText } from '../package/packed-text.ts';
import type { Edition } from './edition.ts';

/** What a page is drawn from. */
export interface Embedded {
  /** As it was frozen. */
  edition: Edition;
  hash: string;
  /** What would change the answer, in sentences. */
  firmness: string[];
}

/** Characters of JSON up to which everybody can read them in the file with nothing but an editor. */
const mostPlain = 500_000;

/** JSON that can't end the element it stands in, whatever titles and findings hold. */
export function jsonForHtml(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** The element of a page that holds its edition. */
export function embedEdition(embedded: Embedded): string {
  const json = jsonForHtml(embedded);
  return json.length <= mostPlain
    ? `<script type="application/json" id="edition">${json}</script>`
    : `<script type="text/plain" id="edition">${packText(json)}</script>`;
}

/** Reads the content of that element. */
export function readEmbedded(content: string): Embedded {
  return JSON.parse(content.startsWith('{') ? content : unpackText(content)) as Embedded;
}

/** The same from a whole page; null where it holds none that can be read. */
export function findEmbedded(html: string): Embedded | null {
  const content = /<script type="(?:application\/json|text\/plain)" id="edition">([^<]*)<\/script>/.exec(
    html,
  )?.[1];
  try {
    const value = content === undefined ? null : readEmbedded(content);
    return value?.edition?.format === 'counterweight-edition' && typeof value.hash === 'string'
      ? value
      : null;
  } catch {
    return null;
  }
}
