/** Preprints and the numbers of archives: eprint with its type, PMID, PMCID. */
import type { CslDraft } from '../csl.ts';
import { decodeLatexPlain } from './decode-latex.ts';
import type { Fields } from './inherit.ts';

const archives: Record<string, { name: string; address: (id: string) => string }> = {
  arxiv: { name: 'arXiv', address: (id) => `https://arxiv.org/abs/${id}` },
  jstor: { name: 'JSTOR', address: (id) => `https://www.jstor.org/stable/${id}` },
  hdl: { name: 'Handle', address: (id) => `https://hdl.handle.net/${id}` },
};

export function readEprint(draft: CslDraft, fields: Fields): void {
  const plain = (name: string) => decodeLatexPlain(fields.get(name) ?? '');
  const pmid = /\d{1,9}/.exec(plain('pmid'))?.[0];
  if (pmid) draft.PMID = pmid;
  const pmcid = /(?:PMC)?\d{1,9}/i.exec(plain('pmcid') || plain('pmc'))?.[0];
  if (pmcid) draft.PMCID = pmcid.toUpperCase();
  const id = plain('eprint') || plain('arxivid') || plain('arxiv');
  if (id === '') return;
  const kind = (
    plain('eprinttype') ||
    plain('archiveprefix') ||
    (fields.has('eprint') ? '' : 'arxiv')
  ).toLowerCase();
  if (kind === 'pubmed' || kind === 'pmid') draft.PMID ??= id;
  else if (Object.hasOwn(archives, kind)) takeArchive(draft, archives[kind], id, fields);
  else if (/^(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?$/i.test(id)) takeArchive(draft, archives.arxiv, id, fields);
}

function takeArchive(
  draft: CslDraft,
  archive: (typeof archives)[string],
  written: string,
  fields: Fields,
): void {
  const id = written.replace(/^(?:arxiv:|https?:\/\/[^/]+\/(?:abs|pdf)\/)/i, '');
  if (!fields.get('url') && !fields.get('doi')) fields.set('url', archive.address(id));
  // An article without a journal that is in an archive of preprints is a preprint, which CSL calls an article. Of a
  // published one the archive is not mentioned: styles would print it as the place where the article is kept.
  const isUnpublished =
    draft.type === 'article-journal' || draft.type === 'document' || draft.type === 'webpage';
  if (archive === archives.arxiv && isUnpublished && !draft['container-title']) {
    draft.type = 'article';
    draft.genre ??= 'Preprint';
    draft.publisher ??= archive.name;
    draft.number ??= `arXiv:${id}`;
  }
}
