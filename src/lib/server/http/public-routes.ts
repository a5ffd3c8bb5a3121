/** Routes that open without a person: everything else asks access.ts. tests/house/handlers.test.ts reads this list. */
const publicRoutes = new Set([
  '/e/[token]',
  '/e/[token]/api',
  '/e/[token]/api/[resource]',
  '/open',
  '/setup',
  '/sign-in',
]);

export function isPublicRoute(id: string | null): boolean {
  return id !== null && publicRoutes.has(id);
}
