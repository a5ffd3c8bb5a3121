/**
 * Formatted citations, by citeproc through citation-js. The first one takes most of a second, because a style has to be
 * compiled: call `warmCitations` where somebody will wait for one, and keep what was formatted.
 */
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-csl';
import { citationStyles, type CitationStyle } from './citation-styles.ts';
import { parseCitationHtml } from './citation-html.ts';
import { isAndOthers, nameVariables, type CslItem, type CslName } from './csl.ts';
import { segmentsToText, type Segment } from './markup.ts';
import { shortLabel } from './short-label.ts';

/** The reference as an entry of a list of references, to be drawn as elements. */
export function formatCitation(csl: CslItem, style: CitationStyle | (string & {}) = 'apa'): Segment[] {
  return formatAll([csl], style)[0];
}

/** The same as plain text, for several references, in their order. Each stands for itself: no 2002a and 2002b. */
export function citationText(items: CslItem[], style: CitationStyle | (string & {}) = 'apa'): string[] {
  return formatAll(items, style).map(segmentsToText);
}

/** Compiles a style, so that the first citation comes at once. */
export function warmCitations(style: CitationStyle = 'apa'): void {
  formatCitation({ id: 'warm', type: 'book', title: 'Warm' }, style);
}

function formatAll(items: CslItem[], style: string): Segment[][] {
  const known = citationStyles.find(({ id }) => id === style)?.id;
  if (!known) throw new RangeError(`There is no citation style "${style}".`);
  const template = independentStyle(known);
  const results: Segment[][] = [];
  // In portions: citeproc's work grows faster than the number of entries it holds.
  for (let start = 0; start < items.length; start += portion) {
    const part = items.slice(start, start + portion);
    try {
      results.push(...formatPart(part, template));
    } catch {
      results.push(...part.map((item) => formatAlone(item, template)));
    }
  }
  return results;
}

const portion = 50;

function formatPart(items: CslItem[], template: string): Segment[][] {
  const prepared = items.map((item, index) => ({ ...withEtAl(item), id: String(index) }));
  const options = { template, format: 'html', lang: 'en-US', asEntryArray: true, nosort: true };
  const format = plugins.output.format as (name: string, ...rest: unknown[]) => unknown;
  const entries = new Map(format('bibliography', prepared, options) as [id: string, html: string][]);
  return items.map((item, index) => {
    const segments = parseCitationHtml(tidy(entries.get(String(index)) ?? ''));
    return segmentsToText(segments).trim() === '' ? [shortLabel(item)] : segments;
  });
}

/** One odd record must not cost the others their citation. */
function formatAlone(item: CslItem, template: string): Segment[] {
  try {
    return formatPart([item], template)[0];
  } catch {
    return [shortLabel(item)];
  }
}

/**
 * A style without disambiguation. It tells works of one author and year apart, within one list; citations here are
 * formatted once and shown in many.
 */
function independentStyle(style: CitationStyle): string {
  const { styles } = plugins.config.get('@csl');
  const name = `counterweight-${style}`;
  if (!styles.has(name)) styles.add(name, styles.get(style).replace(/\sdisambiguate-[a-z-]+="[^"]*"/g, ''));
  return name;
}

/** Stands for the others while citeproc works, since CSL has no word for a list of names that goes on. */
const etAlMark = '\ue0a1';

function withEtAl(item: CslItem): CslItem {
  const changed: Partial<CslItem> = {};
  for (const variable of nameVariables) {
    const names = item[variable];
    if (names?.some(isAndOthers)) changed[variable] = names.map((name) => (isAndOthers(name) ? mark : name));
  }
  return { ...item, ...changed };
}
const mark: CslName = { literal: etAlMark };

/** Joins "et al." to the name before it, whatever word the style put between, and drops the layout of the list. */
function tidy(html: string): string {
  return (
    html
      .replace(/<div class="csl-left-margin">[^<]*<\/div>/g, '')
      // Text in the reference that looks like this is escaped, and stays.
      .replace(/<\/?div\b[^>]*>/g, '')
      .replace(new RegExp(`,?\\s*(?:&#38;|and|\\u2026)?\\s*${etAlMark}\\.?`, 'g'), ', et al.')
      .replace(/\s+/g, ' ')
      .trim()
  );
}
