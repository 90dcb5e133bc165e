import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../access/principal.ts';
import { dayOf } from '../days.ts';
import type { Clients } from '../db/connect.ts';
import { listAnswer, problems } from '../http/answers.ts';
import { authorOf } from '../http/author.ts';
import type { Routes } from '../http/context.ts';
import { requireProgramme } from '../http/lookup.ts';
import { Problem } from '../http/problems.ts';
import { cursor, firstPage, limit, provinceAsked, unpackCursor } from '../http/query.ts';
import { problemWithRest, readable } from '../http/readable.ts';
import { faultsOf, orProblem } from '../http/refusals.ts';
import { type Objection, Refused } from '../refused.ts';
import { FUNDERS, writesMoney } from './access.ts';
import { objectionsToRest } from './objections-to-rest.ts';
import { type ProposalAnswer, presentHead, presentProposal } from './present.ts';
import { PROPOSAL_STATES } from './proposal-rules.ts';
import { findProposal, type ProposalRow } from './proposal-store.ts';
import {
  accept,
  allocate,
  approveProposal,
  deliver,
  disburse,
  draftProposal,
  editProposal,
  returnProposal,
  submitProposal,
} from './proposals.ts';
import { type LeftOut, objectionsToNames, putTogether } from './put-together.ts';
import { numberOf, params, requireProvinceSeen, requireSees } from './require.ts';
import {
  approvalBody,
  askedLine,
  editedProposal,
  MOST_LINES,
  needsWanted,
  newAcceptance,
  newAllocation,
  newDelivery,
  newDisbursement,
  newProposal,
  proposalAnswer,
  proposalItem,
  returnBody,
  wantedLine,
} from './schema.ts';
import { seeProposal, seeProposals } from './view.ts';

const NO_PROGRAMME: Objection = {
  field: 'programme',
  vi: 'Không có đợt này.',
  en: 'There is no such programme.',
};

