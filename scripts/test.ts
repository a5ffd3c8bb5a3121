/**
 * Runs everything: format, lint, types, every test and the pages in a real browser, on the built program. Ends with a line
 * that counts what passed, failed and was skipped.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './find-browser.ts';
import { runTool } from './run-step.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const results = mkdtempSync(join(tmpdir(), 'counterweight-results-'));
const total: Count = { passed: 0, failed: 0, skipped: 0 };

runTool('svelte-kit', ['sync']);
count('format', [['prettier', ['--check', '--log-level', 'warn', '.']]]);
count('lint', [['eslint', ['--config', 'scripts/eslint.config.js', '--max-warnings', '0', '.']]]);
count('types', [['svelte-check', ['--tsconfig', './tsconfig.json', '--fail-on-warnings']]]);
const vitestFile = join(results, 'vitest.json');
const vitest = runTool('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${vitestFile}`,
]);
add(readVitest(vitestFile), vitest.passed);
const built = count('build', [
  ['vite', ['build', '--logLevel', 'warn']],
  ['node', ['scripts/build-viewer.ts']],
]);
if (built) runBrowserTests();

rmSync(results, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs programs that pass or fail as a whole, and counts them as one. */
function count(name: string, tools: [string, string[]][]): boolean {
  const passed = tools.every(([tool, words]) => runTool(tool, words).passed);
  console.log(`${name}: ${passed ? 'passed' : 'FAILED'}`);
  add({ passed: Number(passed), failed: Number(!passed), skipped: 0 }, passed);
  return passed;
}

function runBrowserTests(): void {
  try {
    const browser = findBrowser((line) => console.log(line));
    const file = join(results, 'playwright.json');
    const { passed } = runTool('playwright', ['test', '--config', 'tests/e2e/playwright.config.ts'], {
      COUNTERWEIGHT_BROWSER: browser,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    });
    add(readPlaywright(file), passed);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    add(null, false);
  }
}

/** A run that failed without a failed test, or without any result, is one failure. */
function add(counted: Count | null, passed: boolean): void {
  const { passed: good, failed, skipped } = counted ?? { passed: 0, failed: 0, skipped: 0 };
  total.passed += good;
  total.failed += failed === 0 && !passed ? 1 : failed;
  total.skipped += skipped;
}

function readVitest(file: string): Count | null {
  const report = readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
  }>(file);
  if (!report) return null;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
}

function readPlaywright(file: string): Count | null {
  const report = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  }>(file);
  if (!report) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  // A test that passes only now and then does not pass.
  return { passed: expected, failed: unexpected + flaky, skipped };
}

function readReport<Report>(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
