import type { CodeListName } from '#lib/core/codebook/code-list.ts';
import type { ConceptKind } from '#lib/core/codebook/concept.ts';

/** One field of a form: how it is named in tables, called on the page and filled in. */
export type FieldSpec = {
  name: string;
  label: string;
  /** One sentence for those who are not sure. */
  help?: string;
  /** Takes the whole width. */
  isWide?: boolean;
} & (
  | { kind: 'code' | 'codes'; list: CodeListName }
  | { kind: 'concept'; concepts: ConceptKind[] }
  | { kind: 'choice'; options: { key: string; label: string }[] }
  | { kind: 'text' | 'number' | 'long' }
);
