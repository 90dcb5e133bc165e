/** The service as an import sees it: people who send sheets and fetch templates, and what came of it. */
import { buffer } from 'node:stream/consumers';
import type { Role } from '../../src/access/principal.ts';
import { MEDIA_TYPES } from '../../src/sheets/formats.ts';
import { type Cell, xlsxStream } from '../../src/sheets/write.ts';
import { type Answer, startTestService } from './service.ts';

export const { csv: CSV, xlsx: XLSX } = MEDIA_TYPES;

export interface Person {
  post(body: Buffer | string, type: string, query?: string): Promise<Answer>;
  /** A sheet of certificates. */
  certificates(body: Buffer | string, type: string): Promise<Answer>;
  template(query?: string): Promise<{ status: number; headers: Headers; body: Buffer }>;
}

export type ImportService = Awaited<ReturnType<typeof startImports>>;

/** `now` reads `2025-09-25 10:00`, local time. */
export async function startImports(now: string) {
  const started = await startTestService({ now });
  const { db, address, clock } = started;
  return {
    address,
    db,
    clock,
    stop: started.stop,
    person: async (role: Role, area: string): Promise<Person> => {
      const caller = await started.caller(role, area);
      return {
        post: (body, type, query = '') =>
          caller.post(`/api/v1/imports${query}`, new Uint8Array(Buffer.from(body as string)), {
            'content-type': type,
          }),
        certificates: (body, type) =>
          caller.post('/api/v1/certificates/imports', new Uint8Array(Buffer.from(body as string)), {
            'content-type': type,
          }),
        template: async (query = '') => {
          const answer = await fetch(`${address}/api/v1/imports/template${query}`, {
            headers: { authorization: `Bearer ${caller.token}` },
          });
          const { status, headers } = answer;
          return { status, headers, body: Buffer.from(await answer.arrayBuffer()) };
        },
      };
    },
    /** Nothing is reported yet. */
    reset: async () => {
      clock.set(now);
      await db.sql`truncate record, status, transition`;
      await db.sql`update current_values set "values" = '{}', last_day = null`;
    },
    /** What is stored, oldest first. */
    records: async () =>
      await db.sql`select locality, day, revision, by, channel, note, "values" from record
        order by received_at, locality, revision`,
  };
}

/** A workbook of text and numbers. */
export async function workbook(header: string[], rows: Cell[][]): Promise<Buffer> {
  return await buffer(
    xlsxStream({ sheetName: 'a', columns: header.map((code) => ({ header: code })) }, rows),
  );
}
