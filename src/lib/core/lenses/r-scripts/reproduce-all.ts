import { defaultDraws } from '../share-bootstrap.ts';
import { findWholeCases } from '../../coding/case-table.ts';
import { focalFactorKey } from '../evidence.ts';
import type { Selection } from '../selection.ts';
import { sizeOfFactor } from '../size.ts';
import { defaultSizeOptions, type SizeOptions } from '../size-effects.ts';
import { leastForFunnel } from '../small-studies.ts';
import type { UniqueOptions } from '../unique-options.ts';
import type { RBundle } from './r-bundle.ts';
import { reproduceCases } from './reproduce-cases.ts';
import { reproduceChange } from './reproduce-change.ts';
import { reproduceFunnel } from './reproduce-funnel.ts';
import { reproduceGroups } from './reproduce-groups.ts';
import { reproduceHeadToHead } from './reproduce-head-to-head.ts';
import { reproduceMultiverse } from './reproduce-multiverse.ts';
import { reproduceShares } from './reproduce-shares.ts';
import { reproduceSize } from './reproduce-size.ts';
import { reproduceUnique } from './reproduce-unique.ts';

export interface ReproduceOptions {
  draws?: number;
  size?: SizeOptions;
  unique?: Partial<UniqueOptions>;
  /** Specifications of each multiverse, at most. */
  specifications?: number;
}

/**
 * Every analysis of a selection that can be computed again in R: a script that runs all, and for each analysis a folder
 * (in the names of the files) with its script and its tables. What the data can't carry has no folder.
 */
export function reproduceAll(
  selection: Selection,
  { draws = defaultDraws, size = defaultSizeOptions, unique, specifications }: ReproduceOptions = {},
): RBundle {
  const { evidence, choices } = selection;
  const focal = focalFactorKey(evidence, choices);
  const { effects } = sizeOfFactor(selection, focal, size).all;
  const hasFunnel = new Set(effects.map(({ study }) => study.key)).size >= leastForFunnel;
  const multiverse = (measure: 'said' | 'supported') =>
    reproduceMultiverse(evidence, { measure, focal, limit: specifications });
  const parts: [folder: string, about: string, bundle: RBundle | null][] = [
    ['shares', 'the Ladder, said, supported, direction and the gap', reproduceShares(selection, draws)],
    ['size', 'how strongly factors go with outcomes', reproduceSize(selection, size)],
    ['funnel', 'whether small studies find more', hasFunnel ? reproduceFunnel(effects) : null],
    ['unique', 'how explained variance divides over factors', reproduceUnique(selection, unique, draws)],
    ['head-to-head', 'the focal factor against each rival', reproduceHeadToHead(selection)],
    ['groups', 'moderators and trajectory', reproduceGroups(selection, undefined, draws)],
    ['change', 'what would change the answer', reproduceChange(selection)],
    ['multiverse-said', 'the share of what is said in other ways of counting', multiverse('said')],
    ['multiverse-supported', 'the share of what is supported, likewise', multiverse('supported')],
  ];
  for (const table of evidence.dataset.caseTables) {
    const { whole } = findWholeCases(table);
    if (whole.length === 0) continue;
    const conditions = table.conditions.map(({ concept }) => ({
      key: concept,
      label: evidence.codebook.concept('factor', concept)?.label ?? concept,
    }));
    const { inclusionCut, frequencyCut } = table;
    const bundle = reproduceCases(
      { conditions, cases: whole, inclusionCut, frequencyCut },
      { seed: evidence.dataset.seed, permutations: draws },
    );
    // Keys of tables are what people typed; a folder is called by its number.
    const number = evidence.dataset.caseTables.indexOf(table) + 1;
    parts.push([`cases-${number}`, 'what is necessary or sufficient, in coded cases', bundle]);
  }
  const kept = parts.flatMap(([folder, about, bundle]) => (bundle ? [{ folder, about, bundle }] : []));
  return {
    script: { name: 'run-all.R', text: runAll(kept) },
    tables: [
      { name: 'README.txt', text: describe(kept) },
      ...kept.flatMap(({ folder, bundle: { script, tables } }) =>
        [script, ...tables].map(({ name, text }) => ({ name: `${folder}/${name}`, text })),
      ),
    ],
  };
}

interface Part {
  folder: string;
  about: string;
  bundle: RBundle;
}

function runAll(parts: readonly Part[]): string {
  const lines = parts.map(({ folder, bundle: { script } }) => `run("${folder}", "${script.name}")`);
  return `# Runs every analysis in its folder; each writes results.csv there. Run it here: Rscript run-all.R
run <- function(folder, script) {
  cat("\\n==", folder, "==\\n")
  here <- setwd(folder)
  on.exit(setwd(here))
  tryCatch(sys.source(script, new.env(parent = globalenv())), error = function(problem) {
    cat("It could not be run:", conditionMessage(problem), "\\n")
  })
}
${lines.join('\n')}
`;
}

function describe(parts: readonly Part[]): string {
  const width = Math.max(...parts.map(({ folder }) => folder.length));
  const lines = parts.map(({ folder, about }) => `  ${folder.padEnd(width)}  ${about}`);
  return `The numbers of this review, to be computed again in R

What is needed: R 4.0 or later (https://www.r-project.org), and for size, funnel, unique and head-to-head the package metafor,
3.8 or later: install.packages("metafor").

How to run it: in this folder, Rscript run-all.R. Or go into one folder and run its script there, as in

  cd shares
  Rscript shares.R

Each script prints a small table and writes results.csv beside it. The digits are those of the program, intervals by
resampling too: R draws the same random numbers. The first lines of each script say what its tables hold.

${lines.join('\n')}

Scripts hold numbers and no text of the review. Keys and labels stand in the tables, which are read as texts; in cells that a
spreadsheet would run as a formula a ' stands first.
`;
}
