import type { Routes } from '../../http/context.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { OfflinePage } from './offline-page.tsx';

/** Fetched by the browser's worker beforehand, and shown when there is no network to ask. */
export function offlineRoutes({ shell }: { shell: Shell }): Routes {
  return async (app) => {
    app.get(
      '/ngoai-tuyen',
      { config: { access: 'public' }, schema: { hide: true } },
      async (_request, reply) =>
        sendPage(reply, 200, shell(['Không có mạng', 'No network'], <OfflinePage />)),
    );
  };
}
