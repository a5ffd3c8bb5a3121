/** Headers of every answer, beside the content security policy that SvelteKit writes into pages. */
export const everyAnswer: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not no-referrer: browsers then send forms with the origin "null", which can't be told from another site's.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

/** A published page behind a link: nobody keeps it, lists it or passes its address on. */
export const linkedPage: Record<string, string> = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
};

/** What is made of an edition runs nothing and loads nothing, wherever it is opened. */
export const publishedData: Record<string, string> = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
};

/** An edition's API, which programs read from any page: the address is the whole permission, no credentials go with it. */
export const linkedApi: Record<string, string> = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
};

/** A public edition's page: kept for minutes, since it says whether the edition still stands. */
export const publicPage: Record<string, string> = {
  'cache-control': 'public, max-age=300, must-revalidate',
};

/** The API of a public edition: read from any page, and asked for again where a later program may answer better. */
export const publicApi: Record<string, string> = { ...publicPage, ...linkedApi };

/** What never changes because its address is the digest of its bytes, or repeats what they say. */
export const permanent: Record<string, string> = {
  'cache-control': 'public, max-age=31536000, immutable',
  ...linkedApi,
};
