import { z } from 'zod';
import { areaWithin } from '../../access/areas.ts';
import { findLocality, mayWrite } from '../../access/localities.ts';
import { type Principal, ROLES } from '../../access/principal.ts';
import { findAlerts } from '../../alerts/list-store.ts';
import { areasOf, MAY_SILENCE, requireArea } from '../../alerts/silence-routes.ts';
import { findSilence, pageSilences, SILENCE_ORDERS, type SilenceOrder } from '../../alerts/silence-store.ts';
import { endSilence, hushedBy, refuseTimes, silence } from '../../alerts/silences.ts';
import { ALERT_KINDS } from '../../alerts/types.ts';
import { silenceSeenBy } from '../../alerts/visible.ts';
import type { RootSql } from '../../db/connect.ts';
import type { Routes } from '../../http/context.ts';
import { Problem } from '../../http/problems.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { pageAsked } from '../parts/pager.tsx';
import { areaTyped } from '../parts/places.tsx';
import { type Asked, rowId, screen } from '../parts/screen.tsx';
import { readSort } from '../parts/sort.ts';
import { rowsAsked, tableQuery } from '../parts/table-file.ts';
import type { Wrap } from '../wrap.tsx';
import { SILENCES } from './addresses.ts';
import { type Hushed, readSilence } from './silence-form.tsx';
import { SilencesPage } from './silence-page.tsx';
import { alertsTicked } from './take-on-many.tsx';

const LINES = 50;
const query = {
  page: tableQuery.page,
  sort: tableQuery.sort,
  /** What the form for a new one is about. */
  area: z.string().max(5).optional(),
  kind: z.enum(ALERT_KINDS).optional(),
  /** Alerts whose units it is about. */
  alert: alertsTicked,
};

/** Silences of one's area; those who may begin and end them there. */
export function silencePages({ sql, wrap }: { sql: RootSql; wrap: Wrap }): Routes {
  return async (app) => {
    const silences = screen(app, wrap, {
      path: SILENCES,
      config: { access: ROLES },
      query,
      more: {} as { hushed?: Hushed },
      done: {
        moi: ['Đã tạm ngừng nhắc.', 'The silence has begun.'],
        het: ['Đã kết thúc. Việc nào chưa xong thì nhắc tiếp.', 'It is ended. What is not over goes on.'],
      },
      view: async ({ registry, principal, now, today, query: asked, request, more }) => {
        const maySilence = MAY_SILENCE.includes(principal.role) && mayWrite(registry, principal, now);
        const areas = areasOf(registry, principal);
        const limit = rowsAsked(request, LINES);
        const by = readSort<SilenceOrder['key'] | ''>(asked.sort, SILENCE_ORDERS, {
          key: '',
          descending: false,
        });
        const order = by.key === '' ? undefined : { ...by, key: by.key };
        const { rows, count } = await pageSilences(sql, { areas, now, limit, page: asked.page, order });
        const withEnds = rows.map((one) => ({
          ...silenceSeenBy(principal, one),
          mayEnd: maySilence && areaWithin(registry, one.area, principal.area),
        }));
        const meant = asked.area !== undefined && areaWithin(registry, asked.area, principal.area);
        const typed = {
          ...(meant ? areaTyped(registry, asked.area ?? '', today) : {}),
          ...(asked.kind && { kind: asked.kind }),
          unit: await unitsOf(sql, asked.alert, registry, principal),
        };
        const page = pageAsked(count, asked.page, limit).of(withEnds);
        const content = (
          <SilencesPage page={page} by={by} maySilence={maySilence} typed={typed} hushed={more.hushed} />
        );
        return { title: ['Tạm ngừng nhắc', 'Silences'], content };
      },
    });
    const config = { access: MAY_SILENCE, form: true };
    silences.post({
      config,
      find: mustWrite,
      read: (body, { registry, principal, now }) => readSilence(registry, principal, body, now),
      several: ['unit'],
      longest: 60_000,
      act: (author, { areas, ...given }) => silence(sql, author, areas, given),
      done: 'moi',
    });
    silences.post({
      at: '/xem-truoc',
      config,
      several: ['unit'],
      longest: 60_000,
      find: mustWrite,
      read: (body, { registry, principal, now }) => {
        const given = readSilence(registry, principal, body, now);
        refuseTimes(given, now);
        return given;
      },
      act: (_, { areas, kind }, { registry }) => hushedBy(sql, registry, areas, kind),
      show: (hushed) => ({ hushed }),
      keeps: true,
    });
    silences.post({
      at: '/:silence/ket-thuc',
      config,
      params: { silence: rowId },
      find: async ({ params, registry, principal, now }) => {
        const found = await findSilence(sql, params.silence);
        if (!found) return false;
        requireArea(registry, principal, found.area);
        return mustWrite({ registry, principal, now });
      },
      act: (author, _, { params, registry, principal }) =>
        endSilence(sql, author, params.silence, (area) => areaWithin(registry, area, principal.area)),
      done: 'het',
    });
  };
}

/** Localities that these alerts are about, of the reader's own area. */
async function unitsOf(
  sql: RootSql,
  alerts: readonly number[],
  registry: Registry,
  principal: Principal,
): Promise<string> {
  const rows = alerts.length === 0 ? [] : await findAlerts(sql, alerts);
  const codes = new Set(rows.flatMap(({ area }) => findLocality(registry, principal, area)?.code ?? []));
  return [...codes].join(' ');
}

/** @throws {Problem} forbidden to whoever only reads */
function mustWrite({ registry, principal, now }: Pick<Asked, 'registry' | 'principal' | 'now'>): true {
  if (!mayWrite(registry, principal, now)) throw new Problem('forbidden');
  return true;
}
