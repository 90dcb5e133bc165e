import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

/**
 * Sends a page. Nothing keeps it, since it shows what only its reader may see; forms on it say where they
 * come from (helmet's own policy would make a browser hide that even from us).
 */
export function sendPage(reply: FastifyReply, status: number, page: VNode): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .serializer(asText)
    .send(`<!doctype html>${renderToString(page)}`);
}

const asText = (body: unknown) => body as string;

/** Whether a caller would rather read HTML than JSON: it names it, and before any JSON. */
export function prefersHtml(accept: string | undefined): boolean {
  const types = (accept ?? '').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  const html = types.indexOf('text/html');
  const json = types.findIndex((type) => type?.endsWith('json'));
  return html !== -1 && (json === -1 || html < json);
}
