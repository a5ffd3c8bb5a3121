import { fail, redirect } from '@sveltejs/kit';
import { askAuth } from '#lib/server/accounts/sign-in.ts';
import { shortestPassword } from '#lib/server/accounts/auth.ts';
import { getApp } from '#lib/server/app.ts';

/** The one-time link that makes the first account of a server. */
export function load({ url, setHeaders }) {
  const { auth, firstOwner } = getApp();
  if (!auth) redirect(303, '/');
  setHeaders({ 'cache-control': 'no-store' });
  return { isOpen: firstOwner.accepts(url.searchParams.get('key') ?? ''), shortestPassword };
}

export const actions = {
  default: async ({ request, url, cookies, getClientAddress }) => {
    const { auth, firstOwner, open } = getApp();
    if (!auth) redirect(303, '/');
    const form = await request.formData();
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const owner = { name: text('name'), email: text('email'), password: String(form.get('password') ?? '') };
    if (owner.name === '') return fail(400, { ...owner, password: '', message: 'Please give a name.' });
    const problem = await firstOwner.makeOwner(
      { db: open.db, auth },
      url.searchParams.get('key') ?? '',
      owner,
    );
    if (problem) return fail(400, { ...owner, password: '', message: problem });
    const { email, password } = owner;
    await askAuth(
      '/sign-in/email',
      { email, password },
      { cookies, client: getClientAddress(), sessionCookies: '' },
    );
    redirect(303, '/');
  },
};
