import { setTimeout } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { insertAuditOf } from '../../access/audit-store.ts';
import type { Author } from '../../access/author.ts';
import type { Principal } from '../../access/principal.ts';
import { settleAfter } from '../../collect/after-store.ts';
import { previewRecords } from '../../collect/record-preview.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Caller } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import {
  type DraftSheet,
  type Told,
  writeAnswer,
  writeCells,
  writeInterruption,
  writeRefusal,
} from '../../intake/draft-store.ts';
import { recordLayout } from '../../intake/sheet-columns.ts';
import { importSheet } from '../../intake/sheet-import.ts';
import { readUpload } from '../../intake/sheet-read.ts';
import type { Registry } from '../../registry/snapshot.ts';

/** Who lets the work be done, and when it was asked for. */
export interface Asker extends Author {
  registry: Registry;
  principal: Principal;
  caller: Caller;
  log: FastifyBaseLogger;
}

const MB = 1024 * 1024;
/** Of a sheet in the making, in JSON. */
const SHEET_BYTES = 16 * MB;
/** Of all that somebody has in the making, with what was said of it. */
const OWNER_BYTES = 32 * MB;
/** So long an answer waits for the work to end; most does. Then the page tells how far it is. */
const WAIT_MS = 1_500;
/** Sheets worked on at a time in one instance; more wait for their turn by trying again. */
const AT_A_TIME = 4;
/** Longer than any sheet takes: whoever holds a draft for longer is gone. */
export const LEASE_MS = 3 * 60_000;

export type ImportWork = ReturnType<typeof createImportWork>;

/**
 * Reads, checks and stores sheets while their owners look on: what is being done and what came of it stands in
 * the draft. What is stored goes through the import of the API.
 */
export function createImportWork({
  sql,
  bulk,
  bodyLimit,
}: {
  sql: RootSql;
  bulk: RootSql;
  bodyLimit: number;
}) {
  const running = new Set<Promise<void>>();

  /** Begins; resolves when it has ended, or after a moment. */
  async function begin(
    log: FastifyBaseLogger,
    work: () => Promise<void>,
    giveUp: (why: Told[]) => Promise<void>,
  ): Promise<void> {
    const done = work()
      .catch((error: unknown) => giveUp(toldOf(error, log)))
      // The draft then waits for its lease to run out.
      .catch((error: unknown) => log.error({ err: error }, 'import failed'))
      .finally(() => running.delete(done));
    running.add(done);
    const enough = new AbortController();
    await Promise.race([done, setTimeout(WAIT_MS, undefined, { signal: enough.signal }).catch(() => {})]);
    enough.abort();
  }

  async function check(id: string, { found, takeHidden }: DraftSheet, asker: Asker): Promise<void> {
    const { registry, principal, caller, now } = asker;
    const answer = await importSheet(bulk, settleAfter, found, {
      registry,
      principal,
      caller,
      now,
      takeHidden,
      atomic: false,
      dryRun: true,
      // What it does to values is made anew of the rows that are looked at; a draft keeps the colours alone.
      previewOf: async (...of) => (await previewRecords(bulk, ...of)).map((one) => ({ ...one, changes: [] })),
    });
    await writeAnswer(sql, id, { step: 'check', answer, stored: 0, faults: [] }, now);
  }

  async function store(
    id: string,
    { found, takeHidden }: DraftSheet,
    { atomic, fileName }: { atomic: boolean; fileName: string },
    asker: Asker,
  ): Promise<void> {
    const { registry, principal, caller, now } = asker;
    const answer = await importSheet(bulk, settleAfter, found, {
      registry,
      principal,
      caller,
      now,
      takeHidden,
      atomic,
      dryRun: false,
    });
    const { accepted, unchanged, skipped, rejected } = answer;
    const counts = { accepted, unchanged, skipped, rejected };
    const none = atomic && answer.rejected > 0;
    const stored = none ? 0 : answer.accepted;
    const told = { answer, stored, faults: none ? [NOTHING_STORED] : [] };
    await sql.begin(async (tx) => {
      await writeAnswer(tx, id, { step: none ? 'check' : 'store', ...told }, now);
      if (stored > 0)
        await insertAuditOf(tx, asker, {
          action: 'import.store',
          target: fileName,
          // Every row lies in it.
          area: principal.area,
          after: counts,
        });
    });
  }

  return {
    isFull: () => running.size >= AT_A_TIME,
    read: (id: string, body: Buffer, asker: Asker) =>
      begin(
        asker.log,
        async () => {
          const found = await readUpload(body, recordLayout(asker.registry.indicators), bodyLimit);
          const sheet = { found, takeHidden: false };
          if (await writeCells(sql, id, sheetText(sheet), OWNER_BYTES)) await check(id, sheet, asker);
          else await writeRefusal(sql, id, [NO_ROOM]);
        },
        (why) => writeRefusal(sql, id, why),
      ),
    check: (id: string, sheet: DraftSheet, asker: Asker) =>
      begin(
        asker.log,
        () => check(id, sheet, asker),
        (why) => writeInterruption(sql, id, why),
      ),
    store: (id: string, sheet: DraftSheet, of: { atomic: boolean; fileName: string }, asker: Asker) =>
      begin(
        asker.log,
        () => store(id, sheet, of, asker),
        (why) => writeInterruption(sql, id, why),
      ),
    /** Waits for what is being done. */
    end: async () => {
      await Promise.all(running);
    },
  };
}

/**
 * A sheet as its draft keeps it.
 * @throws {Problem} too_large
 */
export function sheetText(sheet: DraftSheet): string {
  const text = JSON.stringify(sheet);
  if (Buffer.byteLength(text) > SHEET_BYTES) throw new Problem('too_large');
  return text;
}

const NO_ROOM: Told = {
  message: `Your files in the making take up ${OWNER_BYTES / MB} MB, all there is for them. Discard some, then upload this one again.`,
  messageVi: `Các tệp anh/chị đã tải lên chiếm hết ${OWNER_BYTES / MB} MB được giữ. Anh/chị vui lòng bỏ bớt tệp cũ rồi tải lên lại.`,
};
const NOTHING_STORED: Told = {
  message: 'Nothing was stored, since some rows have faults.',
  messageVi: 'Chưa lưu dòng nào, vì còn dòng có lỗi.',
};
const FAILED: Told = {
  message: 'Something failed on our side. Please try again.',
  messageVi: 'Máy chủ gặp lỗi. Anh/chị vui lòng thử lại sau ít phút.',
};

/** A problem in words: its faults, or itself where it names none. */
function toldOf(problem: unknown, log: FastifyBaseLogger): Told[] {
  if (!(problem instanceof Problem)) {
    log.error({ err: problem }, 'import failed');
    return [FAILED];
  }
  const { title, titleVi, errors } = problem.body();
  if (errors.length === 0) return [{ message: title, messageVi: titleVi }];
  return errors.map(({ message, messageVi }) => ({ message, messageVi }));
}
