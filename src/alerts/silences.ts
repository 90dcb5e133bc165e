import { insertAuditsOf } from '../access/audit-store.ts';
import type { Author } from '../access/author.ts';
import { addDays, dayOf, formatDay, instantOf, isoLocal } from '../days.ts';
import type { RootSql, Sql } from '../db/connect.ts';
import { orNone, type Readers, readChoice, readEnd, readInstant, readText } from '../fields.ts';
import { refuse } from '../refused.ts';
import type { Registry } from '../registry/snapshot.ts';
import { readLive } from './list-store.ts';
import { endSilencesNow, insertSilences, lockSilence, lockTogether, lookAgain } from './silence-store.ts';
import { ALERT_KINDS, type AlertKind, type NewSilence } from './types.ts';

/** Whoever wants longer says so again; a silence that is forgotten must end by itself. */
export const LONGEST_SILENCE_DAYS = 62;
/** Nobody plans a move or an outage farther ahead; whoever writes such a year has mistyped it. */
const MOST_DAYS_AHEAD = 366;

/** `area` is the caller's to read: what it may be depends on who asks. */
export const SILENCE_FIELDS: Readers<Omit<NewSilence, 'area'>> = {
  kind: (text, field) => ({ kind: orNone(text, (one) => readChoice(field, one, ALERT_KINDS)) }),
  startsAt: (text, field) => ({ startsAt: readInstant(field, text) }),
  endsAt: (text, field) => ({ endsAt: readEnd(field, text) }),
  reason: (text, field) => ({ reason: readText(field, text, 500) }),
};

/**
 * Lets nobody hear of what lies in an area, for a while and with a reason; ladders stand still meanwhile. What
 * has been decided and not been sent is taken back when its time comes. Of several areas it is one silence each, which
 * end together. Returns their ids.
 * @throws {Refused} when it does not end ahead, lasts too long, or begins too far ahead
 */
export async function silence(
  sql: RootSql,
  author: Author,
  areas: readonly string[],
  given: Omit<NewSilence, 'area'>,
): Promise<number[]> {
  const { kind, startsAt, endsAt, reason } = given;
  refuseTimes(given, author.now);
  return await sql.begin(async (tx) => {
    const ids = await insertSilences(tx, areas, given, author);
    await insertAuditsOf(
      tx,
      author,
      areas.map((area) => ({
        action: 'silence.create',
        target: `${area} ${kind ?? '*'}`,
        area,
        after: { startsAt: isoLocal(startsAt), endsAt: isoLocal(endsAt), reason },
      })),
    );
    return ids;
  });
}

/** @throws {Refused} when it does not end ahead, lasts too long, or begins too far ahead */
export function refuseTimes({ startsAt, endsAt }: Pick<NewSilence, 'startsAt' | 'endsAt'>, now: Date): void {
  if (startsAt > instantOf(addDays(dayOf(now), MOST_DAYS_AHEAD)))
    refuse('startsAt', [
      `Lúc bắt đầu không quá ${MOST_DAYS_AHEAD} ngày kể từ hôm nay.`,
      `It must begin within ${MOST_DAYS_AHEAD} days.`,
    ]);
  const latest = instantOf(addDays(dayOf(startsAt), LONGEST_SILENCE_DAYS), '24:00');
  if (endsAt <= now || endsAt <= startsAt || endsAt > latest)
    refuse('endsAt', [
      `Lúc kết thúc phải sau lúc bắt đầu, sau lúc này, và không quá ngày ${formatDay(addDays(dayOf(startsAt), LONGEST_SILENCE_DAYS))}.`,
      `It must end ahead, after it begins, and by ${isoLocal(latest)}.`,
    ]);
}

/**
 * Ends a silence before its time, with those that were made together with it and lie `within` what its ender may
 * silence; ladders go on from where they stood.
 * @throws {Refused} when it has ended
 */
export async function endSilence(
  sql: RootSql,
  author: Author,
  id: number,
  within: (area: string) => boolean,
): Promise<void> {
  await sql.begin(async (tx) => {
    const found = await lockSilence(tx, id);
    if (!found || found.endsAt <= author.now)
      refuse('', ['Lần tạm ngừng nhắc này đã kết thúc.', `There is no silence ${id} that lasts.`]);
    const all =
      found.together === null
        ? [found]
        : (await lockTogether(tx, found.together, author.now)).filter(({ area }) => within(area));
    await endSilencesNow(
      tx,
      all.map((one) => one.id),
      author,
    );
    await lookAgain(tx, author.now);
    await insertAuditsOf(
      tx,
      author,
      all.map((one) => ({
        action: 'silence.end',
        target: `${one.area} ${one.kind ?? '*'}`,
        area: one.area,
        before: { endsAt: isoLocal(one.endsAt) },
      })),
    );
  });
}

/** What a silence that began now would hush: alerts that are open in its areas, all of whose ladders stand still. */
export async function hushedBy(
  sql: Sql,
  registry: Registry,
  areas: readonly string[],
  kind: AlertKind | null,
): Promise<{ alerts: number; units: number }> {
  const codes = areas.includes('*')
    ? null
    : areas.flatMap((area) =>
        registry.provinces.has(area)
          ? [
              area,
              ...[...registry.localities.values()].flatMap((one) =>
                one.province === area ? [one.code] : [],
              ),
            ]
          : [area],
      );
  const visible = { codes, service: false };
  const live = await readLive(sql, { programme: null, visible, state: 'open', kind: kind ?? undefined });
  return { alerts: live.length, units: new Set(live.map(({ area }) => area)).size };
}
