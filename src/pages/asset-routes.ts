import { z } from 'zod';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import type { Assets } from './assets.ts';

/** Style sheet, scripts, fonts and icon. Under the address with the right hash they never change. */
export function assetRoutes(assets: Assets): Routes {
  return async (app) => {
    app.get(
      '/assets/:name',
      {
        config: { access: 'public' },
        logLevel: 'warn',
        schema: {
          hide: true,
          params: z.object({ name: z.string() }),
          querystring: z.strictObject({ v: z.string().optional() }),
        },
      },
      async (request, reply) => {
        const asset = assets.get(request.params.name);
        if (!asset) throw new Problem('not_found');
        const lasting = request.query.v === asset.hash;
        reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
        return reply.type(asset.type).serializer(asBytes).send(asset.body);
      },
    );

    // From here, since a worker serves the pages below its own address only; and always under the same one.
    app.get(
      '/worker.js',
      { config: { access: 'public' }, logLevel: 'warn', schema: { hide: true } },
      async (_request, reply) => {
        const worker = assets.get('worker.js');
        if (!worker) throw new Problem('not_found');
        reply.header('cache-control', 'no-cache');
        return reply.type(worker.type).serializer(asBytes).send(worker.body);
      },
    );
  };
}

const asBytes = (body: unknown) => body as string;
