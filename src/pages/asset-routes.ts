import { z } from 'zod';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { type Assets, assetPath, ICON_SIZES } from './assets.ts';

/** As in `base.css` and `icon.svg`. */
const PAPER = '#ffffff';
const GREEN = '#00734f';

/** Style sheet, scripts, fonts and icon. Under the address with the right hash they never change. */
export function assetRoutes(assets: Assets): Routes {
  const manifest = JSON.stringify(manifestOf(assets));
  return async (app) => {
    app.get(
      '/assets/:name',
      {
        config: { access: 'public', ownLimit: true },
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
        reply.type(asset.type).serializer(asBytes);
        if (!asset.pressed) return reply.send(asset.body);
        reply.header('vary', 'accept-encoding');
        const takes = /\bbr\b/.test(String(request.headers['accept-encoding'] ?? ''));
        return takes ? reply.header('content-encoding', 'br').send(asset.pressed) : reply.send(asset.body);
      },
    );

    // From here, since a worker serves the pages below its own address only; and always under the same one.
    app.get(
      '/worker.js',
      { config: { access: 'public', ownLimit: true }, logLevel: 'warn', schema: { hide: true } },
      async (_request, reply) => {
        const worker = assets.get('worker.js');
        if (!worker) throw new Problem('not_found');
        reply.header('cache-control', 'no-cache');
        return reply.type(worker.type).serializer(asBytes).send(worker.body);
      },
    );

    app.get(
      '/manifest.webmanifest',
      { config: { access: 'public', ownLimit: true }, logLevel: 'warn', schema: { hide: true } },
      async (_request, reply) => {
        reply.header('cache-control', 'no-cache');
        return reply.type('application/manifest+json').serializer(asBytes).send(manifest);
      },
    );
  };
}

/** What the service is called and looks like on a home screen; it opens with the report of the day. */
function manifestOf(assets: Assets) {
  return {
    id: '/',
    name: 'Phủ Xanh – báo cáo hằng ngày',
    short_name: 'Phủ Xanh',
    lang: 'vi',
    start_url: '/bao-cao',
    scope: '/',
    display: 'standalone',
    background_color: PAPER,
    theme_color: GREEN,
    icons: ICON_SIZES.map((size) => ({
      src: assetPath(assets, `icon-${size}.png`),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose: 'any maskable',
    })),
  };
}

const asBytes = (body: unknown) => body as string;
