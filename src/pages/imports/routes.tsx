import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { WRITERS } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { requireWriter } from '../../http/lookup.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import {
  type Draft,
  deleteDraft,
  insertDraft,
  listDrafts,
  readDraft,
  takeDraft,
} from '../../intake/draft-store.ts';
import { refuse } from '../../refused.ts';
import { SHEET_LIMITS } from '../../sheets/read.ts';
import { readFile } from '../parts/filled.ts';
import { screen } from '../parts/screen.tsx';
import { rowsAsked } from '../parts/table-file.ts';
import type { Words } from '../say.ts';
import type { Wrap } from '../wrap.tsx';
import { draftAddress, PATH } from './addresses.ts';
import { ImportDraft } from './draft.tsx';
import { draftFacts } from './facts.ts';
import { ImportProgress, LOOK_AGAIN_S } from './progress.tsx';
import { corrected } from './rows.ts';
import { ImportStart } from './start.tsx';
import { draftName, ownerOf } from './upload.ts';
import { type Asker, createImportWork, LEASE_MS, sheetText } from './work.ts';

export interface ImportPageDeps {
  sql: RootSql;
  bulk: RootSql;
  wrap: Wrap;
  /** Bytes of a sheet. */
  bodyLimit: number;
}

const MB = 1024 * 1024;
/** How long a sheet waits for its owner, and how many of his do. */
const KEPT_MS = 24 * 3_600_000;
const KEPT_DRAFTS = 5;
const PAGE_SIZE = 50;

const id = z.uuid();
const page = z.coerce.number().int().min(1).max(10_000).default(1);
const view = z.enum(['all', 'faulty']).default('all');
/** When the check was made that the form was shown with. */
const checked = z.coerce
  .number()
  .int()
  .min(0)
  .max(8.64e15)
  .transform((ms) => new Date(ms));
const form = { access: WRITERS, form: true };
const config = { ...form, heavy: true as const };

