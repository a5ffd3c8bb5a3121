import { z } from 'zod';
import { indexSchema } from './answer-schemas.ts';
import { findLicense, type LicenseKey } from '../edition/licenses.ts';
import { apiResources, type ApiResource } from './resources.ts';

/**
 * The API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), made from the list that its handlers use.
 *
 * @param about.publicHash Hash of an edition that is public for good; null where its API is reached through a link.
 * @param about.license What its data may be used under.
 */
export function describeApi(
  software: string,
  { publicHash = null, license = null }: { publicHash?: string | null; license?: LicenseKey | null } = {},
): object {
  const terms = findLicense(license);
  const gone = publicHash
    ? 'There is no such answer.'
    : 'There is no such answer, or the link was closed or never existed.';
  return {
    openapi: '3.1.0',
    info: {
      title: 'Counterweight: an edition',
      version: software,
      description: `Read-only. ${publicHash ? openToAll : behindLink} Answers come from the frozen edition alone: what was frozen never changes, and what is computed from it changes at most with the version of the program.`,
      // OpenAPI 3.1 takes an identifier or an address, not both.
      ...(terms && { license: { name: terms.title, identifier: terms.key } }),
    },
    // Behind a link relative, so that a saved copy does not give the link away.
    servers: [
      publicHash
        ? { url: `/p/${publicHash}/api`, description: 'The public edition, at the address of its hash' }
        : { url: '../api', description: 'The edition behind its link' },
    ],
    paths: {
      '/': operation({ ...index, gone }),
      ...Object.fromEntries(apiResources.map((resource) => [`/${resource.name}`, describe(resource, gone)])),
    },
  };
}

const openToAll =
  'This edition is public for good: anybody can ask it everything below, without an account, from any page.';
const behindLink =
  'Whoever has the link of an edition can ask it everything below; once the link is closed, every address answers 404.';

interface Operation {
  operationId: string;
  summary: string;
  type: string;
  schema: z.ZodType | null;
  takesView: boolean;
  /** When there is nothing at the address. */
  gone: string;
}

const index = {
  operationId: 'index',
  summary: 'What can be asked',
  type: 'application/json',
  schema: indexSchema,
  takesView: false,
};

function describe({ name, about, type, schema, takesView }: ApiResource, gone: string): object {
  const operationId = name.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return operation({ operationId, summary: about, type, schema, takesView, gone });
}

function operation({ operationId, summary, type, schema, takesView, gone }: Operation): object {
  const shape = schema ? toJsonSchema(schema) : type === 'application/json' ? {} : binary;
  const failure = (description: string) => ({
    description,
    content: { 'application/json': { schema: failureSchema } },
  });
  return {
    get: {
      operationId,
      summary,
      ...(takesView && { parameters: [viewParameter] }),
      responses: {
        200: { description: summary, content: { [type]: { schema: shape } } },
        404: failure(gone),
        503: failure('Too many questions at once; ask again after the seconds in Retry-After.'),
      },
    },
  };
}

const binary = { type: 'string', contentMediaType: 'application/octet-stream' };
const failureSchema = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
};
const viewParameter = {
  name: 'view',
  in: 'query',
  required: false,
  description:
    'Filters, switches and focal factor, as in the address of a Weigh page: "setting=inter_organisational&bundles=out", percent-encoded. Left out: the published view.',
  schema: { type: 'string', maxLength: 2000 },
};

function toJsonSchema(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
