import { z } from 'zod';
import { indexSchema } from './answer-schemas.ts';
import { apiResources, type ApiResource } from './resources.ts';

/** The API as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0), made from the list that its handlers use. */
export function describeApi(software: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Counterweight: an edition',
      version: software,
      description:
        'Read-only. Whoever has the link of an edition can ask it everything below; once the link is closed, every address answers 404. Answers come from the frozen edition and change with nothing.',
    },
    // Relative, so that a saved copy does not give the link away.
    servers: [{ url: '../api', description: 'The edition behind its link' }],
    paths: {
      '/': operation('index', 'What can be asked', 'application/json', indexSchema, false),
      ...Object.fromEntries(apiResources.map((resource) => [`/${resource.name}`, describe(resource)])),
    },
  };
}

function describe({ name, about, type, schema, takesView }: ApiResource): object {
  return operation(
    name.replace(/\W+(\w)/g, (_, letter: string) => letter.toUpperCase()),
    about,
    type,
    schema,
    takesView,
  );
}

function operation(
  operationId: string,
  summary: string,
  type: string,
  schema: z.ZodType | null,
  takesView: boolean,
): object {
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
        404: failure('The link was closed, or never existed.'),
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
