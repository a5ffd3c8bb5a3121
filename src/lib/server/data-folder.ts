import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes the data folder where it is missing, readable by its owner only. */
export function ensureDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** The folder's own secret, which signs cookies; made at the first start. */
export function readSecret(folder: string): string {
  const file = join(folder, 'secret');
  if (!existsSync(file))
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8').trim();
}

/** File systems on which SQLite's locks can't be relied on, by the magic numbers of Linux's statfs(2). */
const networkFileSystems = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
]);

const syncedFolders =
  /\/(Dropbox|OneDrive[^/]*|Google ?Drive|My Drive|iCloud ?Drive|Mobile Documents|CloudStorage|Nextcloud|ownCloud|pCloud ?Drive|MEGA|Box(?: Sync)?|Syncthing|Sync)\//i;

/** Why this folder is a risky place for a database, in words; null where nothing is known against it. */
export function findFolderRisk(folder: string): string | null {
  const path = `${folder.replaceAll('\\', '/')}/`;
  const synced = syncedFolders.exec(path);
  if (synced) {
    return `The data folder lies in ${synced[1]}. A program that copies files while they change can damage a database; set DATA_DIR to a folder of this computer and share backups or editions instead.`;
  }
  const kind = fileSystemOf(folder);
  if (kind) {
    return `The data folder lies on a network drive (${kind}). Locks are not reliable there; set DATA_DIR to a folder of this computer, or use PostgreSQL (DATABASE_URL).`;
  }
  return null;
}

function fileSystemOf(folder: string): string | undefined {
  if (process.platform === 'win32' && folder.startsWith('\\\\')) return 'a network share';
  if (process.platform !== 'linux') return undefined;
  try {
    return networkFileSystems.get(statfsSync(folder).type);
  } catch {
    return undefined;
  }
}

/** Another program serves from this data folder. */
export class FolderInUseError extends Error {}

interface Lock {
  pid: number;
  address: string;
}

/**
 * Notes that this process serves from the folder. A note left behind by a crash is recognised by its dead process.
 *
 * @returns Takes the note away again.
 * @throws FolderInUseError
 */
export function lockDataFolder(folder: string, address: string): () => void {
  const file = join(folder, 'server.lock');
  const held = readLock(folder);
  if (held) {
    throw new FolderInUseError(
      `Counterweight is running already on this data folder, at ${held.address} (process ${held.pid}). Use that one, stop it, or choose another folder with DATA_DIR.`,
    );
  }
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify({ pid: process.pid, address } satisfies Lock), { flag: 'wx' });
  return () => rmSync(file, { force: true });
}

/** The running server of this folder, or null. */
export function readLock(folder: string): Lock | null {
  try {
    const lock: Lock = JSON.parse(readFileSync(join(folder, 'server.lock'), 'utf8'));
    // To kill(2), 0 and negative numbers name groups of processes.
    if (!Number.isInteger(lock.pid) || lock.pid < 1 || lock.pid === process.pid) return null;
    process.kill(lock.pid, 0);
    return lock;
  } catch (error) {
    // EPERM: the process lives and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
    return { pid: 0, address: 'an address of another user' };
  }
}
