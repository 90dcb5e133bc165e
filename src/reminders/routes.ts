import { z } from 'zod';
import { mayWrite } from '../access/localities.ts';
import { maySeePeople, type Principal, ROLES, rolesThatMay } from '../access/principal.ts';
import { dayOf, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { readText } from '../fields.ts';
import { colourAnswer, dayAnswer, instantAnswer, listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, refuseFuture, requireLocality, requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import {
  codeAsked,
  cursor,
  firstPage,
  flag,
  limit,
  localityAsked,
  provinceAsked,
  unpackCursor,
} from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { notReported, withGaps } from './choose.ts';
import { noteCall, previewReminder, readReminderText, remind } from './remind.ts';
import { LEFT_OUT, type Plan } from './rules.ts';
import { type ReminderRow, readReminders } from './store.ts';
import { REMINDED_ROLES } from './types.ts';
import { LEFT_OUT_WORDS } from './words.ts';

/** Roles that may write to localities. */
export const MAY_REMIND = rolesThatMay('remind');

const filterBody = z.strictObject({
  province: provinceAsked.optional(),
  notReported: dayAnswer
    .optional()
    .meta({ description: 'Those of which the report of this day has not come' }),
  group: codeAsked.optional(),
  indicator: codeAsked.optional(),
  colour: colourAnswer.optional(),
  minAgeDays: z.int().min(0).max(10_000).optional(),
  owner: z.string().max(200).optional(),
});

const reminderBody = z.strictObject({
  localities: z.array(localityAsked).min(1).max(5_000).optional(),
  filter: filterBody.optional().meta({
    description:
      'Instead of `localities`: who has not reported, or who has such gaps (as in `GET /api/v1/gaps`)',
  }),
  text: z
    .string()
    .optional()
    .meta({ maxLength: 1_000, description: 'Above what each unit lacks; our own words when absent' }),
  roles: z.array(z.enum(REMINDED_ROLES)).min(1).optional().meta({ description: 'Both when absent' }),
  programme: programmeParameter,
});

const leftOut = z.enum(LEFT_OUT);
const outcomeAnswer = z.object({
  reached: z.int().meta({ description: 'Localities that at least one message is about' }),
  messages: z.int().meta({ description: 'One a person, however many localities it is about' }),
  unreachable: z.array(
    z.object({ locality: z.string(), code: leftOut, message: z.string(), messageVi: z.string() }),
  ),
  recipients: z.array(
    z.object({
      name: z.string(),
      channel: z.string(),
      localities: z.array(z.string()),
      notBefore: instantAnswer,
    }),
  ),
  leftOut: z
    .array(
      z.object({
        locality: z.string(),
        name: z.string().nullable(),
        phone: z.string().nullable(),
        code: leftOut,
        message: z.string(),
        messageVi: z.string(),
      }),
    )
    .meta({ description: 'People who are not written to, with a number to call' }),
});

const reminderAnswer = z.object({
  at: instantAnswer,
  kind: z.enum(['message', 'call']),
  person: z.string().nullable().meta({ description: 'Null for who may not read names' }),
  by: z.string().nullable(),
  note: z.string().nullable(),
  channel: z.string().nullable(),
  state: z.enum(['waiting', 'sending', 'sent', 'dropped', 'failed']).nullable(),
  sentAt: instantAnswer.nullable(),
});

/** Reminding units by hand, and who was reminded or called when. */
export function reminderRoutes({ sql }: { sql: RootSql }): Routes {
  return async (app) => {
    app.post(
      '/api/v1/reminders',
      {
        config: { access: MAY_REMIND },
        schema: {
          tags: ['reminders'],
          summary: 'Remind units now: of today’s report and of what they lack, each person by his own way',
          description:
            'With `dryRun` nothing is sent: whom it would reach, and who is left out. A person is reminded twice a day at most.',
          querystring: z.strictObject({ dryRun: flag.default(false) }),
          body: reminderBody,
          response: { 200: outcomeAnswer, ...problems(401, 403, 404, 413, 422) },
        },
      },
      async (request) => {
        const { registry, principal, receivedAt: now, body, query } = request;
        if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
        const { localities, filter, roles } = body;
        if ((localities === undefined) === (filter === undefined)) throw oneOfBoth();
        const programme = requireProgramme(request, body.programme, localities?.[0]);
        const chooser = { registry, principal, programme, now };
        const chosen =
          localities !== undefined
            ? {
                localities: localities.map((code) => requireLocality(registry, principal, code)),
                indicators: null,
              }
            : await chosenBy(chooser, filter ?? {});
        const text = await orProblem(async () => readReminderText('text', body.text ?? ''));
        const asked = { registry, programme, ...chosen, roles, text: text === '' ? null : text };
        const plan = query.dryRun
          ? await previewReminder(sql, asked, now)
          : await orProblem(() => remind(sql, authorOf(request), asked, crypto.randomUUID()));
        return present(plan);
      },
    );

    app.get(
      '/api/v1/localities/:code/reminders',
      {
        config: { access: ROLES },
        schema: {
          tags: ['reminders'],
          summary: 'Who was reminded of a locality by hand or called, newest first',
          params: z.object({ code: localityAsked }),
          querystring: z.strictObject({ limit, cursor }),
          response: { 200: listAnswer(reminderAnswer), ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, params, query } = request;
        const { code } = requireLocality(registry, principal, params.code);
        const before = unpackCursor(query.cursor, z.int());
        const rows = await readReminders(sql, {
          localities: [code],
          since: null,
          limit: query.limit + 1,
          before,
        });
        const { page, nextCursor } = firstPage(rows, query.limit, (last) => last.id);
        return { items: page.map((row) => presentRow(row, principal)), nextCursor };
      },
    );

    app.post(
      '/api/v1/localities/:code/calls',
      {
        config: { access: MAY_REMIND },
        schema: {
          tags: ['reminders'],
          summary: 'Note that somebody of a locality was called',
          params: z.object({ code: localityAsked }),
          body: z.strictObject({
            person: z.string().optional().meta({ maxLength: 200 }),
            note: z.string().optional().meta({ maxLength: 500, example: 'đang nhập số liệu, 15:30 gửi' }),
            programme: programmeParameter,
          }),
          response: { 201: reminderAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, params, body, receivedAt } = request;
        const { code } = requireLocality(registry, principal, params.code);
        const programme = requireProgramme(request, body.programme, code);
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        await orProblem(async () => {
          const person = body.person?.trim() ? readText('person', body.person) : '';
          const note = body.note?.trim() ? readText('note', body.note, 500) : '';
          await noteCall(sql, authorOf(request), { locality: code, programme: programme.code, person, note });
        });
        const [row] = await readReminders(sql, { localities: [code], since: null, limit: 1, before: null });
        if (!row) throw new Problem('not_found');
        return reply.code(201).send(presentRow(row, principal));
      },
    );
  };

  async function chosenBy(
    chooser: Parameters<typeof withGaps>[1],
    { notReported: day, ...gaps }: z.infer<typeof filterBody>,
  ) {
    if (day === undefined) return await withGaps(sql, chooser, gaps);
    refuseFuture(day, dayOf(chooser.now));
    const owing = await notReported(sql, chooser, { day, province: gaps.province });
    const { province: _, ...narrowing } = gaps;
    if (Object.keys(narrowing).length === 0) return { localities: owing, indicators: null };
    const lacking = await withGaps(sql, chooser, gaps);
    const codes = new Set(lacking.localities.map(({ code }) => code));
    return { ...lacking, localities: owing.filter(({ code }) => codes.has(code)) };
  }
}

const oneOfBoth = () =>
  new Problem('invalid_body', [
    fault('/localities', 'invalid_value', {
      why: 'either localities or a filter is given',
      whyVi: 'cần đúng một trong hai: localities hoặc filter',
    }),
  ]);

/** A plan as the API tells it. */
export function present(plan: Plan): z.infer<typeof outcomeAnswer> {
  const told = (code: (typeof LEFT_OUT)[number], name: string | null) => {
    const [vi, en] = LEFT_OUT_WORDS[code];
    const who = name === null ? '' : `${name}: `;
    return { code, message: `${who}${en}`, messageVi: `${who}${vi}` };
  };
  return {
    reached: new Set(plan.messages.flatMap(({ localities }) => localities)).size,
    messages: plan.messages.length,
    unreachable: plan.unreachable.map(({ locality, code, name }) => ({ locality, ...told(code, name) })),
    recipients: plan.messages.map(({ name, channel, localities, notBefore }) => ({
      name,
      channel,
      localities,
      notBefore: isoLocal(notBefore),
    })),
    leftOut: plan.left.map(({ locality, name, phone, code }) => ({
      locality,
      name,
      phone,
      ...told(code, name),
    })),
  };
}

function presentRow(row: ReminderRow, principal: Principal): z.infer<typeof reminderAnswer> {
  const named = maySeePeople(principal, row.locality);
  const { kind, note, channel, state } = row;
  return {
    at: isoLocal(row.at),
    kind,
    person: named && row.person !== '' ? row.person : null,
    by: named ? row.by : null,
    note: named ? note : null,
    channel,
    state,
    sentAt: row.sentAt && isoLocal(row.sentAt),
  };
}
