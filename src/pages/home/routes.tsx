import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import type { Channel } from '../../channels/channel.ts';
import type { Clients } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { findProgramme, programmeInAddress } from '../../http/lookup.ts';
import { memberOf } from '../../plans/access.ts';
import { ownWork } from '../../plans/own-work.ts';
import { BOARD, HOME } from '../addresses.ts';
import { sendPage } from '../render.ts';
import { countSaved } from '../saved/count.ts';
import type { Wrap } from '../wrap.tsx';
import { loadHome } from './facts.ts';
import { ownLists } from './own-lists.ts';
import { ownTasks } from './own-tasks.ts';
import { HomePage } from './page.tsx';
import { workOf } from './work.ts';

export interface HomeDeps extends Clients {
  channels: readonly Channel[];
  wrap: Wrap;
}

/** Today's work, where everybody begins. */
export function homeRoutes({ sql, orm, channels, wrap }: HomeDeps): Routes {
  return async (app) => {
    const schema = { hide: true, querystring: z.looseObject({}) };
    app.get(HOME, { config: { access: ROLES }, schema }, async (request, reply) => {
      const asked = request.query;
      // The board stood here; links of messages that have been sent still lead to it.
      if (Object.keys(asked).some((name) => name !== 'programme'))
        return reply.redirect(BOARD + request.url.slice(request.url.indexOf('?')), 302);
      const facts = await loadHome({ sql, channels }, homeAsked(request, asked.programme));
      const { registry, principal, caller, receivedAt: now } = request;
      const member = await memberOf(orm, registry, principal, caller);
      const [saved, tasks] = await Promise.all([
        countSaved(sql, facts, request.saved ?? []),
        ownWork(sql, registry, member, now),
      ]);
      const lists = [...workOf(facts), ...ownTasks(tasks), ...ownLists(saved)];
      const content = <HomePage facts={facts} lists={lists} />;
      return sendPage(reply, 200, wrap(['Việc hôm nay', "Today's work"], content, facts.principal));
    });
  };
}

function homeAsked(request: FastifyRequest, named: unknown) {
  const { registry, principal, receivedAt: now } = request;
  // A name that is given twice, or none of ours, is told as on any page.
  const programme = findProgramme(request, named === undefined || named === '' ? undefined : String(named));
  const inAddress = programme && programmeInAddress(request, programme);
  return { registry, principal, programme, inAddress, now };
}
