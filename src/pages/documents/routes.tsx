import { z } from 'zod';
import { ROLES, rolesThatMay } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import type { RootSql } from '../../db/connect.ts';
import { readableBy, writesFor } from '../../documents/access.ts';
import { draftFrom } from '../../documents/draft.ts';
import { documentName } from '../../documents/paper.ts';
import { readEffects } from '../../documents/present.ts';
import { editBody, issueBody, newDocument } from '../../documents/schema.ts';
import { findDocument, listDocuments } from '../../documents/store.ts';
import { DOCUMENT_KINDS, DOCUMENT_STATES, DOCUMENTS } from '../../documents/types.ts';
import {
  discardDocument,
  draftDocument,
  editDocument,
  issueDocument,
  keepSigned,
  refreshDocument,
  SIGNED_BYTES,
} from '../../documents/verbs.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { packCursor, unpackCursor } from '../../http/query.ts';
import { type Objection, Refused } from '../../refused.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { withQuery } from '../addresses.ts';
import { orRefused, readFile } from '../parts/filled.ts';
import { screen } from '../parts/screen.tsx';
import { rowsAsked, tableQuery } from '../parts/table-file.ts';
import { told } from '../parts/told.ts';
import type { Wrap } from '../wrap.tsx';
import { DocumentPage } from './document-page.tsx';
import { addresseesTicked, draftQuery, loadDraft } from './draft-facts.ts';
import { DraftPage } from './draft-page.tsx';
import { DocumentsPage } from './list-page.tsx';
import { DRAFT, documentAddress } from './words.ts';

const PAGE = 50;
const WRITERS = { access: rolesThatMay('report'), form: true };
/** A filter that is not set comes as nothing. */
const blank = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), of.optional());

