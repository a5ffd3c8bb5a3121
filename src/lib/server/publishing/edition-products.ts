import type { Edition } from '#lib/core/edition/edition.ts';

/** The description of the API where the edition is public: it says another base. */
export const publicApiProduct = 'openapi-public.json';

/**
 * Makes what is published of an edition, from the frozen edition alone. What one product needs is loaded for it only: a
 * worker lives for one product.
 *
 * @param edition As it was frozen.
 * @throws RangeError where there is no such product.
 */
export async function makeProduct(
  edition: Edition,
  hash: string,
  name: string,
  view: string | null,
): Promise<string | Uint8Array> {
  if (name === 'page') return (await import('./edition-file.ts')).makeEditionFile(edition, hash);
  if (name === 'embed') return (await import('./embed-page.ts')).makeEmbedPage(edition, hash, view);
  if (name === 'picture' || name === 'picture-withdrawn') {
    const { makePicture } = await import('../pictures/edition-picture.ts');
    return makePicture(edition, name === 'picture-withdrawn');
  }
  if (name === 'package.zip') {
    const { makeDataPackage } = await import('#lib/core/package/make-data-package.ts');
    return makeDataPackage(edition, hash);
  }
  if (name === 'openapi.json' || name === publicApiProduct) {
    const { describeApi } = await import('#lib/core/api/openapi.ts');
    const { software } = await import('../software.ts');
    return JSON.stringify(
      describeApi(software, {
        publicHash: name === publicApiProduct ? hash : null,
        license: edition.face?.license,
      }),
    );
  }
  const { OpenedEdition } = await import('#lib/core/api/opened-edition.ts');
  if (name === 'brief.docx' || name === 'brief.html') {
    const { composeBrief } = await import('#lib/core/brief/compose-brief.ts');
    const brief = composeBrief(new OpenedEdition(edition, hash));
    if (name === 'brief.html') return (await import('#lib/core/brief/write-html.ts')).writeBriefHtml(brief);
    return (await import('../documents/write-docx.ts')).writeBriefDocx(brief);
  }
  const { findResource } = await import('#lib/core/api/resources.ts');
  const answer = findResource(name)?.answer;
  if (!answer) throw new RangeError(`makeProduct: an edition has no "${name}"`);
  return JSON.stringify(answer(new OpenedEdition(edition, hash, view)));
}
