import { redirect } from '@sveltejs/kit';
import { localCookie } from '#lib/server/accounts/local-door.ts';
import { identify } from '#lib/server/accounts/identify.ts';
import { getApp } from '#lib/server/app.ts';

/** A year, in seconds: the cookie is as lasting as the folder whose secret signs it. */
const cookieAge = 365 * 24 * 60 * 60;

/** The door of the local mode: turns the printed key into a cookie. */
export async function load(event) {
  const { door } = getApp();
  if (!door) redirect(303, '/sign-in');
  const key = event.url.searchParams.get('key');
  const cookie = key === null ? null : door.open(key);
  if (cookie) {
    event.cookies.set(localCookie, cookie, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: false,
      maxAge: cookieAge,
    });
    redirect(303, '/');
  }
  if (await identify(event)) redirect(303, '/');
  event.setHeaders({ 'cache-control': 'no-store' });
  return { keyWasUsed: key !== null };
}
