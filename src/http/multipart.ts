import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Routes } from './context.ts';
import { Problem } from './problems.ts';

/** A file as a form brought it. */
export const sentFile = z.object({
  /** As the browser names it; blank, like the bytes, where none was chosen. */
  name: z.string(),
  bytes: z.instanceof(Buffer),
  /** More came than is taken: the rest was dropped. */
  cut: z.boolean(),
});
export type SentFile = z.infer<typeof sentFile>;

/** So many times what is taken may come, to be dropped and told of in words; beyond it the sender is cut off. */
const DROPPED = 8;
const FIELDS = 20;

/**
 * Lets the forms of a group of routes bring one file of at most `maxBytes`. They become an object like that of
 * any other form, with a {@link SentFile} in it, before their token is looked for.
 */
export async function takeFiles(app: Parameters<Routes>[0], maxBytes: number): Promise<void> {
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fieldNameSize: 100,
      fieldSize: 10_000,
      fields: FIELDS,
      fileSize: maxBytes,
      files: 1,
      parts: FIELDS + 1,
      headerPairs: 20,
    },
  });
  app.addHook('onRequest', async (request) => {
    request.readForm = async () => {
      if (request.isMultipart()) request.body = await readParts(request, maxBytes);
    };
  });
}

async function readParts(request: FastifyRequest, maxBytes: number): Promise<Record<string, unknown>> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes * DROPPED) throw new Problem('too_large');
  // Names are whatever the sender wrote, `__proto__` for one.
  const body: Record<string, unknown> = Object.create(null);
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        body[part.fieldname] = part.value;
        continue;
      }
      const pieces: Buffer[] = [];
      for await (const piece of part.file) pieces.push(piece as Buffer);
      const bytes = Buffer.concat(pieces);
      // Where no file was chosen there is no name, whatever the types say.
      const name: string | undefined = part.filename;
      body[part.fieldname] = { name: name ?? '', bytes, cut: part.file.truncated } satisfies SentFile;
    }
  } catch (error) {
    // Whatever the parser stumbled over, it was not a form of ours.
    throw (error as { statusCode?: number }).statusCode === 413
      ? new Problem('too_large')
      : new Problem('bad_request');
  }
  return body;
}
