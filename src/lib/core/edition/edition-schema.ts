/** The shape of an edition, said once: readers check against it, and the data package carries it as JSON Schema. */
import { z } from 'zod';
import { mostCases, mostConditions } from '../coding/case-table.ts';
import { certaintyApproaches, certaintyLevels } from '../coding/certainty.ts';
import { directions } from '../coding/claim.ts';
import { flagNames } from '../coding/flag-names.ts';
import { codeListNames } from '../codebook/code-list.ts';
import { dateVariables, nameVariables, textVariables } from '../references/csl.ts';
import { licenseKeys } from './licenses.ts';
import { rubricSchema, rungSchema } from '../coding/review-facts.ts';

/** Longest text that a field of a review takes, in characters, with room for texts that were joined. */
const longestText = 100_000;
const text = z.string().max(longestText);
const name = z.string().min(1).max(2_000);
const code = name.nullable();
const codes = z.array(name).max(1_000);
/** Databases hold whole numbers of 32 bits. */
const count = z.number().int().min(0).max(2_147_483_647);
const time = z.iso.datetime();

const concept = z.object({
  kind: z.enum(['factor', 'outcome']),
  key: name,
  label: name,
  parent: code,
  definition: text,
  include: text,
  exclude: text,
  sources: z.array(text),
  role: z.enum(['factor', 'bundle', 'mediator']),
  reverse: z.boolean(),
  distance: count.nullable(),
  retired: z.boolean(),
});

const listedCode = z.object({
  key: name,
  label: name,
  description: text,
  order: z.number().nullable(),
  tier: name.optional(),
  rank: z.number().nullable().optional(),
  retired: z.boolean(),
});

const codebook = z.object({
  title: text,
  version: name,
  language: name,
  focalFactor: name,
  factors: z.array(concept).min(1),
  outcomes: z.array(concept).min(1),
  lists: z.object(Object.fromEntries(codeListNames.map((list) => [list, z.array(listedCode)]))),
  evidenceNotes: z.array(z.object({ key: name, label: text, definition: text })),
  widenings: z.array(z.array(name)).optional(),
});

/** A row of a table: an id within the edition, and a short name that people use. */
const row = { id: name, key: name };

export const studySchema = z.object({
  ...row,
  label: name,
  design: code,
  tier: code,
  n: count.nullable(),
  nUnit: code,
  forms: codes,
  motives: codes,
  stages: codes,
  linkage: codes,
  sectors: codes,
  countries: codes,
  setting: code,
  note: text,
  references: codes,
});

export const claimSchema = z.object({
  ...row,
  study: name,
  factor: name,
  outcome: code,
  targetFactor: code,
  direction: z.enum(directions),
  factorPole: z.enum(['presence', 'absence_or_opposite']),
  strength: code,
  attribution: code,
  source: code,
  sameSource: code,
  locus: code,
  style: code,
  stages: codes,
  setting: code,
  mechanism: text,
  finding: text,
  findingIs: z.enum(['own_words', 'quote']),
  locator: text,
  sourceUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/i })]),
  note: text,
  flags: z.partialRecord(z.enum(flagNames), z.enum(['yes', 'no'])),
});

const conceptReference = z.object({ kind: z.enum(['factor', 'outcome']), key: name });

export const estimateSchema = z.object({
  ...row,
  study: name,
  a: conceptReference,
  b: conceptReference,
  type: name,
  value: z.number(),
  n: count.nullable(),
  nUnit: code,
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  p: z.object({ relation: z.enum(['=', '<', '<=', '>', '>=']), value: z.number().min(0).max(1) }).nullable(),
  adjusted: z.enum(['yes', 'no']).nullable(),
  sameSource: code,
  locator: text,
  sourceUrl: claimSchema.shape.sourceUrl,
  note: text,
});

export const comparisonSchema = z.object({
  ...row,
  study: name,
  outcome: name,
  focalFactor: name,
  rivals: codes,
  verdict: name,
  claims: codes,
  note: text,
});

export const certaintySchema = z.object({
  ...row,
  approach: z.enum(certaintyApproaches),
  factor: name,
  outcome: code,
  statement: text,
  studies: codes,
  start: z.enum(['high', 'low']).nullable(),
  domains: z.array(z.object({ domain: name, rating: name, reason: text, decidedAt: time })),
  level: z.enum(certaintyLevels).nullable(),
  levelReason: text,
});

