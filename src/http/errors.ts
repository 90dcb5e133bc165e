import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isConflict, isPassing } from '../db/failure.ts';
import { Busy } from '../lib/busy.ts';
import { own } from '../lib/own.ts';
import { Refused } from '../refused.ts';
import { zodFaults } from '../zod-faults.ts';
import { Problem, type ProblemCode } from './problems.ts';
import { faultsOf } from './refusals.ts';
import { InvalidInput } from './schema-compilers.ts';

/** Fastify's own refusals, in the words of our catalogue. */
const BY_FASTIFY_CODE: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
};

/** Seconds after which a caller may well find what was missing. */
export const RETRY_AFTER = '5';

/** Every failure becomes a problem document here and nowhere else. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setNotFoundHandler(() => {
    throw new Problem('not_found');
  });
  app.setErrorHandler<FastifyError | Problem>(answerProblem);
}

export function answerProblem(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return send(problemOf(error), error, request, reply);
}

export function problemOf(error: FastifyError | Problem): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidInput) {
    // A code or a day in the address that cannot exist names nothing.
    if (error.validationContext === 'params') return new Problem('not_found');
    const faults = zodFaults(error.issues);
    if (error.validationContext !== 'querystring') return new Problem('invalid_body', faults);
    return new Problem(
      'invalid_query',
      faults.map((one) => ({ ...one, pointer: one.pointer.replace(/^\//, '?') })),
    );
  }
  const known = own(BY_FASTIFY_CODE, error.code);
  if (known) return new Problem(known);
  if (error instanceof Busy) return new Problem('unavailable', [], error.message);
  if (error instanceof SyntaxError) return new Problem('malformed_json');
  // A caller who went away is told from a database that did by the status that Fastify gives him.
  if (error.statusCode === undefined && isPassing(error)) return new Problem('unavailable');
  // Routes ask whether a thing is there before they change it, and answer what they read; another was faster.
  if (isConflict(error)) return new Problem('conflict');
  if (error instanceof Refused) return new Problem('conflict', faultsOf(error));
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Problem('bad_request', [], error.message);
  return new Problem('internal');
}

function send(problem: Problem, error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
  else request.log.debug({ code: problem.code, errors: problem.errors.length }, 'request refused');
  if (problem.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  if (problem.code === 'unavailable') reply.header('retry-after', RETRY_AFTER);
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problem.body());
}
