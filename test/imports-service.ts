/** The import routes on a real server and database, with people of several areas and a clock at hand. */
import { buffer } from 'node:stream/consumers';
import type { Role } from '../src/access/principal.ts';
import { insertToken } from '../src/access/store.ts';
import { hashToken, newToken } from '../src/access/tokens.ts';
import { settleStored } from '../src/collect/after-store.ts';
import { readConfig } from '../src/config.ts';
import { dayOf } from '../src/days.ts';
import { createServer } from '../src/http/server.ts';
import { importRoutes } from '../src/intake/import-routes.ts';
import { createLog } from '../src/log.ts';
import { createRegistryCache } from '../src/registry/cache.ts';
import { startProgrammes } from '../src/registry/store.ts';
import { type Cell, xlsxStream } from '../src/sheets/write.ts';
import { createTestDatabase } from './support/database.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv';

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a server answered, to be looked at by a test
  body: any;
}

/** A workbook of text and numbers. */
export async function workbook(header: string[], rows: Cell[][]): Promise<Buffer> {
  return await buffer(
    xlsxStream({ sheetName: 'a', columns: header.map((code) => ({ header: code })) }, rows),
  );
}

export async function startImports(start: string) {
  const { db, drop } = await createTestDatabase();
  let now = new Date(start);
  const clock = { now: () => new Date(now) };
  const config = readConfig({ LOG_LEVEL: 'silent', RATE_LIMIT: '0' });
  await startProgrammes(db.orm, dayOf(now));
  const registry = createRegistryCache(db.orm);
  const server = await createServer({ config, log: createLog('silent'), clock, sql: db.sql, registry });
  await server.register(importRoutes({ sql: db.sql, bodyLimit: config.bodyLimit, afterStore: settleStored }));
  const url = await server.listen({ host: '127.0.0.1', port: 0 });

  async function person(role: Role, area: string) {
    const token = newToken();
    const name = `${role} ${area}`;
    await insertToken(db.orm, { name, role, area, hash: hashToken(token), createdAt: now });
    const authorization = `Bearer ${token}`;
    return {
      async post(body: Buffer | string, type: string | null, query = ''): Promise<Answer> {
        const headers = type === null ? { authorization } : { authorization, 'content-type': type };
        const bytes = new Uint8Array(Buffer.from(body as string));
        const answer = await fetch(`${url}/api/v1/imports${query}`, { method: 'POST', headers, body: bytes });
        return { status: answer.status, body: await answer.json() };
      },
      async template(query = '') {
        const answer = await fetch(`${url}/api/v1/imports/template${query}`, { headers: { authorization } });
        const { status, headers } = answer;
        return { status, headers, body: Buffer.from(await answer.arrayBuffer()) };
      },
    };
  }

  return {
    url,
    person,
    setNow: (instant: string) => {
      now = new Date(instant);
    },
    /** Nothing is reported yet. */
    reset: async (instant: string) => {
      now = new Date(instant);
      await db.sql`truncate record, status, transition`;
      await db.sql`update current_values set "values" = '{}', last_day = null`;
    },
    /** What is stored, oldest first. */
    records: async () =>
      await db.sql`select locality, day, revision, by, channel, note, "values" from record order by received_at, locality, revision`,
    db,
    stop: async () => {
      await server.close();
      await drop();
    },
  };
}
