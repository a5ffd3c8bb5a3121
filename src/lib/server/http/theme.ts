import type { Cookies } from '@sveltejs/kit';

/** Light or dark, where the reader chose; else as the system has it. */
export type Theme = 'light' | 'dark' | 'system';
export const themeCookie = 'counterweight_theme';

export function readTheme(cookies: Cookies): Theme {
  const theme = cookies.get(themeCookie);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
