import type { Principal } from '../../access/principal.ts';
import { maySeePeople } from '../../access/principal.ts';
import { type AlertRow, listAlerts } from '../../alerts/list-store.ts';
import { namesFor } from '../../alerts/names.ts';
import { alertTexts } from '../../alerts/texts.ts';
import type { AlertTexts } from '../../alerts/types.ts';
import { percentOf } from '../../collect/judge-locality.ts';
import { type RuleMove, readMovesByRules, readStatusesBetween } from '../../collect/store.ts';
import { type StatusView, viewOf, viewStatuses } from '../../collect/view.ts';
import { type Day, dayOf } from '../../days.ts';
import type { RootSql } from '../../db/connect.ts';
import { readableBy } from '../../documents/access.ts';
import { type Mention, readMentions } from '../../documents/store.ts';
import { type PromiseRow, readPromises } from '../../gaps/promise-store.ts';
import { type GapRow, readGaps } from '../../gaps/store.ts';
import { type RevisionRow, readRevisionPage } from '../../intake/revisions-store.ts';
import type { Calendar } from '../../registry/calendar.ts';
import type { Contact } from '../../registry/contacts.ts';
import { readContactsOf } from '../../registry/contacts-store.ts';
import { firstDayIn, type Registry } from '../../registry/snapshot.ts';
import { cutoffOf } from '../../registry/times.ts';
import type { Indicator, Locality, LocalityName, Programme } from '../../registry/types.ts';
import { type ReminderRow, readReminders } from '../../reminders/store.ts';
import type { SharePoint } from '../charts/trend-line.tsx';
import { loadNetwork, type NetworkFacts } from '../network/facts.ts';
import { type PageOf, pageAsked } from '../parts/pager.tsx';
import { type Exempt, exemptOf } from '../report/facts.ts';
import { type ConditionHistory, historyOf } from './history.ts';
import { firstOf, lastOf, type Month, monthOf } from './month.ts';

/** Reporting days that a condition is shown over. */
export const DAYS_SHOWN = 30;
export const REVISIONS_SHOWN = 10;
const RESOLVED_SHOWN = 5;
const REMINDERS_SHOWN = 6;
/** More than there are kinds and subjects. */
const MOST_LIVE = 100;

/** An alert in words, of the locality as it was called then. */
export interface LocalityAlert {
  row: AlertRow;
  texts: AlertTexts;
}

/** All that the page of a locality shows. */
export interface LocalityFacts {
  locality: Locality;
  named: LocalityName;
  programme: Programme;
  /** The programme as links name it; undefined where the reader's area means it anyway. */
  inAddress: string | undefined;
  now: Date;
  /** Today, or the last day of one that has ended. */
  day: Day;
  cutoff: Date;
  /** Undefined where the programme does not know it on that day. */
  view: StatusView | undefined;
  /** Required of it on that day, in the catalogue's order. */
  required: Indicator[];
  /** Every indicator there ever was, by code, as it was asked last. */
  catalogue: Map<string, Indicator>;
  /** What does not apply to it on that day, and why. */
  exempt: Exempt[];
  /** Who has taken on which gap, by indicator. */
  owners: Map<string, GapRow>;
  /** What it has promised of its gaps, newest first. */
  promises: PromiseRow[];
  /** What documents have urged of it, the latest first. */
  mentions: Mention[];
  /** Who was reminded of it by hand or called, newest first. */
  reminders: ReminderRow[];
  conditions: ConditionHistory[];
  /** What it met of what was required over the same days. */
  course: SharePoint[];
  /** What changed rules did to its colour over the days of the conditions, latest first. */
  byRules: RuleMove[];
  /** Statuses of the month shown, by day. */
  month: { shown: Month; first: Month; last: Month; views: Map<Day, StatusView> };
  /** Live ones first, then the latest of the others. */
  alerts: LocalityAlert[];
  revisions: PageOf<RevisionRow>;
  /** Null for whoever may not see them. */
  people: Contact[] | null;
  /** As its own calls show it, whatever is reported. */
  network: NetworkFacts;
}

export interface LocalityQuestion {
  registry: Registry;
  principal: Principal;
  programme: Programme;
  inAddress: string | undefined;
  locality: Locality;
  /** The month of the day where none is asked for. */
  month: Month | undefined;
  /** Page of the revisions. */
  page: number;
  now: Date;
}

