import { everInArea } from '../../access/localities.ts';
import type { Principal } from '../../access/principal.ts';
import { maySeePeople } from '../../access/principal.ts';
import { kindOf } from '../../alerts/kinds/all.ts';
import {
  ALERT_ORDERS,
  type AlertOrder,
  type AlertRow,
  countAlerts,
  findAlerts,
  type Heard,
  type LiveAlert,
  listAlerts,
  readLastHeard,
  readLive,
} from '../../alerts/list-store.ts';
import { type Names, namesFor } from '../../alerts/names.ts';
import { SEVERITIES, type Severity, severityOf } from '../../alerts/severity-rules.ts';
import { alertTexts } from '../../alerts/texts.ts';
import type { AlertState, AlertTexts } from '../../alerts/types.ts';
import { type VisibleAreas, visibleAreas } from '../../alerts/visible.ts';
import { dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { requireProgramme } from '../../http/lookup.ts';
import type { Words } from '../../i18n/say.ts';
import { groupBy } from '../../lib/group-by.ts';
import { type Objection, objectionsOf } from '../../refused.ts';
import { askingProgrammes } from '../../registry/home.ts';
import { compareNames } from '../../registry/search.ts';
import type { Registry } from '../../registry/snapshot.ts';
import type { LocalityName, Programme } from '../../registry/types.ts';
import { type PageOf, pageAsked } from '../parts/pager.tsx';
import { lastNamed, readPlace } from '../parts/places.tsx';
import { readSort } from '../parts/sort.ts';
import type { AlertsQuestion } from './question.ts';

export interface AlertLine {
  row: AlertRow;
  names: Names;
  texts: AlertTexts;
  /** Null of one that has ended. */
  severity: Severity | null;
  /** Who was the last that a message about it reached; undefined where nobody was. */
  heard: Heard | undefined;
}

/** What a unit or a kind has open. */
export interface AlertGroup {
  /** A locality's or a province's code, `*`, or a kind. */
  key: string;
  /** As people call it. */
  name: Words;
  counts: Record<Severity, number>;
  count: number;
  since: Date;
}

export interface AlertsFacts {
  asked: AlertsQuestion;
  /** To narrow the list by, in the order in which they were made; those that ask something of the area. */
  programmes: Programme[];
  counts: Record<AlertState, number>;
  page: PageOf<AlertLine>;
  /** By urgency; undefined where single alerts are shown. */
  groups: AlertGroup[] | undefined;
  people: boolean;
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
  receivedAt: Date;
}

export async function loadAlerts(
  sql: RootSql,
  asker: Asked,
  asked: AlertsQuestion,
  /** Lines of one page. */
  lines: number,
): Promise<AlertsFacts> {
  const { registry, principal, receivedAt: now } = asker;
  const programme = asked.programme === undefined ? null : requireProgramme(asker, asked.programme).code;
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
  const counts = await countAlerts(sql, { programme, visible, kind: asked.kind });
  const state = asked.state === 'all' ? undefined : asked.state;
  // In another order only where that is asked for.
  const weighed = asked.sort === undefined || asked.severity !== undefined || asked.group !== undefined;
  const live = weighed && (state === 'open' || state === 'acknowledged') ? await readWeighed() : undefined;
  const count =
    live?.length ??
    (state === undefined ? counts.open + counts.acknowledged + counts.resolved : counts[state]);
  const page = pageAsked(count, asked.page, lines);
  const { limit, offset } = page;
  const order = readSort(asked.sort, ALERT_ORDERS, { key: 'since', descending: true });
  const query = { programme, visible, state, kind: asked.kind, limit, before: null, offset, order };
  const read = live ? await ofPage(live.slice(offset, offset + limit)) : await listAlerts(sql, query);
  const heard = await readLastHeard(
    sql,
    read.map(({ id }) => id),
  );
  const rows = read.flatMap((row): AlertLine[] => {
    const names = namesFor(registry, row.area, dayOf(row.openedAt));
    if (!names) return [];
    return [
      { row, names, texts: alertTexts(row, names), severity: severityOf(row, now), heard: heard.get(row.id) },
    ];
  });
  return {
    asked,
    programmes: askingProgrammes(registry, principal.area),
    counts,
    page: page.of(rows),
    order,
    places,
    only: places.find((one) => one.code === code),
    groups: asked.group && live ? groupsOf(live, asked.group, registry, now) : undefined,
    people: maySeePeople(principal, principal.area),
    wrong: 'objections' in found ? found.objections : [],
    now,
  };

  /** What has not ended, the most urgent first, the newest first among equals. */
  async function readWeighed(): Promise<Weighed[]> {
    const of = { programme, visible, kind: asked.kind, state: asked.state as 'open' | 'acknowledged' };
    const all = await readLive(sql, of);
    return all
      .map((one) => ({ ...one, severity: severityOf(one, now) ?? ('normal' as const) }))
      .filter(({ severity }) => asked.severity === undefined || severity === asked.severity)
      .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  }

  async function ofPage(some: readonly LiveAlert[]): Promise<AlertRow[]> {
    const ids = some.map(({ id }) => id);
    const byId = new Map((await findAlerts(sql, ids)).map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }
}

type Weighed = LiveAlert & { severity: Severity };

function groupsOf(
  live: readonly Weighed[],
  by: 'unit' | 'kind',
  registry: Registry,
  now: Date,
): AlertGroup[] {
  return [...groupBy(live, (one) => (by === 'unit' ? one.area : one.kind))].flatMap(([key, of]) => {
    const [first] = of;
    const names = first && namesFor(registry, first.area, dayOf(now));
    if (!first || !names) return [];
    const counts = { urgent: 0, high: 0, normal: 0 };
    for (const { severity } of of) counts[severity]++;
    const since = new Date(Math.min(...of.map(({ openedAt }) => openedAt.getTime())));
    const name: Words = by === 'kind' ? kindOf(first.kind).name : [names.areaVi, names.areaEn];
    return [{ key, name, counts, count: of.length, since }];
  });
}
