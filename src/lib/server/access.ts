/** Who may do what. Every handler asks here first; tests/house/handlers.test.ts checks that it does. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Acting, ActingInReview } from './acting.ts';
import { getApp } from './app.ts';
import { findRole, type Role } from './store/members.ts';
import { findReview } from './store/reviews.ts';
import type { User } from './store/users.ts';

/** From the least to the most: each may do what those before may. */
const roles: Role[] = ['viewer', 'coder', 'editor', 'owner'];

export interface Access extends ActingInReview {
  user: User;
  role: Role;
}

/** Whoever is signed in; others are shown the door. */
export function requireUser({ locals, url, request }: RequestEvent): Acting & { user: User } {
  const { open, settings } = getApp();
  if (!locals.user) {
    const wantsPage = request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');
    if (!wantsPage) error(401, 'Sign in first.');
    redirect(
      303,
      settings.mode === 'local' ? '/open' : `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`,
    );
  }
  return { db: open.db, dialect: open.dialect, userId: locals.user.id, user: locals.user };
}

/**
 * The review in the address, for a member who has at least this role. A review that somebody may not know of is answered
 * like one that does not exist.
 */
export async function requireReview(event: RequestEvent, atLeast: Role): Promise<Access> {
  const acting = requireUser(event);
  const review = await findReview(acting.db, event.params.review ?? '');
  const role = review && (await findRole(acting.db, review.id, acting.userId));
  if (!review || !role) error(404, 'There is no such review.');
  if (roles.indexOf(role) < roles.indexOf(atLeast)) {
    error(403, `This asks for the role of ${atLeast}; yours is ${role}.`);
  }
  return { ...acting, review, role };
}
