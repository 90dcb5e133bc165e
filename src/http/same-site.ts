import type { FastifyRequest } from 'fastify';
import { Problem } from './problems.ts';

/**
 * Refuses a form that another site made a browser post. Browsers say so themselves, over plain HTTP by
 * `Origin` alone; who sends neither is no browser and carries nobody's cookie.
 * @throws {Problem} forbidden
 */
export function refuseOtherSites(request: FastifyRequest, publicUrl: string): void {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) {
    if (site !== 'same-origin' && site !== 'none') throw new Problem('forbidden');
    return;
  }
  if (origin === undefined) return;
  const from = URL.canParse(origin) ? new URL(origin).host : null;
  if (from === null || (from !== host && from !== new URL(publicUrl).host)) throw new Problem('forbidden');
}
