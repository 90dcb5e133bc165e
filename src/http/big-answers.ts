import type { FastifyInstance } from 'fastify';
import { createPauses } from '../lib/turns.ts';

/** Items of a list that are written at a time; fewer are written with the rest. */
const AT_A_TIME = 50;

/** Writes answers with long lists in turns with other requests: a nation's status is megabytes of JSON. */
export function addBigAnswers(app: FastifyInstance): void {
  app.addHook('preSerialization', (_request, reply, payload, done) => {
    if (!hasLongList(payload)) return done(null, payload);
    reply.serializer((written: unknown) => written as string);
    writeInTurns(payload).then(
      (written) => done(null, written),
      (error) => done(error),
    );
  });
}

function hasLongList(payload: unknown): payload is Record<string, unknown> {
  return (
    typeof payload === 'object' &&
    payload !== null &&
    !Array.isArray(payload) &&
    Object.values(payload).some((one) => Array.isArray(one) && one.length > AT_A_TIME)
  );
}

/** As `JSON.stringify` would write it. */
async function writeInTurns(payload: Record<string, unknown>): Promise<string> {
  const pause = createPauses();
  const members: string[] = [];
  for (const [name, value] of Object.entries(payload)) {
    if (!Array.isArray(value)) {
      const written = JSON.stringify(value);
      if (written !== undefined) members.push(`${JSON.stringify(name)}:${written}`);
      continue;
    }
    const pieces: string[] = [];
    for (let at = 0; at < value.length; at += AT_A_TIME) {
      await pause();
      pieces.push(JSON.stringify(value.slice(at, at + AT_A_TIME)).slice(1, -1));
    }
    members.push(`${JSON.stringify(name)}:[${pieces.join(',')}]`);
  }
  return `{${members.join(',')}}`;
}
