import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';

/**
 * One line a request, when it is over: who asked for what and what came of it. The asker is `person:<id>` or
 * `token:<id>` with his role, by which the audit and the lists know him; no name or address of his stands here.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null | undefined, req: FastifyRequest, res: FastifyReply): void {
    const { caller, principal } = req;
    // Nobody is known on public routes, and of who showed nothing, or what opens nothing.
    const asker = caller ? { actor: `${caller.kind}:${caller.id}`, role: principal.role } : {};
    const fields = { req, ...asker, res, responseTime: res.elapsedTime };
    if (error) res.log.error({ ...fields, err: error }, 'request errored');
    else res.log.info(fields, 'request completed');
  }
}
