import { redirect } from '@sveltejs/kit';
import { requireUser } from '#lib/server/access.ts';
import { askAuth } from '#lib/server/accounts/sign-in.ts';

export function load() {
  redirect(303, '/');
}

export const actions = {
  default: async (event) => {
    requireUser(event);
    const sessionCookies = event.request.headers.get('cookie') ?? '';
    await askAuth(
      '/sign-out',
      {},
      { cookies: event.cookies, client: event.getClientAddress(), sessionCookies },
    );
    redirect(303, '/sign-in');
  },
};
