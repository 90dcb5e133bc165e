import { everInArea } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import {
  ALERT_ORDERS,
  type AlertOrder,
  type AlertRow,
  countAlerts,
  listAlerts,
} from '../../alerts/list-store.ts';
import { type Names, namesFor } from '../../alerts/names.ts';
import { alertTexts } from '../../alerts/texts.ts';
import type { AlertState, AlertTexts } from '../../alerts/types.ts';
import { type VisibleAreas, visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { type Objection, objectionsOf } from '../../refused.ts';
import { compareNames } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { LocalityName } from '../../registry/types.ts';
import { type PageOf, pageAsked } from '../parts/pager.tsx';
import { lastNamed, readPlace } from '../parts/places.tsx';
import { readSort } from '../parts/sort.ts';
import type { AlertsQuestion } from './question.ts';

export interface AlertLine {
  row: AlertRow;
  names: Names;
  texts: AlertTexts;
}

export interface AlertsFacts {
  asked: AlertsQuestion;
  counts: Record<AlertState, number>;
  page: PageOf<AlertLine>;
  /** Localities to choose from, ended ones included; one or none where there is no choice. */
  places: LocalityName[];
  order: AlertOrder;
  /** The one that is asked for. */
  only: LocalityName | undefined;
  /** What is wrong with the locality that was typed. */
  wrong: readonly Objection[];
  now: Date;
}

interface Asked {
  registry: Registry;
  principal: Principal;
  now: Date;
}

export async function loadAlerts(
  sql: RootSql,
  { registry, principal, now }: Asked,
  asked: AlertsQuestion,
  /** Lines of one page. */
  lines: number,
): Promise<AlertsFacts> {
  const places = everInArea(registry, principal)
    .map((one) => lastNamed(registry, one, dayOf(now)))
    .sort(compareNames);
  const found =
    asked.locality === undefined
      ? { value: undefined }
      : objectionsOf(() => readPlace('locality', asked.locality ?? '', places));
  const code = 'value' in found ? found.value : undefined;
  const visible: VisibleAreas =
    code === undefined ? visibleAreas(registry, principal) : { codes: [code], service: false };
  const counts = await countAlerts(sql, { programme: null, visible, kind: asked.kind });
  const state = asked.state === 'all' ? undefined : asked.state;
  const count = state === undefined ? counts.open + counts.acknowledged + counts.resolved : counts[state];
  const page = pageAsked(count, asked.page, lines);
  const { limit, offset } = page;
  const order = readSort(asked.sort, ALERT_ORDERS, { key: 'since', descending: true });
  const query = { programme: null, visible, state, kind: asked.kind, limit, before: null, offset, order };
  const rows = (await listAlerts(sql, query)).flatMap((row): AlertLine[] => {
    const names = namesFor(registry, row.area, dayOf(row.openedAt));
    return names ? [{ row, names, texts: alertTexts(row, names) }] : [];
  });
  return {
    asked,
    counts,
    page: page.of(rows),
    order,
    places,
    only: places.find((one) => one.code === code),
    wrong: 'objections' in found ? found.objections : [],
    now,
  };
}
