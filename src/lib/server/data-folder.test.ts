import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  ensureDataFolder,
  findFolderRisk,
  FolderInUseError,
  lockDataFolder,
  readLock,
  readSecret,
} from './data-folder.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'counterweight-folder-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a risky place for a database', () => {
  it.each([
    ['/home/me/Dropbox/evidence', 'Dropbox'],
    ['/home/me/Dropbox', 'Dropbox'],
    ['C:\\Users\\me\\OneDrive - University\\evidence', 'OneDrive'],
    ['/Users/me/Library/Mobile Documents/com~apple~CloudDocs/evidence', 'Mobile Documents'],
    ['/Users/me/Library/CloudStorage/GoogleDrive-me@example.org/My Drive', 'CloudStorage'],
    ['/Users/me/Google Drive/evidence', 'Google Drive'],
    ['/home/me/Nextcloud/evidence', 'Nextcloud'],
    ['/home/me/Syncthing/x', 'Syncthing'],
  ])('is %s', (path, name) => {
    const risk = findFolderRisk(path);
    expect(risk).toContain(name);
    expect(risk).toContain('DATA_DIR');
  });

  it.each(['/home/me/evidence', '/home/me/Dropbox-archive/evidence', '/home/me/mybox/x', 'C:\\Evidence'])(
    'is not %s',
    (path) => expect(findFolderRisk(path)).toBeNull(),
  );

  it('is not a folder of this computer, there or not', () => {
    expect(findFolderRisk(folder)).toBeNull();
    expect(findFolderRisk(join(folder, 'not', 'yet'))).toBeNull();
  });
});

describe('the data folder', () => {
  it('is its owner’s alone, and so is its secret, which stays the same', () => {
    const inner = join(folder, 'a', 'b');
    ensureDataFolder(inner);
    ensureDataFolder(inner);
    const secret = readSecret(inner);
    expect(secret).toMatch(/^[\w-]{64}$/);
    expect(readSecret(inner)).toBe(secret);
    if (process.platform === 'win32') return;
    expect(statSync(inner).mode & 0o077).toBe(0);
    expect(statSync(join(inner, 'secret')).mode & 0o077).toBe(0);
  });

  it('is held by one program at a time', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 30000)']);
    const lock = { pid: other.pid, address: 'http://127.0.0.1:5000' };
    writeFileSync(join(folder, 'server.lock'), JSON.stringify(lock));
    expect(readLock(folder)).toEqual(lock);
    expect(() => lockDataFolder(folder, 'here')).toThrow(FolderInUseError);
    expect(() => lockDataFolder(folder, 'here')).toThrow('http://127.0.0.1:5000');
    const ended = new Promise((resolve) => other.once('exit', resolve));
    other.kill('SIGKILL');
    await ended;
    // What a crash left behind does not keep the folder.
    const release = lockDataFolder(folder, 'http://127.0.0.1:6000');
    expect(JSON.parse(readFileSync(join(folder, 'server.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    release();
    expect(existsSync(join(folder, 'server.lock'))).toBe(false);
  });

  it.each(['', '{', 'null', '{"pid":"x"}', '{"pid":null,"address":"x"}', '{"pid":0}', '{"pid":-1}'])(
    'is not kept by a note that nobody can have written: %s',
    (note) => {
      writeFileSync(join(folder, 'server.lock'), note);
      expect(readLock(folder)).toBeNull();
      lockDataFolder(folder, 'here')();
    },
  );
});
