/**
 * Writes docs/statistics.md: every method of the statistics engine with its source, its file, what it is proven against and
 * the largest difference that the reference tests saw. Runs those tests to see it.
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { MethodEntry } from '../src/lib/core/stats/method-entry.ts';
import { projectRoot } from '../src/lib/server/project-root.ts';
import { runTool } from './run-step.ts';

const statsFolder = join(projectRoot, 'src/lib/core/stats');
const target = join(projectRoot, 'docs/statistics.md');

const introduction = `# Statistics: method, source, file, proof

Every method that Counterweight computes. Files are in \`src/lib/core/stats\`. *Largest difference* is what the reference tests see over all
data sets: |ours − theirs|, relative to the larger of 1 and theirs. A dash means that the proof is a published worked example in the unit test beside the
file. Made by \`node scripts/describe-statistics.ts\`, which runs the tests; do not edit.

`;

const seen = runReferenceTests();
const families = await readFamilies();
const unknown = [...seen.keys()].filter((name) =>
  families.every(({ methods }) => methods.every((method) => method.name !== name)),
);
if (unknown.length > 0)
  throw new Error(`Tests noted differences of methods that no methods.ts lists: ${unknown.join(', ')}`);
writeFileSync(target, introduction + families.map(writeFamily).join('\n'));
runTool('prettier', ['--write', '--log-level', 'warn', target]);
console.log(
  `docs/statistics.md: ${families.flatMap(({ methods }) => methods).length} methods, ${seen.size} with a measured difference`,
);

function runReferenceTests(): Map<string, number> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-differences-'));
  const { passed } = runTool(
    'vitest',
    ['run', '--project', 'reference', '--reporter=json', `--outputFile=${join(folder, 'run.log')}`],
    {
      COUNTERWEIGHT_DIFFERENCES: folder,
    },
  );
  if (!passed) throw new Error('The reference tests failed; docs/statistics.md stays as it is.');
  const differences = new Map(
    globSync('*.json', { cwd: folder }).flatMap((name): [string, number][] =>
      Object.entries(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    ),
  );
  rmSync(folder, { recursive: true });
  return differences;
}

async function readFamilies(): Promise<{ family: string; methods: MethodEntry[] }[]> {
  const files = globSync('{,*/}methods.ts', { cwd: statsFolder }).sort();
  return Promise.all(
    files.map(async (file) => {
      const { methods } = await import(join(statsFolder, file));
      return { family: basename(dirname(file)) || 'general', methods };
    }),
  );
}

function writeFamily({ family, methods }: { family: string; methods: MethodEntry[] }): string {
  const rows = methods.map(({ name, source, file, reference }) => {
    const difference = seen.get(name);
    const shown = difference === undefined ? '–' : writeDifference(difference);
    return `| ${[name, source, `\`${file}\``, reference, shown].map(escapeCell).join(' | ')} |`;
  });
  return [
    `## ${family[0].toUpperCase()}${family.slice(1)}`,
    '',
    '| method | source | file | proven against | largest difference |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** To one digit: the rest is the machine's. */
function writeDifference(difference: number): string {
  return difference === 0 ? '0' : difference.toExponential(0);
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
