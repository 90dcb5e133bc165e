import fastify from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { hashToken } from '../../src/access/tokens.ts';
import { systemClock } from '../../src/clock.ts';
import { serializerCompiler, validatorCompiler } from '../../src/http/schema-compilers.ts';
import { recordSchema } from '../../src/intake/schema.ts';
import type { Values } from '../../src/intake/types.ts';
import { insertReadings, plainClient } from './bare-store.ts';
import { touchBeat } from './beats-store.ts';

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
// What nothing at all would cost, and what each call stored by itself would.
app.post('/nothing/:token', async (_, reply) => reply.code(204).send());
app.post<{ Params: { token: string } }>('/beat/:token', async ({ params }, reply) => {
  const known = await touchBeat(sql, hashToken(params.token), systemClock.now());
  return reply.code(known ? 204 : 404).send();
});
await app.listen({ host: '127.0.0.1', port: Number(process.env.BENCH_PORT) });
process.on('SIGTERM', () => process.exit(0));