/** Sheets by hand: uploaded, checked, put right in place, and only then stored. */
export function importPages({ sql, bulk, wrap, bodyLimit }: ImportPageDeps): Routes {
  const work = createImportWork({ sql, bulk, bodyLimit });
  const maxBytes = Math.min(bodyLimit, SHEET_LIMITS.maxBytes);
  const title: Words = ['Nhập số liệu từ tệp', 'Import from a file'];

  const askerOf = (request: FastifyRequest): Asker => {
    const { registry, principal, caller, log } = request;
    return { ...authorOf(request), registry, principal, caller, log };
  };
  const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE_MS);
  async function requireDraft(request: FastifyRequest, draft: string): Promise<Draft> {
    const found = await readDraft(sql, ownerOf(request), draft, request.receivedAt);
    if (!found) throw new Problem('not_found');
    return found;
  }
  /** What has been read of a draft, to go on with it. */
  async function requireRead(request: FastifyRequest, draft: string) {
    const { sheet, fileName } = await requireDraft(request, draft);
    if (!sheet) throw new Problem('not_found');
    return { sheet, fileName };
  }

  return async (app) => {
    await takeFiles(app, maxBytes);
    app.addHook('onClose', () => work.end());

    const imports = screen(app, wrap, {
      path: PATH,
      config: { access: WRITERS },
      query: { tep: id.optional(), page, view },
      load: ({ request, query: { tep } }) => (tep === undefined ? undefined : requireDraft(request, tep)),
      view: async ({ request, registry, principal, now, query, it: draft }) => {
        const lost = draft?.state === 'working' && draft.leaseUntil !== null && draft.leaseUntil < now;
        if (draft?.state === 'working' && !lost)
          return { title, content: <ImportProgress draft={draft} now={now} />, lookAgain: LOOK_AGAIN_S };
        const faults = lost ? [INTERRUPTED] : draft?.faults;
        if (!draft || !faults || draft.answer === null || draft.sheet === null) {
          const drafts = await listDrafts(sql, ownerOf(request), now);
          const refused = draft && faults && { fileName: draft.fileName, faults };
          const maxMb = Math.floor(maxBytes / MB);
          return { title, content: <ImportStart maxMb={maxMb} drafts={drafts} refused={refused} /> };
        }
        const asked = { registry, principal, now, ...query, size: rowsAsked(request, PAGE_SIZE) };
        const shown = lost ? { ...draft, step: 'check' as const, faults } : draft;
        return { title, content: <ImportDraft facts={await draftFacts(sql, shown, asked)} /> };
      },
    });

    imports.post({
      config,
      body: z.object({ file: sentFile.optional() }),
      wrong: ['Tệp chưa được tiếp nhận. Vui lòng kiểm tra:', 'The file was not taken. Please look at this:'],
      read: ({ file }, { request }) => {
        requireWriter(request);
        const most = Math.floor(maxBytes / MB);
        const given = readFile('file', file, {
          none: [
            'Chọn một tệp Excel hoặc CSV có dữ liệu.',
            'Choose an Excel or CSV file that holds something.',
          ],
          cut: [
            `Tệp lớn hơn ${most} MB. Anh/chị vui lòng tách tệp thành nhiều phần.`,
            `The file is larger than ${most} MB. Split it.`,
          ],
        });
        if (work.isFull())
          refuse('file', [
            'Hệ thống đang bận đọc các tệp khác. Anh/chị vui lòng thử lại sau ít phút.',
            'Too many files are being read. Please try again shortly.',
          ]);
        return given;
      },
      act: async (_, file, { request, now }) => {
        const draft = {
          id: crypto.randomUUID(),
          owner: ownerOf(request),
          fileName: draftName(file.name),
          createdAt: now,
          expiresAt: new Date(now.getTime() + KEPT_MS),
          leaseUntil: leaseFrom(now),
        };
        await insertDraft(sql, draft, KEPT_DRAFTS - 1);
        await work.read(draft.id, file.bytes, askerOf(request));
        return draft.id;
      },
      to: (draft) => draftAddress(draft),
    });

    imports.post({
      at: '/sua',
      config,
      body: z.looseObject({
        tep: id,
        page,
        view,
        drop: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
        hidden: z.stringbool().optional(),
      }),
      act: async (_, __, { request, now, body }) => {
        requireWriter(request);
        const { tep, page: at, view: shown, drop, hidden, ...fields } = body;
        const { sheet: kept } = await requireRead(request, tep);
        const typed = Object.entries(fields).filter(
          (one): one is [string, string] => typeof one[1] === 'string',
        );
        const found = corrected(kept.found, Object.fromEntries(typed), drop);
        const sheet = { found, takeHidden: hidden ?? kept.takeHidden };
        const asked = { owner: ownerOf(request), id: tep, step: 'check' as const, cells: sheetText(sheet) };
        if (await takeDraft(sql, asked, now, leaseFrom(now))) await work.check(tep, sheet, askerOf(request));
        return draftAddress(tep, { page: at, view: shown });
      },
      to: (address) => address,
    });

    imports.post({
      at: '/ghi',
      config,
      body: z.object({ tep: id, checked, atomic: z.stringbool().default(false) }),
      act: async (_, __, { request, now, body: { tep, checked: seen, atomic } }) => {
        requireWriter(request);
        const { sheet, fileName } = await requireRead(request, tep);
        const asked = { owner: ownerOf(request), id: tep, step: 'store' as const, seen };
        if (await takeDraft(sql, asked, now, leaseFrom(now)))
          await work.store(tep, sheet, { atomic, fileName }, askerOf(request));
        return draftAddress(tep);
      },
      to: (address) => address,
    });

    imports.post({
      at: '/xoa',
      config: form,
      body: z.object({ tep: id }),
      find: ({ request, body }) => deleteDraft(sql, ownerOf(request), body.tep),
      act: () => undefined,
      to: () => PATH,
    });
  };
}

const INTERRUPTED = {
  message: 'The work was cut off. Please try again.',
  messageVi: 'Việc xử lý tệp bị gián đoạn. Anh/chị vui lòng thử lại.',
};
