/** The shapes of the API's answers. Factors and outcomes are keys of the codebook, shares are proportions, null is not known. */
import { z } from 'zod';
import {
  certaintySchema,
  citedReferenceSchema,
  claimSchema,
  comparisonSchema,
  estimateSchema,
  studySchema,
} from '../edition/edition-schema.ts';
import { licenseKeys } from '../edition/licenses.ts';
import { certaintyLevels } from '../coding/certainty.ts';

const share = z.number().min(0).max(1);
const limit = z.number().nullable();
const interval = z.tuple([z.number(), z.number()]).nullable();
const count = z.number().int().min(0);
const byFactor = <Schema extends z.ZodType>(schema: Schema) => z.record(z.string(), schema);

const editionFacts = z.object({
  title: z.string(),
  question: z.string(),
  caveat: z.string().describe('What a reader must know before any number.'),
  number: z.number().int().min(1),
  publishedAt: z.iso.datetime(),
  evidenceTo: z.iso.datetime().nullable(),
  software: z.string(),
  license: z
    .object({ name: z.enum(licenseKeys).describe('SPDX identifier.'), title: z.string(), url: z.url() })
    .nullable()
    .describe('Null: none was stated.'),
  hash: z.string().describe('SHA-256 of edition.json.'),
  citation: z.string(),
});

/** Every answer says which edition it comes from. */
const about = { edition: editionFacts };
const rows = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ ...about, count, rows: z.array(schema) });

export const indexSchema = z.object({
  ...about,
  status: z
    .object({
      withdrawn: z.object({ at: z.iso.datetime(), reason: z.string() }).nullable(),
      isPublic: z.boolean(),
      address: z.string().describe('Says the same and whether there is a newer edition, now.'),
    })
    .describe('Whether the edition still stands. It lies outside what was frozen, and may change.'),
  resources: z.array(
    z.object({ name: z.string(), address: z.string(), type: z.string(), about: z.string() }),
  ),
});
export const studiesSchema = rows(studySchema.extend({ reports: z.array(citedReferenceSchema) }));
export const claimsSchema = rows(claimSchema);
export const estimatesSchema = rows(estimateSchema);
export const comparisonsSchema = rows(comparisonSchema);
export const certaintyAnswerSchema = rows(certaintySchema);

const directionCounts = z.object({
  positive: count,
  negative: count,
  null: count,
  mixed: count,
  not_stated: count,
});

export const factorsSchema = z.object({
  ...about,
  focal: z.string(),
  count,
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      parent: z.string().nullable(),
      definition: z.string(),
      role: z.enum(['factor', 'bundle', 'mediator']),
      retired: z.boolean(),
      studies: count.describe('Studies with a claim about it or about what belongs to it.'),
      claims: count,
    }),
  ),
});

const notIdentified = z.object({ identified: z.literal(false), reason: z.string() });
const lens = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.union([z.array(z.object({ factor: z.string(), ...shape, k: count, n: count })), notIdentified]);

export const weighSchema = z.object({
  ...about,
  view: z.string().describe('Address parameters of the view that was weighed.'),
  viewInWords: z.string(),
  focal: z.string(),
  ladder: z.array(
    z.object({
      rung: z.string(),
      label: z.string(),
      studies: count,
      claims: count,
      failed: count,
      not_stated: count,
      k: byFactor(count),
      shares: byFactor(share.nullable()),
      intervals: byFactor(interval),
      directions: byFactor(directionCounts),
      band: interval,
    }),
  ),
  lenses: z.object({
    said: lens({ share, ci_lb: limit, ci_ub: limit, band_lb: limit, band_ub: limit }),
    supported: lens({
      share,
      ci_lb: limit,
      ci_ub: limit,
      carried: limit,
      carried_by_others: limit,
      gap: z.number(),
      gap_ci_lb: limit,
      gap_ci_ub: limit,
    }),
    direction: lens({
      ...directionCounts.shape,
      clear: count,
      positive_share: limit,
      wilson: interval,
      exact: interval,
      p: limit,
      from_estimates: count,
    }),
    certain: lens({
      levels: z.array(z.enum(certaintyLevels)),
      outcomes: z.array(
        z.object({ outcome: z.string(), level: z.enum(certaintyLevels).nullable(), k: count }),
      ),
      findings: z.array(z.object({ statement: z.string(), level: z.enum(certaintyLevels).nullable() })),
    }),
  }),
  verdict: z.string(),
});

export const mapSchema = z.object({
  ...about,
  view: z.string(),
  viewInWords: z.string(),
  note: z.string(),
  factors: z.array(z.string()),
  outcomes: z.array(z.string()),
  studies: count,
  claims: count,
  cells: z.array(
    z.object({
      factor: z.string(),
      outcome: z.string(),
      state: z.enum(['gap', 'single', 'contested', 'open', 'settled']),
      k: count,
      studies: z.array(z.string()).describe('Keys, those on the best ground first.'),
      directions: directionCounts,
      certainty: z.enum(certaintyLevels).nullable(),
    }),
  ),
});
