import type { RequestEvent } from '@sveltejs/kit';
import { getApp } from '../app.ts';
import { localUser, type User } from '../store/users.ts';
import { localCookie } from './local-door.ts';

/** Who sends a request: the person at this machine, the owner of a session, or nobody we know. */
export async function identify({ cookies, request }: RequestEvent): Promise<User | null> {
  const { door, auth } = getApp();
  if (door) return door.recognises(cookies.get(localCookie)) ? localUser : null;
  const session = await auth?.api.getSession({ headers: request.headers });
  return session ? { id: session.user.id, name: session.user.name } : null;
}
