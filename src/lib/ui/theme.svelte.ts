import { createContext } from 'svelte';

export type ThemeName = 'light' | 'dark' | 'system';

export const themeLabels: Record<ThemeName, string> = {
  system: 'Light and dark as the system has it',
  light: 'Always light',
  dark: 'Always dark',
};

const year = 365 * 24 * 60 * 60;

/** The reader's choice of colours, which a cookie tells the server next time. */
export class Theme {
  current: ThemeName = $state('system');

  /** @param served What the server knew. In the browser the page itself says how it was drawn. */
  constructor(served: ThemeName) {
    const drawn = typeof document === 'undefined' ? undefined : document.documentElement.dataset.theme;
    this.current = (drawn as ThemeName | undefined) ?? served;
  }

  choose(name: ThemeName): void {
    this.current = name;
    document.documentElement.dataset.theme = name;
    document.cookie = `counterweight_theme=${name};path=/;max-age=${year};samesite=strict`;
  }
}

export const [getTheme, setTheme] = createContext<Theme>();
