import { spawn } from 'node:child_process';

/** Opens an address in the person's browser, where there is one to open. BROWSER=none keeps it shut. */
export function openBrowser(address: string): void {
  const command = browserCommand();
  if (!command || process.env.BROWSER === 'none' || process.env.CI) return;
  const [program, ...words] = command;
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

function browserCommand(): string[] | null {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['cmd', '/c', 'start', ''];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}
