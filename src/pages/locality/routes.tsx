import { z } from 'zod';
import { findLocality, mayWrite } from '../../access/localities.ts';
import { ROLES, WRITERS } from '../../access/principal.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { programmeInAddress, requireLocality, requireProgramme } from '../../http/lookup.ts';
import { inForce } from '../../registry/types.ts';
import { MAY_REMIND } from '../../reminders/routes.ts';
import { lastNamed } from '../parts/places.tsx';
import { screen } from '../parts/screen.tsx';
import { tableQuery } from '../parts/table-file.ts';
import { PROMISED, PROMISED_WORDS } from '../promises/words.ts';
import { CALLED, CALLED_WORDS } from '../reminders/words.ts';
import type { Wrap } from '../wrap.tsx';
import { loadLocality } from './facts.ts';
import { LocalityPage } from './page.tsx';

/** The page of one locality. */
export function localityPages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    screen(app, wrap, {
      path: '/don-vi/:code',
      config: { access: ROLES },
      params: { code: z.string() },
      strict: true,
      query: {
        programme: z.string().optional(),
        month: z
          .string()
          .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
          .optional(),
        /** Its page is of the reports sent. */
        ...tableQuery,
      },
      done: { [PROMISED]: PROMISED_WORDS, [CALLED]: CALLED_WORDS },
      load: async ({
        request,
        registry,
        principal,
        now,
        params,
        query: { month, page, programme: code },
      }) => {
        const locality = requireLocality(registry, principal, params.code);
        const programme = requireProgramme(request, code, locality.code);
        const inAddress = programmeInAddress(request, programme);
        const question = { registry, principal, programme, inAddress, locality, month, page, now };
        return { locality, facts: await loadLocality(sql, question) };
      },
      view: ({ it: { locality, facts }, registry, principal, now, today }) => {
        const there = inForce(locality, today);
        const named = (codes: readonly string[]) =>
          codes.flatMap((code) => {
            const one = findLocality(registry, principal, code);
            return one ? [lastNamed(registry, one, today)] : [];
          });
        return {
          title: `${facts.named.type} ${facts.named.name}`,
          content: (
            <LocalityPage
              facts={facts}
              province={registry.provinces.get(locality.province) ?? locality.province}
              mayPromise={CAN_ACT.includes(principal.role) && mayWrite(registry, principal, now)}
              mayRemind={MAY_REMIND.includes(principal.role) && there}
              mayReport={WRITERS.includes(principal.role) && there}
              successors={named(locality.successors)}
              predecessors={named(registry.predecessorsOf(locality.code))}
            />
          ),
        };
      },
    });
  };
}
