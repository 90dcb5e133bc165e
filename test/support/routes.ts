import type { TestService } from './service.ts';

export interface Route {
  method: string;
  path: string;
}

/** Every route of the running service, as it would answer; HEAD is GET's. */
export function routesOf(t: TestService): Route[] {
  const way: string[] = [];
  return t.service.server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, lead, part, methods] = /^((?:[│ ] {3})*[├└]── )(\S+) \((.+)\)$/.exec(line) ?? [];
      if (lead === undefined || part === undefined || methods === undefined) return [];
      const depth = lead.length / 4 - 1;
      way.length = depth;
      way.push(part);
      const path = way.join('').replace(/^\/+/, '/');
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, path }));
    });
}
