import { z } from 'zod';
import { findLocality, mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { programmeInAddress, requireLocality, requireProgramme } from '../../http/lookup.ts';
import { inForce } from '../../registry/types.ts';
import { MAY_REMIND } from '../../reminders/routes.ts';
import { lastNamed } from '../parts/places.tsx';
import { tableQuery } from '../parts/table-file.ts';
import { PROMISED, PROMISED_WORDS } from '../promises/words.ts';
import { CALLED, CALLED_WORDS } from '../reminders/words.ts';
import { sendPage } from '../render.ts';
import type { Shell } from '../shell.tsx';
import { loadLocality } from './facts.ts';
import { LocalityPage } from './page.tsx';

const query = z.strictObject({
  programme: z.string().optional(),
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  /** Its page is of the reports sent. */
  ...tableQuery,
  done: z.enum([PROMISED, CALLED]).optional(),
});

const DONE = { [PROMISED]: PROMISED_WORDS, [CALLED]: CALLED_WORDS };

/** The page of one locality. */
export function localityPages({ sql, shell }: { sql: RootSql; shell: Shell }): Routes {
  return async (app) => {
    app.get(
      '/don-vi/:code',
      {
        config: { access: ROLES },
        schema: { hide: true, params: z.object({ code: z.string() }), querystring: query },
      },
      async (request, reply) => {
        const { registry, principal, receivedAt: now } = request;
        const { month, page, programme: code, done } = request.query;
        const locality = requireLocality(registry, principal, request.params.code);
        const programme = requireProgramme(request, code, locality.code);
        const inAddress = programmeInAddress(request, programme);
        const question = { registry, principal, programme, inAddress, locality, month, page, now };
        const facts = await loadLocality(sql, question);
        const named = (codes: readonly string[]) =>
          codes.flatMap((code) => {
            const one = findLocality(registry, principal, code);
            return one ? [lastNamed(registry, one, dayOf(now))] : [];
          });
        const content = (
          <LocalityPage
            facts={facts}
            province={registry.provinces.get(locality.province) ?? locality.province}
            mayPromise={CAN_ACT.includes(principal.role) && mayWrite(registry, principal, now)}
            mayRemind={MAY_REMIND.includes(principal.role) && inForce(locality, dayOf(now))}
            mayReport={WRITERS.includes(principal.role) && inForce(locality, dayOf(now))}
            successors={named(locality.successors)}
            predecessors={named(registry.predecessorsOf(locality.code))}
          />
        );
        const title = `${facts.named.type} ${facts.named.name}`;
        return sendPage(reply, 200, shell([title, title], content, principal), {
          done: done && DONE[done],
        });
      },
    );
  };
}
