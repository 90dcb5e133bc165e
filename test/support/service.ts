import type { AddressInfo } from 'node:net';
import type { Role } from '../../src/access/principal.ts';
import { insertToken } from '../../src/access/store.ts';
import { hashToken, newToken } from '../../src/access/tokens.ts';
import { createService, type Service } from '../../src/app.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createLog, type Log } from '../../src/log.ts';
import { type SettableClock, settableClock } from './clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { createHold, type HoldToReference } from './documented.ts';

/** What the service seals with; else it would make itself a key among the sources. */
export const SECRET_KEY = 'for tests alone, 32 letters or more';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what tests are there to find out
  body: any;
}

export interface Caller {
  token: string;
  get(path: string): Promise<Answer>;
  patch(path: string, body: unknown): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestService extends TestDatabase {
  service: Service;
  clock: SettableClock;
  address: string;
  /** Somebody with a token of his own. */
  caller(role: Role, area: string): Promise<Caller>;
  /** One round of the scheduler at the clock's time. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The real service over real HTTP on a database of its own, living at a time of the test's choice. An answer of
 * the API to its callers that is not as the reference says throws.
 */
export async function startTestService(
  options: {
    now?: string;
    config?: Partial<Config>;
    on?: TestDatabase;
    port?: number;
    log?: Log;
    /** Of other sources than these. */
    create?: typeof createService;
  } = {},
): Promise<TestService> {
  const database = options.on ?? (await createTestDatabase());
  const clock = settableClock(options.now ?? '2025-09-25 08:00');
  const config = {
    ...readConfig({ RATE_LIMIT: '0', PORT: '0', LOG_LEVEL: 'fatal', SECRET_KEY }),
    ...options.config,
  };
  const service = await (options.create ?? createService)({
    config,
    clock,
    log: options.log ?? createLog(config.logLevel),
    db: database.db,
  });
  await service.sealSecrets();
  await service.server.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const { port } = service.server.server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  let made: HoldToReference | undefined;
  // Only once it is needed: most of what tests ask for is pages, and making the document takes a while.
  const hold: HoldToReference = (...answer) => {
    made ??= createHold(service.server.swagger());
    made(...answer);
  };
  return {
    ...database,
    service,
    clock,
    address,
    caller: async (role, area) => {
      const token = newToken();
      await insertToken(database.db.orm, {
        hash: hashToken(token),
        name: `${role} ${area}`,
        role,
        area,
        createdAt: clock.now(),
      });
      return createCaller(address, token, hold);
    },
    tick: () => service.scheduler.tick(),
    stop: async () => {
      await service.close();
      if (!options.on) await database.drop();
    },
  };
}

/** `hold` sees each answer; without it nobody looks whether it is as the reference says. */
export function createCaller(address: string, token: string, hold?: HoldToReference): Caller {
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(address + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const { status, headers } = response;
    const answer: Answer = { status, headers, body: isJson ? JSON.parse(text) : text };
    hold?.(init.method ?? 'GET', path, answer);
    return answer;
  };
  return {
    token,
    get: (path) => send(path, {}),
    patch: (path, body) =>
      send(path, {
        method: 'PATCH',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    post: (path, body, headers = {}) =>
      typeof body === 'string' || body instanceof Uint8Array
        ? send(path, { method: 'POST', body: body as BodyInit, headers })
        : send(path, {
            method: 'POST',
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json', ...headers },
          }),
  };
}
