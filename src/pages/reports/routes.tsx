import { z } from 'zod';
import { may, ROLES, rolesThatMay } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import type { Clients } from '../../db/connect.ts';
import { readDay } from '../../fields.ts';
import type { Routes } from '../../http/context.ts';
import { findProgramme } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { packCursor, unpackCursor } from '../../http/query.ts';
import { type Objection, refuse } from '../../refused.ts';
import { APPROVERS, approves, approvesSome, readableBy, worksOn } from '../../reports/access.ts';
import { drawnNow } from '../../reports/drawing.ts';
import { titleOf } from '../../reports/present.ts';
import { remarksOfReport } from '../../reports/remarks/of-report.ts';
import { rowsOf } from '../../reports/rows-rules.ts';
import { editBody, reasonBody } from '../../reports/schema.ts';
import { findReport, listReports, type ReportHead, readHashes } from '../../reports/store.ts';
import { subjectFrom } from '../../reports/subject.ts';
import { REPORT_KINDS, REPORT_STATES, type ReportKind } from '../../reports/types.ts';
import {
  approveReport,
  correctReport,
  draftReport,
  editReport,
  returnReport,
  submitReport,
  takeRemark,
} from '../../reports/verbs.ts';
import { currentSnapshot, differencesNow, movesUntil } from '../../reports/view.ts';
import { withQuery } from '../addresses.ts';
import type { FormBody } from '../parts/filled.ts';
import { screen } from '../parts/screen.tsx';
import { tableQuery } from '../parts/table-file.ts';
import { told as toldOf } from '../parts/told.ts';
import type { Wrap } from '../wrap.tsx';
import { ArchivePage } from './archive-page.tsx';
import { ReportsPage } from './list-page.tsx';
import { ReportPage } from './report-page.tsx';
import { FigureRowsPage } from './rows-page.tsx';
import { ARCHIVE, NEW, REPORTS, ROWS, reportAddress } from './words.ts';

const PAGE = 50;
/** More than a year of a nation's reports of all kinds. */
const A_YEAR = 20_000;
const WRITERS = { access: rolesThatMay('report'), form: true };
const DECIDE = { access: APPROVERS, form: true };
/** A filter that is not set comes as nothing. */
const blank = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), of.optional());

