import type { Concept } from './concept.ts';

/** A concept that fits what was typed, best first. */
export interface ConceptMatch {
  concept: Concept;
  score: number;
}

/**
 * Ranks concepts for type-ahead: a label that starts with the query beats one with a word that starts with it, which
 * beats a key, which beats the definition and what it includes. Every word of the query must be found somewhere.
 * Retired concepts are left out. An empty query lists the concepts in codebook order.
 */
export function findConcepts(concepts: readonly Concept[], query: string, limit = 12): ConceptMatch[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  const usable = concepts.filter(({ retired }) => !retired);
  if (words.length === 0) return usable.slice(0, limit).map((concept) => ({ concept, score: 0 }));
  return usable
    .map((concept) => ({ concept, score: scoreConcept(concept, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

function scoreConcept(concept: Concept, words: string[]): number {
  const label = fold(concept.label);
  const labelWords = label.split(/[^\p{L}\p{N}]+/u);
  const key = fold(concept.key);
  const text = fold(`${concept.definition} ${concept.include}`);
  let total = 0;
  for (const word of words) {
    if (label.startsWith(word)) total += 8;
    else if (labelWords.some((part) => part.startsWith(word))) total += 6;
    else if (key.split(/[._]/).some((part) => part.startsWith(word))) total += 4;
    else if (label.includes(word)) total += 3;
    else if (text.includes(word)) total += 1;
    else return 0;
  }
  // Broader concepts first among equals, then shorter labels.
  return total - concept.key.split('.').length * 0.1 - label.length * 0.001;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
