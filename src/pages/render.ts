import type { FastifyReply } from 'fastify';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { languageOf, ReadingContext } from './language.tsx';
import { nextOf } from './next.ts';

/**
 * Sends a page in its reader's language. Nothing keeps it, since it shows what only its reader may see;
 * forms on it say where they come from (helmet's own policy would make a browser hide that even from us).
 */
export function sendPage(reply: FastifyReply, status: number, page: VNode): FastifyReply {
  const { request } = reply;
  const language = languageOf(request);
  // What a form is answered with belongs to the page that it was on.
  const here = nextOf(request);
  const html = renderToString(h(ReadingContext.Provider, { value: { language, here }, children: page }));
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .header('content-language', language)
    .serializer(asText)
    .send(`<!doctype html>${html}`);
}

const asText = (body: unknown) => body as string;

/** Whether a caller would rather read HTML than JSON: it names it, and before any JSON. */
export function prefersHtml(accept: string | undefined): boolean {
  const types = (accept ?? '').split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  const html = types.indexOf('text/html');
  const json = types.findIndex((type) => type?.endsWith('json'));
  return html !== -1 && (json === -1 || html < json);
}

/** Whether a caller names JSON, and before any HTML: our own scripts do. */
export function prefersJson(accept: string | undefined): boolean {
  return /\bapplication\/json\b/i.test(accept ?? '') && !prefersHtml(accept);
}
