import { permanent } from '#lib/server/http/headers.ts';
import { openPublicEdition } from '#lib/server/http/open-edition.ts';

/** The bytes that were frozen: their SHA-256 is the address, so that anybody can check them and keep them for ever. */
export async function GET(event) {
  const edition = await openPublicEdition(event);
  return new Response(await edition.payload(), {
    headers: { ...permanent, 'content-type': 'application/json; charset=utf-8' },
  });
}
