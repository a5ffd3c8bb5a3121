/** What changed from one edition to the next: computed when the next is frozen, and frozen with it. */
import type { Dataset } from '../coding/dataset.ts';
import type { Study } from '../coding/study.ts';
import { defaultChoices } from '../lenses/choices.ts';
import { indexEvidence } from '../lenses/evidence.ts';
import { said } from '../lenses/said.ts';
import { Selection } from '../lenses/selection.ts';
import { canonicalJson } from './canonical-json.ts';

export interface NamedStudy {
  key: string;
  label: string;
}

/** A factor whose place among what is said is another one. Null: no study names it in that edition. */
export interface MovedRank {
  factor: string;
  label: string;
  before: number | null;
  after: number | null;
}

export interface EditionChanges {
  since: { number: number; publishedAt: string; hash: string };
  studies: {
    added: NamedStudy[];
    removed: NamedStudy[];
    /** How many more were taken out that are kept out of publication, so not named. Left out: none. */
    unnamed?: number;
  };
  /** `changed`: there in both, with other codes or other words. */
  claims: { added: number; removed: number; changed: number };
  /** Those with the best place now first. */
  ranks: MovedRank[];
}

/** What is asked of the edition before, as it was frozen. */
export interface EarlierEdition {
  number: number;
  publishedAt: string;
  hash: string;
  dataset: Dataset;
}

/**
 * @param after What is about to be frozen: redacted already, so that like is compared with like.
 * @param withheld Ids of what is kept out of publication: a study of the earlier edition that is among them is counted, never
 *   named again.
 */
export function compareEditions(
  { number, publishedAt, hash, dataset }: EarlierEdition,
  after: Dataset,
  withheld: ReadonlySet<string> = new Set(),
): EditionChanges {
  const removed = without(dataset.studies, after.studies);
  const mayBeNamed = removed.filter(({ id }) => !withheld.has(id));
  const unnamed = removed.length - mayBeNamed.length;
  const claimsBefore = new Map(dataset.claims.map((claim) => [claim.id, claim]));
  const claimsAfter = new Set(after.claims.map(({ id }) => id));
  return {
    since: { number, publishedAt, hash },
    studies: {
      added: without(after.studies, dataset.studies).map(nameOf),
      removed: mayBeNamed.map(nameOf),
      ...(unnamed > 0 && { unnamed }),
    },
    claims: {
      added: after.claims.filter(({ id }) => !claimsBefore.has(id)).length,
      removed: dataset.claims.filter(({ id }) => !claimsAfter.has(id)).length,
      changed: after.claims.filter((claim) => {
        const earlier = claimsBefore.get(claim.id);
        return earlier !== undefined && canonicalJson(earlier) !== canonicalJson(claim);
      }).length,
    },
    ranks: movedRanks(dataset, after),
  };
}

function without(studies: Dataset['studies'], others: Dataset['studies']): Dataset['studies'] {
  const known = new Set(others.map(({ id }) => id));
  return studies.filter(({ id }) => !known.has(id));
}

const nameOf = ({ key, label }: Study): NamedStudy => ({ key, label });

function movedRanks(before: Dataset, after: Dataset): MovedRank[] {
  const [earlier, later] = [rankFactors(before), rankFactors(after)];
  const labels = new Map(
    [...before.codebook.factors, ...after.codebook.factors].map(({ key, label }) => [key, label]),
  );
  return [...new Set([...later.keys(), ...earlier.keys()])]
    .map((factor) => ({
      factor,
      label: labels.get(factor) ?? factor,
      before: earlier.get(factor) ?? null,
      after: later.get(factor) ?? null,
    }))
    .filter(({ before, after }) => before !== after)
    .sort((a, b) => (a.after ?? Infinity) - (b.after ?? Infinity) || (a.factor < b.factor ? -1 : 1));
}

/** Places by the share of what is said, everything shown; equal shares have the same place, as in sports. */
function rankFactors(dataset: Dataset): Map<string, number> {
  const result = said.compute(new Selection(indexEvidence(dataset), defaultChoices, 0));
  if (!result.identified) return new Map();
  const named = result.rows.filter(({ k }) => k > 0);
  // Shares are sums of fractions: what differs in the last digit only is equal.
  return new Map(
    named.map(({ factor, share }) => [
      factor,
      1 + named.filter((other) => other.share > share + 1e-9).length,
    ]),
  );
}