/** Documents: the register, drafting one of what is chosen elsewhere, and each to read, write and issue. */
export function documentPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    await takeFiles(app, SIGNED_BYTES);

    screen(app, wrap, {
      path: DOCUMENTS,
      config: { access: ROLES, form: true },
      query: {
        kind: blank(z.enum(DOCUMENT_KINDS)),
        state: blank(z.enum(DOCUMENT_STATES)),
        province: blank(z.string().max(2)),
        from: blank(daySchema),
        to: blank(daySchema),
        addressee: blank(z.string().max(5)),
        after: z.string().max(200).optional(),
        ...tableQuery,
      },
      done: { bo: ['Đã xóa dự thảo.', 'The draft was taken away.'] },
      view: async ({ request, registry, principal, today, query }) => {
        const { after: text, kind, state, province, from, to, addressee } = query;
        const asked = { kind, state, province, from, to, addressee };
        const most = rowsAsked(request, PAGE);
        const who = readableBy(registry, principal);
        const before = unpackCursor(text, z.int());
        const rows = await listDocuments(sql, who, asked, { limit: most + 1, before });
        const shown = rows.slice(0, most);
        const last = rows.length > most ? shown.at(-1) : undefined;
        const effects = await readEffects(sql, shown, today);
        const older = last ? withQuery(DOCUMENTS, { ...asked, after: packCursor(last.id) }) : null;
        return {
          title: ['Sổ văn bản', 'Register of documents'],
          content: <DocumentsPage documents={shown} reads={who.provinces} {...{ effects, older }} />,
        };
      },
    });

    const drafting = screen(app, wrap, {
      path: DRAFT,
      config: WRITERS,
      query: draftQuery.shape,
      load: async ({ request, query }) => await loadDraft(sql, request, query),
      view: ({ request, it }) => ({
        title: ['Soạn văn bản', 'Draft a document'],
        content: <DraftPage facts={it} action={request.url} />,
      }),
    });
    drafting.post({
      config: WRITERS,
      longest: 20_000,
      several: ['addressees'],
      read: ({ kind, subject, text, addressees = '' }, { request, it }) =>
        told(async () => {
          const read = newDocument.pick({ kind: true, subject: true, text: true }).safeParse({
            ...{ kind, subject },
            text: text?.replaceAll('\r\n', '\n'),
          });
          if (!read.success) throw new Refused(objectionsOf(read.error));
          const codes = addresseesTicked(addressees, it.codes);
          if (codes.length === 0)
            throw new Refused([
              { field: 'addressees', vi: 'Chọn ít nhất một nơi nhận.', en: 'Choose at least one addressee.' },
            ]);
          return await draftFrom(sql, request, { ...it.of, ...read.data, addressees: codes });
        }),
      act: (author, draft, { registry }) => told(() => draftDocument(sql, author, registry, draft)),
      told: (objections) => objections.map(atField),
      to: (id) => documentAddress(id),
    });

    const page = screen(app, wrap, {
      path: `${DOCUMENTS}/:id`,
      config: { access: ROLES, form: true },
      params: { id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) },
      load: async ({ registry, principal, params: { id } }) => {
        const row = await findDocument(sql, readableBy(registry, principal), id);
        if (!row) throw new Problem('not_found');
        return row;
      },
      done: {
        luu: ['Đã lưu dự thảo.', 'Saved.'],
        'so-lieu': ['Đã cập nhật số liệu của dự thảo.', 'The figures were looked up anew.'],
        'ban-hanh': [
          'Đã ban hành văn bản và gửi đến đầu mối của các đơn vị nhận.',
          'Issued, and sent to the contacts of its addressees.',
        ],
        'da-ky': ['Đã nhận bản đã ký.', 'The signed file was kept.'],
      },
      view: async ({ registry, today, it: row }) => {
        const effects = await readEffects(sql, [row], today);
        const province = { code: row.province, name: registry.provinces.get(row.province) ?? row.province };
        return {
          title: documentName(row.kind, province, row),
          content: <DocumentPage {...{ row, today }} effect={effects.get(row.id)} />,
        };
      },
    });
    const isTheirs = ({
      registry,
      principal,
      it,
    }: {
      registry: Registry;
      principal: Parameters<typeof writesFor>[1];
      it: { province: string };
    }) => writesFor(registry, principal, it.province);
    page.post({
      at: '/sua',
      form: 'sua',
      longest: 25_000,
      config: WRITERS,
      find: isTheirs,
      read: ({ subject, text, revision }) => {
        const read = editBody.safeParse({
          subject,
          text: text?.replaceAll('\r\n', '\n'),
          revision: Number(revision),
        });
        if (!read.success) throw new Refused(objectionsOf(read.error));
        return read.data;
      },
      act: (author, fields, { it }) => told(() => editDocument(sql, author, it.id, fields)),
      done: 'luu',
    });
    page.post({
      at: '/so-lieu',
      config: WRITERS,
      find: isTheirs,
      act: (author, _, { it, registry }) => told(() => refreshDocument(sql, author, registry, it)),
      done: 'so-lieu',
    });
    page.post({
      at: '/bo',
      config: WRITERS,
      find: isTheirs,
      act: (author, _, { it }) => told(() => discardDocument(sql, author, it.id)),
      to: () => withQuery(DOCUMENTS, { done: 'bo' }),
    });
    page.post({
      at: '/ban-hanh',
      form: 'ban-hanh',
      config: WRITERS,
      find: isTheirs,
      read: ({ number, day, signerTitle }) => {
        const read = issueBody.safeParse({ number, day, signerTitle });
        if (!read.success) throw new Refused(objectionsOf(read.error));
        return read.data;
      },
      act: (author, issue, { it, registry }) => told(() => issueDocument(sql, author, registry, it, issue)),
      told: (objections) => objections.map(atField),
      done: 'ban-hanh',
    });
    page.post({
      at: '/da-ky',
      form: 'da-ky',
      config: WRITERS,
      find: isTheirs,
      body: z.object({ file: sentFile.optional() }),
      read: ({ file }) =>
        readFile('file', file, {
          none: ['Chọn tệp PDF đã ký.', 'Choose the signed PDF.'],
          cut: [
            `Tệp lớn hơn ${SIGNED_BYTES / 1024 / 1024} MB.`,
            `The file is larger than ${SIGNED_BYTES / 1024 / 1024} MB.`,
          ],
        }),
      act: (author, { bytes }, { it }) => orRefused('file', () => keepSigned(sql, author, it.id, bytes)),
      done: 'da-ky',
    });
  };
}

/** What stands in no field of ours is said above the form. */
function atField(one: Objection): Objection {
  const field = one.field.split('/')[0] ?? '';
  return { ...one, field: FIELDS.has(field) ? field : '' };
}
const FIELDS = new Set(['addressees', 'subject', 'text', 'kind', 'number', 'day', 'signerTitle']);

const NEEDED: Record<string, readonly [string, string]> = {
  subject: ['Nhập trích yếu của văn bản.', 'Say what it is about.'],
  number: ['Nhập số văn bản.', 'Enter its number.'],
  day: ['Chọn ngày ban hành.', 'Choose its day.'],
  signerTitle: ['Nhập chức vụ người ký.', 'Enter the signer’s title.'],
};

function objectionsOf({ issues }: z.ZodError): Objection[] {
  const fields = [...new Set(issues.map(({ path }) => String(path[0] ?? '')))];
  return fields.map((field) => {
    const [vi, en] = NEEDED[field] ?? [
      'Nội dung có ký tự không dùng được.',
      'Something in it cannot be kept.',
    ];
    return { field, vi, en };
  });
}
