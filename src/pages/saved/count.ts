import { z } from 'zod';
import { localitiesAsked } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { viewDay } from '../../figures/day-view.ts';
import { homeProgramme } from '../../registry/home.ts';
import type { Registry } from '../../registry/snapshot.ts';
import { BOARD, gapsAddress } from '../addresses.ts';
import { ALERTS } from '../alerts/addresses.ts';
import { loadAlerts } from '../alerts/list-facts.ts';
import { alertsQuery } from '../alerts/question.ts';
import { isShown, SHOWN, type Shown } from '../board/shown.ts';
import { loadGaps } from '../gaps/facts.ts';
import { gapsQuery } from '../gaps/question.ts';
import { loadQueue } from '../review/facts.ts';
import { queueQuery, PATH as REVIEW } from '../review/question.ts';
import type { SavedFilter } from './store.ts';

interface Asker {
  registry: Registry;
  principal: Principal;
  now: Date;
}

/** Units of an area beyond which counting each list takes longer than a page may. */
const MOST_UNITS = 500;

/** How much each finds; null where that is not known without opening it. */
export async function countSaved(sql: RootSql, asker: Asker, all: readonly SavedFilter[]) {
  return await Promise.all(all.map(async (one) => ({ ...one, count: await countOf(sql, asker, one) })));
}

async function countOf(
  sql: RootSql,
  asker: Asker,
  { page, query: text }: SavedFilter,
): Promise<number | null> {
  const { registry, principal, now } = asker;
  const given = Object.fromEntries(new URLSearchParams(text));
  const programme =
    given.programme === undefined
      ? homeProgramme(registry, principal.area, dayOf(now))
      : registry.programmes.get(given.programme);
  if (page === ALERTS) {
    const asked = alertsQuery.safeParse(given).data;
    // Of a programme that is gone there is nothing to count.
    if (!asked || (asked.programme !== undefined && !programme)) return null;
    return (await loadAlerts(sql, { ...asker, receivedAt: now }, asked, 1)).page.count;
  }
  if (page === REVIEW) {
    const asked = z.object(queueQuery).safeParse(given).data;
    return asked ? (await loadQueue(sql, { ...asker, asked })).page.count : null;
  }
  if (!programme) return null;
  const day = dayOf(now);
  const units = localitiesAsked(registry, principal, {
    programme,
    province: given.province || undefined,
    day,
  });
  if (units.length > MOST_UNITS) return null;
  if (page === gapsAddress()) {
    const asked = gapsQuery.safeParse(given).data;
    return asked
      ? (await loadGaps(sql, { ...asker, programme, asked: { ...asked, view: 'list' } })).found.length
      : null;
  }
  const shown = SHOWN.find((one) => one === given.show);
  if (page !== BOARD || given.day !== undefined || shown === undefined || COMPARED.includes(shown))
    return null;
  const views = await viewDay(sql, registry, programme, units, day, now);
  const none = { day: null, week: null };
  return views.filter(({ locality: { code }, row: { colour }, reporting }) =>
    isShown(shown, { code, colour, reporting }, none),
  ).length;
}

/** What these show is known only beside another day. */
const COMPARED: readonly Shown[] = ['turned', 'fell', 'turned_week', 'fell_week'];
