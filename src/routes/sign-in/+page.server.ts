import { fail, redirect } from '@sveltejs/kit';
import { askAuth } from '#lib/server/accounts/sign-in.ts';
import { getApp } from '#lib/server/app.ts';

export function load() {
  if (!getApp().auth) redirect(303, '/');
}

export const actions = {
  default: async ({ request, url, cookies, getClientAddress }) => {
    const form = await request.formData();
    const email = String(form.get('email') ?? '').trim();
    const password = String(form.get('password') ?? '');
    const sender = { cookies, client: getClientAddress(), sessionCookies: '' };
    const problem = await askAuth('/sign-in/email', { email, password }, sender);
    if (problem) return fail(400, { email, message: problem });
    redirect(303, ownPath(url.searchParams.get('to')));
  },
};

/** Only paths of this program: an address that leads elsewhere could imitate it. */
function ownPath(path: string | null): string {
  return path && /^\/(?![/\\])/.test(path) ? path : '/';
}