/** Reports that go up: the list, and each to read, write, submit and approve. */
export function reportPages({
  sql,
  orm,
  wrap,
  autosaveScript,
}: Clients & { wrap: Wrap; autosaveScript: string }): Routes {
  const db = { sql, orm };
  return async (app) => {
    // Who approves nothing anywhere is told so, whatever report he names.
    app.addHook('preValidation', async ({ principal, routeOptions }) => {
      if (routeOptions.config.access === APPROVERS && !(await approvesSome(orm, principal)))
        throw new Problem('forbidden');
    });
    const list = screen(app, wrap, {
      path: REPORTS,
      config: { access: ROLES, form: true },
      query: {
        kind: blank(z.enum(REPORT_KINDS)),
        state: blank(z.enum(REPORT_STATES)),
        province: blank(z.string().max(2)),
        from: blank(daySchema),
        to: blank(daySchema),
        after: z.string().max(200).optional(),
      },
      view: async ({ registry, principal, query: { after: text, ...asked } }) => {
        const after = unpackCursor(text, z.object({ to: daySchema, id: z.int() }));
        const rows = await listReports(orm, readableBy(registry, principal), asked, {
          limit: PAGE + 1,
          after,
        });
        const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
        const older = last
          ? withQuery(REPORTS, { ...asked, after: packCursor({ to: last.periodTo, id: last.id }) })
          : null;
        return {
          title: ['Báo cáo tổng hợp', 'Reports'],
          content: (
            <ReportsPage
              reports={rows.slice(0, PAGE)}
              reads={readableBy(registry, principal).provinces}
              older={older}
            />
          ),
        };
      },
    });
    list.post({
      form: NEW,
      config: WRITERS,
      read: (body, { request, registry, principal, today }) =>
        told(() => {
          const { province = '', kind = '', day, period } = body;
          if (province !== '*' && !registry.provinces.has(province)) throw new Problem('not_found');
          if (!worksOn(registry, principal, province)) throw new Problem('not_found');
          const programme = findProgramme(request, undefined, province);
          if (!programme)
            refuse('province', ['Chưa có đợt báo cáo nào cho địa bàn này.', 'No programme asks this area.']);
          const known = REPORT_KINDS.find((one) => one === kind);
          if (!known) refuse('kind', ['Chọn loại báo cáo.', 'Choose a kind.']);
          return subjectFrom(
            programme,
            wanted(known, province, day ? readDay('day', day) : undefined, period || undefined),
            today,
          );
        }),
      act: (author, subject) => told(() => draftReport(db, author, subject)),
      told: (objections) => objections.map(atForm),
      to: (id) => reportAddress(id),
    });

    screen(app, wrap, {
      path: ARCHIVE,
      config: { access: ROLES, form: true },
      query: { nam: blank(z.coerce.number().int().min(2025).max(2100)), ...tableQuery },
      view: async ({ registry, principal, today, query: { nam } }) => {
        const year = nam ?? Number(today.slice(0, 4));
        const asked = { state: 'approved', from: `${year}-01-01`, to: `${year}-12-31` } as const;
        const rows = await listReports(orm, readableBy(registry, principal), asked, {
          limit: A_YEAR,
          after: null,
        });
        // A period is of the year in which it ends.
        const ended = rows.filter(({ periodTo }) => periodTo <= asked.to);
        const hashes = await readHashes(
          orm,
          ended.map(({ id }) => id),
        );
        return {
          title: [`Báo cáo đã duyệt năm ${year}`, `Approved reports of ${year}`],
          content: <ArchivePage year={year} reports={ended} hashes={hashes} />,
        };
      },
    });

    const page = screen(app, wrap, {
      path: `${REPORTS}/:id`,
      config: { access: ROLES, form: true },
      params: { id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) },
      load: async ({ registry, principal, params: { id } }) => {
        const row = await findReport(orm, readableBy(registry, principal), id);
        if (!row) throw new Problem('not_found');
        return row;
      },
      done: {
        luu: ['Đã lưu phần lời của báo cáo.', 'Saved.'],
        lay: [
          'Đã lấy nội dung của đơn vị vào báo cáo, kèm nguồn.',
          'Taken over into the report, with its source.',
        ],
        trinh: ['Đã trình báo cáo. Lãnh đạo sẽ xem và duyệt.', 'Submitted for approval.'],
        duyet: [
          'Đã duyệt báo cáo. Tệp tải về từ nay không thay đổi.',
          'Approved; its files stay as they are.',
        ],
        'tra-lai': ['Đã trả lại báo cáo cho người lập.', 'Sent back to its author.'],
      },
      more: {} as { isConflict?: boolean },
      view: async ({ registry, principal, now, it: row, more }) => {
        const [snapshot, differences, drawn, isTheirs, remarks] = await Promise.all([
          currentSnapshot(db, registry, row, now),
          // Who approves sees what has changed since it was submitted; afterwards everybody, since it was approved.
          row.state === 'draft' ? null : differencesNow(db, registry, row, now),
          row.drawn ?? drawnNow(orm, row),
          approves(orm, principal, row),
          row.state !== 'approved' &&
          may(principal.role, 'report') &&
          worksOn(registry, principal, row.province)
            ? remarksOfReport(orm, registry, row)
            : [],
        ]);
        const until = row.state === 'draft' && snapshot ? movesUntil(registry, snapshot) : null;
        return {
          title: titleOf(registry, row),
          content: (
            <ReportPage
              moves={until !== null && until > now ? until : null}
              {...{ row, snapshot, differences, drawn, remarks, autosaveScript }}
              isConflict={more.isConflict ?? false}
              approves={isTheirs}
            />
          ),
        };
      },
    });
    screen(app, wrap, {
      path: `${REPORTS}/:id${ROWS}`,
      config: { access: ROLES, form: true },
      params: { id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) },
      query: { 'so-lieu': z.string().max(200).default('colour:green'), ...tableQuery },
      view: async ({ registry, principal, now, params: { id }, query: { 'so-lieu': figure } }) => {
        const row = await findReport(orm, readableBy(registry, principal), id);
        const snapshot = row && (await currentSnapshot(db, registry, row, now));
        const rows = snapshot && rowsOf(snapshot, figure);
        if (!row || !snapshot || !rows) throw new Problem('not_found');
        return {
          title: ['Danh sách của một số liệu', 'Rows of a figure'],
          content: <FigureRowsPage {...{ row, snapshot, rows }} />,
        };
      },
    });
    const isTheirs = ({
      registry,
      principal,
      it,
    }: {
      registry: Parameters<typeof worksOn>[0];
      principal: Parameters<typeof worksOn>[1];
      it: { province: string };
    }) => worksOn(registry, principal, it.province);
    const mayDecide = async (asked: Parameters<typeof isTheirs>[0] & { it: ReportHead }) => {
      if (isTheirs(asked) && !(await approves(orm, asked.principal, asked.it)))
        throw new Problem('forbidden');
      return isTheirs(asked);
    };
    page.post({
      at: '/sua',
      form: 'sua',
      longest: 25_000,
      config: WRITERS,
      find: isTheirs,
      read: readTexts,
      act: (author, fields, { it }) => told(() => editReport(db, author, it.id, fields)),
      done: 'luu',
    });
    page.post({
      at: '/lay',
      form: 'sua',
      longest: 25_000,
      config: WRITERS,
      find: isTheirs,
      read: ({ remark, ...body }) => {
        const id = Number(remark);
        if (!Number.isSafeInteger(id) || id < 1) throw new Problem('not_found');
        return { id, ...readTexts(body) };
      },
      act: (author, { id, ...fields }, { it, registry }) =>
        told(() => takeRemark(db, author, it.id, { id, registry }, fields)),
      done: 'lay',
    });
    page.post({
      at: '/trinh',
      config: WRITERS,
      find: isTheirs,
      act: (author, _, { it, registry }) => told(() => submitReport(db, author, registry, it)),
      done: 'trinh',
    });
    page.post({
      at: '/duyet',
      config: DECIDE,
      find: mayDecide,
      act: (author, _, { it }) => told(() => approveReport(db, author, it)),
      done: 'duyet',
    });
    page.post({
      at: '/tra-lai',
      form: 'tra-lai',
      config: DECIDE,
      find: mayDecide,
      read: ({ reason }) => {
        const read = reasonBody.safeParse({ reason });
        if (!read.success)
          refuse('reason', ['Nhập lý do để người lập biết cần sửa gì.', 'Say what is to be changed.']);
        return read.data.reason;
      },
      act: (author, reason, { it }) => told(() => returnReport(db, author, it.id, reason)),
      done: 'tra-lai',
    });
    page.post({
      at: '/dinh-chinh',
      config: WRITERS,
      find: isTheirs,
      act: (author, _, { it }) => told(() => correctReport(db, author, it.id)),
      to: (id) => reportAddress(id),
    });
  };
}

/** @throws {Refused} */
function readTexts({ revision, csrf: _, ...texts }: FormBody) {
  const read = editBody.safeParse({ narrative: texts, revision: Number(revision) });
  if (!read.success)
    refuse('', ['Phần lời có ký tự không dùng được.', 'The text holds characters that cannot be kept.']);
  return read.data;
}

/** The form has one field of a day, for the day of a daily report and the deadline of another. */
function wanted(kind: ReportKind, province: string, day: string | undefined, period: string | undefined) {
  return kind === 'deadline' ? { kind, province, deadline: day, period } : { kind, province, day, period };
}

const atForm = (one: Objection): Objection => (one.field === 'deadline' ? { ...one, field: 'day' } : one);

/** A problem of the verbs as what the page says beside its form; of two who write, in words of its own. */
const told = <T,>(act: () => T | Promise<T>) =>
  toldOf(act, ({ code }) =>
    code === 'revision_conflict'
      ? {
          words: ['Có người khác vừa lưu báo cáo này.', 'Somebody else has just saved this report.'],
          more: { isConflict: true },
        }
      : undefined,
  );
