/**
 * What the focal factor is taken to mean, from strict to wide. A meaning is a way to divide the codebook's factors: what
 * is taken in stands under the focal factor like any of its own codes, so that every lens counts a study that names
 * either once; a code that is made the focal factor stands on its own, beside the rest of what it belonged to.
 */
import { CodebookIndex, type Codebook } from '../codebook/codebook.ts';
import type { Concept } from '../codebook/concept.ts';
import { lowerFirst } from '../words.ts';
import type { Choices } from './choices.ts';
import type { Evidence } from './evidence.ts';

/** The factors that one step takes in. */
export type Widening = Concept[];

/** The factor that is asked for, a code below the top level too; where there is no such factor, the review's own. */
function focalConcept({ codebook }: Evidence, { focal }: Pick<Choices, 'focal'>): Concept {
  const chosen = focal === null ? undefined : codebook.concept('factor', focal);
  return chosen ?? codebook.concept('factor', codebook.codebook.focalFactor) ?? codebook.topFactors[0];
}

/**
 * The steps by which the meaning of the focal factor widens. For a code below the top level, first what it belongs to.
 * Then, for the review's own focal factor, the list of the codebook; else the factors that the definition sets apart from
 * it, in the order of its "exclude" text, where they stand in brackets by their keys: those it is most easily taken for.
 */
export function listWidenings(evidence: Evidence, choices: Pick<Choices, 'focal'>): Widening[] {
  const asCoded = evidence.asCoded ?? evidence;
  const { codebook } = asCoded;
  const [focal, ...above] = codebook.lineage('factor', focalConcept(asCoded, choices).key);
  const top = above.at(-1) ?? focal;
  const own = codebook.topLevelKey('factor', codebook.codebook.focalFactor);
  const listed =
    top.key === own && codebook.codebook.widenings ? codebook.codebook.widenings : setApart(top, codebook);
  const taken = new Set([focal.key, ...above.map(({ key }) => key)]);
  const steps = listed.map((keys) =>
    keys.flatMap((key) => {
      const concept = codebook.concept('factor', key);
      const line = codebook.lineage('factor', key);
      if (!concept || line.some((other) => taken.has(other.key))) return [];
      taken.add(key);
      return [concept];
    }),
  );
  return [...above.map((concept) => [concept]), ...steps].filter(({ length }) => length > 0);
}

/** Top-level factors that a definition names in brackets as not meant: "rules for deciding (governance)". */
function setApart({ exclude }: Concept, codebook: CodebookIndex): string[][] {
  const named = [...exclude.matchAll(/\(([^()]*)\)/g)].flatMap(([, keys]) => keys.split(/[,;]/));
  const tops = named.flatMap((key) => codebook.topLevelKey('factor', key.trim()) ?? []);
  return [...new Set(tops)].map((key) => [key]);
}

/** Most meanings of one evidence that are kept, for readers who go back and forth. */
const mostKept = 4;
const kept = new WeakMap<Evidence, Map<string, Evidence>>();

/** The evidence with its factors divided as a reader means them. The same choice gives the same object again. */
export function inMeaning(evidence: Evidence, choices: Pick<Choices, 'focal' | 'widening'>): Evidence {
  const asCoded = evidence.asCoded ?? evidence;
  const focal = focalConcept(asCoded, choices);
  const takenIn = listWidenings(asCoded, choices).slice(0, choices.widening).flat();
  if (focal.parent === null && takenIn.length === 0) return asCoded;
  const name = [focal, ...takenIn].map(({ key }) => key).join(' ');
  let meanings = kept.get(asCoded);
  if (!meanings) kept.set(asCoded, (meanings = new Map()));
  let found = meanings.get(name);
  if (!found) {
    found = divide(asCoded, focal, takenIn);
    meanings.set(name, found);
    if (meanings.size > mostKept) meanings.delete(meanings.keys().next().value!);
  }
  return found;
}

function divide(asCoded: Evidence, focal: Concept, takenIn: readonly Concept[]): Evidence {
  const codebook = new CodebookIndex(divideCodebook(asCoded.codebook, focal, takenIn));
  const factors = codebook.topFactors;
  const places = new Map(factors.map(({ key }, at) => [key, at]));
  const placeOf = new Map(
    codebook.codebook.factors.map(({ key }) => [key, places.get(codebook.topLevelKey('factor', key)!)!]),
  );
  return {
    ...asCoded,
    dataset: { ...asCoded.dataset, codebook: codebook.codebook },
    codebook,
    factors,
    pieces: asCoded.pieces.map((piece) => ({ ...piece, factorAt: placeOf.get(piece.claim.factor)! })),
    asCoded,
  };
}

function divideCodebook(codebook: CodebookIndex, focal: Concept, takenIn: readonly Concept[]): Codebook {
  const under = new Set(takenIn.map(({ key }) => key));
  const top = codebook.topLevelKey('factor', focal.key);
  const label = [focal.label, ...takenIn.map((concept) => lowerFirst(concept.label))].join(' + ');
  const factors = codebook.codebook.factors.map((concept): Concept => {
    if (concept.key === focal.key) return { ...concept, label, parent: null };
    if (under.has(concept.key)) return { ...concept, parent: focal.key };
    return concept.key === top ? { ...concept, label: `Other ${lowerFirst(concept.label)}` } : concept;
  });
  return { ...codebook.codebook, factors };
}

/** A top-level factor with the codes below it that claims name. */
export interface FocalGroup {
  top: Concept;
  codes: Concept[];
}

/** Every factor that can be put in focus: all top-level ones, and of their codes those with a claim on them or below. */
export function listFocalFactors(evidence: Evidence): FocalGroup[] {
  const { codebook, factors, claimed } = evidence.asCoded ?? evidence;
  const used = new Set(
    [...claimed].flatMap((key) => codebook.lineage('factor', key).map((concept) => concept.key)),
  );
  return factors.map((top) => ({
    top,
    codes: codebook.codebook.factors.filter(
      ({ key, parent }) =>
        parent !== null && used.has(key) && codebook.topLevelKey('factor', key) === top.key,
    ),
  }));
}
