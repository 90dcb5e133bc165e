import { createHash } from 'node:crypto';
import { z } from 'zod';
import { areaWithin } from '../../access/areas.ts';
import { findLocality } from '../../access/localities.ts';
import { ROLES, rolesThatMay } from '../../access/principal.ts';
import { daySchema } from '../../day-schema.ts';
import { type Day, isDay } from '../../days.ts';
import type { Clients } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { sentFile, takeFiles } from '../../http/multipart.ts';
import { Problem } from '../../http/problems.ts';
import { codeAsked } from '../../http/query.ts';
import { readUpload } from '../../intake/sheet-read.ts';
import { doesTask, memberOf, readableProvinces, worksOn } from '../../plans/access.ts';
import { agenciesOf } from '../../plans/agency-rules.ts';
import { choose } from '../../plans/choose-rules.ts';
import { compareTasks } from '../../plans/compare-rules.ts';
import { importTasks, type TaskImport } from '../../plans/import.ts';
import { loadTasks } from '../../plans/load.ts';
import { rankAgencies } from '../../plans/ranking-rules.ts';
import { partOf, requirePlan, requireTaskFor } from '../../plans/require.ts';
import { newPlan } from '../../plans/schema.ts';
import { TASK_LAYOUT } from '../../plans/sheet-rules.ts';
import { countStates, TASK_STATES } from '../../plans/state-rules.ts';
import { listFiles, listPlans, readEvents, readNotes, readVersions } from '../../plans/store.ts';
import type { Brought } from '../../plans/types.ts';
import {
  cancelTask,
  changePlan,
  claimTask,
  createPlan,
  decideTask,
  keepFile,
  moveDeadline,
  noteProgress,
} from '../../plans/verbs.ts';
import { leadsOf } from '../../plans/view-rules.ts';
import { type Objection, Refused, refuse } from '../../refused.ts';
import { inForce } from '../../registry/types.ts';
import { FILE_BYTES } from '../../review/evidence-rules.ts';
import { type FormBody, readFile } from '../parts/filled.ts';
import type { Option } from '../parts/form.tsx';
import { RefusedAs, screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { PlansPage } from './list-page.tsx';
import { PlanPage } from './plan-page.tsx';
import { TaskPage } from './task-page.tsx';
import { TasksPage } from './tasks-page.tsx';
import { PLANS, planAddress, TASKS } from './words.ts';

const READERS = { access: ROLES, form: true };
const WRITERS = { access: rolesThatMay('report'), form: true };
const DOERS = { access: rolesThatMay('carryOut'), form: true };
const blank = <T extends z.ZodType>(of: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), of.optional());

const REFUSED = {
  empty: ['Tệp trống.', 'The file is empty.'],
  too_large: ['Tệp lớn hơn 5 MB.', 'The file has more than 5 MB.'],
  wrong_type: ['Chỉ nhận PDF, JPEG, PNG, WebP.', 'PDF, JPEG, PNG and WebP are taken.'],
  too_many: ['Nhiệm vụ này đã đủ số tệp.', 'The task has all the files that it may have.'],
} as const;

