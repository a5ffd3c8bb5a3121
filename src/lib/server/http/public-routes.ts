/** Routes that open without a person: everything else asks access.ts. tests/house/handlers.test.ts reads this list. */
const publicRoutes = new Set([
  '/e/[token]',
  '/e/[token]/api',
  '/e/[token]/api/[resource]',
  '/e/[token]/embed',
  '/e/[token]/picture.png',
  '/p/[hash]',
  '/p/[hash]/api',
  '/p/[hash]/api/[resource]',
  '/p/[hash]/edition.json',
  '/p/[hash]/embed',
  '/p/[hash]/picture.png',
  '/p/[hash]/status',
  '/open',
  '/setup',
  '/sign-in',
]);

export function isPublicRoute(id: string | null): boolean {
  return id !== null && publicRoutes.has(id);
}

/** Routes that other sites may show in a frame. */
export function mayBeFramed(id: string | null): boolean {
  return id === '/e/[token]/embed' || id === '/p/[hash]/embed';
}
