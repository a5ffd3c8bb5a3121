import { analyseSets, type SetsOptions } from '#lib/core/stats/sets/analyse-sets.ts';
import { readSetData, type SetData } from '#lib/core/stats/sets/set-data.ts';
import { readLiteral } from '#lib/core/stats/sets/term.ts';
import { exitCode, flag, number, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { printResult } from '../output.ts';
import { readNumberColumns, splitNames } from './number-columns.ts';
import { readCount } from './read-count.ts';
import { describeAnalysis } from './sets-result.ts';
import { formatSets } from './sets-table.ts';

/** Nobody waits for a page here: the charts are given some seconds each before the search settles for less. */
const mostWork = 500_000_000;

export const setsCommand: Command = {
  name: 'stats sets',
  usage: 'FILE.csv --outcome Y --conditions A,B --incl 0.8 --ncut 1 [--negate] [--expect A,B,~C]',
  summary: 'Set-theoretic analysis (QCA): crisp, fuzzy and multi-value.',
  help: `
Truth table, necessity, and the complex, parsimonious and intermediate solutions with their fit, as R's QCA computes
them. Columns hold memberships in [0, 1] or, for a multi-value condition, whole codes 0, 1, 2, …; every case needs all
of them. Cases are named by the first column of texts that all differ, or by --cases.

  --incl I          consistency from which a row counts as sufficient (default 0.8); --incl 0.8,0.6 makes the rows
                    between the two contradictory (C), which are not explained
  --ncut N          fewer cases than this make a row a remainder (default 1)
  --pri P           a sufficient row's PRI must reach this, too (default 0)
  --negate          explain the absence of the outcome (or --outcome ~Y); --outcome Y[2] for one of several values
  --expect A,~B     directional expectations for the intermediate solution, C[1,2] for a multi-value condition; without
                    them it is the complex solution
  --permutations N  draws of the permutation tests (default 1000; 0 leaves them out), with --seed S (default 1)

With --json: { outcome, conditions, truth_table: [{ A, B, row, configuration, OUT, n, incl, PRI, cases }],
  necessity: [{ term, inclN, RoN, covN }], complex, parsimonious, intermediate, rows, reason, warnings }.
OUT is 1, 0, "C" or "?" (remainder). necessity lists each condition and its negation, then the conjunctions and the
smallest disjunctions with inclN of .9 and covN of .6 or more. Each solution is { solutions: [[term]], inclS, PRI, covS,
terms: [{ term, inclS, PRI, covS, covU, cases }], models: [the same of each model], total, complete, minimal, primes,
permutation: { p, p_search, terms: [{ term, p, p_holm }] } }. Where several models tie, inclS, PRI, covS and permutation
are the first one's, and terms are those of all of them; covU is null where there is no other term. p tests the model as
it stands (Braumoeller 2015); p_search tests the whole search, and is the honest one: the share of draws in which a
model at least as good was found.

Exit: 0 done, 1 no solution, or not all models listed, 2 wrong usage or unreadable input.

  counterweight stats sets cases.csv --outcome SURV --conditions DEV,URB,LIT --incl 0.8 --ncut 1 --expect DEV,LIT`,
  options: {
    outcome: { type: 'string' },
    conditions: { type: 'string' },
    incl: { type: 'string' },
    ncut: { type: 'string' },
    pri: { type: 'string' },
    negate: { type: 'boolean' },
    expect: { type: 'string' },
    cases: { type: 'string' },
    permutations: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(input) {
    const named = text(input, 'outcome');
    const conditions = splitNames(text(input, 'conditions') ?? '');
    if (!named || conditions.length === 0)
      throw new UsageError('stats sets needs --outcome Y and --conditions A,B.');
    const outcome = named.replace(/^[~!]/, '');
    const negate = flag(input, 'negate') !== (outcome !== named);
    const data = await readData(input, outcome, conditions, negate);
    const options = readOptions(input, data);
    const permutations = readCount(input, 'permutations', 1000, 1_000_000);
    const seed = readCount(input, 'seed', 1, 2 ** 32 - 1);
    const analysis = analyseSets(data, options);
    const result = describeAnalysis(data, analysis, options, { permutations, seed });
    for (const warning of analysis.warnings) input.terminal.note(warning);
    if (analysis.reason) input.terminal.note(`No solution: ${analysis.reason}.`);
    printResult(input, result, () => formatSets(data, analysis, result));
    const whole = [analysis.complex, analysis.parsimonious, analysis.intermediate].every(
      (solution) => solution?.complete && solution.minimal && solution.total === solution.models.length,
    );
    return whole ? exitCode.done : exitCode.withLosses;
  },
};

async function readData(
  input: CommandInput,
  outcome: string,
  conditions: string[],
  negate: boolean,
): Promise<SetData> {
  const column = outcome.replace(/\[\d+\]$/, '');
  const table = await readNumberColumns(input, [...new Set([...conditions, column])], text(input, 'cases'));
  const read = readSetData({ cases: table.labels, columns: table.columns, outcome, conditions, negate });
  if ('data' in read) return read.data;
  const { row, column: where, reason } = read.problem;
  const place = [
    table.file,
    ...(row === null ? [] : [`line ${table.lines[row]}`]),
    ...(where === null ? [] : [`column ${where}`]),
  ];
  throw new UsageError(`${place.join(', ')}: ${reason}.`);
}

function readOptions(input: CommandInput, data: SetData): SetsOptions {
  const cuts = (text(input, 'incl') ?? '0.8')
    .split(',')
    .map((cut) => (cut.trim() === '' ? NaN : Number(cut)));
  const [inclCut, contradictionCut = inclCut] = cuts;
  if (cuts.length > 2 || !cuts.every((cut) => cut >= 0 && cut <= 1) || contradictionCut > inclCut)
    throw new UsageError('--incl takes a consistency from 0 to 1, or two, the larger first: 0.8,0.6.');
  const priCut = number(input, 'pri') ?? 0;
  if (!(priCut >= 0 && priCut <= 1)) throw new UsageError(`--pri takes a number from 0 to 1, not ${priCut}.`);
  const nCut = readCount(input, 'ncut', 1, data.cases.length);
  if (nCut === 0) throw new UsageError('--ncut takes a whole number, 1 or more.');
  const expectations = new Map<number, number[]>();
  for (const one of splitNames(text(input, 'expect') ?? '')) {
    const literal = readLiteral(one, data.conditions);
    if ('reason' in literal) throw new UsageError(`--expect: ${literal.reason}.`);
    const before = expectations.get(literal.condition) ?? [];
    expectations.set(literal.condition, [...new Set([...before, ...literal.values])]);
  }
  return { inclCut, contradictionCut, priCut, nCut, expectations, limits: { work: mostWork } };
}
