/** Only http and https addresses ever become links. Everything else in a reference is text. */
import { findDoi } from './identity.ts';

/** The address to link to, or undefined when the value is no web address: `javascript:…`, `file:…`, plain words. */
export function safeUrl(value: string | undefined): string | undefined {
  if (!value) return undefined;
  // The URL parser is the browser's own, so what it calls http is what a click would open.
  const url = parseUrl(value.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '')
    return undefined;
  // A name before the host ("https://doi.org@elsewhere") serves to deceive; no reference needs one.
  if (url.username !== '' || url.password !== '') return undefined;
  return url.href;
}

// Not URL.parse: an exported map must open in browsers older than it.
function parseUrl(value: string): URL | undefined {
  try {
    return new URL(value);
  } catch {
    return undefined;
  }
}

/** The resolver's address of a DOI, however the DOI is written. */
export function doiUrl(value: string | undefined): string | undefined {
  const doi = findDoi(value);
  if (!doi) return undefined;
  return `https://doi.org/${encodeURIComponent(doi.toWellFormed()).replaceAll('%2F', '/')}`;
}

/** The best link of a reference: its DOI, else its address. */
export function linkOf(csl: { DOI?: string; URL?: string }): string | undefined {
  return doiUrl(csl.DOI) ?? safeUrl(csl.URL);
}