/** Plans and their tasks in the browser. */
export function planPages({
  sql,
  orm,
  wrap,
  bodyLimit,
}: Clients & { wrap: Wrap; bodyLimit: number }): Routes {
  const db = { sql, orm };
  return async (app) => {
    await takeFiles(app, Math.max(bodyLimit, FILE_BYTES));

    const list = screen(app, wrap, {
      path: PLANS,
      config: READERS,
      view: async ({ registry, principal, now, today, say }) => {
        const plans = await listPlans(orm, { provinces: readableProvinces(registry, principal) });
        const views = await loadTasks(db, registry, plans, { now });
        const rows = plans.map((plan) => ({
          plan,
          totals: countStates(views.filter((one) => one.plan.id === plan.id).map(({ standing }) => standing)),
        }));
        const agencies = registry.agencies
          .filter((one) => inForce(one, today) && areaWithin(registry, one.province, principal.area))
          .map((one): Option => [one.code, say(one.nameVi, one.nameEn)]);
        const unique = [...new Map(agencies).entries()].map(([code, name]): Option => [code, name]);
        return {
          title: ['Kế hoạch và nhiệm vụ', 'Plans and tasks'],
          content: <PlansPage plans={rows} agencies={unique} />,
        };
      },
    });
    list.post({
      form: 'moi',
      config: WRITERS,
      read: (body, { registry, principal }) => {
        const { csrf: _, number, day, ...fields } = body;
        const given = newPlan.safeParse({
          ...fields,
          ...(number ? { number } : {}),
          ...(day ? { day } : {}),
        });
        if (!given.success)
          throw new Refused(
            given.error.issues.map(({ path }) => ({
              field: String(path[0] ?? ''),
              vi: 'Nội dung này chưa đúng hoặc còn trống.',
              en: 'This is missing or not right.',
            })),
          );
        const { province } = given.data;
        const isThere = province === '*' || registry.provinces.has(province);
        if (!isThere || !areaWithin(registry, province, principal.area)) throw new Problem('not_found');
        return given.data;
      },
      act: (author, fields, { registry }) => told(() => createPlan(db, author, registry, fields)),
      to: ({ code }) => planAddress(code),
    });

    const page = screen(app, wrap, {
      path: `${PLANS}/:plan`,
      config: READERS,
      params: { plan: codeAsked },
      query: { from: blank(daySchema), to: blank(daySchema) },
      more: {} as { checked?: TaskImport },
      load: async ({ request, params: { plan: code } }) => {
        const plan = await requirePlan(orm, request, code);
        const { registry, principal, caller } = request;
        return { plan, mine: worksOn(registry, await memberOf(orm, registry, principal, caller), plan) };
      },
      done: { luu: ['Đã lưu.', 'Saved.'], nhap: ['Đã lưu các nhiệm vụ trong tệp.', 'The tasks are stored.'] },
      view: async ({ registry, now, today, query, it: { plan, mine }, more: { checked } }) => {
        const [views, versions] = await Promise.all([
          loadTasks(db, registry, [plan], { now }),
          readVersions(orm, plan.id),
        ]);
        const { from, to } = query;
        const asked =
          from !== undefined && to !== undefined && from <= to && to <= today ? { from, to } : null;
        const compared = asked && {
          ...asked,
          changes: compareTasks(
            await loadTasks(db, registry, [plan], { day: asked.from, now }),
            await loadTasks(db, registry, [plan], { day: asked.to, now }),
            asked,
          ),
        };
        const agencies = agenciesOf(registry, plan.province, today);
        return {
          title: plan.number ?? plan.title,
          content: <PlanPage {...{ plan, views, versions, agencies, today, mine, compared, checked }} />,
        };
      },
    });
    page.post({
      at: '/sua',
      form: 'sua',
      config: WRITERS,
      find: ({ it }) => it.mine,
      read: ({ title = '', number = '', day = '' }) => {
        if (title.trim() === '') refuse('title', ['Vui lòng nhập tên văn bản.', 'The title is missing.']);
        if (day !== '' && !isDay(day)) refuse('day', ['Ngày không đúng.', 'Not a day.']);
        return { title: title.trim(), number: number.trim() || null, day: day || null };
      },
      act: (author, fields, { registry, it }) =>
        told(() => changePlan(db, author, registry, it.plan, fields)),
      done: 'luu',
    });
    page.post({
      at: '/tep',
      form: 'tep',
      config: { ...WRITERS, heavy: true },
      bodyLimit,
      find: ({ it }) => it.mine,
      body: z.object({
        file: sentFile.optional(),
        reason: z.string().max(2_000).optional(),
        basis: z.string().max(500).optional(),
      }),
      read: async ({ file, reason, basis }) => {
        const given = readFile('file', file, {
          none: [
            'Chọn một tệp Excel hoặc CSV có dữ liệu.',
            'Choose an Excel or CSV file that holds something.',
          ],
          cut: ['Tệp quá lớn.', 'The file is too large.'],
        });
        const found = await told(() => readUpload(given.bytes, TASK_LAYOUT, bodyLimit), 'file');
        return { found, reason: reason?.trim() || null, basis: basis?.trim() || null };
      },
      act: (author, { found, reason, basis }, { registry, it }) =>
        told(() => importTasks(db, author, it.plan, found, { registry, dryRun: false, reason, basis })),
      show: (checked) =>
        checked.rejected > 0 || checked.results.some(({ needsDay }) => needsDay) ? { checked } : undefined,
      done: 'nhap',
    });

    screen(app, wrap, {
      path: TASKS,
      config: READERS,
      query: {
        plan: blank(codeAsked),
        agency: blank(codeAsked),
        state: blank(z.enum(TASK_STATES)),
        dueBefore: blank(daySchema),
        locality: blank(codeAsked),
      },
      view: async ({ request, registry, principal, now, today, query, say }) => {
        const plans = await listPlans(orm, { provinces: readableProvinces(registry, principal) });
        const own = registry.localities.has(principal.area) ? principal.area : undefined;
        const locality = query.locality ?? own;
        if (locality !== undefined && !findLocality(registry, principal, locality))
          throw new Problem('not_found');
        const all = await loadTasks(db, registry, plans, { now, locality });
        const member = await memberOf(orm, registry, principal, request.caller);
        const agency = query.agency === 'toi' ? (member.agency ?? undefined) : query.agency;
        const views = choose(all, { ...query, locality, agency }, (code) => registry.localities.has(code));
        const agencies = agenciesOf(registry, '*', today);
        const ranking = rankAgencies(all).filter(({ agency: code }) => !registry.localities.has(code));
        const codes = [...new Set(all.flatMap((view) => [...leadsOf(view), ...view.task.coordinators]))];
        const options = codes
          .filter(agencies.isKnown)
          .map((code): Option => [code, say(...agencies.namesOf(code))]);
        return {
          title: ['Nhiệm vụ', 'Tasks'],
          content: (
            <TasksPage
              {...{ views, agencies, ranking }}
              options={member.agency ? [['toi', say('Cơ quan của tôi', 'My agency')], ...options] : options}
              plans={plans.map(({ code, number, title }): Option => [code, number ?? title.slice(0, 60)])}
            />
          ),
        };
      },
    });

    const task = screen(app, wrap, {
      path: `${TASKS}/:task`,
      config: READERS,
      params: { task: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) },
      query: { locality: blank(codeAsked) },
      load: async ({ request }) => {
        const found = await requireTaskFor(db, request, 'read');
        const { registry, principal, caller } = request;
        const member = await memberOf(orm, registry, principal, caller);
        const { plan, view } = found;
        const does = { perUnit: view.task.perUnit, leads: leadsOf(view) };
        return {
          ...found,
          may: { do: doesTask(registry, member, plan, does), decide: worksOn(registry, member, plan) },
        };
      },
      done: {
        'tien-do': ['Đã lưu tiến độ.', 'Saved.'],
        'hoan-thanh': [
          'Đã báo cáo hoàn thành. Cơ quan theo dõi sẽ xác nhận.',
          'Claimed; it waits to be confirmed.',
        ],
        'xac-nhan': ['Đã xác nhận hoàn thành.', 'Confirmed.'],
        'tra-lai': ['Đã trả lại kèm lý do.', 'Sent back.'],
        'thoi-han': ['Đã điều chỉnh thời hạn.', 'The deadline is moved.'],
        huy: ['Đã hủy nhiệm vụ.', 'Cancelled.'],
        tep: ['Đã gửi tệp.', 'The file is stored.'],
      },
      view: async ({ registry, principal, now, today, query, it: { plan, id, view, may } }) => {
        const own = registry.localities.has(principal.area) ? principal.area : undefined;
        const asked = view.task.perUnit ? (query.locality ?? own) : undefined;
        if (asked !== undefined && !findLocality(registry, principal, asked)) throw new Problem('not_found');
        const shown =
          asked === undefined
            ? view
            : (await loadTasks(db, registry, [plan], { now, locality: asked })).find(
                (one) => one.task.id === id,
              );
        if (!shown) throw new Problem('not_found');
        const [notes, files, { claims }] = await Promise.all([
          readNotes(orm, id),
          listFiles(orm, id),
          readEvents(orm, [plan.id], id),
        ]);
        const agencies = agenciesOf(registry, plan.province, today);
        return {
          title: `${view.task.no}. ${view.task.title}`,
          content: (
            <TaskPage
              {...{ view: shown, agencies, notes, claims, files, today, may }}
              locality={asked ?? null}
            />
          ),
        };
      },
    });
    type Doing = { it: { may: { do: boolean; decide: boolean } } };
    const does = ({ it }: Doing) => it.may.do;
    const decides = ({ it }: Doing) => it.may.decide;
    const part = (
      request: Parameters<typeof partOf>[0],
      view: Parameters<typeof partOf>[1],
      { locality }: FormBody,
    ) => told(async () => partOf(request, view, locality || undefined));

    task.post({
      at: '/tien-do',
      form: 'tien-do',
      longest: 5_000,
      config: DOERS,
      find: does,
      read: async (body, { request, it }) => ({
        text: needed(body, 'text', 'Nhập nội dung.'),
        locality: await part(request, it.view, body),
      }),
      act: (author, fields, { it }) => told(() => noteProgress(db, author, it.plan, it.id, fields)),
      done: 'tien-do',
    });
    task.post({
      at: '/hoan-thanh',
      form: 'hoan-thanh',
      config: DOERS,
      find: does,
      read: async (body, { request, today, it }) => ({
        on: dayIn(body, 'on') ?? today,
        products: it.view.task.products.flatMap((name, at) => productIn(body, name, `product-${at}`)),
        locality: await part(request, it.view, body),
      }),
      act: (author, fields, { it }) => told(() => claimTask(db, author, it.plan, it.id, fields)),
      done: 'hoan-thanh',
    });
    task.post({
      at: '/tep',
      form: 'tep',
      config: { ...DOERS, heavy: true },
      bodyLimit: FILE_BYTES * 2,
      find: does,
      body: z.object({ file: sentFile.optional(), locality: z.string().max(5).optional() }),
      read: async ({ file, locality }, { request, it }) => ({
        file: readFile('file', file, { none: ['Chọn một tệp.', 'Choose a file.'], cut: REFUSED.too_large }),
        locality: await part(request, it.view, locality ? { locality } : {}),
      }),
      act: async (author, { file: { name, bytes }, locality }, { it }) => {
        const hash = createHash('sha256').update(bytes).digest('hex');
        const kept = await told(() => keepFile(db, author, it.plan, it.id, { name, bytes, hash, locality }));
        if (typeof kept === 'string') refuse('file', REFUSED[kept]);
      },
      done: 'tep',
    });
    task.post({
      at: '/xac-nhan',
      config: WRITERS,
      find: decides,
      read: async (body, { request, it }) => ({ locality: await part(request, it.view, body) }),
      act: (author, { locality }, { it }) =>
        told(() => decideTask(db, author, it.plan, it.id, { accept: true, reason: null, locality })),
      done: 'xac-nhan',
    });
    task.post({
      at: '/tra-lai',
      form: 'tra-lai',
      longest: 5_000,
      config: WRITERS,
      find: decides,
      read: async (body, { request, it }) => ({
        reason: needed(body, 'reason', 'Nhập lý do.'),
        locality: await part(request, it.view, body),
      }),
      act: (author, { reason, locality }, { it }) =>
        told(() => decideTask(db, author, it.plan, it.id, { accept: false, reason, locality })),
      done: 'tra-lai',
    });
    task.post({
      at: '/thoi-han',
      form: 'thoi-han',
      longest: 5_000,
      config: WRITERS,
      find: decides,
      read: (body) => ({
        asWritten: body.asWritten?.trim() || undefined,
        lastDay: dayIn(body, 'lastDay'),
        reason: needed(body, 'reason', 'Nhập lý do điều chỉnh.'),
        basis: body.basis?.trim() || null,
      }),
      act: (author, fields, { it }) => told(() => moveDeadline(db, author, it.plan, it.id, fields)),
      done: 'thoi-han',
    });
    task.post({
      at: '/huy',
      form: 'huy',
      longest: 5_000,
      config: WRITERS,
      find: decides,
      read: (body) => {
        const reason = needed(body, 'reason', 'Nhập lý do hủy.');
        if (body.sure !== 'yes') refuse('sure', ['Đánh dấu vào ô này để hủy.', 'Tick this to cancel.']);
        return reason;
      },
      act: (author, reason, { it }) => told(() => cancelTask(db, author, it.plan, it.id, reason)),
      done: 'huy',
    });
  };
}