const anchors = z.object({ exclusion: z.number(), crossover: z.number(), inclusion: z.number() }).nullable();
const membership = z.number().nullable();

export const caseTableSchema = z.object({
  ...row,
  title: text,
  source: text,
  outcome: z.object({ concept: name, anchors }),
  conditions: z
    .array(z.object({ concept: name, anchors, expected: z.enum(['present', 'absent']).nullable() }))
    .max(mostConditions),
  inclusionCut: z.number(),
  frequencyCut: count,
  cases: z
    .array(z.object({ name, study: name.nullable(), outcome: membership, conditions: z.array(membership) }))
    .max(mostCases),
});

export const citedReferenceSchema = z.object({
  id: name,
  citeKey: z.string().max(2_000),
  label: text,
  citation: text,
  year: z.number().int().nullable(),
  url: z.url({ protocol: /^https?$/i }).nullable(),
});

const datasetSchema = z.object({
  title: name,
  question: text,
  caveat: text,
  codebook,
  rubric: rubricSchema,
  rungs: z.array(rungSchema).min(1),
  seed: count,
  studies: z.array(studySchema),
  claims: z.array(claimSchema),
  estimates: z.array(estimateSchema),
  comparisons: z.array(comparisonSchema),
  // Editions frozen before certainty could be judged hold no list of it.
  certainty: z.array(certaintySchema).optional(),
  // Nor could those hold coded cases that were frozen before there were any.
  caseTables: z.array(caseTableSchema).optional(),
  references: z.array(citedReferenceSchema),
  evidenceTo: time.nullable(),
});

const cslName = z.object({
  family: text.optional(),
  given: text.optional(),
  'non-dropping-particle': text.optional(),
  'dropping-particle': text.optional(),
  suffix: text.optional(),
  literal: text.optional(),
});
const cslDate = z.object({
  'date-parts': z.array(z.array(z.number().int())).optional(),
  literal: text.optional(),
  season: z.union([z.number(), text]).optional(),
  circa: z.boolean().optional(),
});

const cslItem = z.object({
  id: name,
  type: name,
  ...optionals(nameVariables, z.array(cslName)),
  ...optionals(dateVariables, cslDate),
  ...optionals(textVariables, z.string().max(1_000_000)),
});

const day = z.iso.date();
const namedStudy = z.object({ key: name, label: text });
const place = count.min(1).nullable();

const face = z.object({
  authors: text,
  doi: name.nullable(),
  nextUpdate: day.nullable(),
  // Editions frozen before a licence could be stated have none.
  license: z.enum(licenseKeys).nullable().optional(),
  checkAt: z.url({ protocol: /^https?$/i }).nullable(),
  redaction: z.object({ longestQuote: count, quotes: count, studies: count, claims: count }).nullable(),
  changes: z
    .object({
      since: z.object({ number: count.min(1), publishedAt: time, hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      studies: z.object({
        added: z.array(namedStudy),
        removed: z.array(namedStudy),
        unnamed: count.min(1).optional(),
      }),
      claims: z.object({ added: count, removed: count, changed: count }),
      ranks: z.array(z.object({ factor: name, label: text, before: place, after: place })),
    })
    .nullable(),
});

export const editionSchema = z.object({
  format: z.literal('counterweight-edition'),
  formatVersion: z.union([z.literal(1), z.literal(2)]),
  number: count.min(1),
  publishedAt: time,
  view: text,
  software: text,
  dataset: datasetSchema,
  face: face.optional(),
  library: z.array(cslItem).optional(),
});

function optionals<Name extends string, Schema extends z.ZodType>(names: readonly Name[], schema: Schema) {
  return Object.fromEntries(names.map((variable) => [variable, schema.optional()])) as Record<
    Name,
    z.ZodOptional<Schema>
  >;
}

/** The same as JSON Schema (draft 2020-12), for readers in other languages. */
export function editionJsonSchema(): object {
  return {
    ...z.toJSONSchema(editionSchema, { io: 'input', unrepresentable: 'any', reused: 'ref' }),
    title: 'Counterweight edition',
  };
}
