import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/** One line a request, when it is over: what was asked and what came of it. */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null | undefined, req: FastifyRequest, res: FastifyReply): void {
    const fields = { req, res, responseTime: res.elapsedTime };
    if (error) res.log.error({ ...fields, err: error }, 'request errored');
    else res.log.info(fields, 'request completed');
  }
}
