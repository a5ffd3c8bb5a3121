/** What leaves the house with an edition, and what stays. */
import type { Codebook } from '../codebook/codebook.ts';
import type { Concept } from '../codebook/concept.ts';
import type { Claim } from '../coding/claim.ts';
import type { Dataset } from '../coding/dataset.ts';

export interface RedactionRules {
  /** Characters of a quotation that may be published; longer ones are cut. */
  longestQuote: number;
  /** Ids of studies and claims that are marked as not for publication. */
  withheld: ReadonlySet<string>;
}

/** About two sentences: what reviewers quote elsewhere without asking a publisher. */
export const defaultLongestQuote = 300;
/** Shorter ones could say nothing, longer ones hold nearly any paragraph. */
export const quoteLimits = { least: 40, most: 5000 } as const;
export const defaultRules: RedactionRules = { longestQuote: defaultLongestQuote, withheld: new Set() };

const cut = ' […]';

/** A quotation with no more than so many characters, cut between words where it can be, with "[…]" after it. */
export function cutQuote(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest + 1);
  const space = head.search(/\s\S*$/);
  // A word of that length is none: what has no spaces is cut where the limit is, but never inside a character.
  const at = space > longest / 2 ? space : longest - (/[\ud800-\udbff]/.test(text[longest - 1]) ? 1 : 0);
  return text.slice(0, at).trimEnd() + cut;
}

/** Notes are the coders' own; they don't leave the house. */
function withoutNotes<Row extends { note: string }>(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, note: '' }));
}

function isLong({ finding, findingIs }: Claim, longest: number): boolean {
  return findingIs === 'quote' && finding.length > longest;
}

/** The codebook without the names of withheld studies among the sources of its concepts. */
function withoutSources({ codebook, studies, references }: Dataset, withheld: ReadonlySet<string>): Codebook {
  const gone = studies.filter(({ id }) => withheld.has(id));
  if (gone.length === 0) return codebook;
  const reports = new Set(gone.flatMap((study) => study.references));
  const keptReports = new Set(
    studies.filter(({ id }) => !withheld.has(id)).flatMap((study) => study.references),
  );
  const named = new Set([
    ...gone.map(({ key }) => key),
    ...references.filter(({ id }) => reports.has(id) && !keptReports.has(id)).map(({ citeKey }) => citeKey),
  ]);
  const clean = (concepts: readonly Concept[]) =>
    concepts.map((concept) => ({
      ...concept,
      sources: concept.sources.filter((source) => !named.has(source.trim())),
    }));
  return { ...codebook, factors: clean(codebook.factors), outcomes: clean(codebook.outcomes) };
}

/**
 * The part of a dataset that may be published: no notes, no long quotations, nothing that is withheld or rests on it alone, and
 * only references that report a study.
 */
export function redactDataset(dataset: Dataset, { longestQuote, withheld } = defaultRules): Dataset {
  const studies = withoutNotes(dataset.studies).filter(({ id }) => !withheld.has(id));
  const kept = new Set(studies.map(({ id }) => id));
  const isKept = ({ study }: { study: string }) => !withheld.has(study);
  const reported = new Set(studies.flatMap(({ references }) => references));
  const claims = withoutNotes(dataset.claims)
    .filter((claim) => isKept(claim) && !withheld.has(claim.id))
    .map((claim) =>
      isLong(claim, longestQuote) ? { ...claim, finding: cutQuote(claim.finding, longestQuote) } : claim,
    );
  return {
    ...dataset,
    codebook: withoutSources(dataset, withheld),
    studies,
    claims,
    estimates: withoutNotes(dataset.estimates).filter(isKept),
    comparisons: withoutNotes(dataset.comparisons).filter(
      (one) => isKept(one) && !one.claims.some((id) => withheld.has(id)),
    ),
    ...(dataset.certainty && {
      certainty: dataset.certainty.map((judgement) =>
        withheld.size === 0
          ? judgement
          : { ...judgement, studies: judgement.studies.filter((id) => kept.has(id)) },
      ),
    }),
    ...(dataset.caseTables && {
      caseTables: dataset.caseTables.map((table) => ({
        ...table,
        cases: table.cases.filter(({ study }) => study === null || !withheld.has(study)),
      })),
    }),
    references: dataset.references.filter(({ id }) => reported.has(id)),
  };
}

/** What the rules took away, in numbers: frozen with an edition, so that its readers know that something was. */
export interface RedactionCounts {
  longestQuote: number;
  quotes: number;
  studies: number;
  claims: number;
}

/** What would leave the house and what would stay, before anything is frozen. */
export interface RedactionPreview {
  stays: RedactionCounts & { notes: number; estimates: number; references: number };
  leaves: { studies: number; claims: number; estimates: number; quotes: number; references: number };
  /** The first quotations that are cut, as they are and as they would be. */
  cutQuotes: { claim: string; study: string; before: string; after: string }[];
  /** The first notes that stay, with the row they belong to. */
  keptNotes: { row: string; note: string }[];
  /** Names of what is withheld. */
  withheld: { row: string; name: string }[];
}

/** How many examples a preview shows of each kind. */
const examples = 5;

function listNotes(dataset: Dataset): { row: string; note: string }[] {
  const { studies, claims, estimates, comparisons } = dataset;
  return [...studies, ...claims, ...estimates, ...comparisons]
    .filter(({ note }) => note.trim() !== '')
    .map(({ key, note }) => ({ row: key, note }));
}

export function countRedaction(dataset: Dataset, rules = defaultRules): RedactionCounts {
  const { longestQuote, withheld } = rules;
  const published = redactDataset(dataset, rules);
  const left = new Set(published.claims.map(({ id }) => id));
  return {
    longestQuote,
    quotes: dataset.claims.filter((claim) => left.has(claim.id) && isLong(claim, longestQuote)).length,
    studies: dataset.studies.filter(({ id }) => withheld.has(id)).length,
    claims: dataset.claims.length - published.claims.length,
  };
}

export function previewRedaction(dataset: Dataset, rules = defaultRules): RedactionPreview {
  const { longestQuote, withheld } = rules;
  const published = redactDataset(dataset, rules);
  const left = new Set(published.claims.map(({ id }) => id));
  const labels = new Map(dataset.studies.map(({ id, label }) => [id, label]));
  const labelOf = (study: string) => labels.get(study) ?? study;
  return {
    stays: {
      ...countRedaction(dataset, rules),
      notes: listNotes(dataset).length,
      estimates: dataset.estimates.length - published.estimates.length,
      references: dataset.references.length - published.references.length,
    },
    leaves: {
      studies: published.studies.length,
      claims: published.claims.length,
      estimates: published.estimates.length,
      quotes: published.claims.filter(({ findingIs }) => findingIs === 'quote').length,
      references: published.references.length,
    },
    cutQuotes: dataset.claims
      .filter((claim) => left.has(claim.id) && isLong(claim, longestQuote))
      .slice(0, examples)
      .map(({ key, study, finding }) => ({
        claim: key,
        study: labelOf(study),
        before: finding,
        after: cutQuote(finding, longestQuote),
      })),
    keptNotes: listNotes(dataset).slice(0, examples),
    withheld: [
      ...dataset.studies
        .filter(({ id }) => withheld.has(id))
        .map(({ key, label }) => ({ row: key, name: label })),
      ...dataset.claims
        .filter(({ id }) => withheld.has(id))
        .map(({ key, study }) => ({ row: key, name: labelOf(study) })),
    ],
  };
}
