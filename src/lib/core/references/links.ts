/**
 * DOIs and addresses as they are kept: bare DOIs, http and https addresses. Anything else that calls itself one is left
 * out and reported; the raw entry still has it.
 */
import type { CslDraft } from './csl.ts';
import type { EntryIssues } from './entry-issues.ts';
import { findDoi } from './identity.ts';
import { decodeEntities, dropControls } from './text-cleanup.ts';

const scheme = /^([a-z][a-z0-9+.-]*):/i;
const emptyWords = new Set(['', 'null', 'none', 'n/a', 'na', 'nan', '-', 'undefined', 'unknown']);

/** Replaces `draft.DOI` and `draft.URL`, given as the file has them, by what may be kept. */
export function settleLinks(draft: CslDraft, issues: EntryIssues): void {
  const doi = draft.DOI;
  const url = draft.URL;
  delete draft.DOI;
  delete draft.URL;
  if (doi !== undefined) settleDoi(draft, doi, issues);
  if (url !== undefined) settleUrl(draft, url, issues);
  takeNumbersFromNote(draft);
}

/** Zotero keeps the numbers of PubMed among its notes. */
function takeNumbersFromNote(draft: CslDraft): void {
  const pmid = /\bPMID:\s*(\d{1,9})\b/.exec(draft.note ?? '')?.[1];
  const pmcid = /\bPMCID:\s*(PMC\d{1,9})\b/.exec(draft.note ?? '')?.[1];
  if (pmid) draft.PMID ??= pmid;
  if (pmcid) draft.PMCID ??= pmcid;
}

function settleDoi(draft: CslDraft, value: string, issues: EntryIssues): void {
  const text = dropControls(decodeEntities(value)).replace(/\s+/g, ' ').trim();
  if (emptyWords.has(text.toLowerCase())) return;
  const protocol = scheme.exec(withoutSpace(text))?.[1].toLowerCase();
  if (protocol && !['http', 'https', 'doi', 'urn', 'info'].includes(protocol)) {
    issues.repair('unsafe-link', `The DOI "${excerpt(text)}" is not one and was left out.`);
    return;
  }
  const doi = findDoi(text) ?? findDoi(text.replace(/ /g, ''));
  if (doi) {
    draft.DOI = doi;
  } else if (protocol === 'http' || protocol === 'https') {
    draft.URL = withoutSpace(text);
    issues.repair(
      'doi-is-address',
      'The DOI field holds an address that is no DOI. It was moved to the address field.',
    );
  } else {
    draft.DOI = text;
    issues.doubt(
      'odd-doi',
      `"${excerpt(text)}" does not look like a DOI (10.…/…). It is kept, but not linked.`,
    );
  }
}

function settleUrl(draft: CslDraft, value: string, issues: EntryIssues): void {
  const text = dropControls(decodeEntities(value)).replace(/\s+/g, ' ').trim();
  // "<Go to ISI>://WOS:000298449100001" is EndNote's way back to where a record came from.
  if (emptyWords.has(text.toLowerCase()) || text.startsWith('<Go to ISI>')) return;
  const address = readAddress(text) ?? addressInWords(text);
  if (address) {
    draft.URL ??= address;
    const doi = doiIn(address);
    if (doi) draft.DOI ??= doi;
  } else if (/^(?:doi:\s*)?10\.\d{4,9}\//i.test(text)) {
    draft.DOI ??= findDoi(text);
  } else if (scheme.test(withoutSpace(text))) {
    issues.repair(
      'unsafe-link',
      `The address "${excerpt(text)}" is neither http nor https and was left out.`,
    );
  } else {
    issues.repair(
      'not-an-address',
      `"${excerpt(text)}" is no web address and was left out of the address field.`,
    );
  }
}

/** Addresses of the resolver, and of databases and link servers that carry the DOI as a parameter. */
function doiIn(address: string): string | undefined {
  const parameter = /[?&](?:id=doi:|rft_id=info:doi\/|doi=)(10\.[^&#]+)/i.exec(address)?.[1];
  if (parameter) return findDoi(parameter);
  return /^https?:\/\/(?:dx\.)?doi\.org\//i.test(address) ? findDoi(address) : undefined;
}

/** The first http or https address in a value; undefined when it begins with anything else. */
function readAddress(text: string): string | undefined {
  const bare = text.replace(/^(?:url:\s*|<)/i, '');
  const [first] = bare.split(/[\s;,|]+(?=https?:\/\/|www\.)/i);
  const joined = withoutSpace(first).replace(/[>;,]+$/, '');
  if (/^https?:\/\/[^/]/i.test(joined)) return joined;
  return /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)+\/)[^:]*$/i.test(joined) && !/^10\./.test(joined)
    ? `http://${joined}`
    : undefined;
}

/** "Available from www.example.org." */
function addressInWords(text: string): string | undefined {
  if (scheme.test(withoutSpace(text)) || !/\s/.test(text)) return undefined;
  const found = /(?:https?:\/\/|www\.)[^\s<>"]+/i.exec(text)?.[0].replace(/[.,;)]+$/, '');
  return found && /^www/i.test(found) ? `http://${found}` : found;
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}

function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
