import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problems.ts';

/**
 * JSON in UTF-8, not compressed, and nothing else. What is not UTF-8 is refused, since decoding it anyhow
 * would store a note with holes in it.
 */
export function addBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isUtf8(body)) parseJson(request, body.toString('utf8'), done);
    else done(new Problem('malformed_json', [], 'The body is not UTF-8'));
  });
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity') done(null, payload);
    else done(new Problem('unsupported_media_type', [], 'A compressed body is not taken here'));
  });
}
