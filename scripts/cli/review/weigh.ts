import { indexEvidence } from '#lib/core/lenses/evidence.ts';
import { describeWeighing, plainSpaces } from '#lib/core/lenses/describe-weighing.ts';
import { Selection } from '#lib/core/lenses/selection.ts';
import { defaultDraws } from '#lib/core/lenses/share-bootstrap.ts';
import { defaultUniqueOptions, type UniqueOptions } from '#lib/core/lenses/unique-options.ts';
import { weigh, type Weighing } from '#lib/core/lenses/weighing.ts';
import { mostSpecifications } from '#lib/core/stats/resampling/multiverse-plan.ts';
import { percent } from '#lib/core/words.ts';
import { loadDataset } from '#lib/server/store/datasets.ts';
import { exitCode, number, text, UsageError, type Command, type CommandInput } from '../command.ts';
import { formatTable, printResult } from '../output.ts';
import { withReview } from './open-review.ts';
import { readView } from './view.ts';
import { weighLenses } from './weigh/lenses.ts';
import { isNotIdentified, type WeighLens } from './weigh/weigh-lens.ts';

function listLenses(): string {
  const width = Math.max(...weighLenses.map(({ key }) => key.length));
  return weighLenses
    .map(({ key, about, shown }) => `  ${key.padEnd(width)} ${shown === 'asked' ? '*' : ' '} ${about}`)
    .join('\n');
}

export const weighCommand: Command = {
  name: 'review weigh',
  usage:
    'REVIEW [--lens said,size,…] [--view "setting=inter_organisational&outcome_known=drop"] [--draws 2000] [--limit 10000]',
  summary: 'Print the Ladder and the lenses: how big a part each factor plays.',
  help: `
Lenses:
${listLenses()}
Those with a star are printed only where they are named. Long ones tell on standard error how far they are.

--view takes the parameters of a Weigh address, what stands after its "?": filters, switches and the focal factor.
--draws: draws of every bootstrap; 0 leaves intervals out. --limit: ways of counting that multiverse tries, at most.
--outcome KEY and --model fixed|random-diag|random-un choose the outcome and the model of unique.

With --json: { focal, ladder: [{ rung, label, studies, claims, failed, not_stated, k, shares, intervals, directions, band }],
  lenses: { said: [{ factor, share, ci_lb, ci_ub, band_lb, band_ub, k, n }], … }, verdict }. Factors are keys of the codebook,
shares are proportions, n is the number of studies; what is not known is null. A lens that the data can't carry prints
{ identified: false, reason }.

Exit: 0 done, 1 a lens that was named, or that claims alone should carry, is not identified, 2 there is no such review, or --view asks for what it has not.`,
  options: {
    lens: { type: 'string' },
    view: { type: 'string' },
    draws: { type: 'string' },
    limit: { type: 'string' },
    outcome: { type: 'string' },
    model: { type: 'string' },
  },
  async run(input) {
    const named = text(input, 'lens');
    const wanted = readLenses(named);
    const draws = wholeNumber(input, 'draws', 0) ?? defaultDraws;
    const limit = wholeNumber(input, 'limit', 1) ?? mostSpecifications;
    const unique = { model: readModel(text(input, 'model')), outcome: text(input, 'outcome') ?? null };
    const dataset = await withReview(input, ({ db, review }) => loadDataset(db, review));
    const evidence = indexEvidence(dataset);
    const selection = new Selection(evidence, readView(input, evidence), draws);
    requireOutcome(unique.outcome, selection);
    const weighing = weigh(selection);
    const progress = (line: string) => input.terminal.note(line);
    const printed: [lens: WeighLens, what: object][] = [];
    for (const lens of wanted) {
      printed.push([lens, await lens.compute({ selection, weighing, unique, limit, progress })]);
    }
    const result = {
      ...describeWeighing(weighing),
      lenses: Object.fromEntries(printed.map(([{ key }, what]) => [key, what])),
    };
    printResult(input, result, () =>
      plainSpaces(
        [readable(weighing, result.verdict), ...printed.map(writeLens)].filter(Boolean).join('\n\n'),
      ),
    );
    const isLost = printed.some(
      ([{ shown }, what]) => isNotIdentified(what) && (named !== undefined || shown === 'claims'),
    );
    return isLost ? exitCode.withLosses : exitCode.done;
  },
};

function writeLens([{ key, write }, what]: [lens: WeighLens, what: object]): string {
  if (isNotIdentified(what)) return `${key}: not identified. ${what.reason}`;
  return write ? `${key}\n${write(what)}` : '';
}

/** Those that are named, in their order here; else all that are shown anyway. */
function readLenses(given: string | undefined): readonly WeighLens[] {
  if (given === undefined) return weighLenses.filter(({ shown }) => shown !== 'asked');
  const names = given.split(',').map((name) => name.trim().replaceAll('-', '_'));
  const unknown = names.find((name) => !weighLenses.some(({ key }) => key === name));
  if (unknown !== undefined) {
    const known = weighLenses.map(({ key }) => key).join(', ');
    throw new UsageError(`There is no lens "${unknown}"; there are ${known}.`);
  }
  return weighLenses.filter(({ key }) => names.includes(key));
}

function wholeNumber(input: CommandInput, name: string, least: number): number | undefined {
  const value = number(input, name);
  if (value === undefined || (Number.isInteger(value) && value >= least)) return value;
  throw new UsageError(`--${name} takes a whole number of at least ${least}, not ${value}.`);
}

function readModel(given: string | undefined): UniqueOptions['model'] {
  if (given === undefined) return defaultUniqueOptions.model;
  const models = ['fixed', 'random-diag', 'random-un'] as const;
  const model = models.find((known) => known === given);
  if (!model) throw new UsageError(`There is no model "${given}"; there are ${models.join(', ')}.`);
  return model;
}

function requireOutcome(outcome: string | null, { evidence }: Selection): void {
  const known = evidence.outcomes.map(({ key }) => key);
  if (outcome === null || known.includes(outcome)) return;
  throw new UsageError(`There is no top-level outcome "${outcome}"; there are ${known.join(', ')}.`);
}

function readable({ ladder, said, supported, focal }: Weighing, verdict: string): string {
  const rungs = formatTable(
    ['rung', 'studies', 'claims', 'fail', 'do not say', `${focal.label} k`, 'share', 'by chance'],
    ladder.rungs.map(({ rung, studies, claims, failed, notStated, points, band }) => {
      const { k, share } = points.find(({ factor }) => factor === focal.key)!;
      const chance = band ? `${percent(band[0])} to ${percent(band[1])}` : null;
      return [
        rung.label,
        studies,
        claims,
        failed,
        notStated,
        k,
        k === 0 || share === null ? 'no study' : percent(share),
        chance,
      ];
    }),
  );
  const factors = said.identified
    ? formatTable(
        ['factor', 'k', 'said', 'supported', 'carried'],
        said.rows
          .filter(({ k }) => k > 0)
          .sort((a, b) => b.share - a.share)
          .map(({ factor, k, share }) => {
            const row = supported.identified
              ? supported.rows.find((other) => other.factor === factor)
              : undefined;
            const carried = row?.carried === null || !row ? null : percent(Math.max(0, row.carried));
            return [factor, k, percent(share), row ? percent(row.share) : 'not identified', carried];
          }),
      )
    : said.reason;
  return [verdict, '', rungs, '', factors].join('\n');
}
