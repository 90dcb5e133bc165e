import type { FastifyReply } from 'fastify';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { languageOf, type Reading, ReadingContext } from './language.tsx';
import { nextOf } from './next.ts';
import { FAULTS_PLACE, Faults } from './parts/faults.tsx';
import { fileAsked, sendTable } from './parts/table-file.ts';

/**
 * Sends a page in its reader's language, or the table of it that is asked for as a file. Nothing keeps it, since it
 * shows what only its reader may see; forms on it say where they come from (helmet's own policy would make a browser
 * hide that even from us). A form that comes back is told to its fields, and what is wrong with it to the reader.
 */
export function sendPage(
  reply: FastifyReply,
  status: number,
  page: VNode,
  { at = '/', ...given }: Partial<Pick<Reading, 'filled' | 'done' | 'formToken'>> & { at?: string } = {},
): FastifyReply {
  const { request } = reply;
  const language = languageOf(request);
  // What a form is answered with belongs to the page that it was on, else to the one that answers.
  const from = nextOf(request);
  const here = from === '/' ? at : from;
  const file = fileAsked(request);
  const { formToken, principal, registry, receivedAt: now, waits, saved } = request;
  const who = principal ? { principal, registry, now, waits, saved } : undefined;
  const reading: Reading = { language, here, who, formToken, ...given, fields: new Map(), file };
  const render = (node: VNode) =>
    renderToString(h(ReadingContext.Provider, { value: reading, children: node }));
  const html = render(page);
  if (file?.taken) return sendTable(reply, { ...file, taken: file.taken });
  return (
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'same-origin')
      .header('content-language', language)
      .serializer(asText)
      // Only now are all fields known by their names.
      .send(`<!doctype html>${html.replace(FAULTS_PLACE, () => render(h(Faults, {})))}`)
  );
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
