import { z } from 'zod';
import { mayWrite } from '../access/localities.ts';
import { maySeePeople, type Principal, ROLES, rolesThatMay } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { RootSql } from '../db/connect.ts';
import { readFields } from '../fields.ts';
import { dayAnswer, listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { findProgramme, programmeParameter, requireLocality } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, limit, localityAsked, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import type { Registry } from '../registry/snapshot.ts';
import { acknowledge, acknowledgementOn } from './acknowledge.ts';
import { type AlertRow, findAlert, findAlerts, listAlerts } from './list-store.ts';
import type { Notify } from './notify.ts';
import { alertAnswer, kindAnswer, presentAlert, presentStory, stateAnswer, storyAnswer } from './schema.ts';
import { readStory } from './story.ts';
import { type Acknowledgement, NO_PROGRAMME } from './types.ts';
import { maySee, visibleAreas } from './visible.ts';

/** Roles that can do something about an alert of their area. */
export const CAN_ACT = rolesThatMay('act');

/** Alerts taken on at once. */
export const MOST_TAKEN = 1_000;

const acknowledgementBody = z.strictObject({
  // Read by `acknowledgementOn`, which name each fault.
  owner: z.string().meta({ maxLength: 200 }),
  reason: z.string().meta({ maxLength: 500 }),
  promisedOn: dayAnswer,
});

const one = z.object({ alert: z.coerce.number().int().positive() });

/** Alerts, open and past, as everyone may read them of his area, and taking them on. */
export function alertRoutes({ sql, notify }: { sql: RootSql; notify: Notify }): Routes {
  return async (app) => {
    app.get(
      '/api/v1/alerts',
      {
        config: { access: ROLES },
        schema: {
          tags: ['alerts'],
          summary: 'Alerts, newest first: those of a programme, and those that belong to none',
          querystring: z.strictObject({
            state: stateAnswer.optional(),
            kind: kindAnswer.optional(),
            locality: localityAsked.optional(),
            programme: programmeParameter,
            limit,
            cursor,
          }),
          response: {
            200: listAnswer(alertAnswer),
            ...problems(401, 404, 422),
          },
        },
      },
      async (request) => {
        const { registry, principal, query } = request;
        const locality =
          query.locality === undefined
            ? undefined
            : requireLocality(registry, principal, query.locality).code;
        const rows = await listAlerts(sql, {
          // A certificate or a network alerts where no programme asks anything, too.
          programme: findProgramme(request, query.programme, locality)?.code ?? NO_PROGRAMME,
          visible:
            locality === undefined
              ? visibleAreas(registry, principal)
              : { codes: [locality], service: false },
          state: query.state,
          kind: query.kind,
          limit: query.limit + 1,
          before: unpackCursor(query.cursor, z.int()),
        });
        const { page, nextCursor } = firstPage(rows, query.limit, (last) => last.id);
        return { items: page.flatMap((row) => presentAlert(registry, row, request.receivedAt)), nextCursor };
      },
    );

    app.get(
      '/api/v1/alerts/:alert',
      {
        config: { access: ROLES },
        schema: {
          tags: ['alerts'],
          summary: 'One alert with its whole story: who was told when, and who will be',
          params: one,
          response: { 200: storyAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, receivedAt } = request;
        const { row, alert } = await load(registry, principal, request.params.alert, receivedAt);
        const story = await readStory(sql, registry, row, receivedAt);
        return presentStory(alert, row, story, { people: maySeePeople(principal, row.area) });
      },
    );

    app.post(
      '/api/v1/alerts/acknowledgements',
      {
        config: { access: CAN_ACT },
        schema: {
          tags: ['alerts'],
          summary: 'Take several alerts on at once; those that have ended meanwhile are passed over',
          body: acknowledgementBody.extend({ alerts: z.array(z.int().positive()).min(1).max(MOST_TAKEN) }),
          response: { 200: z.object({ taken: z.int() }), ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, principal, receivedAt, body } = request;
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        const ids = [...new Set(body.alerts)];
        const visible = visibleAreas(registry, principal);
        const rows = await findAlerts(sql, ids);
        if (rows.length < ids.length || rows.some((row) => !maySee(visible, row.area)))
          throw new Problem('not_found');
        const { alerts: _, ...said } = body;
        const taken = await orProblem(() => {
          const given = readFields(acknowledgementOn(dayOf(receivedAt)), said) as Acknowledgement;
          return acknowledge({ sql, registry, notify }, authorOf(request), ids, given);
        });
        return { taken };
      },
    );

    app.post(
      '/api/v1/alerts/:alert/acknowledgement',
      {
        config: { access: CAN_ACT },
        schema: {
          tags: ['alerts'],
          summary: 'Take an alert on: who does it, why it is so, and until when it will be done',
          params: one,
          body: acknowledgementBody,
          response: { 200: alertAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, principal, receivedAt } = request;
        const { row } = await load(registry, principal, request.params.alert, receivedAt);
        if (!mayWrite(registry, principal, receivedAt)) throw new Problem('forbidden');
        if (row.state === 'resolved') throw new Problem('already_resolved');
        await orProblem(() => {
          const given = readFields(acknowledgementOn(dayOf(receivedAt)), request.body) as Acknowledgement;
          return acknowledge({ sql, registry, notify }, authorOf(request), [row.id], given);
        });
        return (await load(registry, principal, row.id, receivedAt)).alert;
      },
    );
  };

  /** Loading and permission are one call. @throws {Problem} not_found */
  async function load(registry: Registry, principal: Principal, id: number, now: Date) {
    const row = await findVisible(registry, principal, id);
    const [alert] = row ? presentAlert(registry, row, now) : [];
    if (!row || !alert) throw new Problem('not_found');
    return { row, alert };
  }

  async function findVisible(
    registry: Registry,
    principal: Principal,
    id: number,
  ): Promise<AlertRow | undefined> {
    const row = await findAlert(sql, id);
    return row && maySee(visibleAreas(registry, principal), row.area) ? row : undefined;
  }
}
