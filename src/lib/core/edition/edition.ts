import type { Dataset } from '../coding/dataset.ts';
import type { CslItem } from '../references/csl.ts';
import type { EditionFace } from './edition-face.ts';

/**
 * A frozen bundle of a review, complete in itself: everything its page shows is computed from it. The payload never
 * changes; whether an edition was withdrawn is said outside it.
 */
export interface Edition {
  format: 'counterweight-edition';
  /** 2 since editions have a face; those of version 1 are read as before, with an empty one. */
  formatVersion: 1 | 2;
  number: number;
  /** ISO 8601. */
  publishedAt: string;
  /** Address parameters of the view that was published, without "?". */
  view: string;
  software: string;
  dataset: Dataset;
  /** Left out in version 1. */
  face?: EditionFace;
  /**
   * The reports of its studies as CSL-JSON, by the ids of `dataset.references`; what RIS and BibTeX are written from. Editions
   * frozen before it was kept have none, and stay as they are.
   */
  library?: CslItem[];
}

/** An edition with the hash that names its bytes. */
export interface HashedEdition {
  edition: Edition;
  /** The bytes that were hashed. */
  payload: string;
  /** SHA-256 of the payload as UTF-8, in hexadecimal. */
  hash: string;
}
