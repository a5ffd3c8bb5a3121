import { getApp } from '../app.ts';
import { isLoopback } from '../settings.ts';

/** The address under which others find this server; null where only this machine does. */
export function publicOrigin(): string | null {
  const { origin } = getApp().settings;
  return origin === null || isLoopback(new URL(origin).hostname) ? null : origin;
}
