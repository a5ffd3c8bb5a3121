import { canonicalJson } from '../edition/canonical-json.ts';
import { completeEdition } from '../edition/complete-edition.ts';
import type { Edition } from '../edition/edition.ts';
import editionJsonSchema from '../edition/edition.schema.json' with { type: 'json' };
import { readChoices } from '../lenses/choices.ts';
import { indexEvidence } from '../lenses/evidence.ts';
import { Selection } from '../lenses/selection.ts';
import { writeDataTables } from './data-tables.ts';
import { describePackage } from './descriptor.ts';
import { editionPath, factsOfFace, manifestPath, type PackageExtras } from './package-facts.ts';
import { writePackageLibrary } from './package-library.ts';
import { writeReadme } from './readme.ts';
import { describeCrate } from './ro-crate.ts';
import { rFiles } from './r-files.ts';
import { sha256Hex } from './sha256.ts';
import { writeZip, type PackageFile } from './zip.ts';

const encoder = new TextEncoder();

/**
 * The data package of an edition as a zip: its tables, its references, scripts that compute its numbers again, the edition
 * itself, and what says what all of it is. The same edition and extras give the same bytes.
 *
 * @param edition As it was frozen, not completed: its hash is that of its canonical JSON.
 * @throws RangeError where the hash is not the edition's.
 */
export function makeDataPackage(edition: Edition, hash: string, given: PackageExtras = {}): Uint8Array {
  const payload = encoder.encode(canonicalJson(edition));
  if (sha256Hex(payload) !== hash) throw new RangeError(`makeDataPackage: ${hash} is not the edition's hash`);
  const whole = completeEdition(edition);
  const extras = { ...factsOfFace(whole), ...given };
  const library = writePackageLibrary(whole);
  const tables = writeDataTables(whole, library.keys);
  const { title, question, caveat, seed, rubric, rungs, codebook } = whole.dataset;
  const choices = readChoices(new URLSearchParams(whole.view));
  const selection = new Selection(indexEvidence(whole.dataset), choices, 0);

  const files: PackageFile[] = [];
  const about = new Map<string, string>();
  const add = (path: string, text: string, line: string) => {
    files.push({ path, bytes: encoder.encode(text) });
    about.set(path, line);
  };
  for (const table of tables) add(`data/${table.file}`, table.text, table.title);
  add(
    'data/review.json',
    json({ title, question, caveat, seed, rubric, rungs }),
    'Question, rubric and rungs',
  );
  add('data/codebook.json', json(codebook), 'The codebook');
  add('data/library.bib', library.bibtex, 'Reports of the studies, BibTeX');
  add('data/library.ris', library.ris, 'The same as RIS');
  for (const { name, text } of rFiles(selection)) {
    add(`r/${name}`, text, name.endsWith('.R') ? 'Computes the numbers again in R' : 'Read by the R script');
  }
  files.push({ path: editionPath, bytes: payload });
  about.set(editionPath, 'The frozen edition, whole; what the hash is of');
  add('edition.schema.json', json(editionJsonSchema), 'JSON Schema of edition.json');
  add(
    'datapackage.json',
    json(describePackage(whole, hash, { tables, files: [...files], extras })),
    'What every column means, Frictionless Data Package',
  );
  about.set('ro-crate-metadata.json', 'Who made what and when, RO-Crate');
  about.set(manifestPath, 'SHA-256 of every file');
  const readme = writeReadme(whole, hash, about, { ...extras, citationsOnly: library.citationsOnly });
  add('README.txt', readme, 'What is in the package');
  add('ro-crate-metadata.json', json(describeCrate(whole, hash, [...files], about, extras)), '');
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = files.map(({ path, bytes }) => `${sha256Hex(bytes)}  ${path}\n`).join('');
  files.unshift({ path: manifestPath, bytes: encoder.encode(manifest) });
  return writeZip(files, edition.publishedAt);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
