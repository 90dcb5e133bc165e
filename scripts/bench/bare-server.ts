import fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { serializerCompiler, validatorCompiler } from '../../src/http/schema-compilers.ts';
import { recordSchema } from '../../src/intake/schema.ts';
import type { Values } from '../../src/intake/types.ts';
import { insertReadings, plainClient } from './bare-store.ts';

/** The least that could take a record: the shape checked, one statement, an answer. Nothing is worked out. */
const sql = plainClient(JSON.parse(process.env.BENCH_CONNECTION ?? ''));
const app = fastify().withTypeProvider<ZodTypeProvider>();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);
app.get('/ready', async () => ({ ready: true }));
app.post('/records', { schema: { body: recordSchema } }, async (request, reply) => {
  const { locality, day, values } = request.body;
  await insertReadings(sql, locality, day, values as Values);
  return reply.code(201).send({ locality, day });
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.BENCH_PORT) });
process.on('SIGTERM', () => process.exit(0));
