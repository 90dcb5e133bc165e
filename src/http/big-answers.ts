import type { FastifyInstance } from 'fastify';
import { createPauses } from '../lib/turns.ts';

/** Items of a list that are written at a time; fewer are written with the rest. */
const AT_A_TIME = 50;

/** An item of a list that is written already, by who has made it before: as JSON in UTF-8. */
export class Written {
  readonly parts: readonly Buffer[];

  constructor(...parts: readonly Buffer[]) {
    this.parts = parts;
  }

  /** For lists that are short, and for who looks into it. */
  toJSON(): unknown {
    return JSON.parse(Buffer.concat(this.parts).toString());
  }
}

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
async function writeInTurns(payload: Record<string, unknown>): Promise<Buffer> {
  const pause = createPauses();
  const written: Buffer[] = [];
  let before = '{';
  for (const [name, value] of Object.entries(payload)) {
    const json = Array.isArray(value) ? '' : JSON.stringify(value);
    if (json === undefined) continue;
    written.push(Buffer.from(`${before}${JSON.stringify(name)}:${json}`));
    before = ',';
    if (!Array.isArray(value)) continue;
    for (let at = 0; at < value.length; at += AT_A_TIME) {
      await pause();
      written.push(...writeSome(value.slice(at, at + AT_A_TIME), at === 0 ? OPEN : COMMA));
    }
    written.push(value.length === 0 ? EMPTY : CLOSE);
  }
  written.push(Buffer.from(before === '{' ? '{}' : '}'));
  return Buffer.concat(written);
}

const [OPEN, COMMA, CLOSE, EMPTY] = ['[', ',', ']', '[]'].map((sign) => Buffer.from(sign)) as [
  Buffer,
  Buffer,
  Buffer,
  Buffer,
];

function writeSome(items: readonly unknown[], before: Buffer): Buffer[] {
  if (!items.some((item) => item instanceof Written))
    return [before, Buffer.from(JSON.stringify(items).slice(1, -1))];
  return items.flatMap((item, at) => [
    at === 0 ? before : COMMA,
    ...(item instanceof Written ? item.parts : [Buffer.from(JSON.stringify(item))]),
  ]);
}
