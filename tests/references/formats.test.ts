/** One library in several formats must come out the same, and databases' exports complete. */
import { describe, expect, it } from 'vitest';
import type { CslItem } from '#lib/core/references/csl.ts';
import { parseReferenceFiles } from '#lib/core/references/formats.ts';
import { normaliseDoi, normaliseTitle } from '#lib/core/references/identity.ts';
import {
  Agreement,
  corpusIsThere,
  listCorpus,
  nameEssence,
  readCorpusFile,
  readText,
  yearOf,
} from './corpus.ts';

function compareLibraries(one: string, other: string): Agreement {
  const agreement = new Agreement();
  const identify = ({ title, DOI, volume }: CslItem) =>
    `${normaliseTitle(title)} ${normaliseDoi(DOI)} ${volume}`;
  const others = new Map(readCorpusFile(other).references.map(({ csl }) => [identify(csl), csl]));
  for (const { csl } of readCorpusFile(one).references) {
    const twin = others.get(identify(csl));
    agreement.add('present', twin !== undefined, identify(csl));
    if (!twin) continue;
    agreement.compare('title', csl.title, twin.title, csl.id);
    agreement.compare('journal', csl['container-title'], twin['container-title'], csl.id);
    agreement.compare('year', yearOf(csl), yearOf(twin), csl.id);
    agreement.compare('issue', csl.issue, twin.issue, csl.id);
    agreement.compare('abstract', csl.abstract, twin.abstract, csl.id);
    agreement.compare('type', csl.type, twin.type, csl.id);
    agreement.compare(
      'authors',
      csl.author?.map(nameEssence).join(),
      twin.author?.map(nameEssence).join(),
      csl.id,
    );
  }
  return agreement;
}

describe.skipIf(!corpusIsThere)('one library in two formats', () => {
  it.each([
    ['zotero_export.ris', 'zotero_export.bib', 99.5],
    ['zotero_export.csv', 'zotero_export.xml', 100],
    ['mendeley_export.xml', 'zotero_export.xml', 95],
  ])('is the same in %s and %s', (one, other, percent) => {
    const agreement = compareLibraries(`dedup/asysd/${one}`, `dedup/asysd/${other}`);
    expect(agreement.percent('present')).toBeGreaterThanOrEqual(percent);
    for (const field of ['title', 'journal', 'year', 'issue', 'abstract', 'type', 'authors']) {
      expect(
        agreement.percent(field),
        agreement.differences(field).slice(0, 10).join('\n'),
      ).toBeGreaterThanOrEqual(99.5);
    }
  });
});

describe.skipIf(!corpusIsThere)('exports', () => {
  it.each<[string, string, number]>([
    ['refs/revtools/examples/restoration_scopus.ris', 'ris', 286],
    ['refs/revtools/examples/restoration_WoS.ciw', 'wos', 247],
    ['refs/revtools/examples/restoration_pubmed.nbib', 'nbib', 104],
    ['dedup/asysd/labelled_test_set.csv', 'csv', 1845],
    ['dedup/sra-dedupe-sweep/copper.xml', 'endnote-xml', 505],
  ])('%s is complete', (path, format, found) => {
    const parsed = readCorpusFile(path);
    expect([parsed.format, parsed.counts.found, parsed.counts.lost]).toEqual([format, found, 0]);
    const complete = parsed.references.filter(({ csl }) => csl.title && csl.author && csl.issued);
    expect(complete.length / parsed.references.length).toBeGreaterThan(0.95);
  });

  it('of databases keep title, authors and year of every record', () => {
    const files = listCorpus('refs/asreview_demo').filter((name) =>
      /embase|proquest|scopus|web_of_science|ovid|pubmed/.test(name),
    );
    for (const name of files) {
      const { references, counts } = readCorpusFile(`refs/asreview_demo/${name}`);
      expect([name, counts.lost]).toEqual([name, 0]);
      for (const { csl } of references)
        expect([name, Boolean(csl.title && csl.author && csl.issued)]).toEqual([name, true]);
    }
  });
});

describe.skipIf(!corpusIsThere)('files that belong together', () => {
  it('share 1,872 macros and their cross-references', () => {
    const names = ['abbrev', 'authors', 'journals', 'crossref', 'articles', 'biblio'];
    const { counts, issues } = parseReferenceFiles(
      names.map((name) => ({ text: readText(`refs/bib-messy/iridia/${name}.bib`), file: `${name}.bib` })),
    );
    expect(counts).toEqual({ found: 3305, kept: 3305, repaired: 0, lost: 0 });
    expect(issues.filter(({ code }) => code === 'undefined-macro' || code === 'missing-crossref')).toEqual(
      [],
    );
  });
});
