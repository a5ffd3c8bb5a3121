/** What the read-only API of an edition answers, in one list: pages, handlers, OpenAPI and tests iterate it. */
import type { z } from 'zod';
import { editionSchema } from '../edition/edition-schema.ts';
import { describeChoices } from '../lenses/describe-choices.ts';
import { describeWeighing } from '../lenses/describe-weighing.ts';
import { computeEvidenceMap } from '../lenses/evidence-map.ts';
import { focalFactorKey } from '../lenses/evidence.ts';
import { weigh } from '../lenses/weighing.ts';
import {
  certaintyAnswerSchema,
  claimsSchema,
  comparisonsSchema,
  estimatesSchema,
  factorsSchema,
  mapSchema,
  studiesSchema,
  weighSchema,
} from './answer-schemas.ts';
import type { OpenedEdition } from './opened-edition.ts';

export interface ApiResource {
  /** Last part of its address. */
  name: string;
  about: string;
  type: string;
  /** Whether another view than the published one may be asked for. */
  takesView: boolean;
  /**
   * Whether it repeats what was frozen and adds nothing, so that it may be kept for ever. The others are computed or written
   * from it: a later version of the program may do that better.
   */
  isFrozen: boolean;
  /** Its shape, where it is JSON. */
  schema: z.ZodType | null;
  /** The answer as a plain value; null where it is a document that is made elsewhere. */
  answer: ((opened: OpenedEdition) => object) | null;
}

const json = 'application/json';
const data = (
  name: string,
  about: string,
  schema: z.ZodType,
  answer: (opened: OpenedEdition) => object,
  { takesView = false, isFrozen = false } = {},
): ApiResource => ({ name, about, type: json, takesView, isFrozen, schema, answer });
const frozenRows = (
  name: string,
  about: string,
  schema: z.ZodType,
  answer: (opened: OpenedEdition) => object,
) => data(name, about, schema, answer, { isFrozen: true });
const document = (name: string, about: string, type: string): ApiResource => ({
  name,
  about,
  type,
  takesView: false,
  isFrozen: false,
  schema: null,
  answer: null,
});

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const apiResources: readonly ApiResource[] = [
  {
    ...document('edition.json', 'The frozen edition, byte for byte what its hash is of', json),
    isFrozen: true,
    schema: editionSchema,
  },
  frozenRows('studies', 'Studies with their reports', studiesSchema, (opened) => {
    const { studies, references } = opened.edition.dataset;
    const byId = new Map(references.map((reference) => [reference.id, reference]));
    return rows(
      opened,
      studies.map((study) => ({ ...study, reports: study.references.flatMap((id) => byId.get(id) ?? []) })),
    );
  }),
  frozenRows('claims', 'What studies say about factors', claimsSchema, (opened) =>
    rows(opened, opened.edition.dataset.claims),
  ),
  frozenRows('estimates', 'Numbers that studies report', estimatesSchema, (opened) =>
    rows(opened, opened.edition.dataset.estimates),
  ),
  frozenRows('comparisons', 'The focal factor beside others in one study', comparisonsSchema, (opened) =>
    rows(opened, opened.edition.dataset.comparisons),
  ),
  frozenRows('certainty', 'How sure people are, with their reasons', certaintyAnswerSchema, (opened) =>
    rows(opened, opened.edition.dataset.certainty),
  ),
  data('factors', 'Factors of the codebook, with what was coded of them', factorsSchema, answerFactors),
  data('weigh', 'The Ladder and the lenses', weighSchema, answerWeigh, { takesView: true }),
  data('map', 'Factor × outcome: what was studied, and which way it points', mapSchema, answerMap, {
    takesView: true,
  }),
  document(
    'package.zip',
    'The data package: tables, references, R scripts and the edition',
    'application/zip',
  ),
  document('brief.docx', 'The brief in plain words, for Word', wordType),
  document('brief.html', 'The same as a page to print', 'text/html; charset=utf-8'),
  document('openapi.json', 'This list as OpenAPI 3.1', 'application/vnd.oai.openapi+json;version=3.1'),
];

export function findResource(name: string): ApiResource | undefined {
  return apiResources.find((resource) => resource.name === name);
}

function rows<Row>(opened: OpenedEdition, found: Row[]) {
  return { edition: opened.describe(), count: found.length, rows: found };
}

function answerFactors(opened: OpenedEdition): object {
  const { codebook, dataset } = opened.evidence;
  const claimsOf = new Map<string, { studies: Set<string>; claims: number }>();
  for (const { factor, study } of dataset.claims) {
    for (const { key } of codebook.lineage('factor', factor)) {
      const sum = claimsOf.get(key) ?? { studies: new Set(), claims: 0 };
      sum.studies.add(study);
      sum.claims++;
      claimsOf.set(key, sum);
    }
  }
  const found = dataset.codebook.factors.map(({ key, label, parent, definition, role, retired }) => {
    const sum = claimsOf.get(key);
    const counts = { studies: sum?.studies.size ?? 0, claims: sum?.claims ?? 0 };
    return { key, label, parent, definition, role, retired, ...counts };
  });
  return { focal: dataset.codebook.focalFactor, ...rows(opened, found) };
}

function viewOf({ view, selection, evidence }: OpenedEdition) {
  return { view, viewInWords: describeChoices(selection.choices, evidence) };
}

function answerWeigh(opened: OpenedEdition): object {
  return { edition: opened.describe(), ...viewOf(opened), ...describeWeighing(weigh(opened.selection)) };
}

function answerMap(opened: OpenedEdition): object {
  const { selection } = opened;
  const map = computeEvidenceMap(selection, focalFactorKey(selection.evidence, selection.choices));
  return {
    edition: opened.describe(),
    ...viewOf(opened),
    note: 'A cell shows what was studied. It does not show what works.',
    factors: map.rows.map(({ value }) => value),
    outcomes: map.columns.map(({ value }) => value),
    studies: map.studies,
    claims: map.claims,
    cells: map.cells.flat().map(({ row, column, state, studies, directions, certainty }) => ({
      factor: row,
      outcome: column,
      state,
      k: studies.length,
      studies: studies.map(({ study }) => study.key),
      directions,
      certainty,
    })),
  };
}