/** Proposals, from need to acceptance. */
export function proposalRoutes(db: Clients): Routes {
  const { orm } = db;
  /** One whose money the caller writes. @throws {Problem} not_found */
  async function requireOwn({ params: { id }, principal }: FastifyRequest<{ Params: { id: string } }>) {
    const row = await findProposal(orm, numberOf(id));
    if (!row || !writesMoney(principal, row.province)) throw new Problem('not_found');
    return row;
  }
  async function answer(
    request: FastifyRequest,
    id: number,
    leftOut?: readonly LeftOut[],
  ): Promise<ProposalAnswer> {
    const sees = requireSees(request);
    const found = await seeProposal(orm, sees, id);
    if (!found) throw new Problem('not_found');
    return {
      ...presentProposal(request.registry, found, 'all' in sees, dayOf(request.receivedAt)),
      ...(leftOut && { leftOut: [...leftOut] }),
    };
  }

  /** What speaks against the needs of a body of which something cannot be read. */
  function needsRefused({ registry, body, receivedAt }: FastifyRequest, province?: string): Objection[] {
    const { needs } = Object(body) as { needs?: unknown };
    if (province === undefined || typeof needs !== 'object' || needs === null) return [];
    const { lines } = needs as { lines?: unknown };
    const wanted = {
      ...readable(needsWanted, needs),
      lines: Array.isArray(lines) ? lines.map((one: unknown) => readable(wantedLine, one)) : undefined,
    };
    return objectionsToNames(registry, wanted, province, dayOf(receivedAt));
  }

  return async (app) => {
    app.get(
      '/api/v1/funding/proposals',
      {
        config: { access: ROLES },
        schema: {
          tags: ['funding'],
          summary: 'Proposals of your area, the newest first',
          querystring: z.strictObject({
            province: provinceAsked.optional(),
            state: z.enum(PROPOSAL_STATES).optional(),
            limit,
            cursor,
          }),
          response: { 200: listAnswer(proposalItem), ...problems(401, 403, 404, 422) },
        },
      },
      async (request) => {
        const { query } = request;
        const sees = requireSees(request);
        requireProvinceSeen(request, sees, query.province);
        const after = unpackCursor(query.cursor, z.object({ id: z.int() }));
        const rows = await seeProposals(orm, sees, query, {
          limit: query.limit + 1,
          after: after?.id ?? null,
        });
        const { page, nextCursor } = firstPage(rows, query.limit, ({ row }) => ({ id: row.id }));
        return { items: page.map((one) => presentHead(one, 'all' in sees)), nextCursor };
      },
    );

    app.post(
      '/api/v1/funding/proposals',
      {
        config: { access: FUNDERS },
        attachValidation: true,
        schema: {
          tags: ['funding'],
          summary: 'Put needs together for approval',
          description: `By a filter, or as chosen: each line is what is open of a need, at the price of the day. Needs without a price, or of which
nobody knows how much is lacking, are left out and named.`,
          body: newProposal,
          response: { 201: proposalAnswer, ...problems(401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { registry, principal, body, validationError } = request;
        if (validationError) {
          const { province, programme } = readable(newProposal, body);
          const unknown = programme !== undefined && !registry.programmes.has(programme);
          throw problemWithRest(validationError, [
            ...(unknown ? [NO_PROGRAMME] : []),
            ...needsRefused(request, province),
          ]);
        }
        const { province, needs } = body;
        if (!registry.provinces.has(province) || !writesMoney(principal, province))
          throw new Problem('not_found');
        if (body.programme !== undefined && !registry.programmes.has(body.programme))
          throw new Problem('invalid_body', faultsOf(new Refused([NO_PROGRAMME])));
        const programme = requireProgramme(request, body.programme, province);
        const today = dayOf(request.receivedAt);
        const made = await orProblem(() => putTogether(db, registry, needs, { programme, province, today }));
        const id = await orProblem(() =>
          draftProposal(
            db,
            authorOf(request),
            {
              title: body.title,
              province,
              programme: programme.code,
              deadline: body.deadline ?? null,
              needs,
            },
            made,
          ),
        );
        return reply.code(201).send(await answer(request, id, made.leftOut));
      },
    );

    app.get(
      '/api/v1/funding/proposals/:id',
      {
        config: { access: ROLES },
        schema: {
          tags: ['funding'],
          summary: 'A proposal with its lines and what has become of them',
          params,
          response: { 200: proposalAnswer, ...problems(401, 403, 404) },
        },
      },
      async (request) => await answer(request, numberOf(request.params.id)),
    );

    app.patch(
      '/api/v1/funding/proposals/:id',
      {
        config: { access: FUNDERS },
        attachValidation: true,
        schema: {
          tags: ['funding'],
          summary: 'Change a draft; needs that are given put its lines together anew, at prices of now',
          params,
          body: editedProposal,
          response: { 200: proposalAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const { registry, body, validationError } = request;
        const row = await requireOwn(request);
        if (validationError) throw problemWithRest(validationError, needsRefused(request, row.province));
        if (row.state !== 'draft') throw new Problem('proposal_not_draft');
        const { needs } = body;
        const programme = requireProgramme(request, row.programme, row.province);
        const where = { programme, province: row.province, today: dayOf(request.receivedAt) };
        const made = needs && (await orProblem(() => putTogether(db, registry, needs, where)));
        await orProblem(() => editProposal(db, authorOf(request), row.id, body, made));
        return await answer(request, row.id, made?.leftOut);
      },
    );

    app.post(
      '/api/v1/funding/proposals/:id/submission',
      {
        config: { access: FUNDERS },
        schema: {
          tags: ['funding'],
          summary: 'Put a draft before whoever approves',
          params,
          response: { 200: proposalAnswer, ...problems(401, 403, 404, 409, 422) },
        },
      },
      async (request) => {
        const row = await requireOwn(request);
        await orProblem(() => submitProposal(db, authorOf(request), row.id));
        return await answer(request, row.id);
      },
    );

    /** A step with something that is said of it. */
    const step = <B extends z.ZodType>(
      name: string,
      summary: string,
      body: B,
      status: 200 | 201,
      act: (request: FastifyRequest, row: ProposalRow, said: z.infer<B>) => Promise<unknown>,
      /** What speaks against the rest of a body of which something cannot be read. */
      objections: (request: FastifyRequest, row: ProposalRow) => Promise<Objection[]> = async () => [],
    ) =>
      app.post(
        `/api/v1/funding/proposals/:id/${name}`,
        {
          config: { access: FUNDERS },
          attachValidation: true,
          schema: {
            tags: ['funding'],
            summary,
            params,
            body,
            response: {
              ...({ [status]: proposalAnswer } as Record<200 | 201, typeof proposalAnswer>),
              ...problems(401, 403, 404, 409, 422),
            },
          },
        },
        async (request, reply) => {
          const asked = request as FastifyRequest<{ Params: { id: string } }>;
          const row = await requireOwn(asked);
          const { validationError } = asked;
          if (validationError) throw problemWithRest(validationError, await objections(asked, row));
          await orProblem(() => act(asked, row, asked.body as z.infer<B>));
          return reply.code(status).send((await answer(asked, row.id)) as never);
        },
      );
    step(
      'approval',
      'Write down that it was approved, by which paper',
      approvalBody,
      200,
      (request, row, said) => approveProposal(db, authorOf(request), row.id, said.paper),
    );
    step('return', 'Send it back to its author, with a reason', returnBody, 200, (request, row, said) =>
      returnProposal(db, authorOf(request), row.id, said.reason),
    );
    step(
      'allocations',
      'Grant money for lines, from one source: all of it or nothing',
      newAllocation,
      201,
      (request, row, said) =>
        allocate(
          db,
          authorOf(request),
          row.id,
          { ...said, paper: said.paper ?? null },
          dayOf(request.receivedAt),
        ),
      async ({ body, receivedAt }, row) => {
        const { lines } = Object(body) as { lines?: unknown };
        const asked = (Array.isArray(lines) ? lines : []).slice(0, MOST_LINES).map((one: unknown) => {
          const { locality, item, quantity = 0 } = readable(askedLine, one);
          return locality === undefined || item === undefined ? undefined : { locality, item, quantity };
        });
        const { day } = readable(newAllocation, body);
        return await objectionsToRest.allocation(db, row, { lines: asked, day }, dayOf(receivedAt));
      },
    );
    step(
      'deliveries',
      'Write down that items were handed over',
      newDelivery,
      201,
      (request, row, said) =>
        deliver(
          db,
          authorOf(request),
          request.registry,
          row.id,
          { ...said, minutes: said.minutes ?? null },
          dayOf(request.receivedAt),
        ),
      async ({ registry, body, receivedAt }, row) =>
        await objectionsToRest.delivery(db, registry, row, readable(newDelivery, body), dayOf(receivedAt)),
    );
    step(
      'acceptances',
      'Write down that what was delivered was found in order',
      newAcceptance,
      201,
      (request, row, said) =>
        accept(
          db,
          authorOf(request),
          request.registry,
          row.id,
          { ...said, paper: said.paper ?? null },
          dayOf(request.receivedAt),
        ),
      async ({ registry, body, receivedAt }, row) =>
        await objectionsToRest.acceptance(
          db,
          registry,
          row,
          readable(newAcceptance, body),
          dayOf(receivedAt),
        ),
    );
    step(
      'disbursements',
      'Write down a payment out of what was granted',
      newDisbursement,
      201,
      (request, row, said) =>
        disburse(
          db,
          authorOf(request),
          row.id,
          { ...said, paper: said.paper ?? null },
          dayOf(request.receivedAt),
        ),
      async ({ body, receivedAt }, row) =>
        await objectionsToRest.disbursement(db, row, readable(newDisbursement, body), dayOf(receivedAt)),
    );
  };
}
