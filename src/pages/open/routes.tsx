import { z } from 'zod';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { mayKeep, sayKept } from '../../opendata/cached.ts';
import type { OpenSource } from '../../opendata/source.ts';
import { languageOf } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Wrap } from '../wrap.tsx';
import { OpenPage } from './page.tsx';

/** The page of a province that is open to anybody; of any other there is none. */
export function openPages({ source, wrap }: { source: OpenSource; wrap: Wrap }): Routes {
  return async (app) => {
    app.addHook('onSend', sayKept);
    app.get(
      '/cong-khai/:province',
      { config: { access: 'public' }, schema: { hide: true, params: z.object({ province: z.string() }) } },
      async (request, reply) => {
        const open = await source.read(request.params.province, request.receivedAt);
        if (!open) throw new Problem('not_found');
        // The page is told in two languages, and holds whatever part of a table is asked for.
        reply.header('vary', 'cookie');
        const etag = open.etag.replace(/"$/, `-${languageOf(request)}"`);
        if (mayKeep(request, reply, etag)) return reply.code(304).send();
        const title = `${open.figures.name}`;
        return sendPage(reply, 200, wrap(title, <OpenPage open={open} />));
      },
    );
  };
}
