import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { clientHeader, getApp } from '../app.ts';

/**
 * Asks better-auth, in the way a browser would, so that its limit of attempts holds.
 *
 * @returns Why it was refused, or null.
 */
export async function askAuth(
  path: '/sign-in/email' | '/sign-out',
  body: object,
  { cookies, client, sessionCookies }: { cookies: Cookies; client: string; sessionCookies: string },
): Promise<string | null> {
  const { auth } = getApp();
  if (!auth) return 'This program works without accounts.';
  const { baseURL, basePath } = auth.options;
  const response = await auth.handler(
    new Request(`${baseURL}${basePath}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: baseURL,
        cookie: sessionCookies,
        [clientHeader]: client,
      },
      body: JSON.stringify(body),
    }),
  );
  for (const [name, { value, ...attributes }] of readSetCookies(response)) {
    cookies.set(name, decodeURIComponent(value), {
      path: attributes.path ?? '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: attributes.secure ?? false,
      maxAge: attributes['max-age'],
      encode: encodeURIComponent,
    });
  }
  if (response.ok) return null;
  if (response.status === 429) return 'Too many attempts. Wait a minute and try again.';
  return 'E-mail address or password are not right.';
}

function readSetCookies(response: Response) {
  return response.headers.getSetCookie().flatMap((header) => [...parseSetCookieHeader(header)]);
}
