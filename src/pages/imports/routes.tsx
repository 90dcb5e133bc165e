import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { WRITERS } from '../../access/principal.ts';
import type { RootSql } from '../../db/connect.ts';
import { authorOf } from '../../http/author.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { SHEET_LIMITS } from '../../sheets/read.ts';
import { sayFor } from '../language.tsx';
import { sendPage } from '../render.ts';
import type { Words } from '../say.ts';
import type { Shell } from '../shell.tsx';
import { draftAddress, PATH } from './addresses.ts';
import { ImportDraft } from './draft.tsx';
import { draftFacts } from './facts.ts';
import { ImportProgress, LOOK_AGAIN_S } from './progress.tsx';
import { corrected } from './rows.ts';
import { ImportStart, type StartProps } from './start.tsx';
import { type Draft, deleteDraft, insertDraft, listDrafts, readDraft, takeDraft } from './store.ts';
import { draftName, ownerOf } from './upload.ts';
import { type Asker, createImportWork, LEASE_MS, sheetText } from './work.ts';

export interface ImportPageDeps {
  sql: RootSql;
  bulk: RootSql;
  shell: Shell;
  /** Bytes of a sheet. */
  bodyLimit: number;
}

const MB = 1024 * 1024;
/** How long a sheet waits for its owner, and how many of his do. */
const KEPT_MS = 24 * 3_600_000;
const KEPT_DRAFTS = 5;

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
export function importPages({ sql, bulk, shell, bodyLimit }: ImportPageDeps): Routes {
  const work = createImportWork({ sql, bulk, bodyLimit });
  const maxBytes = Math.min(bodyLimit, SHEET_LIMITS.maxBytes);
  const title: Words = ['Nhập số liệu từ tệp', 'Import from a file'];

  async function showStart(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    more: Pick<StartProps, 'fault' | 'refused'> = {},
  ): Promise<FastifyReply> {
    const drafts = await listDrafts(sql, ownerOf(request), request.receivedAt);
    const props = { formToken: request.formToken, maxMb: Math.floor(maxBytes / MB), drafts, ...more };
    return sendPage(reply, status, shell(title, <ImportStart {...props} />, request.principal));
  }

  async function showDraft(
    request: FastifyRequest,
    reply: FastifyReply,
    draft: Draft,
    asked: { page: number; view: 'all' | 'faulty' },
  ): Promise<FastifyReply> {
    const { registry, principal, formToken, receivedAt: now } = request;
    const lost = draft.state === 'working' && draft.leaseUntil !== null && draft.leaseUntil < now;
    if (draft.state === 'working' && !lost) {
      // Instead of an element in the page: nothing but a header, and only while there is something to wait for.
      reply.header('refresh', String(LOOK_AGAIN_S));
      return sendPage(reply, 200, shell(title, <ImportProgress draft={draft} now={now} />, principal));
    }
    if (draft.answer === null || draft.sheet === null) {
      const faults = lost ? [INTERRUPTED] : draft.faults;
      return showStart(request, reply, 200, { refused: { fileName: draft.fileName, faults } });
    }
    const facts = await draftFacts(sql, lost ? { ...draft, step: 'check', faults: [INTERRUPTED] } : draft, {
      registry,
      principal,
      now,
      ...asked,
    });
    return sendPage(reply, 200, shell(title, <ImportDraft facts={facts} formToken={formToken} />, principal));
  }

  const askerOf = (request: FastifyRequest): Asker => {
    const { registry, principal, caller, log } = request;
    return { ...authorOf(request), registry, principal, caller, log };
  };
  const leaseFrom = (now: Date) => new Date(now.getTime() + LEASE_MS);
  function requireWriter({ registry, principal, receivedAt: now }: FastifyRequest): void {
    if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
  }
  async function requireDraft(request: FastifyRequest, draft: string): Promise<Draft> {
    const found = await readDraft(sql, ownerOf(request), draft, request.receivedAt);
    if (!found) throw new Problem('not_found');
    return found;
  }

  return async (app) => {
    await takeFiles(app, maxBytes);
    app.addHook('onClose', () => work.end());

    app.get(
      PATH,
      {
        config: { access: WRITERS },
        schema: { hide: true, querystring: z.strictObject({ tep: id.optional(), page, view }) },
      },
      async (request, reply) => {
        const { tep, ...asked } = request.query;
        if (tep === undefined) return showStart(request, reply, 200);
        return showDraft(request, reply, await requireDraft(request, tep), asked);
      },
    );

    app.post(
      PATH,
      { config, schema: { hide: true, body: z.object({ file: sentFile.optional() }) } },
      async (request, reply) => {
        requireWriter(request);
        const { file } = request.body;
        const say = sayFor(request);
        const refuse = (...words: Words) => showStart(request, reply, 422, { fault: say(...words) });
        if (!file || file.bytes.length === 0)
          return refuse(
            'Chọn một tệp Excel hoặc CSV có dữ liệu.',
            'Choose an Excel or CSV file that holds something.',
          );
        if (file.cut)
          return refuse(
            `Tệp lớn hơn ${Math.floor(maxBytes / MB)} MB. Anh/chị vui lòng tách tệp thành nhiều phần.`,
            `The file is larger than ${Math.floor(maxBytes / MB)} MB. Split it.`,
          );
        if (work.isFull())
          return refuse(
            'Hệ thống đang bận đọc các tệp khác. Anh/chị vui lòng thử lại sau ít phút.',
            'Too many files are being read. Please try again shortly.',
          );
        const { receivedAt: now } = request;
        const draft = crypto.randomUUID();
        const kept = {
          createdAt: now,
          expiresAt: new Date(now.getTime() + KEPT_MS),
          leaseUntil: leaseFrom(now),
        };
        const fileName = draftName(file.name);
        await insertDraft(sql, { id: draft, owner: ownerOf(request), fileName, ...kept }, KEPT_DRAFTS - 1);
        await work.read(draft, file.bytes, askerOf(request));
        return reply.redirect(draftAddress(draft), 303);
      },
    );

    app.post(
      `${PATH}/sua`,
      {
        config,
        schema: {
          hide: true,
          body: z.looseObject({
            tep: id,
            page,
            view,
            drop: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
            hidden: z.stringbool().optional(),
          }),
        },
      },
      async (request, reply) => {
        requireWriter(request);
        const { tep, page: at, view: shown, drop, hidden, ...fields } = request.body;
        const { sheet: kept } = await requireDraft(request, tep);
        if (!kept) throw new Problem('not_found');
        const { receivedAt: now } = request;
        const typed = Object.entries(fields).filter(
          (one): one is [string, string] => typeof one[1] === 'string',
        );
        const found = corrected(kept.found, Object.fromEntries(typed), drop);
        const sheet = { found, takeHidden: hidden ?? kept.takeHidden };
        const asked = { owner: ownerOf(request), id: tep, step: 'check' as const, cells: sheetText(sheet) };
        if (await takeDraft(sql, asked, now, leaseFrom(now))) await work.check(tep, sheet, askerOf(request));
        return reply.redirect(draftAddress(tep, { page: at, view: shown }), 303);
      },
    );

    app.post(
      `${PATH}/ghi`,
      {
        config,
        schema: { hide: true, body: z.object({ tep: id, checked, atomic: z.stringbool().default(false) }) },
      },
      async (request, reply) => {
        requireWriter(request);
        const { tep, checked: seen, atomic } = request.body;
        const { sheet, fileName } = await requireDraft(request, tep);
        if (!sheet) throw new Problem('not_found');
        const { receivedAt: now } = request;
        const asked = { owner: ownerOf(request), id: tep, step: 'store' as const, seen };
        if (await takeDraft(sql, asked, now, leaseFrom(now)))
          await work.store(tep, sheet, { atomic, fileName }, askerOf(request));
        return reply.redirect(draftAddress(tep), 303);
      },
    );

    app.post(
      `${PATH}/xoa`,
      { config: form, schema: { hide: true, body: z.object({ tep: id }) } },
      async (request, reply) => {
        if (!(await deleteDraft(sql, ownerOf(request), request.body.tep))) throw new Problem('not_found');
        return reply.redirect(PATH, 303);
      },
    );
  };
}

const INTERRUPTED = {
  message: 'The work was cut off. Please try again.',
  messageVi: 'Việc xử lý tệp bị gián đoạn. Anh/chị vui lòng thử lại.',
};
