import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseWild } from './json-scan.ts';
import { Problem } from './problems.ts';

/**
 * JSON in UTF-8, not compressed, and nothing else. What is not UTF-8 is refused, since decoding it anyhow
 * would store a note with holes in it.
 */
export function addBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isUtf8(body)) return done(new Problem('malformed_json', [], 'The body is not UTF-8'));
    try {
      refuseWild(body);
    } catch (problem) {
      return done(problem as Problem);
    }
    parseJson(request, body.toString('utf8'), done);
  });
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding === 'identity') done(null, payload);
    else done(new Problem('unsupported_media_type', [], 'A compressed body is not taken here'));
  });
}

/** Parses text as the bodies of requests are, for a route that takes its body apart first. */
export function jsonParser(app: FastifyInstance): (text: string) => unknown {
  const parse = app.getDefaultJsonParser('error', 'error');
  return (text) => {
    let parsed: unknown;
    // It calls back before it returns; the request is of no use to it.
    parse({} as FastifyRequest, text, (error, value) => {
      if (error) throw error;
      parsed = value;
    });
    return parsed;
  };
}
