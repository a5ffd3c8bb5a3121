/**
 * datapackage.json: a Data Package of version 2 (https://datapackage.org/standard/data-package/), with what readers of version 1
 * look for beside it: `profile`, `role`.
 */
import type { Edition } from '../edition/edition.ts';
import { citeEdition } from '../edition/edition-words.ts';
import type { DataTable } from './data-tables.ts';
import { packageName, type PackageExtras } from './package-facts.ts';
import { sha256Hex } from './sha256.ts';
import type { PackageFile } from './zip.ts';

const mediaTypes: Record<string, string> = {
  csv: 'text/csv',
  json: 'application/json',
  bib: 'application/x-bibtex',
  ris: 'application/x-research-info-systems',
  R: 'text/x-r',
  txt: 'text/plain',
};

export const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
export const mediaTypeOf = (path: string): string =>
  mediaTypes[extensionOf(path)] ?? 'application/octet-stream';

export function describePackage(
  edition: Edition,
  hash: string,
  {
    tables,
    files,
    extras,
  }: { tables: readonly DataTable[]; files: readonly PackageFile[]; extras: PackageExtras },
): object {
  const tableOf = new Map(tables.map((table) => [`data/${table.file}`, table]));
  const { license, authors } = extras;
  const { dataset } = edition;
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    profile: 'data-package',
    name: packageName(edition),
    id: extras.doi ? `https://doi.org/${extras.doi}` : `urn:sha256:${hash}`,
    title: `${dataset.title}, edition ${edition.number}`,
    description: [dataset.question, dataset.caveat, citeEdition(edition, hash)].filter(Boolean).join('\n\n'),
    version: String(edition.number),
    created: edition.publishedAt,
    ...(license && {
      licenses: [
        {
          name: license.name,
          ...(license.url && { path: license.url }),
          ...(license.title && { title: license.title }),
        },
      ],
    }),
    ...(authors?.length && {
      contributors: authors.map((title) => ({ title, role: 'author', roles: ['author'] })),
    }),
    resources: files.map(({ path, bytes }) => {
      const table = tableOf.get(path);
      return {
        name: table?.name ?? resourceName(path),
        path,
        ...(table && { title: table.title, type: 'table', profile: 'tabular-data-resource' }),
        format: extensionOf(path).toLowerCase(),
        mediatype: mediaTypeOf(path),
        encoding: 'utf-8',
        bytes: bytes.length,
        hash: `sha256:${sha256Hex(bytes)}`,
        ...(table && { schema: table.schema }),
      };
    }),
  };
}

/** Names of resources are lower case, and none stands twice. */
function resourceName(path: string): string {
  return path.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}
