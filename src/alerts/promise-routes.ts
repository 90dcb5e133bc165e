import { z } from 'zod';
import { mayWrite } from '../access/localities.ts';
import { maySeePeople, type Principal, ROLES } from '../access/principal.ts';
import { type Day, dayOf, isoLocal } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { readFields } from '../fields.ts';
import { keptRate, PROMISE_STATES, promiseState } from '../gaps/promise-rules.ts';
import { type PromiseRow, readPromises } from '../gaps/promise-store.ts';
import { dayAnswer, instantAnswer, localityAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { programmeParameter, requireLocality, requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { codeAsked, localityAsked } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { acknowledgementOn } from './acknowledge.ts';
import type { Notify } from './notify.ts';
import { promiseGaps } from './promise.ts';
import { CAN_ACT } from './routes.ts';
import type { Acknowledgement } from './types.ts';

const promiseBody = z.strictObject({
  // Read by `acknowledgementOn`, which name each fault.
  owner: z.string().meta({ maxLength: 200, description: 'Who does it', example: 'Nguyễn Văn An' }),
  reason: z.string().meta({ maxLength: 500, description: 'Why it is so, or what is being done' }),
  promisedOn: dayAnswer,
  programme: programmeParameter,
});

const promiseAnswer = z.object({
  owner: z.string().nullable().meta({ description: 'Null for who may not read names' }),
  reason: z.string(),
  promisedOn: dayAnswer,
  by: z.string().nullable(),
  at: instantAnswer,
  state: z.enum(PROMISE_STATES),
});

/** Gaps promised at once. */
export const MOST_PROMISED = 1_000;
const gapParams = z.object({ locality: localityAsked, indicator: codeAsked });

/** Promises on gaps: who fills it until when, whatever alerts there are. */
export function promiseRoutes({ sql, notify }: { sql: RootSql; notify: Notify }): Routes {
  return async (app) => {
    app.post(
      '/api/v1/gaps/:locality/:indicator/promise',
      {
        config: { access: CAN_ACT },
        schema: {
          tags: ['gaps'],
          summary: 'Promise that a gap will be filled by a day',
          description:
            'A later promise takes its place. Alerts about this gap alone are taken on with it, and alert again when the day has passed.',
          params: gapParams,
          body: promiseBody,
          response: { 200: promiseAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, principal, params, receivedAt } = request;
        const { programme: code, ...body } = request.body;
        const { locality } = requireGap(registry, principal, params);
        const programme = requireProgramme(request, code, locality);
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        await promise(request, programme.code, [params], body);
        const today = dayOf(receivedAt);
        const [latest] = await readPromises(sql, { programme: programme.code, ...params }, today);
        if (!latest) throw new Problem('not_found');
        return present(latest, today, principal);
      },
    );

    app.get(
      '/api/v1/gaps/:locality/:indicator/promise',
      {
        config: { access: ROLES },
        schema: {
          tags: ['gaps'],
          summary: 'What was promised of an indicator of a locality, newest first',
          params: gapParams,
          querystring: z.strictObject({ programme: programmeParameter }),
          response: { 200: z.object({ items: z.array(promiseAnswer) }), ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, params, query, receivedAt } = request;
        const { locality } = requireGap(registry, principal, params);
        const { code: programme } = requireProgramme(request, query.programme, locality);
        const today = dayOf(receivedAt);
        const rows = await readPromises(sql, { programme, ...params }, today);
        return { items: rows.map((row) => present(row, today, principal)) };
      },
    );

    app.post(
      '/api/v1/gaps/promises',
      {
        config: { access: CAN_ACT },
        schema: {
          tags: ['gaps'],
          summary: 'The same promise for several gaps, all or none',
          body: promiseBody.extend({
            gaps: z.array(z.strictObject(gapParams.shape)).min(1).max(MOST_PROMISED),
          }),
          response: { 200: z.object({ promised: z.int() }), ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, principal, receivedAt } = request;
        const { programme: code, gaps, ...body } = request.body;
        for (const gap of gaps) requireGap(registry, principal, gap);
        const programme = requireProgramme(request, code, gaps[0]?.locality);
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        const unique = [...new Map(gaps.map((gap) => [`${gap.locality} ${gap.indicator}`, gap])).values()];
        await promise(request, programme.code, unique, body);
        return { promised: unique.length };
      },
    );

    app.get(
      '/api/v1/localities/:code/promises',
      {
        config: { access: ROLES },
        schema: {
          tags: ['gaps'],
          summary: 'What a locality has promised, newest first, and how many of its promises it kept',
          description: 'The rate is kept of kept and broken; renewed before its day is neither.',
          params: z.object({ code: localityAsked }),
          querystring: z.strictObject({ programme: programmeParameter }),
          response: {
            200: z.object({
              locality: localityAnswer,
              kept: z.object({
                numerator: z.int(),
                denominator: z.int(),
                percent: z.number().nullable(),
              }),
              items: z.array(promiseAnswer.extend({ indicator: z.string() })),
            }),
            ...problems(401, 404, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, params, query, receivedAt } = request;
        const locality = requireLocality(registry, principal, params.code);
        const { code: programme } = requireProgramme(request, query.programme, locality.code);
        const today = dayOf(receivedAt);
        const rows = await readPromises(sql, { programme, locality: locality.code, indicator: null }, today);
        const states = rows.map((row) => promiseState(row, today));
        return {
          locality: registry.nameOn(locality, today),
          kept: keptRate(states),
          items: rows.map((row) => ({ indicator: row.indicator, ...present(row, today, principal) })),
        };
      },
    );
  };

  async function promise(
    request: Parameters<typeof authorOf>[0] & { receivedAt: Date },
    programme: string,
    gaps: readonly { locality: string; indicator: string }[],
    body: { owner: string; reason: string; promisedOn: string },
  ): Promise<void> {
    const { registry } = request;
    await orProblem(async () => {
      const given = readFields(acknowledgementOn(dayOf(request.receivedAt)), body) as Acknowledgement;
      await promiseGaps({ sql, registry, notify }, authorOf(request), programme, gaps, given);
    });
  }
}

/** Loading and permission are one call. @throws {Problem} not_found */
function requireGap(
  registry: Parameters<typeof requireLocality>[0],
  principal: Principal,
  { locality, indicator }: z.infer<typeof gapParams>,
) {
  const found = requireLocality(registry, principal, locality);
  if (!registry.indicators.some((one) => one.code === indicator)) throw new Problem('not_found');
  return { locality: found.code, indicator };
}

function present(row: PromiseRow, today: Day, principal: Principal): z.infer<typeof promiseAnswer> {
  const named = maySeePeople(principal, row.locality);
  return {
    owner: named ? row.owner : null,
    reason: row.reason,
    promisedOn: row.promisedOn,
    by: named ? row.by : null,
    at: isoLocal(row.at),
    state: promiseState(row, today),
  };
}
