import { STATUS_CODES } from 'node:http';
import swagger from '@fastify/swagger';
import type { FastifySchema, RouteOptions } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { VERSION } from '../version.ts';
import { problemAnswer, problems } from './answers.ts';
import type { Server } from './server.ts';

const DESCRIPTION = `Daily readiness records of communes in, completion status, gaps and alerts out.

Send \`Authorization: Bearer <token>\`. Days are local days (\`2025-09-27\`), instants ISO 8601 with offset, a
locality is its code in a request and \`{code, name, type, province}\` in an answer. Failures are
\`application/problem+json\` (RFC 9457) and name every fault at once, in English and Vietnamese. What lies
outside the caller's area is 404, as if it were not there.`;

const JSON_TYPE = 'application/json';
const PROBLEM_TYPE = 'application/problem+json';

/** OpenAPI 3.1 made of the routes' own schemas, for machines; `pages/reference/` is of the same document. */
export async function addReference(app: Server): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Phủ Xanh', description: DESCRIPTION, version: VERSION },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: (given) => {
      const { schema, route } = given;
      if (!schema || schema.hide) return jsonSchemaTransform(given);
      const declared = { ...schema, response: { ...refusalsOf(route), ...declaredOf(schema) } };
      const made = jsonSchemaTransform({ ...given, schema: declared as FastifySchema });
      const response = answersOf(declared, made.schema.response as Record<string, unknown>);
      const security = route.config?.access === 'public' ? { security: [] } : {};
      return { ...made, schema: { ...made.schema, ...security, response } };
    },
    transformObject: (given) => inOrder(jsonSchemaTransformObject(given)),
  });
  app.get('/docs/json', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply.serializer(JSON.stringify).send(app.swagger()),
  );
  app.get('/docs/yaml', { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) =>
    reply
      .type('application/yaml')
      .serializer(String)
      .send(app.swagger({ yaml: true })),
  );
}

/** Shared shapes by name: else they stand in the order in which modules happened to be loaded. */
function inOrder<D extends ReturnType<typeof jsonSchemaTransformObject>>(document: D): D {
  const components = 'components' in document ? document.components : undefined;
  if (!components?.schemas) return document;
  const schemas = Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...document, components: { ...components, schemas } } as D;
}

const declaredOf = ({ response }: FastifySchema) => response as Record<string, unknown> | undefined;

/**
 * The refusals that come of how a route is made and of no line of its own: of who asks, of reading what was
 * sent, of limits, of a database that is away. `default` is what may befall any request (408, 431, 500).
 */
function refusalsOf({ method, schema, config, url }: RouteOptions): Record<string, unknown> {
  const takesBody = method !== 'GET' && method !== 'HEAD';
  const hasParams = schema?.params !== undefined;
  // Health and metrics are asked too often to be counted.
  const watching = !url.startsWith('/api/') && !hasParams;
  const statuses = [
    ...(takesBody || hasParams ? [400] : []),
    ...(config?.access === 'public' ? [] : [401, 403]),
    ...(hasParams ? [404] : []),
    ...(takesBody ? [413, 415] : []),
    ...(schema?.querystring || schema?.body ? [422] : []),
    ...(watching ? [] : [429]),
    ...(url === '/health/live' ? [] : [503]),
  ];
  return { ...problems(...statuses), default: problemAnswer };
}

/** Answers with the media types in which they come. */
function answersOf(
  { response, produces }: { response: Record<string, unknown>; produces?: readonly string[] },
  made: Record<string, unknown>,
): Record<string, unknown> {
  const problem = { schema: made.default };
  return Object.fromEntries(
    Object.entries(made).map(([status, schema]) => {
      const description =
        STATUS_CODES[status] ?? 'Any other failure, such as of what came in too late, or on our side';
      if (status === '204') return [status, { ...(schema as object), description }];
      if (response[status] === problemAnswer)
        return [status, { description, content: { [PROBLEM_TYPE]: problem } }];
      if (Number(status) >= 400)
        return [status, { description, content: { [JSON_TYPE]: { schema }, [PROBLEM_TYPE]: problem } }];
      const content = (produces ?? [JSON_TYPE]).map((type) => [type, { schema: bodyOf(type, schema) }]);
      return [status, { description, content: Object.fromEntries(content) }];
    }),
  );
}

/** Sheets and text stand beside a JSON of their route, if there is one, and are told by their type alone. */
function bodyOf(type: string, json: unknown): unknown {
  if (type === JSON_TYPE) return json;
  return type.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
}
