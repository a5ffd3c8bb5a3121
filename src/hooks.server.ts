import { type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { identify } from '#lib/server/accounts/identify.ts';
import { getApp, startApp } from '#lib/server/app.ts';
import { refuseRequest } from '#lib/server/http/guard.ts';
import { everyAnswer } from '#lib/server/http/headers.ts';
import { readTheme } from '#lib/server/http/theme.ts';
import { isPublicRoute, mayBeFramed } from '#lib/server/http/public-routes.ts';
import { NotFoundError, StaleWriteError } from '#lib/server/store/db.ts';

export const init: ServerInit = async () => {
  const { building } = await import('$app/environment');
  if (building) return;
  const app = await startApp(process.env);
  process.on('sveltekit:shutdown', () => void app.close());
};

export const handle: Handle = async ({ event, resolve }) => {
  const refusal = refuseRequest(
    {
      method: event.request.method,
      path: event.url.pathname,
      headers: event.request.headers,
      peer: peerOf(event),
    },
    getApp().settings,
  );
  if (refusal) return new Response(refusal.message, { status: refusal.status, headers: everyAnswer });
  event.locals.user = isPublicRoute(event.route.id) ? null : await identify(event);
  const theme = readTheme(event.cookies);
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%counterweight.theme%', theme),
  });
  for (const [name, value] of Object.entries(everyAnswer)) {
    if (name === 'x-frame-options' && mayBeFramed(event.route.id)) continue;
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
};

/** Known failures answer in words; unknown ones get a number that finds them in the log. Addresses are never logged. */
export const handleError: HandleServerError = ({ error: thrown, event, status, message }) => {
  if (status === 404) return { message: 'There is nothing at this address.' };
  if (thrown instanceof NotFoundError || thrown instanceof StaleWriteError)
    return { message: thrown.message };
  const id = randomUUID().slice(0, 8);
  console.error(`Error ${id} at ${event.request.method} ${event.route.id ?? 'an unknown address'}:`, thrown);
  return {
    message: status < 500 ? message : 'Something went wrong on our side; what you saved before is safe.',
    id,
  };
};

/** The address at the other end of the connection; null in development servers that don't tell. */
function peerOf(event: Parameters<Handle>[0]['event']): string | null {
  try {
    return event.getClientAddress();
  } catch {
    return null;
  }
}
