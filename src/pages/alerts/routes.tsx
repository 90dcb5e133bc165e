import type { Notify } from '../../alerts/notify.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import type { MessageLinks } from '../../outbox/message-link.ts';
import type { RegistryCache } from '../../registry/cache.ts';
import type { Wrap } from '../wrap.tsx';
import { alertListRoutes } from './list-routes.tsx';
import { silencePages } from './silence-page-routes.tsx';
import { alertStoryRoutes } from './story-routes.tsx';
import { takeOnManyRoutes } from './take-on-many.tsx';

/** What pages about alerts need. */
export interface AlertPageDeps {
  sql: RootSql;
  wrap: Wrap;
  notify: Notify;
  links: MessageLinks;
  registry: RegistryCache;
}

/** Pages about alerts, for those who can do something about them. */
export function alertPages(deps: AlertPageDeps): Routes {
  return async (app) => {
    await app.register(alertListRoutes(deps));
    await app.register(takeOnManyRoutes(deps));
    await app.register(alertStoryRoutes(deps));
    await app.register(silencePages(deps));
  };
}
