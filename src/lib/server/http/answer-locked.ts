import { isHttpError } from '@sveltejs/kit';
import { passphrasePage } from '../publishing/plain-page.ts';

/** Asks for the passphrase of a link where that is what it lacks; everything else goes on as it came. */
export function answerLocked(thrown: unknown): Response {
  if (!isHttpError(thrown, 401) && !isHttpError(thrown, 429)) throw thrown;
  const { html, policy } = passphrasePage(thrown.body.message);
  return new Response(html, {
    status: thrown.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    },
  });
}
