/** ro-crate-metadata.json (RO-Crate 1.1, https://w3id.org/ro/crate/1.1): who made what, when, with which program. */
import type { Edition } from '../edition/edition.ts';
import { mediaTypeOf } from './descriptor.ts';
import { manifestPath } from './package-facts.ts';
import { noLicense } from '../edition/licenses.ts';
import type { PackageExtras } from './package-facts.ts';
import type { PackageFile } from './zip.ts';

/**
 * @param files Everything in the package but the crate's own file and the manifest, which is written last and holds its hash.
 * @param about A line about each file, where there is one.
 */
export function describeCrate(
  edition: Edition,
  hash: string,
  files: readonly PackageFile[],
  about: ReadonlyMap<string, string>,
  extras: PackageExtras,
): object {
  const { dataset, publishedAt } = edition;
  const license = extras.license
    ? {
        '@id': extras.license.url ?? '#licence',
        '@type': 'CreativeWork',
        name: extras.license.title ?? extras.license.name,
        description: `${extras.license.name}. It covers what this review coded and wrote; quotations remain their authors’.`,
        identifier: extras.license.name,
      }
    : { '@id': '#licence', '@type': 'CreativeWork', name: 'No licence stated', description: noLicense };
  const people = (extras.authors ?? []).map((name, at) => ({
    '@id': `#author-${at + 1}`,
    '@type': 'Person',
    name,
  }));
  const software = {
    '@id': '#software',
    '@type': 'SoftwareApplication',
    name: edition.software.replace(/\s+\S*\d\S*$/, ''),
    version: /\S*\d\S*$/.exec(edition.software)?.[0] ?? '',
  };
  return {
    '@context': 'https://w3id.org/ro/crate/1.1/context',
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
        about: { '@id': './' },
      },
      {
        '@id': './',
        '@type': 'Dataset',
        name: `${dataset.title}, edition ${edition.number}`,
        description: [dataset.question, dataset.caveat].filter(Boolean).join(' ') || dataset.title,
        datePublished: publishedAt.slice(0, 10),
        version: String(edition.number),
        identifier: [`urn:sha256:${hash}`, ...(extras.doi ? [`https://doi.org/${extras.doi}`] : [])],
        ...(dataset.evidenceTo && { temporalCoverage: `../${dataset.evidenceTo.slice(0, 10)}` }),
        license: { '@id': license['@id'] },
        ...(people.length > 0 && { author: people.map((person) => ({ '@id': person['@id'] })) }),
        hasPart: [...files.map(({ path }) => ({ '@id': path })), { '@id': manifestPath }],
        mentions: { '@id': '#publishing' },
      },
      license,
      ...people,
      software,
      {
        '@id': '#publishing',
        '@type': 'CreateAction',
        name: 'Freezing of the edition',
        endTime: publishedAt,
        instrument: { '@id': '#software' },
        result: { '@id': 'edition.json' },
      },
      ...files.map(({ path, bytes }) => ({
        '@id': path,
        '@type': 'File',
        name: path,
        ...(about.has(path) && { description: about.get(path) }),
        encodingFormat: mediaTypeOf(path),
        contentSize: String(bytes.length),
      })),
      {
        '@id': manifestPath,
        '@type': 'File',
        name: manifestPath,
        description: about.get(manifestPath),
        encodingFormat: mediaTypeOf(manifestPath),
      },
    ],
  };
}
