/** The quick round before a commit: format, lint, types and unit tests. */
import { runTool } from './run-step.ts';

const steps: [string, string[]][] = [
  ['svelte-kit', ['sync']],
  ['prettier', ['--check', '--log-level', 'warn', '.']],
  ['eslint', ['--config', 'scripts/eslint.config.js', '.']],
  ['svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human']],
  ['vitest', ['run', '--project', 'unit', '--project', 'house', '--project', 'figures']],
];

const failed = steps.filter(([name, words]) => {
  const { passed, seconds } = runTool(name, words);
  console.log(`${name}: ${passed ? 'passed' : 'failed'} in ${seconds.toFixed(1)} s`);
  return !passed;
});
process.exitCode = failed.length === 0 ? 0 : 1;
