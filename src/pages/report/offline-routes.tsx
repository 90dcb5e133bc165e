import type { Routes } from '../../http/context.ts';
import { sendPage } from '../render.ts';
import type { Wrap } from '../wrap.tsx';
import { OfflinePage } from './offline-page.tsx';

/** Fetched by the browser's worker beforehand, and shown when there is no network to ask. */
export function offlineRoutes({ wrap }: { wrap: Wrap }): Routes {
  return async (app) => {
    app.get(
      '/ngoai-tuyen',
      { config: { access: 'public' }, schema: { hide: true } },
      async (_request, reply) => sendPage(reply, 200, wrap(['Không có mạng', 'No network'], <OfflinePage />)),
    );
  };
}
