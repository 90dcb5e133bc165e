import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { daySchema } from '../../day-schema.ts';
import { dayOf, formatDay } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { readGaps } from '../../gaps/store.ts';
import type { Routes } from '../../http/context.ts';
import { findProgramme, programmeInAddress, refuseFuture, requireLocality } from '../../http/lookup.ts';
import { Problem } from '../../http/problems.ts';
import { inForce, type Locality } from '../../registry/types.ts';
import { localityAddress } from '../addresses.ts';
import { PROMISED, PROMISED_WORDS } from '../promises/words.ts';
import { sendPage } from '../render.ts';
import type { Wrap } from '../wrap.tsx';
import { localitiesToChoose, ReportChoice } from './choice.tsx';
import { loadReport, type ReportFacts } from './facts.ts';
import { ReportForm } from './form.tsx';
import { ReportReading } from './reading.tsx';
import { type PromisesOf, ReportResult } from './result.tsx';
import { senderOf } from './sender.ts';

export interface ReportDeps {
  sql: RootSql;
  wrap: Wrap;
}

const params = z.object({ code: z.string() });
const onDay = z.strictObject({ day: daySchema.optional(), programme: z.string().max(100).optional() });
type OnDay = z.infer<typeof onDay>;

/** The report of a locality's day, read: the form to fill in, and what became of it. */
export function reportRoutes({ sql, wrap }: ReportDeps): Routes {
  async function load(request: FastifyRequest, locality: Locality, asked: OnDay) {
    const { registry, principal, receivedAt: now } = request;
    const day = asked.day ?? dayOf(now);
    const programme = asked.programme ? findProgramme(request, asked.programme) : undefined;
    refuseFuture(day, dayOf(now));
    if (!inForce(locality, day)) throw new Problem('not_found');
    return await loadReport(sql, { registry, principal, programme, locality, day, now });
  }
  /** By the programme whose status the page shows. */
  async function promisesOf(request: FastifyRequest, { view, locality }: ReportFacts): Promise<PromisesOf> {
    const { registry, principal, receivedAt: now } = request;
    const programme = view && registry.programmes.get(view.row.programme);
    if (!programme) return { may: false, programme: undefined, taken: new Map() };
    const asked = { programme: programme.code, today: dayOf(now), localities: [locality.code] };
    const indicators = [...registry.indicatorsOn(dayOf(now)).keys()];
    const gaps = await readGaps(
      sql,
      { ...asked, indicators, colour: null, openedBy: null, owner: null },
      { after: null, limit: null },
    );
    return {
      may: CAN_ACT.includes(principal.role) && mayWrite(registry, principal, now),
      programme: programmeInAddress(request, programme),
      taken: new Map(gaps.map((gap) => [gap.indicator, gap])),
    };
  }
  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    locality: Locality,
    asked: OnDay,
  ): Promise<FastifyReply> {
    const facts = await load(request, locality, asked);
    const of = formatDay(facts.day);
    const note = facts.revisions.at(-1)?.note ?? '';
    const content =
      facts.closed === null ? (
        <ReportForm facts={facts} sender={senderOf(request)} typed={new Map()} note={note} />
      ) : (
        <ReportReading facts={facts} closed={facts.closed} />
      );
    return sendPage(reply, 200, wrap([`Báo cáo ${of}`, `Report ${of}`], content, request.principal));
  }

  return async (app) => {
    app.get(
      '/bao-cao',
      {
        config: { access: ROLES },
        schema: { hide: true, querystring: onDay.extend({ q: z.string().max(100).default('') }) },
      },
      async (request, reply) => {
        const { registry, principal, query, receivedAt: now } = request;
        const own = registry.localities.get(principal.area);
        // Signing in leads here: of a unit that has ended, its page says so.
        if (own && query.day === undefined && !inForce(own, dayOf(now)))
          return reply.redirect(localityAddress(own.code), 303);
        if (own) {
          // The browser's worker keeps it for the time without a network.
          if (query.day === undefined && WRITERS.includes(principal.role)) reply.header('x-offline', 'keep');
          return showForm(request, reply, own, query);
        }
        const content = <ReportChoice {...localitiesToChoose(registry, principal, query.q, dayOf(now))} />;
        return sendPage(reply, 200, wrap(['Chọn đơn vị', 'Choose a unit'], content, principal));
      },
    );

    app.get(
      '/bao-cao/:code',
      { config: { access: ROLES }, schema: { hide: true, params, querystring: onDay } },
      async (request, reply) => {
        const locality = requireLocality(request.registry, request.principal, request.params.code);
        return showForm(request, reply, locality, request.query);
      },
    );

    app.get(
      '/bao-cao/:code/ket-qua',
      {
        config: { access: ROLES },
        schema: { hide: true, params, querystring: onDay.extend({ done: z.literal(PROMISED).optional() }) },
      },
      async (request, reply) => {
        const { query } = request;
        const locality = requireLocality(request.registry, request.principal, request.params.code);
        const facts = await load(request, locality, query);
        const content = <ReportResult facts={facts} promises={await promisesOf(request, facts)} />;
        const of = formatDay(facts.day);
        return sendPage(reply, 200, wrap([`Kết quả ${of}`, `Result ${of}`], content, request.principal), {
          done: query.done && PROMISED_WORDS,
        });
      },
    );
  };
}