function needed(body: FormBody, field: string, vi: string): string {
  const text = (body[field] ?? '').trim();
  if (text === '') refuse(field, [vi, 'This is missing.']);
  return text;
}

function dayIn(body: FormBody, field: string): Day | undefined {
  const text = (body[field] ?? '').trim();
  if (text !== '' && !isDay(text))
    refuse(field, ['Ngày không có thật hoặc ghi chưa đúng.', 'Not a day that exists.']);
  return text === '' ? undefined : text;
}

/** A number of a paper, or an address: what is typed says which. */
function productIn(body: FormBody, name: string, field: string): Brought[] {
  const text = (body[field] ?? '').trim();
  if (text === '') return [];
  if (!/^[a-z]+:\/\//i.test(text)) return [{ name, paper: text }];
  if (!/^https?:\/\/[^\s<>"]+$/.test(text) || !URL.canParse(text))
    refuse(field, ['Địa chỉ phải bắt đầu bằng http:// hoặc https://.', 'No address of http or https.']);
  return [{ name, link: text }];
}

/** A problem of the verbs as what the page says beside its form. */
async function told<T>(act: () => T | Promise<T>, field?: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404 || error.status >= 500) throw error;
    const { titleVi: vi, title: en } = error.body();
    const faults = error.errors.map(
      ({ pointer, messageVi, message }): Objection => ({
        field: field ?? pointer.slice(1),
        vi: messageVi,
        en: message,
      }),
    );
    throw new RefusedAs(error.status, faults.length > 0 ? faults : [{ field: field ?? '', vi, en }]);
  }
}
