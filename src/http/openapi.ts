import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { VERSION } from '../version.ts';
import type { Server } from './server.ts';

const DESCRIPTION = `Daily readiness records of communes in, completion status, gaps and alerts out.

Send \`Authorization: Bearer <token>\`. Days are local days (\`2025-09-27\`), instants ISO 8601 with offset, a
locality is its code in a request and \`{code, name, type, province}\` in an answer. Failures are
\`application/problem+json\` (RFC 9457) and name every fault at once, in English and Vietnamese. What lies
outside the caller's area is 404, as if it were not there.`;

/** OpenAPI 3.1 made of the routes' own schemas, with a page to read it at `/docs`. */
export async function addReference(app: Server): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Phủ Xanh', description: DESCRIPTION, version: VERSION },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}
