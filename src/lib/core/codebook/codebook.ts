import type { CodeListName, CodeLists, Code } from './code-list.ts';
import type { Concept, ConceptKind } from './concept.ts';

/** What a review codes with: its concepts and the allowed values of every other field. */
export interface Codebook {
  title: string;
  /** Counts up with every change of a concept or code. */
  version: string;
  language: string;
  /** Key of the factor whose part the review asks about. */
  focalFactor: string;
  factors: Concept[];
  outcomes: Concept[];
  lists: CodeLists;
  /** Codes about how we know. They carry no claims. */
  evidenceNotes: { key: string; label: string; definition: string }[];
  /**
   * Ever wider meanings of the focal factor: each step counts the factors with these keys as part of it, besides those of
   * the steps before. Absent: the steps follow from the focal factor's definition.
   */
  widenings?: string[][];
}

/** Look-ups over a codebook, built once. */
export class CodebookIndex {
  readonly codebook: Codebook;
  readonly topFactors: Concept[];
  readonly topOutcomes: Concept[];
  readonly #concepts: Record<ConceptKind, Map<string, Concept>>;
  readonly #codes = new Map<CodeListName, Map<string, Code>>();

  constructor(codebook: Codebook) {
    this.codebook = codebook;
    this.#concepts = { factor: byKey(codebook.factors), outcome: byKey(codebook.outcomes) };
    this.topFactors = codebook.factors.filter(({ parent }) => parent === null);
    this.topOutcomes = codebook.outcomes.filter(({ parent }) => parent === null);
    for (const [name, codes] of Object.entries(codebook.lists)) {
      this.#codes.set(name as CodeListName, byKey(codes));
    }
  }

  concept(kind: ConceptKind, key: string): Concept | undefined {
    return this.#concepts[kind].get(key);
  }

  code(list: CodeListName, key: string): Code | undefined {
    return this.#codes.get(list)?.get(key);
  }

  /** The label of a code, or the bare key where the list does not know it. */
  codeLabel(list: CodeListName, key: string): string {
    return this.code(list, key)?.label ?? key;
  }

  /** The concept itself and everything above it, nearest first. Stops at a parent that is missing or was met already. */
  lineage(kind: ConceptKind, key: string): Concept[] {
    const line: Concept[] = [];
    let next = this.concept(kind, key);
    while (next && !line.includes(next)) {
      line.push(next);
      next = next.parent === null ? undefined : this.concept(kind, next.parent);
    }
    return line;
  }

  /** The key of the top-level concept that `key` belongs to; undefined where the key is unknown. */
  topLevelKey(kind: ConceptKind, key: string): string | undefined {
    return this.lineage(kind, key).at(-1)?.key;
  }
}

function byKey<T extends { key: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.key, item]));
}