export async function loadLocality(sql: RootSql, asked: LocalityQuestion): Promise<LocalityFacts> {
  const { registry, principal, programme, locality, page, now } = asked;
  const { code, validTo } = locality;
  const today = dayOf(now);
  const day = validTo !== null && validTo < today ? validTo : today;
  const calendar = registry.calendar(programme, locality.province);
  const first = firstDayIn(programme, locality) ?? day;
  const months = { first: monthOf(first < day ? first : day), last: monthOf(day) };
  const shown = within(asked.month ?? months.last, months);
  const back = daysBefore(calendar, day);
  const from = back < firstOf(shown) ? back : firstOf(shown);
  const monthIsEarlier = lastOf(shown) < back;
  const [
    stored,
    earlier,
    current,
    gaps,
    alerts,
    revisions,
    people,
    network,
    byRules,
    promises,
    reminders,
    mentions,
  ] = await Promise.all([
    readStatusesBetween(sql, programme.code, code, monthIsEarlier ? back : from, day),
    monthIsEarlier
      ? readStatusesBetween(sql, programme.code, code, firstOf(shown), lastOf(shown))
      : Promise.resolve([]),
    viewStatuses(sql, registry, programme, [locality], day, now),
    readGaps(sql, gapsOf(registry, programme, code, day), { after: null, limit: null }),
    readAlerts(sql, registry, programme, code),
    readRevisionPage(sql, code, { page, size: REVISIONS_SHOWN }),
    maySeePeople(principal, code) ? readContactsOf(sql, [code], []) : Promise.resolve(null),
    loadNetwork(sql, code, now),
    readMovesByRules(sql, programme.code, code, back),
    readPromises(sql, { programme: programme.code, locality: code, indicator: null }, today),
    readReminders(sql, { localities: [code], since: null, limit: REMINDERS_SHOWN, before: null }),
    readMentions(sql, readableBy(registry, principal), [code], today),
  ]);
  const view = current[0];
  const views = new Map(
    [...earlier, ...stored, ...(view ? [view.row] : [])].map((row) => [
      row.day,
      viewOf(registry, programme, locality, row, now),
    ]),
  );
  const requiredOn = (on: Day) => registry.asked(programme, locality, on).filter((one) => one.required);
  const reported = [...views.values()]
    .map((one) => one.row)
    .filter((row) => row.day >= back && (row.day === day || calendar.isReportingDay(row.day)));
  return {
    locality,
    named: registry.nameOn(locality, day),
    programme,
    inAddress: asked.inAddress,
    now,
    day,
    cutoff: cutoffOf(registry.settingsOn(programme, locality.province, day), day),
    view,
    required: requiredOn(day),
    exempt: exemptOf(registry, [programme], locality, day),
    catalogue: new Map(registry.indicators.map((one) => [one.code, one])),
    owners: new Map(gaps.flatMap((gap) => (gap.owner === null ? [] : [[gap.indicator, gap] as const]))),
    promises,
    reminders,
    course: reported.map((row) => ({ day: row.day, percent: percentOf(row) })),
    mentions,
    conditions: historyOf(reported, registry.conditions, requiredOn),
    byRules,
    month: { shown, ...months, views },
    alerts,
    revisions: revisionPage(revisions, page),
    people,
    network,
  };
}

/** The first of the reporting days shown. */
function daysBefore(calendar: Calendar, day: Day): Day {
  let first = day;
  for (let count = 1; count < DAYS_SHOWN; count++) first = calendar.previous(first);
  return first;
}

function within(month: Month, { first, last }: { first: Month; last: Month }): Month {
  if (month < first) return first;
  return month > last ? last : month;
}

function gapsOf(registry: Registry, programme: Programme, code: string, today: Day) {
  return {
    programme: programme.code,
    today,
    localities: [code],
    indicators: [...registry.indicatorsOn(today).keys()],
    colour: null,
    openedBy: null,
    owner: null,
  };
}

function revisionPage({ rows, count }: { rows: RevisionRow[]; count: number }, asked: number) {
  return pageAsked(count, asked, REVISIONS_SHOWN).of(rows);
}

async function readAlerts(
  sql: RootSql,
  registry: Registry,
  programme: Programme,
  code: string,
): Promise<LocalityAlert[]> {
  const query = { programme: programme.code, visible: { codes: [code], service: false }, before: null };
  const [open, acknowledged, latest] = await Promise.all([
    listAlerts(sql, { ...query, state: 'open', limit: MOST_LIVE }),
    listAlerts(sql, { ...query, state: 'acknowledged', limit: MOST_LIVE }),
    listAlerts(sql, { ...query, state: 'resolved', limit: RESOLVED_SHOWN }),
  ]);
  return [...open, ...acknowledged, ...latest].flatMap((row) => {
    const names = namesFor(registry, code, dayOf(row.openedAt));
    return names ? [{ row, texts: alertTexts(row, names) }] : [];
  });
}
