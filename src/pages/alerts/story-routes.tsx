import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';
import { acknowledge } from '../../alerts/acknowledge.ts';
import type { Notify } from '../../alerts/notify.ts';
import { CAN_ACT } from '../../alerts/routes.ts';
import { formatDay } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import { screen } from '../parts/screen.tsx';
import type { Wrap } from '../wrap.tsx';
import { readAcknowledgement } from './acknowledge-form.tsx';
import { ALERTS } from './addresses.ts';
import { loadAlert } from './story-facts.ts';
import { AlertPage } from './story-page.tsx';

/** The page of one alert, and taking it on there. */
export function alertStoryRoutes({
  sql,
  wrap,
  notify,
}: {
  sql: RootSql;
  wrap: Wrap;
  notify: Notify;
}): Routes {
  return async (app) => {
    const page = screen(app, wrap, {
      path: `${ALERTS}/:alert`,
      config: { access: ROLES },
      params: { alert: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) },
      load: ({ registry, principal, now, params }) =>
        loadAlert(sql, { registry, principal, now }, params.alert),
      done: (word, { it: { row } }) => {
        if (word !== 'nhan' || row.owner === null || row.promisedOn === null) return undefined;
        const day = formatDay(row.promisedOn);
        return [
          `Đã ghi nhận: ${row.owner} xử lý, hẹn hoàn thành ngày ${day}. Hệ thống không nhắc cho đến hết ngày đó.`,
          `It is noted: ${row.owner} does it, promised for ${day}. Until the end of that day nobody is reminded.`,
        ];
      },
      view: ({ it, principal }) => ({
        title: [it.texts.reasonVi, it.texts.reason],
        // What was promised before is the start of what is promised anew; else it is the reader himself.
        content: (
          <AlertPage
            facts={it}
            typed={{ owner: it.row.owner ?? principal.name, reason: it.row.acknowledgement ?? '' }}
          />
        ),
      }),
    });
    page.post({
      at: '/nhan-xu-ly',
      config: { access: CAN_ACT, form: true },
      find: ({ it }) => {
        if (!it.mayAct) throw new Problem('forbidden');
        return true;
      },
      read: (body, { today }) => readAcknowledgement(body, today),
      act: (author, given, { it, registry }) =>
        acknowledge({ sql, registry, notify }, author, [it.row.id], given),
      refused: (_, objections) => (objections.some(({ field }) => field === '') ? 409 : 422),
      done: 'nhan',
    });
  };
}
