import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { areaWithin } from '../access/areas.ts';
import { findLocality } from '../access/localities.ts';
import { ROLES, rolesThatMay } from '../access/principal.ts';
import { daySchema } from '../day-schema.ts';
import { type Day, dayOf, formatDay, isoLocal } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { fault } from '../faults.ts';
import { problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { Problem } from '../http/problems.ts';
import { firstPage, unpackCursor } from '../http/query.ts';
import { orProblem } from '../http/refusals.ts';
import { groupBy } from '../lib/group-by.ts';
import { askedProvinces, memberOf, worksOn } from './access.ts';
import { agenciesOf } from './agency-rules.ts';
import { amendTask } from './amend.ts';
import { choose } from './choose-rules.ts';
import { compareTasks } from './compare-rules.ts';
import { loadTasks } from './load.ts';
import { namesIn, presentPlan, presentTask, presentUnit } from './present.ts';
import { partOf, requirePlan, requireTask, requireTaskFor } from './require.ts';
import {
  claimBody,
  deadlineBody,
  decisionBody,
  newPlan,
  newTask,
  planAnswer,
  planChange,
  planComparison,
  planListAnswer,
  planParams,
  planQuery,
  progressBody,
  reasonBody,
  taskAnswer,
  taskChange,
  taskListAnswer,
  taskParams,
  taskQuery,
  unitListAnswer,
  unitQuery,
} from './schema.ts';
import { countStates } from './state-rules.ts';
import { listPlans, readVersions } from './store.ts';
import { storyOf } from './story.ts';
import type { PlanRow, TaskView } from './types.ts';
import {
  cancelTask,
  changePlan,
  claimTask,
  createPlan,
  decideTask,
  moveDeadline,
  noteProgress,
  setMeasure,
} from './verbs.ts';

const WRITERS = rolesThatMay('report');
const DOERS = rolesThatMay('carryOut');

/** Plans with their tasks, and how far these are. */
export function planRoutes(db: Clients): Routes {
  const taskAnswerOf = async (request: FastifyRequest, plan: PlanRow, id: number) => {
    const view = await requireTask(db, request, plan, id);
    return await storyOf(db, request.registry, view, dayOf(request.receivedAt));
  };

  return async (app) => {
    app.get(
      '/api/v1/plans',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'Plans of your area and of the nation, with how far their tasks are',
          querystring: planQuery,
          response: { 200: planListAnswer, ...problems(401, 404, 422) },
        },
      },
      async ({ registry, principal, query, receivedAt: now }) => {
        const after = unpackCursor(query.cursor, z.string());
        const provinces = askedProvinces(registry, principal, query.province);
        const all = (await listPlans(db.orm, { provinces })).filter(
          ({ code }) => after === null || code > after,
        );
        const { page, nextCursor } = firstPage(all, query.limit, ({ code }) => code);
        const views = groupBy(await loadTasks(db, registry, page, { now }), ({ plan }) => plan.id);
        return { items: page.map((plan) => presentPlan(plan, views.get(plan.id) ?? [])), nextCursor };
      },
    );

    app.post(
      '/api/v1/plans',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Make a plan; without number and day it is a draft',
          body: newPlan,
          response: { 201: planAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body } = request;
        const isProvince = body.province === '*' || registry.provinces.has(body.province);
        if (!isProvince || !areaWithin(registry, body.province, principal.area))
          throw new Problem('not_found');
        const plan = await orProblem(() => createPlan(db, authorOf(request), registry, body));
        return reply.code(201).send(await wholePlan(request, plan));
      },
    );

    const wholePlan = async ({ registry, receivedAt: now }: FastifyRequest, plan: PlanRow) => {
      const views = await loadTasks(db, registry, [plan], { now });
      const versions = await readVersions(db.orm, plan.id);
      const agencies = agenciesOf(registry, plan.province, dayOf(now));
      return {
        ...presentPlan(plan, views),
        duties: (plan.paper.duties ?? []).map((duty) => ({
          ...duty,
          to: duty.to ?? null,
          schedule: duty.schedule ?? null,
        })),
        tasks: views.map(presentTask),
        names: namesIn(agencies, views, [plan.standing]),
        versions: versions.map(({ plan: _, at, ...one }) => ({ ...one, at: isoLocal(at) })),
      };
    };

    app.get(
      '/api/v1/plans/:code',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'A plan with its tasks, as the paper has them',
          params: planParams,
          response: { 200: planAnswer, ...problems(401, 404) },
        },
      },
      async (request) => await wholePlan(request, await requirePlan(db.orm, request, request.params.code)),
    );

    app.patch(
      '/api/v1/plans/:code',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Give a plan its number and day, another title or standing agency',
          params: planParams,
          body: planChange,
          response: { 200: planAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const plan = await requireOwnPlan(request, request.params.code);
        await orProblem(() => changePlan(db, authorOf(request), request.registry, plan, request.body));
        return await wholePlan(request, await requirePlan(db.orm, request, plan.code));
      },
    );

    app.post(
      '/api/v1/plans/:code/tasks',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Add a task to a plan; to one that has tasks already that is its next version',
          params: planParams,
          body: newTask,
          response: { 201: planAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const plan = await requireOwnPlan(request, request.params.code);
        await amendTask(db, authorOf(request), plan, request.body, request.registry);
        const now = await requirePlan(db.orm, request, plan.code);
        return reply.code(201).send(await wholePlan(request, now));
      },
    );

    /** @throws {Problem} not_found, forbidden where another agency looks after it */
    const requireOwnPlan = async (request: FastifyRequest, code: string): Promise<PlanRow> => {
      const plan = await requirePlan(db.orm, request, code);
      const { registry, principal, caller } = request;
      if (!worksOn(registry, await memberOf(db.orm, registry, principal, caller), plan))
        throw new Problem('forbidden');
      return plan;
    };

    app.get(
      '/api/v1/plans/:code/comparison',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'A plan on two days side by side, each as it was known at its end',
          params: planParams,
          querystring: z.strictObject({ from: daySchema, to: daySchema }),
          response: { 200: planComparison, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, receivedAt: now, query } = request;
        const plan = await requirePlan(db.orm, request, request.params.code);
        refuseDays(query, dayOf(now));
        const [earlier, later] = await Promise.all([
          loadTasks(db, registry, [plan], { day: query.from, now }),
          loadTasks(db, registry, [plan], { day: query.to, now }),
        ]);
        const side = (day: Day, views: readonly TaskView[]) => ({
          day,
          totals: countStates(views.map(({ standing }) => standing)),
        });
        return {
          from: side(query.from, earlier),
          to: side(query.to, later),
          changes: compareTasks(earlier, later, query).map(({ view, what, from, to, moved }) => ({
            ...{ id: view.task.id, no: view.task.no, title: view.task.title, what, from, to },
            moved: moved.map(({ before, after }) => ({
              asWritten: after.asWritten,
              lastDay: after.lastDay,
              before: { asWritten: before.asWritten, lastDay: before.lastDay },
              reason: after.reason ?? '',
              basis: after.basis,
              at: isoLocal(after.at),
              by: after.by,
            })),
          })),
        };
      },
    );

    app.get(
      '/api/v1/tasks',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'Tasks of your area, in the order of their plans',
          querystring: taskQuery,
          response: { 200: taskListAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, principal, query, receivedAt: now } = request;
        const { limit: most, cursor: text, plan, province, on, locality } = query;
        if (locality !== undefined && !findLocality(registry, principal, locality))
          throw new Problem('not_found');
        if (on !== undefined) refuseDays({ from: on, to: on }, dayOf(now));
        const provinces = askedProvinces(registry, principal, province);
        if (plan !== undefined) await requirePlan(db.orm, request, plan);
        const plans = await listPlans(db.orm, { provinces, code: plan });
        const views = choose(
          await loadTasks(db, registry, plans, { day: on, now, locality }),
          query,
          (code) => registry.localities.has(code),
        );
        const after = unpackCursor(text, z.object({ plan: z.string(), position: z.int() }));
        const keyOf = ({ plan: { code }, task: { position } }: TaskView) => ({ plan: code, position });
        const rest = views.filter(
          (view) =>
            !after ||
            view.plan.code > after.plan ||
            (view.plan.code === after.plan && view.task.position > after.position),
        );
        const { page, nextCursor } = firstPage(rest, most, keyOf);
        const agencies = agenciesOf(registry, '*', dayOf(now));
        return {
          items: page.map(presentTask),
          totals: countStates(views.map(({ standing }) => standing)),
          names: namesIn(agencies, page),
          nextCursor,
        };
      },
    );

    app.get(
      '/api/v1/tasks/:id',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'A task with all that was said and decided of it',
          params: taskParams,
          response: { 200: taskAnswer, ...problems(401, 404) },
        },
      },
      async (request) => {
        const { plan, id } = await requireTaskFor(db, request, 'read');
        return await taskAnswerOf(request, plan, id);
      },
    );

    app.patch(
      '/api/v1/tasks/:id',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Word a task anew, or give it to others: the next version of its plan',
          params: taskParams,
          body: taskChange,
          response: { 200: taskAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { plan, id, view } = await requireTaskFor(db, request, 'decide');
        const { measure, ...fields } = request.body;
        if (Object.keys(fields).length > 0)
          await amendTask(db, authorOf(request), plan, { no: view.task.no, ...fields }, request.registry);
        if (measure !== undefined) await setMeasure(db, authorOf(request), plan, id, measure);
        return await taskAnswerOf(request, plan, id);
      },
    );

    app.get(
      '/api/v1/tasks/:id/units',
      {
        config: { access: ROLES },
        schema: {
          tags: ['plans'],
          summary: 'How each locality stands with a task that each does for itself',
          params: taskParams,
          querystring: unitQuery,
          response: { 200: unitListAnswer, ...problems(401, 404, 422) },
        },
      },
      async (request) => {
        const { registry, query, receivedAt: now } = request;
        const { plan, id } = await requireTaskFor(db, request, 'read');
        if (query.on !== undefined) refuseDays({ from: query.on, to: query.on }, dayOf(now));
        const view = await requireTask(db, request, plan, id, query.on);
        const all = (view.units ?? []).filter(
          ({ standing }) => !query.state || standing.state === query.state,
        );
        const after = unpackCursor(query.cursor, z.string());
        const rest = after === null ? all : all.filter(({ locality }) => locality > after);
        const { page, nextCursor } = firstPage(rest, query.limit, ({ locality }) => locality);
        const agencies = agenciesOf(registry, plan.province, dayOf(now));
        return {
          items: page.map((unit) => presentUnit(agencies, unit)),
          totals: countStates(all.map(({ standing }) => standing)),
          nextCursor,
        };
      },
    );

    app.post(
      '/api/v1/tasks/:id/progress',
      {
        config: { access: DOERS },
        schema: {
          tags: ['plans'],
          summary: 'Say how a task goes on',
          params: taskParams,
          body: progressBody,
          response: { 200: taskAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { plan, id, view } = await requireTaskFor(db, request, 'do');
        const locality = partOf(request, view, request.body.locality);
        const { text } = request.body;
        await orProblem(() => noteProgress(db, authorOf(request), plan, id, { text, locality }));
        return await taskAnswerOf(request, plan, id);
      },
    );

    app.post(
      '/api/v1/tasks/:id/claim',
      {
        config: { access: DOERS },
        schema: {
          tags: ['plans'],
          summary: 'Claim that a task is done, with what it brings',
          description: 'It counts as done on that day once whoever looks after the plan has confirmed it.',
          params: taskParams,
          body: claimBody,
          response: { 200: taskAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { plan, id, view } = await requireTaskFor(db, request, 'do');
        const locality = partOf(request, view, request.body.locality);
        const { on = dayOf(request.receivedAt), products } = request.body;
        await orProblem(() => claimTask(db, authorOf(request), plan, id, { on, products, locality }));
        return await taskAnswerOf(request, plan, id);
      },
    );

    app.post(
      '/api/v1/tasks/:id/confirmation',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Confirm that a task is done, or send its claim back with a reason',
          params: taskParams,
          body: decisionBody,
          response: { 200: taskAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { plan, id, view } = await requireTaskFor(db, request, 'decide');
        const locality = partOf(request, view, request.body.locality);
        const { accept, reason = null } = request.body;
        await orProblem(() => decideTask(db, authorOf(request), plan, id, { accept, reason, locality }));
        return await taskAnswerOf(request, plan, id);
      },
    );

    app.post(
      '/api/v1/tasks/:id/deadline',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Move a deadline, with the reason and the paper by which it is moved',
          params: taskParams,
          body: deadlineBody,
          response: { 200: taskAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { plan, id } = await requireTaskFor(db, request, 'decide');
        await orProblem(() => moveDeadline(db, authorOf(request), plan, id, request.body));
        return await taskAnswerOf(request, plan, id);
      },
    );

    app.post(
      '/api/v1/tasks/:id/cancellation',
      {
        config: { access: WRITERS },
        schema: {
          tags: ['plans'],
          summary: 'Cancel a task, and its parts with it',
          params: taskParams,
          body: reasonBody,
          response: { 200: taskAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { plan, id } = await requireTaskFor(db, request, 'decide');
        await orProblem(() => cancelTask(db, authorOf(request), plan, id, request.body.reason));
        return await taskAnswerOf(request, plan, id);
      },
    );
  };
}

/** @throws {Problem} invalid_query for a day to come, and for two that stand the wrong way round */
function refuseDays({ from, to }: { from: Day; to: Day }, today: Day): void {
  const wrong = (pointer: string, whyVi: string, why: string) =>
    new Problem('invalid_query', [fault(pointer, 'invalid_value', { why, whyVi })]);
  if (to > today) throw wrong(from === to ? '?on' : '?to', 'ngày này chưa đến', 'it has not come yet');
  if (from > to) throw wrong('?to', `trước ngày đầu (${formatDay(from)})`, `before from, which is ${from}`);
}
