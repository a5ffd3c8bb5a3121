import { citeEdition } from '../edition/edition-words.ts';
import type { Concept } from '../codebook/concept.ts';
import type { OpenedEdition } from '../api/opened-edition.ts';
import { computeEvidenceMap, type EvidenceMap } from '../lenses/evidence-map.ts';
import type { Piece } from '../lenses/evidence.ts';
import type { Selection } from '../lenses/selection.ts';
import { weigh, type Weighing } from '../lenses/weighing.ts';
import { mixFlags, Statement, type Basis } from './statement.ts';

/** Everything that a brief is written from, computed once. */
export class WeighedBrief {
  readonly opened: OpenedEdition;
  readonly selection: Selection;
  readonly weighing: Weighing;
  readonly map: EvidenceMap;
  readonly focal: Concept;
  readonly citation: string;

  constructor(opened: OpenedEdition) {
    this.opened = opened;
    this.selection = opened.selection;
    this.weighing = weigh(this.selection);
    this.focal = this.weighing.focal;
    this.map = computeEvidenceMap(this.selection, this.focal.key);
    this.citation = citeEdition(opened.edition, opened.hash);
  }

  get factors(): Concept[] {
    return this.selection.evidence.factors;
  }

  /** Claims about a factor, among those that are given or all that were chosen. */
  piecesOf(factor: string, among: readonly Piece[] = this.selection.pieces): Piece[] {
    const at = this.factors.findIndex(({ key }) => key === factor);
    return among.filter((piece) => piece.factorAt === at);
  }

  /** A sentence with what it rests on; its date and edition are those of this brief. */
  state(sentence: string, basis: Pick<Basis, 'k' | 'of' | 'interval'>, pieces: readonly Piece[]): Statement {
    const { dataset, number } = this.opened.edition;
    return new Statement(sentence, {
      ...basis,
      flags: mixFlags(pieces),
      evidenceTo: dataset.evidenceTo,
      edition: number,
    });
  }
}
